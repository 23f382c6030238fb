/** The section tree: every kind of mark, how they nest, and what only looks like a mark. */
import { describe, expect, it } from 'vitest';
import { only, OPENING, outlineOf, paragraphsOf, parseBody, parseText } from './parsed.ts';
import { expectWellFormed } from './well-formed.ts';

describe('the numbering of sections', () => {
  it('nests in the order in which its kinds appear', () => {
    const article = parseBody(
      '第一章 总体情况',
      '一、抓产业',
      '（一）种植业',
      '1.油茶。全县种植油茶。',
      '（1）高产油茶。面积扩大。',
      '①良种。统一供应。',
      '②肥料。统一配送。',
      '（2）低产油茶。加以改造。',
      '2.核桃。全县种植核桃。',
      '（二）养殖业',
      '二、抓教育',
      '第二章 下一步打算',
    );
    expect(outlineOf(article)).toEqual([
      '1 第一章 总体情况',
      '2 一、抓产业',
      '3 （一）种植业',
      '4 1.油茶',
      '5 （1）高产油茶',
      '6 ①良种',
      '6 ②肥料',
      '5 （2）低产油茶',
      '4 2.核桃',
      '3 （二）养殖业',
      '2 二、抓教育',
      '1 第二章 下一步打算',
    ]);
  });

  it('may begin with 一是 below 一、 or with 1. below 一是', () => {
    expect(outlineOf(parseBody('一、抓产业', '一是种油茶。面积大。', '二是种核桃。面积小。', '二、抓教育'))).toEqual([
      '1 一、抓产业',
      '2 一是种油茶',
      '2 二是种核桃',
      '1 二、抓教育',
    ]);
  });

  it.each([
    '一、抓产业',
    '一．抓产业',
    '（一）抓产业',
    '(一)抓产业',
    '㈠抓产业',
    '1.抓产业',
    '１．抓产业',
    '1、抓产业',
    '1. 抓产业',
    '⒈抓产业',
    '⑴抓产业',
    '①抓产业',
    '第一部分 抓产业',
    '第1节 抓产业',
  ])('knows the mark of “%s”', (heading) => {
    expect(outlineOf(parseBody(heading, '全县种植油茶。'))).toEqual([`1 ${heading}`]);
  });

  it.each([
    '1.5万人参加培训，人均增收两千元。',
    '12.5%的群众实现增收。',
    '3、4月份，全县开展春耕。',
    '一、二、三产业融合发展，群众增收。',
    '2020年，全县摘帽。',
    '一些群众外出务工。',
    '第一书记带领群众发展产业。',
    '十里八乡的群众都来了。',
  ])('is not read into “%s”', (sentence) => {
    expect(outlineOf(parseBody(sentence))).toEqual([]);
  });

  it('is not read into the second half of a sentence that a page break cut', () => {
    const article = parseBody('各乡镇在年度考评中按照得分高低依次评定为若干个等次，获得', '一、二、三等奖的给予奖励。');
    expect(paragraphsOf(article)).toHaveLength(2);
    expect(outlineOf(article)).toEqual([]);
  });

  it('counts items that run in with a sentence', () => {
    const article = parseBody('主要有三项措施：一是种油茶，面积一万亩；二是种核桃，面积两万亩；三是办合作社。');
    expect(outlineOf(article)).toEqual(['1 一是种油茶', '1 二是种核桃', '1 三是办合作社']);
    const words = article.sections.map(({ start, end }) => article.text.slice(start, end));
    expect(words).toEqual(['一是种油茶，面积一万亩；', '二是种核桃，面积两万亩；', '三是办合作社。']);
  });

  it('ends run-in items with their paragraph', () => {
    const article = parseBody('一、抓产业', '一是种油茶。二是种核桃。', '全县产业兴旺。');
    const last = article.sections.at(-1);
    expect(article.text.slice(last?.start, last?.end)).toBe('二是种核桃。');
    const [chapter] = article.sections;
    expect(article.text.slice(chapter?.start, chapter?.end)).toMatch(/产业兴旺。$/u);
  });

  it('counts 一要 as it counts 一是, and allows a stray space', () => {
    expect(outlineOf(parseBody('各地一要抓产业；二要抓教育。'))).toEqual([]);
    expect(outlineOf(parseBody('下一步：一要抓产业；二要抓教育。'))).toEqual(['1 一要抓产业', '1 二要抓教育']);
    expect(outlineOf(parseBody('一是 抓产业。', '二是 抓教育。'))).toEqual(['1 一是 抓产业', '1 二是 抓教育']);
  });

  it.each([
    '一是一、二是二，干部作风很扎实。',
    '干部办事一是一，二是二。',
    '难题一是缺资金，群众等着办法。',
    '一是没有想到的事，让群众犯了难。',
    '他说：一是要感谢大家的帮助。',
    '“要我富”即变成了“我要富”。',
  ])('is not read into a turn of phrase: %s', (sentence) => {
    expect(outlineOf(parseBody(sentence))).toEqual([]);
  });

  it('knows slogans that 即 explains, in one paragraph or in one each', () => {
    const slogans = ['“吃”即办好食堂。', '“住”即修好宿舍。', '“学”，即办好夜校。', '“干”关心，即给出岗位。'];
    const headings = ['1 “吃”', '1 “住”', '1 “学”', '1 “干”'];
    expect(outlineOf(parseBody(slogans.join('')))).toEqual(headings);
    expect(outlineOf(parseBody(...slogans))).toEqual(headings);
  });

  it('knows terms that 即 explains behind a colon', () => {
    const article = parseBody('分两步走，自评:即各户先评；互评：即邻里再评。');
    expect(outlineOf(article)).toEqual(['1 自评', '1 互评']);
  });

  it('knows modes', () => {
    const article = parseBody('脱贫模式之一：种油茶。面积大。', '脱贫模式之二：种核桃。面积小。');
    expect(outlineOf(article)).toEqual(['1 脱贫模式之一：种油茶', '1 脱贫模式之二：种核桃']);
  });

  it('takes the first clause of a long run-in sentence for the heading', () => {
    const sentence = `一、抓产业（含种植、养殖），${'发展油茶核桃和中草药'.repeat(8)}。`;
    expect(outlineOf(parseBody(sentence))).toEqual(['1 一、抓产业（含种植、养殖）']);
  });

  it('has headings in bold at the head of a paragraph', () => {
    const article = parseBody('**一、抓产业。**全县种植油茶。', '__二、抓教育。__ 全县办好学校。');
    expect(outlineOf(article)).toEqual(['1 一、抓产业', '1 二、抓教育']);
    expect(paragraphsOf(article).slice(1)).toEqual([
      '一、抓产业。',
      '全县种植油茶。',
      '二、抓教育。',
      '全县办好学校。',
    ]);
  });
});

