/** Tables: each row is a paragraph that knows the row which names its columns, and is nothing else. */
import { describe, expect, it } from 'vitest';
import type { Article } from '../../corpus/article.ts';
import type { DocumentLine } from '../../corpus/read/document.ts';
import { cellsOf, rowsOf, tableHeaderOf } from '../../corpus/table.ts';
import { draftChunks, embeddedText } from '../../index/chunk.ts';
import { MASTHEAD, only, outlineOf, paragraphsOf, parseLines, parseText } from './parsed.ts';
import { expectParagraphs, expectSectionTree, expectWellFormed } from './well-formed.ts';

const HEADER = '村名 | 户数 | 减贫人数';
const ROWS = ['甲村 | 120 | 430', '乙村 | 98 | 361', '丙村 | 75；其中低保12 | 一、二组。共204'];

function table(number: number, header: string | null, rows: string[]): DocumentLine[] {
  const named = header === null ? [] : [{ text: header, row: { table: number, isHeader: true } }];
  return [...named, ...rows.map((text) => ({ text, row: { table: number, isHeader: false } }))];
}

function report(...tables: DocumentLine[]): Article {
  return only(
    parseLines([
      { text: '某县2018年减贫情况', heading: 1 },
      { text: '一、总体情况' },
      { text: '各村减贫情况见下表，数据由各乡镇上报' },
      ...tables,
      { text: '二、下一步' },
      { text: '继续抓好落实。' },
    ]),
  );
}

const headerWords = (article: Article): (string | null)[] =>
  article.paragraphs.map(({ header }) => (header ? article.text.slice(header.start, header.end) : null));

describe('a table', () => {
  const article = report(...table(1, HEADER, ROWS));

  it('gives a paragraph for each row, with the row that names the columns', () => {
    expect(article.paragraphs.map(({ role }) => role)).toEqual([
      'heading',
      'body',
      'row',
      'row',
      'row',
      'row',
      'heading',
      'body',
    ]);
    expect(paragraphsOf(article).slice(2, 6)).toEqual([HEADER, ...ROWS]);
    expect(headerWords(article)).toEqual([null, null, null, HEADER, HEADER, HEADER, null, null]);
    expectParagraphs(article);
    expectSectionTree(article);
  });

  it('has no headings in its rows, though a cell begins with a number', () => {
    const numbered = report(...table(1, HEADER, ['一、甲村 | 120 | 430', '1.乙村 | 98 | 361']));
    expect(outlineOf(numbered)).toEqual(['1 一、总体情况', '1 二、下一步']);
  });

  it('may have no header, or one of two rows, or stand below another one', () => {
    expect(headerWords(report(...table(1, null, ROWS))).every((words) => words === null)).toBe(true);
    const two = report({ text: '村名 | 规模 | 规模', row: { table: 1, isHeader: true } }, ...table(1, HEADER, ROWS));
    expect(headerWords(two)[4]).toBe(`村名 | 规模 | 规模\n${HEADER}`);
    const next = report(...table(1, HEADER, ROWS), ...table(2, '项目 | 资金', ['修路 | 30万元']));
    expect(headerWords(next).slice(5, 8)).toEqual([HEADER, null, '项目 | 资金']);
    expect(new Set(rowsOf(next).map((row) => row.table)).size).toBe(2);
  });

  it('at the head of a document is no title, and its rows are no furniture, byline or signature', () => {
    const lines = [
      ...table(1, HEADER, ['3 | 12 | 7', '（乙镇扶贫办 王小明） | ', '联系人：张某 | 0771-1234567']),
      ...table(2, null, ['某县人民政府 | 2018年3月1日']),
    ];
    const alone = only(parseLines(lines));
    expect(alone).toMatchObject({ title: '村名、户数、减贫人数', byline: null, publisher: null, publishedOn: null });
    expect(alone.paragraphs).toHaveLength(5);
  });

  it('names its source below it, which is not that of the document', () => {
    const lines = [{ text: '各村情况' }, { text: '见下表。' }, ...table(1, HEADER, ROWS), { text: '来源：某县统计局' }];
    const sourced = only(parseLines(lines));
    expect(sourced.publisher).toBeNull();
    expect(sourced.text).toMatch(/来源：某县统计局$/u);
  });

  it('of one column is text', () => {
    const framed = report(...table(1, null, ['这是一个文本框里的话，说的是全县的情况。']));
    expect(framed.paragraphs.some(({ role }) => role === 'row')).toBe(false);
    expect(framed.text).toContain('文本框里的话');
  });
});

