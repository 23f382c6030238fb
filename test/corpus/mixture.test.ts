/** Whatever lines stand in a file, in whatever order: it is read without an error, and every word leads back to it. */
import { describe, expect, it } from 'vitest';
import { makeRandom } from '../random.ts';
import { MASTHEAD, parseText } from './parsed.ts';
import { expectWellFormed } from './well-formed.ts';

const CASES = 300;
const LINES_MAX = 40;

const LINES = [
  // headings and titles
  ...[
    '一、抓产业',
    '二、抓教育。',
    '三、',
    '（一）种油茶',
    '（十一）',
    '1.种核桃',
    '2、养牛',
    '①选种',
    '⒈',
    '第一章 总则',
  ],
  ...['脱贫模式之一：种油茶。', '脱贫模式之二：养牛', '天等县抓产业', '——凤山县纪实', '“奔小康”征文之三', '□ 李小红'],
  ...[
    '# 天等县抓产业',
    '## 二、抓教育',
    '### 细节',
    '######',
    '#',
    '**一、抓产业。**种油茶。',
    '**重点**是产业',
    '**',
    '____',
    '__a__ b',
  ],
  // text
  '一是种油茶；二是养牛；三是办学。',
  '一是一、二是二。',
  '“吃”即办食堂。“住”即修宿舍，',
  '自评：即各户先评。互评：即邻里再评',
  '全县 137 个村\u3000种植油茶 1.2 万亩，人均',
  '5万元，群众满意。',
  '没有句末标点的长行一直写下去写满整整一行还要继续',
  'An English line without an end',
  'and its second half.',
  '𠮷屯的群众𝟘。',
  '\u3000\u3000缩进的一行。\t',
  '。',
  '”',
  '；',
  // furniture
  ...['领导批示', '驻村 领导批示队伍。', '根据领导批示要求', '— 3 —', '---', '12', '▲天等县的学校。', '▲'],
  ...[
    '报：各市党委办公室，各县政府',
    '送：有关部门。',
    '某省扶贫办公室',
    '2020年3月9日印发',
    '联系人：黄小兰 电话：0771-1234567',
  ],
  ...[
    '（天等县扶贫办 王小明）',
    '(凤山县)',
    '（）',
    '编者按：值得学习。',
    '【编者按】',
    '编者按',
    '某省扶贫简报',
    '2020年第7期（总第99期）',
  ],
  ...['', '', '', ' ', '\t'],
];

function mixture(seed: number): string {
  const next = makeRandom(seed);
  const pick = <T>(values: readonly T[]): T => values[Math.floor(next() * values.length)] as T;
  const lineBreak = pick(['\n', '\n\n', '\r\n', '\r']);
  const lines = Array.from({ length: Math.floor(next() * LINES_MAX) }, () =>
    next() < 0.1 ? pick(LINES) + pick(['', ' ']) + pick(LINES) : pick(LINES),
  );
  return (next() < 0.5 ? MASTHEAD : '') + lines.join(lineBreak);
}

describe('a mixture of lines', () => {
  it('is read without an error, and every word of its articles leads back to the file', () => {
    let read = 0;
    for (let seed = 1; seed <= CASES; seed++) {
      const raw = mixture(seed);
      try {
        const articles = parseText(raw, 'mixture.txt');
        for (const article of articles) expectWellFormed(article, raw);
        read += articles.length;
      } catch (thrown) {
        throw new Error(`seed ${seed}: ${JSON.stringify(raw)}`, { cause: thrown });
      }
    }
    expect(read).toBeGreaterThan(CASES / 2);
  });

  it('gives the same articles every time', () => {
    for (let seed = 1; seed <= 20; seed++) expect(parseText(mixture(seed))).toEqual(parseText(mixture(seed)));
  });
});
