/** The parser on synthetic documents: mastheads, columns out of order, raw lines, and texts without a masthead. */
import { describe, expect, it } from 'vitest';
import { MASTHEAD, only, OPENING, outlineOf, paragraphsOf, parseBody, parseIssue, parseText } from './parsed.ts';
import { expectWellFormed } from './well-formed.ts';

const BYLINE = '（天等县扶贫办 王小明）';

describe('the masthead', () => {
  it.each([
    ['2020年第7期（总第99期）', '2020年第7期（总第99期）', '2020-7'],
    ['2020 年第 7 期(总第 99 期)', '2020年第7期（总第99期）', '2020-7'],
    ['２０２０年第７期', '2020年第7期', '2020-7'],
    ['2020年第7期 总第99期', '2020年第7期（总第99期）', '2020-7'],
    ['〔2020〕第 12 期', '2020年第12期', '2020-12'],
    ['# 2020年第07期（总第99期）', '2020年第7期（总第99期）', '2020-7'],
  ])('reads the issue in “%s”', (line, issue, issueId) => {
    const article = only(parseText(`某省扶贫简报\n${line}\n某省扶贫办编\n天等县产业扶贫\n${OPENING}\n${BYLINE}`));
    expect(article).toMatchObject({ issue, issueId, year: 2020, series: '某省扶贫简报', publisher: '某省扶贫办' });
    expect(article.id).toBe(`${issueId}-1`);
  });

  it.each([
    ['某省扶贫开发办公室编', '某省扶贫开发办公室', null],
    ['某省扶贫开发办公室 主办', '某省扶贫开发办公室', null],
    ['某省扶贫开发办公室编    2020年3月9日', '某省扶贫开发办公室', '2020-03-09'],
    ['2020年3月9日', null, '2020-03-09'],
  ])('reads publisher and date in “%s”', (line, publisher, publishedOn) => {
    const article = only(parseText(`某省扶贫简报\n2020年第7期\n${line}\n天等县产业扶贫\n${OPENING}\n${BYLINE}`));
    expect(article).toMatchObject({ title: '天等县产业扶贫', publisher, publishedOn });
  });

  it('may set its series with spaces and the publisher above the issue', () => {
    const article = only(parseText(`扶 贫 简 报\n某省扶贫办编\n2020年第7期\n天等县产业扶贫\n${OPENING}\n${BYLINE}`));
    expect(article).toMatchObject({ series: '扶贫简报', publisher: '某省扶贫办', title: '天等县产业扶贫' });
  });

  it('marks a digest and keeps the line that says whose it is', () => {
    const line = '简报问答项目摘编，据某省扶贫办印发的原期简报';
    const article = only(parseText(`扶贫简报\n摘编\n2020年第7期\n${line}\n天等县产业扶贫\n${OPENING}\n${BYLINE}`));
    expect(article).toMatchObject({ digest: true, publisher: line, id: '2020-7-1-zhaibian' });
  });

  it('alone holds no article', () => {
    expect(parseText(MASTHEAD)).toEqual([]);
  });

  it('above a single paragraph gives one article', () => {
    expect(only(parseIssue(OPENING))).toMatchObject({
      title: '近年来，天等县立足山区实际发展产业，群众收入稳步增加',
      text: OPENING,
    });
  });
});

describe('columns that came out of order', () => {
  const [one, two, three, four] = ['一、抓产业', '二、抓教育', '三、抓医疗', '四、抓住房'];
  const body = (heading: string): string => `${heading.slice(2)}的成效明显。`;
  const document = (...parts: string[]): string => ['凤山县抓脱贫', ...parts].join('\n\n');

  it('are put right where the numbering is turned', () => {
    const second = [three, body(three), four, body(four)].join('\n\n');
    const first = [OPENING, one, body(one), two, body(two)].join('\n\n');
    const raw = document(second, '', first);
    const article = only(parseText(raw));
    expect(outlineOf(article)).toEqual([one, two, three, four].map((heading) => `1 ${heading}`));
    expect(paragraphsOf(article)[0]).toBe(OPENING);
    expectWellFormed(article, raw);
  });

  it('are joined where the break between them cut a sentence, with the captions behind', () => {
    const sentence = ['二、抓教育。全县各学校认真落实教育扶贫的各项政策，组织', '教师家访。'];
    const raw = document(
      sentence[1] ?? '',
      three,
      body(three),
      '\n▲天等县的学校。',
      OPENING,
      one,
      sentence[0] ?? '',
      '\n▲家访。',
    );
    const article = only(parseText(raw));
    expect(paragraphsOf(article)).toEqual([
      OPENING,
      one,
      sentence.join(''),
      three,
      body(three),
      '▲天等县的学校。',
      '▲家访。',
    ]);
    expect(article.paragraphs.slice(-2).map(({ role }) => role)).toEqual(['caption', 'caption']);
    const [first, last] = article.paragraphs[2]?.lines ?? [0, 0];
    expect(first).toBeGreaterThan(last);
    expectWellFormed(article, raw);
  });

  it('are left alone where the numbering proves no order', () => {
    for (const order of [
      [one, three, two],
      [two, one, three],
      [two, three],
      [three, one, two, one],
    ]) {
      const article = only(parseText(document(OPENING, ...order.flatMap((heading) => [heading, body(heading)]))));
      expect(article.sections.map(({ heading }) => heading)).toEqual(order);
    }
  });
});