describe('a table whose cells tabs set apart', () => {
  const HEADER_LINE = '序号\t乡镇\t资金（万元）\t备注';
  const ROW_LINES = ['1\t甲镇\t120\t', '2\t乙镇\t86.5\t含增拨', '合计\t\t206.5\t'];
  const rolesOf = (text: string): string[] => only(parseText(text)).paragraphs.map(({ role }) => role);

  it.each([
    ['right below the title', ''],
    ['below its unit', '单位：万元\n'],
    ['below a sentence', '各乡镇资金分配情况如下。\n'],
  ])('has rows with their header %s', (_, above) => {
    const raw = `某县扶贫资金分配表\n\n${above}${[HEADER_LINE, ...ROW_LINES].join('\n')}\n`;
    const article = only(parseText(raw));
    expect(article.title).toBe('某县扶贫资金分配表');
    expect(paragraphsOf(article).slice(-4)).toEqual([HEADER_LINE, ...ROW_LINES].map((line) => line.trim()));
    expect(headerWords(article).slice(-4)).toEqual([null, HEADER_LINE, HEADER_LINE, HEADER_LINE]);
    expect(article.paragraphs.slice(-4).every(({ role }) => role === 'row')).toBe(true);
    expectWellFormed(article, raw);
  });

  it('may have two columns where names stand above figures', () => {
    expect(rolesOf('各村户数\n\n村名\t户数\n甲村\t120\n乙村\t98\n')).toEqual(['row', 'row', 'row']);
  });

  it('at the end of an article is no part of its title though there is one row of it', () => {
    const article = only(parseText('各村户数\n村名\t户数\n甲村，乙村\t另计\n'));
    expect(article.title).toBe('各村户数');
    expect(paragraphsOf(article)).toEqual(['村名\t户数', '甲村，乙村\t另计']);
  });

  it.each([
    ['a list with its marks', '工作要点\n\n措施如下。\n1.\t建好基地\n2.\t搞好培训\n'],
    ['labels', '会议安排\n\n安排如下。\n时间：\t2019年3月5日\n电话：\t0771-1234567\n'],
    ['a contents list', '工作报告\n\n内容如下。\n工作回顾\t1\n来年打算\t4\n'],
    ['a masthead', '某县脱贫简报\n第7期\t（总第52期）\n某县扶贫办\t2020年3月18日\n村里的事\n路修好了。\n'],
  ])('is not seen in %s', (_, text) => {
    expect(rolesOf(text)).not.toContain('row');
  });

  it('stands in a bulletin as well', () => {
    const article = only(
      parseText(`${MASTHEAD}各村户数\n\n村名\t户数\n甲村\t120\n乙村\t98\n\n（某县扶贫办 王小明）\n`),
    );
    expect(article).toMatchObject({ title: '各村户数', byline: '某县扶贫办 王小明' });
    expect(headerWords(article)).toEqual([null, '村名\t户数', '村名\t户数']);
  });
});

describe('the chunks of a table', () => {
  const article = report(...table(1, HEADER, ROWS));
  const chunks = draftChunks(article);
  const wordsOf = ({ start, end }: { start: number; end: number }): string => article.text.slice(start, end);
  const ofTable = chunks.filter(({ start }) => rowsOf(article).some((row) => row.start === start));

  it('hold its rows and nothing else, a row a sentence whatever its punctuation', () => {
    expect(ofTable.map(({ sentences }) => sentences.map(wordsOf))).toEqual([[HEADER, ...ROWS]]);
    expect(ofTable[0]?.sentences.map(({ isHeading }) => isHeading)).toEqual([true, false, false, false]);
  });

  it('name the columns where they are parted from them', () => {
    const many = Array.from({ length: 40 }, (_, index) => `第${index + 1}村 | ${index + 90} | ${index + 300}`);
    const long = report(...table(1, HEADER, many));
    const parts = draftChunks(long).filter(({ start }) => rowsOf(long).some((row) => row.start === start));
    expect(parts.length).toBeGreaterThan(1);
    expect(parts.slice(1).every(({ headings }) => headings.at(-1) === HEADER)).toBe(true);
    expect(parts.flatMap(({ sentences }) => sentences)).toHaveLength(41);
  });

  it('are embedded with the names of the columns in front of each row', () => {
    const [chunk] = ofTable;
    const [, row] = chunk?.sentences ?? [];
    expect(chunk && row && embeddedText(article, chunk, row)).toBe(
      `某县2018年减贫情况，一、总体情况，${HEADER}\n${ROWS[0]}`,
    );
  });

  it('cut a row that is too long for the model between its cells', () => {
    const cell = '这一格的说明很长。'.repeat(20);
    const wide = report(...table(1, '村名 | 情况 | 做法', [`甲村 | ${cell} | ${cell}`]));
    const sentences = draftChunks(wide).flatMap((chunk) => chunk.sentences);
    const units = sentences
      .map(({ start, end }) => wide.text.slice(start, end))
      .filter((words) => words.includes('这一格'));
    expect(units).toEqual([`甲村 | ${cell}`, cell]);
  });
});

it('cells are spans of their row', () => {
  const row = '甲村 |  | 120 ';
  expect(cellsOf(row).map(({ start, end }) => row.slice(start, end))).toEqual(['甲村', '', '120']);
  const tabbed = '甲村\t\t120';
  expect(cellsOf(tabbed).map(({ start, end }) => tabbed.slice(start, end))).toEqual(['甲村', '', '120']);
});

it('a header is found from any place in a row', () => {
  const article = report(...table(1, HEADER, ROWS));
  const at = article.text.indexOf('361');
  const header = tableHeaderOf(article, { start: at, end: at + 3 });
  expect(header && article.text.slice(header.start, header.end)).toBe(HEADER);
  expect(tableHeaderOf(article, { start: 0, end: 3 })).toBeNull();
});
