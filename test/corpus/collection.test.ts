/** Several articles in one file, and documents that only look like it. */
import { describe, expect, it } from 'vitest';
import type { DocumentLine } from '../../corpus/read/document.ts';
import { outlineOf, parseLines, parseText } from './parsed.ts';
import { expectWellFormed } from './well-formed.ts';

const story = (village: string): string =>
  `${village}在大山深处，过去靠天吃饭。近年来，村党支部带领群众种植油茶一千二百亩，办起合作社，户均增收五千元，三十户贫困户全部脱贫，` +
  `村集体收入达到十二万元。村里修通了水泥路，家家用上自来水，孩子上学走路五分钟，老人看病不出村，外出打工的年轻人也陆续回来，${village}的日子越过越好。`;

const titlesOf = (text: string): string[] => parseText(text).map(({ title }) => title);
const joined = (...lines: string[]): string => lines.join('\n\n');

/** Lines whose headings are written like Markdown’s. */
function marked(...lines: string[]): DocumentLine[] {
  return lines.map((line) => {
    const [, signs = '', text = line] = /^(#+) (.*)$/u.exec(line) ?? [];
    return signs === '' ? { text } : { text, heading: signs.length };
  });
}

describe('a collection', () => {
  it('of cases that are counted, with a table of contents', () => {
    const raw = joined(
      '全县脱贫攻坚典型案例汇编',
      '目  录',
      '案例一：甲村种油茶拔穷根…………1',
      '案例二：乙村办车间稳就业…………3',
      '案例一：甲村种油茶拔穷根',
      story('甲村'),
      '一、选准产业',
      '请来农技员试种。',
      '案例二：乙村办车间稳就业',
      story('乙村'),
      '一、盘活旧校舍',
      '旧校舍归村集体所有。',
    );
    const articles = parseText(raw);
    expect(articles.map(({ title }) => title)).toEqual(['甲村种油茶拔穷根', '乙村办车间稳就业']);
    expect(articles.map(outlineOf)).toEqual([['1 一、选准产业'], ['1 一、盘活旧校舍']]);
    for (const article of articles) expectWellFormed(article, raw);
  });

  it.each([
    ['经验交流材料之一', '经验交流材料之二'],
    ['材料一', '材料二'],
    ['【典型案例1】', '【典型案例2】'],
    ['交流发言（一）', '交流发言（二）'],
  ])('with marks above the titles: %s', (first, second) => {
    expect(titlesOf(joined(first, '甲村的油茶', story('甲村'), second, '乙村的车间', story('乙村')))).toEqual([
      '甲村的油茶',
      '乙村的车间',
    ]);
  });

  it('with a foreword, which is an article too', () => {
    const foreword = '现将各村的经验印发各地，供学习借鉴。';
    const text = joined(
      '经验汇编',
      '前言',
      foreword,
      '案例一 甲村的油茶',
      story('甲村'),
      '案例二 乙村的车间',
      story('乙村'),
    );
    const articles = parseText(text);
    expect(articles.map(({ title }) => title).slice(1)).toEqual(['甲村的油茶', '乙村的车间']);
    expect(articles[0]?.text).toContain(foreword);
  });

  it('whose table of contents names titles, on lines of their own or broken', () => {
    const text = joined(
      '某县脱贫故事',
      '目录',
      '甲村：石头缝里种出摇钱树  1',
      '乙村：旧校舍里办起新车间  4',
      '甲村：石头缝里种出摇钱树',
      story('甲村'),
      '乙村：旧校舍里\n办起新车间',
      story('乙村'),
    );
    expect(parseText(text)).toHaveLength(2);
    expect(titlesOf(text)[0]).toBe('甲村：石头缝里种出摇钱树');
  });

  it('of texts that end with their authors', () => {
    const text = joined(
      '甲村的油茶',
      story('甲村'),
      '（甲镇人民政府供稿）',
      '乙村的车间',
      story('乙村'),
      '（乙镇扶贫办 王小明）',
    );
    expect(parseText(text).map(({ title, byline }) => [title, byline])).toEqual([
      ['甲村的油茶', '甲镇人民政府供稿'],
      ['乙村的车间', '乙镇扶贫办 王小明'],
    ]);
  });

  it('of texts with their authors below the titles', () => {
    const text = joined('甲村的油茶', '甲镇人民政府', story('甲村'), '乙村的车间', '乙镇扶贫办 王小明', story('乙村'));
    expect(titlesOf(text)).toEqual(['甲村的油茶', '乙村的车间']);
  });

  it('of official documents', () => {
    const one = (number: number): string =>
      joined(
        '某县人民政府文件',
        `某政发〔2018〕${number}号`,
        `关于第${number}号项目的批复`,
        '某镇人民政府：',
        story('甲村'),
        '某县人民政府',
        '2018年3月1日',
      );
    expect(parseText(joined(one(4), one(5))).map(({ documentNumber }) => documentNumber)).toEqual([
      '某政发〔2018〕4号',
      '某政发〔2018〕5号',
    ]);
  });

  it.each([
    ['below a title of the whole', ['# 优秀案例选编', '# 甲村的油茶', story('甲村'), '# 乙村的车间', story('乙村')]],
    ['with no title above them', ['# 甲村的油茶', story('甲村'), '# 乙村的车间', story('乙村')]],
    ['with places in their titles', ['# 今年的工作', '# 甲村种油茶', story('甲村'), '# 乙镇办车间', story('乙镇')]],
    [
      'with numbering that begins anew',
      [
        '# 合编',
        ...['甲', '乙'].flatMap((name) => [
          `# ${name}的路子`,
          story(name),
          '一、选产业',
          '选准。',
          '二、建队伍',
          '建强。',
        ]),
      ],
    ],
  ])('by headings of the top level, %s', (_, lines) => {
    expect(parseLines(marked(...lines))).toHaveLength(2);
    expect(parseText(lines.join('\n\n'))).toHaveLength(2);
  });
});

describe('a single article', () => {
  const plain = story('全县');
  it.each<[string, string[]]>([
    ['with numbered sections', ['某县工作总结', '一、主要做法', plain, '二、存在问题', plain]],
    ['with headings for sections', ['# 某县工作总结', '## 主要做法', plain, '## 存在问题', plain]],
    ['with sections of its title’s level', ['# 某县工作总结', plain, '# 主要做法', plain, '# 存在问题', plain]],
    ['with numbered sections of its title’s level', ['# 某县工作总结', '# 一、抓产业', plain, '# 二、抓就业', plain]],
    ['whose sections have names of their own', ['# 某县工作总结', '# 抓产业促增收', plain, '# 抓就业稳民心', plain]],
    ['with a plain title above such sections', ['某县工作总结', '# 抓产业促增收', plain, '# 抓就业稳民心', plain]],
    [
      'with cases in a section',
      ['某县调研报告', '一、总体情况', plain, '二、典型案例', '案例一：甲村', plain, '案例二：乙村', plain],
    ],
    [
      'with a table of contents of its sections',
      ['某县调研报告', '目录', '一、总体情况', '二、主要做法', '一、总体情况', plain, '二、主要做法', plain],
    ],
    [
      'with unnumbered contents of its sections',
      ['某县调研报告', '目录', '总体情况', '主要做法', '总体情况', plain, '主要做法', plain],
    ],
    ['with words in brackets', ['某县讲话', plain, '（热烈鼓掌）', '还要抓好就业', plain, '（长时间鼓掌）']],
    ['with 案例一 alone', ['案例一：甲村的油茶', plain]],
    [
      'with one case after another in its sentences',
      ['甲村的路子', '案例一中的做法值得学习。', plain, '案例二中的做法也值得学习。', plain],
    ],
  ])('%s is never split', (_, lines) => {
    expect(parseText(lines.join('\n\n'))).toHaveLength(1);
    expect(parseLines(marked(...lines))).toHaveLength(1);
  });
});

describe('an essay without headings', () => {
  it('is titled by its first line, or by its first words', () => {
    expect(titlesOf(joined('山里的路', story('甲村'), story('甲村')))).toEqual(['山里的路']);
    expect(titlesOf(joined('各位领导、同志们：', '大家好！我是甲村的第一书记。', story('甲村')))).toEqual(['大家好']);
    expect(titlesOf(story('甲村'))).toEqual(['甲村在大山深处，过去靠天吃饭']);
  });

  it('takes the heading that its format marks for its title, and others for sections', () => {
    const lines = marked('# 山里的路，山外的路！', story('甲村'), '## 修路', story('甲村'), '### 开山', story('甲村'));
    const [article] = parseLines(lines);
    expect(article?.title).toBe('山里的路，山外的路！');
    expect(article && outlineOf(article)).toEqual(['1 修路', '2 开山']);
  });
});
