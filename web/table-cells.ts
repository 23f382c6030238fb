/** Rows of tables as they are shown: in cells, each a span of the text that the row is part of. Pure. */
import type { Span } from './mark-segments.ts';

/** What stands between two cells in the text of an article: a tab where it comes from a text export. */
const CELL_MARK = /[|\t]/;

type Row = Span & { header?: Span | undefined };

/** The cells of the rows in a span of a text, without the white space and the marks between them; a list for each row. */
export function cutRows(text: string, span: Span = { start: 0, end: text.length }): Span[][] {
  const rows: Span[][] = [];
  let start = span.start;
  for (const line of text.slice(span.start, span.end).split('\n')) {
    rows.push(cutCells(line, start));
    start += line.length + 1;
  }
  return rows;
}

function cutCells(line: string, from: number): Span[] {
  let at = from;
  return line.split(CELL_MARK).map((cell) => {
    const start = at + (cell.length - cell.trimStart().length);
    at += cell.length + 1;
    return { start, end: start + cell.trim().length };
  });
}

export type Numbered<Paragraph> = { paragraph: Paragraph; index: number };

/** Paragraphs in order, rows that follow one another together; two tables are parted where another header begins. */
export function groupRows<Paragraph extends Row & { role: string }>(
  paragraphs: readonly Paragraph[],
): Numbered<Paragraph>[][] {
  const headers = new Set(paragraphs.flatMap(({ header }) => (header ? [header.start] : [])));
  const groups: Numbered<Paragraph>[][] = [];
  paragraphs.forEach((paragraph, index) => {
    const group = groups[groups.length - 1];
    const goesOn = group?.[0]?.paragraph.role === 'row' && paragraph.role === 'row' && !headers.has(paragraph.start);
    if (group && goesOn) group.push({ paragraph, index });
    else groups.push([{ paragraph, index }]);
  });
  return groups;
}

/** Whether a row is one that names the columns of others. */
export function isHeaderRow(row: Row, rows: readonly Row[]): boolean {
  return rows.some(({ header }) => header !== undefined && header.start <= row.start && row.end <= header.end);
}
