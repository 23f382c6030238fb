/** Page furniture: what is left out, what only looks like it, and the date of printing. */
import { describe, expect, it } from 'vitest';
import { only, OPENING, paragraphsOf, parseBody, parseIssue } from './parsed.ts';

const BYLINE = '（天等县扶贫办 王小明）';

describe('page furniture', () => {
  it.each([
    '领导批示',
    '　领 导 批 示　',
    '领导批示：',
    '— 3 —',
    '- 12 -',
    '7',
    '－３－',
    '第 3 页',
    '第3页 共8页',
    '3/8',
  ])('such as “%s” is left out and parts no sentence', (line) => {
    const article = parseBody('全县各乡镇结合实际选准产业，引导群众种植油茶和', line, '核桃，共建成基地三十个。');
    expect(paragraphsOf(article)).toEqual([
      OPENING,
      '全县各乡镇结合实际选准产业，引导群众种植油茶和核桃，共建成基地三十个。',
    ]);
  });

  it.each(['---', '————————', '______', '***', '━━━━━━', '* * *', '========'])(
    'such as the rule %s is left out',
    (line) => {
      expect(paragraphsOf(parseBody('建成基地。', line, '发展合作社。'))).toEqual([
        OPENING,
        '建成基地。',
        '发展合作社。',
      ]);
    },
  );

  it.each([
    ['选派优秀骨干充实驻村 领导批示队伍。', '选派优秀骨干充实驻村队伍。'],
    ['选派优秀骨干充实驻村 领导批示 队伍。', '选派优秀骨干充实驻村队伍。'],
    ['选派优秀骨干充实驻村\u3000领导批示\t队伍。', '选派优秀骨干充实驻村队伍。'],
    ['领导批示 选派优秀骨干充实驻村队伍。', '选派优秀骨干充实驻村队伍。'],
    ['领导批示 领导批示 选派优秀骨干充实驻村 领导批示 领导批示 队伍。', '选派优秀骨干充实驻村队伍。'],
    ['选派优秀骨干充实 领导批示驻村 领导批示队伍。', '选派优秀骨干充实驻村队伍。'],
  ])('in the middle of a sentence is taken out: %s', (line, words) => {
    expect(paragraphsOf(parseBody(line))).toEqual([OPENING, words]);
  });

  it('that a page break left at the end of a line is taken out', () => {
    const article = parseBody('天等县从县直单位和乡镇中选派一批优秀骨干充实驻村 领导批示', '队伍，共选派三百人。');
    expect(paragraphsOf(article)[1]).toBe('天等县从县直单位和乡镇中选派一批优秀骨干充实驻村队伍，共选派三百人。');
  });

  it.each(['根据领导批示要求，天等县立即整改。', '县委认真落实领导批示精神。'])('is not a sentence: %s', (sentence) => {
    expect(paragraphsOf(parseBody(sentence))).toEqual([OPENING, sentence]);
  });

  const list = ['报：省扶贫开发领导小组，省委、省政府领导。', '送：各市、县党委办公室，各有关新闻单位。'];
  const imprint = ['某省扶贫开发办公室', '2020 年 3 月 9 日印发'];
  const contact = '联系人：黄小兰 罗小山 联系电话：0771—1234567 投稿邮箱：someone@example.com';

  it('such as lists, imprint and contacts is left out; the date of printing is read', () => {
    const article = parseBody('建成基地。', BYLINE, ...list, ...imprint, contact);
    expect(article.text).toBe(`${OPENING}\n建成基地。`);
    expect(article.publishedOn).toBe('2020-03-09');
  });

  const tail = (...lines: string[]): ReturnType<typeof only> =>
    only(parseIssue('天等县抓产业', OPENING, BYLINE, ...lines));

  it('is left out where page breaks cut a list', () => {
    const cut = ['报：省扶贫开发领导小组，定点帮扶各县的省直机关和驻地单', '— 8 —', '位，省委、', '人大领导。'];
    expect(tail(...cut, '送：各市', '县党委办公室。', ...imprint, contact).text).toBe(OPENING);
    expect(only(parseIssue('天等县抓产业', OPENING, ...cut, contact)).text).toBe(OPENING);
  });

  it.each([
    ['2020年3月9日印发', '2020-03-09'],
    ['某省扶贫开发办公室　2020年12月10日印发', '2020-12-10'],
    ['2020 年 3 月 9 日 印', '2020-03-09'],
    ['２０２０年３月９日印发', '2020-03-09'],
    ['二〇二〇年十二月三十日印发', '2020-12-30'],
    ['2020年3月9日印发（共印200份）', '2020-03-09'],
  ])('such as “%s” gives the date of printing', (line, date) => {
    expect(tail(line)).toMatchObject({ publishedOn: date, text: OPENING });
  });

  it.each([
    '联系人：黄小兰',
    '电话：0771-1234567',
    '0771—1234567',
    '13912345678',
    '电子邮箱：someone@example.com',
    '传 真：0771-1234567',
    'E-mail: someone@example.com',
    '责任编辑：黄小兰  校对：罗小山',
    '共印200份',
    '抄 送：黄小兰同志',
    '抄报：李大山同志',
  ])('such as “%s” is left out, with or without an imprint', (line) => {
    expect(tail(line).text).toBe(OPENING);
    expect(tail('某省扶贫办 2020年3月9日印发', line).text).toBe(OPENING);
    expect(only(parseIssue('天等县抓产业', OPENING, line)).text).toBe(OPENING);
  });

  it.each([
    '天等县于2020年3月9日印发《实施方案》，明确任务。',
    '县里公布监督电话：12317，接受群众监督，群众反映的问题件件有回音。',
    '各乡镇报：已完成任务；县里核实后公布。',
    '送：送政策、送技术、送岗位，各村群众都说好。',
  ])('is not a sentence of the article: %s', (sentence) => {
    expect(paragraphsOf(parseBody(sentence))).toEqual([OPENING, sentence]);
  });

  it('at the head of an issue hides no article', () => {
    const article = only(parseIssue('发：各市、县党委办公室', '天等县抓产业', OPENING, BYLINE, ...imprint));
    expect(article).toMatchObject({ title: '天等县抓产业', text: OPENING });
  });

  it('is told from the articles that follow a list', () => {
    const articles = parseIssue('天等县抓产业', OPENING, BYLINE, ...list, '凤山县抓教育', OPENING, BYLINE, ...imprint);
    expect(articles.map(({ title }) => title)).toEqual(['天等县抓产业', '凤山县抓教育']);
  });
});