describe('the raw file', () => {
  const raw = [
    '天等县抓产业',
    '',
    '\u3000\u3000全县 137 个村\u3000种植油茶 1.2 万亩。',
    '\t一、抓教育 ',
    ' 办好学校。\t',
  ];
  const words = ['全县 137 个村\u3000种植油茶 1.2 万亩。', '一、抓教育', '办好学校。'];

  it.each([
    ['\\n', '\n'],
    ['\\r\\n', '\r\n'],
    ['\\r', '\r'],
  ])('may end its lines with %s, indent them and set stray spaces, which stay in the text', (_, lineBreak) => {
    const text = raw.join(lineBreak);
    const article = only(parseText(text));
    expect(paragraphsOf(article)).toEqual(words);
    expect(article.paragraphs.map(({ lines }) => lines)).toEqual([
      [3, 3],
      [4, 4],
      [5, 5],
    ]);
    expect(article.source.map(({ column }) => column)).toEqual([2, 1, 1]);
    expectWellFormed(article, text);
  });

  it('is joined where a page break cut a word of figures', () => {
    const article = parseBody('全县建档立卡贫困户通过发展产业实现增收，人均增收达1.', '5万元，群众满意。');
    expect(paragraphsOf(article)[1]).toMatch(/达1\.5万元，群众满意。$/u);
  });

  it('is not joined where a sentence or a list item ended, or a short line stands alone', () => {
    for (const line of ['种植油茶。', '种植油茶；', '措施如下：', '种植油茶！', '“种油茶。”', '种植油茶']) {
      expect(paragraphsOf(parseBody(line, '养牛养羊。'))).toEqual([OPENING, line, '养牛养羊。']);
    }
  });

  it('may be long, though no line of it ends a sentence', () => {
    const line = '没有句末标点的长行一直写下去写满整整一行还要继续';
    const article = only(parseText(Array.from({ length: 20_000 }, () => line).join('\n')));
    expect(article.paragraphs).toHaveLength(1);
    expect(`${article.title}${article.text}`).toHaveLength(20_000 * line.length);
  });
});

describe('a text without a masthead', () => {
  it.each([
    ['its title line', '天等县抓产业\n\n全县种植油茶。', '天等县抓产业'],
    ['its Markdown title', '# 天等县抓产业\n\n全县种植油茶。', '天等县抓产业'],
    ['its first sentence', '全县种植油茶。群众增收。', '全县种植油茶'],
    [
      'the first clause of a long one',
      `天等县委、县政府高度重视，${'发展油茶核桃和中草药'.repeat(6)}。`,
      '天等县委、县政府高度重视',
    ],
    ['its first forty characters', '无标点'.repeat(40), '无标点'.repeat(14).slice(0, 40)],
    ['its only line', '天等县抓产业', '天等县抓产业'],
    ['the title above a date', '天等县抓产业\n\n2020年3月9日\n\n全县种植油茶。', '天等县抓产业'],
  ])('is titled by %s', (_, text, title) => {
    expect(only(parseText(text, 'a.txt')).title).toBe(title);
  });

  it('has no masthead, and its byline where one ends it', () => {
    const article = only(parseText(`天等县抓产业\n\n${OPENING}\n\n${BYLINE}`, 'notes/天等.txt'));
    expect(article).toMatchObject({ id: 'notes-天等', file: 'notes/天等.txt', series: null, issue: null, year: null });
    expect(article).toMatchObject({ issueId: null, publisher: null, digest: false, byline: '天等县扶贫办 王小明' });
  });

  it.each(['', ' \n\t\n\u3000', '---\n\n12\n'])('that holds no words gives no article: %j', (text) => {
    expect(parseText(text)).toEqual([]);
  });
});
