/** Tables in an article: its rows, and the rows that name their columns. */
import type { Article, Paragraph, Span } from './article.ts';
import { CELL_SEPARATOR } from './read/document.ts';

type WithParagraphs = Pick<Article, 'paragraphs'>;

export interface Row extends Span {
  /** Where the table begins; the same for all rows of one table. */
  table: number;
  /** Whether it names the columns of those below it. */
  isHeader: boolean;
}

/** The rows of an article's tables in reading order. */
export function rowsOf({ paragraphs }: WithParagraphs): Row[] {
  const headers = new Map(paragraphs.flatMap(({ header }) => (header ? [[header.start, header]] : [])));
  const rows: Row[] = [];
  let header: Span | undefined;
  let table = -1;
  let isInTable = false;
  for (const paragraph of paragraphs) {
    const { start, end, role } = paragraph;
    if (role !== 'row') {
      isInTable = false;
      continue;
    }
    const begun = headers.get(start);
    const named = begun ?? (header && start < header.end ? header : paragraph.header);
    // A row without a header of its own goes on with the table above it unless that one has a header.
    if (begun || !isInTable || named?.start !== header?.start) table = named?.start ?? start;
    header = named;
    isInTable = true;
    rows.push({ start, end, table, isHeader: named !== undefined && start < named.end });
  }
  return rows;
}

/** Where the columns are named of the row that a span begins in; null outside of tables, and in a table without such a row. */
export function tableHeaderOf({ paragraphs }: WithParagraphs, span: Span): Span | null {
  return paragraphAt(paragraphs, span.start)?.header ?? null;
}

/** The last paragraph that begins at or before a position. */
function paragraphAt(paragraphs: readonly Paragraph[], position: number): Paragraph | undefined {
  let [low, high] = [0, paragraphs.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((paragraphs[middle] as Paragraph).start <= position) low = middle + 1;
    else high = middle;
  }
  return paragraphs[low - 1];
}

/** Between two cells; a text export sets them apart by tabs, which stay as they are printed. */
const CELL_MARK = new RegExp(`[${CELL_SEPARATOR.trim()}\t]`, 'u');

/** Whether a line has marks as between the cells of a row. */
export function hasCells(line: string): boolean {
  return CELL_MARK.test(line.trim());
}

/** The cells of a row, as spans of its text without the white space around them. */
export function cellsOf(row: string): Span[] {
  const cells: Span[] = [];
  let from = 0;
  for (const cell of row.split(CELL_MARK)) {
    const trimmed = cell.trim();
    const start = from + (trimmed === '' ? cell.length : cell.length - cell.trimStart().length);
    cells.push({ start, end: start + trimmed.length });
    from += cell.length + 1;
  }
  return cells;
}
