/** Official documents: what of their frame is read, what stays text, and what is attached to them. */
import { describe, expect, it } from 'vitest';
import type { DocumentLine } from '../../corpus/read/document.ts';
import { only, outlineOf, paragraphsOf, parseLines, parseText } from './parsed.ts';
import { expectWellFormed } from './well-formed.ts';

const NOTICE = `000123
特急

某县人民政府办公室文件

某政办发〔2018〕12号                    签发人：李某某

某县人民政府办公室
关于印发某县2018年脱贫攻坚
实施方案的通知

各乡镇人民政府，县直各部门，各人民团体，中央、自治区驻某县各
单位：

《某县2018年脱贫攻坚实施方案》已经县人民政府同意，现印发给你们，请认真贯彻执行。执行中遇到的问题，请径向县扶贫办反映（联系人：张某，电话：0771-1234567）。

特此通知。

附件：1.某县2018年脱贫攻坚实施方案
      2.某县贫困村名单

                         某县人民政府办公室
                           2018年3月1日

（此件公开发布）

附件1

某县2018年脱贫攻坚
实施方案

为确保如期完成脱贫攻坚任务，制定本方案。

一、总体要求

（一）指导思想。坚持精准方略。

1.坚持党的领导。

— 2 —

二、工作任务

到2018年底，全县减少贫困人口1.2万人。

附件2

某县贫困村名单

甲村、乙村、丙村。

抄送：县委各部门，县人大常委会办公室，县政协办公室，
县法院，县检察院。
某县人民政府办公室              2018年3月2日印发
`;

describe('a notice with a plan and a list', () => {
  const [notice, plan, list, ...others] = parseText(NOTICE);

  it('gives an article for each of them, with what the whole states', () => {
    expect(others).toEqual([]);
    expect([notice, plan, list].map((article) => article?.title)).toEqual([
      '某县人民政府办公室关于印发某县2018年脱贫攻坚实施方案的通知',
      '某县2018年脱贫攻坚实施方案',
      '某县贫困村名单',
    ]);
    for (const article of [notice, plan, list]) {
      expect(article).toMatchObject({
        documentNumber: '某政办发〔2018〕12号',
        publisher: '某县人民政府办公室',
        publishedOn: '2018-03-01',
      });
      if (article) expectWellFormed(article, NOTICE);
    }
  });

  it('keeps what says something, and leaves out the furniture', () => {
    expect(notice && paragraphsOf(notice)).toEqual([
      '签发人：李某某',
      '各乡镇人民政府，县直各部门，各人民团体，中央、自治区驻某县各单位：',
      expect.stringMatching(/^《某县2018年脱贫攻坚实施方案》.*0771-1234567）。$/u),
      '特此通知。',
      '附件：1.某县2018年脱贫攻坚实施方案',
      '2.某县贫困村名单',
    ]);
    expect(notice?.paragraphs.every(({ role }) => role === 'body')).toBe(true);
    expect(notice?.sections).toEqual([]);
    const words = [notice, plan, list].map((article) => article?.text).join('\n');
    expect(words).not.toMatch(/抄送|印发$|特急|000123|此件公开|— 2 —|政协办公室/mu);
  });

  it('nests the plan’s headings', () => {
    expect(plan && outlineOf(plan)).toEqual([
      '1 一、总体要求',
      '2 （一）指导思想',
      '3 1.坚持党的领导',
      '1 二、工作任务',
    ]);
  });
});