describe('a list', () => {
  const conditions = ['（一）年龄在18周岁以上；', '（二）无不良记录，且有还款能力；', '（三）有明确的产业项目。'];
  const rules = ['第一章 贷款条件', '第一条 申请人应当具备下列条件：'];

  it('of conditions is text, and the next provision is none of it', () => {
    const article = parseBody(
      ...rules,
      ...conditions,
      '第二条 贷款由财政贴息。',
      '第二章 附则',
      '第三条 自印发之日起施行。',
    );
    expect(outlineOf(article)).toEqual(['1 第一章 贷款条件', '1 第二章 附则']);
    expect(article.paragraphs.slice(3, 6).map(({ role }) => role)).toEqual(['body', 'body', 'body']);
    expect(paragraphsOf(article).slice(3, 6)).toEqual(conditions);
  });

  it.each([
    ['in figures', ['1. 投诉须署实名；', '2. 七个工作日内答复。']],
    ['in figures with 或者', ['（1）孤儿；或者', '（2）五保户；', '（3）低保户；']],
    ['with another one in it', ['（一）年满18周岁；', '1.有身份证；', '2.有户口簿；', '（二）无不良记录。']],
    ['with an item of two lines', ['（一）年龄在18周岁以上、', '60周岁以下；', '（二）无不良记录。']],
  ])('%s has no headings', (_, items) => {
    const article = parseBody('申请须符合以下条件：', ...items);
    expect(outlineOf(article)).toEqual([]);
    expect(article.paragraphs.every(({ role }) => role === 'body')).toBe(true);
  });

  it.each([
    ['end like sentences', ['（一）抓好产业。', '（二）抓好教育。']],
    ['stand above text', ['（一）抓好产业；', '全县种植油茶。', '（二）抓好教育；', '全县办好学校。']],
    ['tell of measures', ['1.抓好产业。种油茶；', '2.抓好教育。办学校；']],
    ['do not count on', ['（一）抓好产业；', '（三）抓好教育。']],
  ])('is not seen in headings that %s', (_, lines) => {
    expect(outlineOf(parseBody(...lines))).toHaveLength(2);
  });

  it('that has sections ends with its provision', () => {
    const article = parseBody(
      ...rules,
      '（一）产业。种油茶。',
      '（二）教育。办学校。',
      '第二条 贷款由财政贴息。',
      '第三条 结束。',
    );
    const last = article.sections.at(-1);
    expect(article.text.slice(last?.start, last?.end)).toBe('（二）教育。办学校。');
    const [chapter] = article.sections;
    expect(article.text.slice(chapter?.start, chapter?.end)).toMatch(/第三条 结束。$/u);
  });
});

describe('Markdown', () => {
  it('nests unnumbered headings by their signs, at whatever level they begin', () => {
    const text =
      '# 天等县抓产业\n\n### 种植\n\n种油茶。\n\n##### 油茶\n\n好。\n\n### 养殖\n\n养牛。\n\n## 教育\n\n办学。';
    expect(outlineOf(only(parseText(text, 'a.md')))).toEqual(['1 种植', '2 油茶', '1 养殖', '1 教育']);
  });

  it('nests numbered headings by their numbering, whatever their signs', () => {
    const article = parseBody('### 一、抓产业', '一是种油茶。', '二是养牛。', '## **二、抓教育**', '办学。');
    expect(outlineOf(article)).toEqual(['1 一、抓产业', '2 一是种油茶', '2 二是养牛', '1 二、抓教育']);
  });

  it('leaves marks of emphasis out of the text and maps what they enclose', () => {
    const raw = '# 天等县抓产业\n\n  全县**重点**种植__油茶__，**不**种别的。\n';
    const article = only(parseText(raw, 'a.md'));
    expect(article.text).toBe('全县重点种植油茶，不种别的。');
    expectWellFormed(article, raw);
  });

  it('keeps a sentence whole that begins with a word in bold', () => {
    expect(paragraphsOf(parseBody('**重点**是产业，难点也是产业。'))).toEqual([OPENING, '重点是产业，难点也是产业。']);
  });

  it('keeps signs that are no marks', () => {
    expect(paragraphsOf(parseBody('填表人____，日期____年____月，2**3等于8。'))[1]).toBe(
      '填表人____，日期____年____月，2**3等于8。',
    );
  });
});
