/** A table as a page shows it → its rows as text: merged cells hold for what they cover, header rows become one. */
import type { PositionedLine } from './positioned-line.ts';
import { CELL_SEPARATOR } from '../document.ts';
import { joinWords, largest, meanConfidence, rowsOf, textOfRow } from './rows.ts';

/** A cell of the grid; places that a merged cell covers share one. */
export interface Cell {
  lines: PositionedLine[];
}

/** A table in its place on a page. */
export interface Table {
  grid: Cell[][];
  page: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

export interface TableRow {
  text: string;
  isHeader: boolean;
  confidence: number | null;
}

/** What a merged cell says is repeated in all that it covers if it is a name, not a text. */
const REPEATED_MAX = 60;
const HEADER_ROWS_MAX = 3;

/** The rows of a table; those without a word are left out. */
export function rowsOfTable({ grid }: Table): TableRow[] {
  const texts = new Map<Cell, string>();
  for (const cell of grid.flat()) if (!texts.has(cell)) texts.set(cell, textOfCell(cell));
  const rows = grid.filter((row) => row.some((cell) => texts.get(cell) !== ''));
  const headers = countHeaders(rows, texts);
  const seen = new Set<Cell>();
  const said = rows.map((row) =>
    row.map((cell) => {
      const text = texts.get(cell) ?? '';
      const isRepeated = seen.has(cell);
      seen.add(cell);
      return isRepeated && text.length > REPEATED_MAX ? '' : text;
    }),
  );
  const header = headers === 0 ? [] : [joinHeader(rows.slice(0, headers), texts)];
  return [
    ...header.map((text) => ({ text, isHeader: true, confidence: confidenceOf(rows.slice(0, headers)) })),
    ...said.slice(headers).map((cells, index) => {
      const row = rows[headers + index] ?? [];
      const text = new Set(row).size === 1 ? (cells[0] ?? '') : cells.join(CELL_SEPARATOR);
      return { text, isHeader: false, confidence: confidenceOf([row]) };
    }),
  ];
}

function textOfCell({ lines }: Cell): string {
  return joinWords(rowsOf(lines).map(textOfRow)).replaceAll('|', '｜');
}

function confidenceOf(rows: readonly Cell[][]): number | null {
  return meanConfidence([...new Set(rows.flat())].flatMap(({ lines }) => lines));
}

/** A year or a month names a column; any other figure is what stands in one. */
const FIGURE = /^[-+]?\d(?!\d{0,3}(?:[-—–~至]\d{1,4})?(?:年|月|季度))/u;

/** How many rows name the columns: one, or more where a name stands above several others or reaches down beside them. */
function countHeaders(rows: readonly Cell[][], texts: ReadonlyMap<Cell, string>): number {
  const first = rows[0];
  if (!first || rows.length < 2 || !isHeader(first, texts)) return 0;
  const names = [...new Set(first)];
  const depth = largest(names.map((cell) => rows.filter((row) => row.includes(cell)).length));
  const isGrouped = names.length < first.length;
  const count = depth > 1 ? depth : isGrouped ? 2 : 1;
  const isWhole = count < rows.length && rows.slice(0, count).every((row) => isHeader(row, texts));
  return isWhole ? Math.min(count, HEADER_ROWS_MAX) : 1;
}

function isHeader(row: readonly Cell[], texts: ReadonlyMap<Cell, string>): boolean {
  const names = [...new Set(row)].map((cell) => texts.get(cell) ?? '');
  return names.length > 1 && names.every((text) => text !== '' && !FIGURE.test(text));
}

function joinHeader(rows: readonly Cell[][], texts: ReadonlyMap<Cell, string>): string {
  return (rows[0] ?? [])
    .map((_, column) => [...new Set(rows.flatMap((row) => row[column] ?? []))].map((cell) => texts.get(cell) ?? ''))
    .map((names) => names.filter((name) => name !== '').join(' '))
    .join(CELL_SEPARATOR);
}