describe('an official document', () => {
  const SIGNED = ['某县扶贫开发领导小组', '2019年5月6日'];
  const BODY = '经研究，同意你镇实施该项目，请抓紧组织施工，确保年底前完工。';

  it('may bring its plan behind the signature without a mark', () => {
    const lines = ['关于印发《某县危房改造方案》的通知', '各乡镇：', '现将《某县危房改造方案》印发给你们。', ...SIGNED];
    const articles = parseText([...lines, '某县危房改造方案', '一、改造对象', '四类重点对象。'].join('\n\n'));
    expect(articles.map(({ title }) => title)).toEqual(['关于印发《某县危房改造方案》的通知', '某县危房改造方案']);
    expect(articles[1]).toMatchObject({ publishedOn: '2019-05-06', publisher: '某县扶贫开发领导小组' });
  });

  it('names its attachment on the line of the mark', () => {
    const lines = [
      '关于项目建设的批复',
      '某镇人民政府：',
      BODY,
      ...SIGNED,
      '附件1：项目建设任务表',
      '今年建路三条、桥一座，投资八十万元。',
    ];
    expect(parseText(lines.join('\n\n')).map(({ title }) => title)).toEqual(['关于项目建设的批复', '项目建设任务表']);
  });

  it('is one article where its attachments are only listed', () => {
    for (const list of [['附件：项目建设任务表'], ['附件：', '1.任务表', '2.进度表'], ['附件：1.任务表', '2.进度表']]) {
      const before = ['关于项目建设的批复', '某镇人民政府：', BODY, ...list, ...SIGNED].join('\n\n');
      const behind = ['关于项目建设的批复', '某镇人民政府：', BODY, ...SIGNED, ...list].join('\n\n');
      for (const text of [before, behind]) {
        const article = only(parseText(text));
        expect(article).toMatchObject({ publishedOn: '2019-05-06', title: '关于项目建设的批复' });
        expect(paragraphsOf(article)).toEqual(['某镇人民政府：', BODY, ...list]);
        expect(article.paragraphs.every(({ role }) => role === 'body')).toBe(true);
      }
    }
  });

  it('set in cells of a table by its head and its imprint is read like any other', () => {
    const row = (text: string, table: number): DocumentLine => ({ text, row: { table, isHeader: false } });
    const article = only(
      parseLines([
        { text: '某县人民政府文件', heading: 1 },
        row('某政发〔2018〕5号 | 签发人：李某某', 1),
        { text: '某县人民政府关于项目建设的批复', heading: 1 },
        { text: '某镇人民政府：' },
        { text: BODY },
        { text: '某县人民政府' },
        { text: '2018年7月8日' },
        row('抄送：县委办公室，县财政局。', 2),
        row('某县人民政府办公室 | 2018年7月9日印发', 2),
      ]),
    );
    expect(article).toMatchObject({
      title: '某县人民政府关于项目建设的批复',
      documentNumber: '某政发〔2018〕5号',
      publisher: '某县人民政府',
      publishedOn: '2018-07-08',
    });
    expect(paragraphsOf(article)).toEqual(['签发人：李某某', '某镇人民政府：', BODY]);
  });

  it('is signed above its footnotes, however many and long', () => {
    const notes = Array.from(
      { length: 15 },
      (_, at) => `[${at + 1}] ${'数据来自各乡镇的统计年报，'.repeat(8)}以其为准。`,
    );
    const lines = ['关于项目建设的批复', '某镇人民政府：', BODY, ...SIGNED, ...notes, '第二段注文。'];
    const article = only(parseText(lines.join('\n\n')));
    expect(article).toMatchObject({ publisher: '某县扶贫开发领导小组', publishedOn: '2019-05-06' });
    expect(paragraphsOf(article)).toEqual(['某镇人民政府：', BODY, ...notes, '第二段注文。']);
    const plain = only(parseText(['山里的路', BODY, BODY, ...SIGNED, '（联系人：张某）', ...notes].join('\n\n')));
    expect(plain).toMatchObject({ publisher: '某县扶贫开发领导小组', publishedOn: '2019-05-06' });
  });

  it('keeps the title that its format marks, on one line or two', () => {
    const title = ['某县人民政府', '关于项目建设的批复'].map((text) => ({ text, heading: 1 }));
    const article = only(parseLines([...title, { text: '某镇人民政府：' }, { text: BODY }]));
    expect(article.title).toBe('某县人民政府关于项目建设的批复');
  });
});

describe('a long report', () => {
  const section = (number: string): string[] => [
    `${number}、第${number}项工作`,
    `（一）产业。${'全县发展油茶、核桃和中草药，群众收入稳步增加。'.repeat(8)}`,
    `（二）就业。${'开发公益岗位，组织外出务工，实现一人就业全家脱贫。'.repeat(8)}`,
    '1.办车间',
    `第一，${'用好旧厂房，'.repeat(10)}让群众在家门口上班。第二天就开工。`,
    `第二，${'抓好培训，'.repeat(12)}让群众有一技之长。`,
  ];
  const raw = [
    '政府工作报告',
    '（2018年2月5日在某县第十六届人民代表大会第三次会议上）',
    '县长　张某某',
    '各位代表：',
    '现在，我代表县人民政府，向大会报告工作，请予审议。',
    ...['一', '二', '三', '四', '五', '六', '七', '八'].flatMap(section),
  ].join('\n\n');

  it('is one article with all its levels', () => {
    const article = only(parseText(raw));
    expect(article).toMatchObject({ title: '政府工作报告', byline: '县长 张某某', publishedOn: '2018-02-05' });
    expect(outlineOf(article).slice(0, 6)).toEqual([
      '1 一、第一项工作',
      '2 （一）产业',
      '2 （二）就业',
      '3 1.办车间',
      '4 第一，用好旧厂房',
      '4 第二，抓好培训',
    ]);
    expect(article.sections.filter(({ level }) => level === 1)).toHaveLength(8);
    expect(paragraphsOf(article).slice(0, 2)).toEqual([
      '（2018年2月5日在某县第十六届人民代表大会第三次会议上）',
      '各位代表：',
    ]);
    expectWellFormed(article, raw);
  });

  // Thirty times as long as the longest report: what is not linear does not come to an end.
  it('may be of a million characters', () => {
    const body = ['一', '二', '三', '四', '五', '六', '七', '八'].flatMap(section).join('\n\n');
    const long = `年度工作总结\n\n${`${body}\n\n`.repeat(Math.ceil(1_000_000 / body.length))}`;
    expect(only(parseText(long)).text.length).toBeGreaterThan(900_000);
  });
});
