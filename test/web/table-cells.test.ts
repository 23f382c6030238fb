import { describe, expect, it } from 'vitest';
import { segmentText } from '../../web/mark-segments.ts';
import { cutRows, groupRows, isHeaderRow } from '../../web/table-cells.ts';

const TEXT = '各村情况如下。\n村名 | 户数\n甲村 | 120\n乙村 |  | 98';
const at = (words: string): { start: number; end: number } => {
  const start = TEXT.indexOf(words);
  return { start, end: start + words.length };
};
const header = at('村名 | 户数');
const rows = [header, { ...at('甲村 | 120'), header }, { ...at('乙村 |  | 98'), header }];

describe('the cells of a row', () => {
  const wordsOf = (cells: { start: number; end: number }[]): string[] =>
    cells.map(({ start, end }) => TEXT.slice(start, end));

  it('are spans of the text that the row stands in', () => {
    expect(cutRows(TEXT, rows[1]).map(wordsOf)).toEqual([['甲村', '120']]);
    expect(cutRows(TEXT, rows[2]).map(wordsOf)).toEqual([['乙村', '', '98']]);
  });

  it('are set apart by tabs too', () => {
    expect(cutRows('甲村\t\t98').map((cells) => cells.map(({ start, end }) => '甲村\t\t98'.slice(start, end)))).toEqual(
      [['甲村', '', '98']],
    );
  });

  it('are told row by row where there are several', () => {
    const both = { start: header.start, end: rows[1]?.end ?? 0 };
    expect(cutRows(TEXT, both).map(wordsOf)).toEqual([
      ['村名', '户数'],
      ['甲村', '120'],
    ]);
  });

  it('take their marks with them', () => {
    const [, figure] = cutRows(TEXT, rows[1]).flat();
    expect(figure && segmentText(TEXT, [rows[1] ?? header], figure)).toMatchObject([{ text: '120', marks: [0] }]);
  });
});

describe('rows in an article', () => {
  it('that follow one another are one table, until another header begins', () => {
    const second = { start: 90, end: 95 };
    const paragraphs = [
      { role: 'body', ...at('各村情况如下。') },
      ...rows.map((row) => ({ role: 'row', ...row })),
      { role: 'row', ...second },
      { role: 'row', start: 96, end: 99, header: second },
      { role: 'body', start: 100, end: 110 },
    ];
    expect(groupRows(paragraphs).map((group) => group.map(({ index }) => index))).toEqual([
      [0],
      [1, 2, 3],
      [4, 5],
      [6],
    ]);
  });

  it('name the columns where others say so', () => {
    expect(rows.map((row) => isHeaderRow(row, rows))).toEqual([true, false, false]);
  });
});
