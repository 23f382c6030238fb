/**
 * Tables without borders: rows of short entries that stand below one another, with white space between the columns from
 * top to bottom. Entries that could as well be something else are left as lines.
 */
import type { Row } from './rows.ts';
import { largest, smallest } from './rows.ts';
import type { Cell, Table } from './table.ts';
import type { PositionedLine } from './positioned-line.ts';

/** All lengths are in characters. */
const GAP = 0.8;
const ENTRY_MAX = 14;
const PITCH_MAX = 3.2;
/** Longer entries side by side, in two columns, are text. */
const ENTRY_OF_TWO_MAX = 9;

/** Two columns are seen elsewhere, in lists and signatures: they need more rows than three do. */
const ROWS_MIN = 2;
const ROWS_MIN_OF_TWO = 3;

/** At least this share of the rows has an entry in each column. */
const FULL_SHARE = 0.6;

interface Span {
  left: number;
  right: number;
}

/** A stretch of rows that is a table, from the row at `from` up to that before `to`. */
export interface AlignedTable {
  from: number;
  to: number;
  table: Table;
}

/** The tables among the rows of a region, in order. */
export function alignedTables(rows: readonly Row[]): AlignedTable[] {
  const found: AlignedTable[] = [];
  for (let from = 0; from < rows.length; from++) {
    const to = endOf(rows, from);
    const table = to - from >= ROWS_MIN ? tableOf(rows.slice(from, to)) : null;
    if (!table) continue;
    found.push({ from, to, table });
    from = to - 1;
  }
  return found;
}

/** Where the rows end that go on as those from `from` on are: close, of several short entries, with the same gaps. */
function endOf(rows: readonly Row[], from: number): number {
  let spans: Span[] = [];
  let to = from;
  for (; to < rows.length; to++) {
    const row = rows[to] as Row;
    const before = rows[to - 1];
    if (row.pieces.length < 2 || !row.pieces.every((piece) => isEntry(piece))) break;
    if (to > from && before && row.top - before.top > PITCH_MAX * row.size) break;
    const joined = joinSpans([...spans, ...row.pieces.map(spanOf)], GAP * row.size);
    if (joined.length < Math.max(2, spans.length)) break;
    spans = joined;
  }
  return to;
}

/** The dots that lead from a title to its page, in a table of contents, make no column. */
function isEntry({ text, width, fontSize }: PositionedLine): boolean {
  return width <= ENTRY_MAX * fontSize && !/(?:\.{3}|…|·{3})/u.test(text);
}

function spanOf({ x, width }: PositionedLine): Span {
  return { left: x, right: x + width };
}

/** Spans that overlap, or leave no gap between them, as one. */
function joinSpans(spans: readonly Span[], gap: number): Span[] {
  const joined: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.left - b.left)) {
    const last = joined.at(-1);
    if (last && span.left - last.right < gap) last.right = Math.max(last.right, span.right);
    else joined.push({ ...span });
  }
  return joined;
}

function tableOf(rows: readonly Row[]): Table | null {
  const size = rows[0]?.size ?? 0;
  const columns = joinSpans(
    rows.flatMap(({ pieces }) => pieces.map(spanOf)),
    GAP * size,
  );
  const enough = columns.length > 2 ? ROWS_MIN : ROWS_MIN_OF_TWO;
  const full = rows.filter(({ pieces }) => pieces.length === columns.length).length;
  if (columns.length < 2 || rows.length < enough || full < FULL_SHARE * rows.length) return null;
  const entries = rows.flatMap(({ pieces }) => pieces);
  const length = entries.reduce((sum, { width }) => sum + width, 0) / entries.length;
  if (columns.length === 2 && length > ENTRY_OF_TWO_MAX * size) return null;
  const grid = rows.map(({ pieces }) =>
    columns.map(({ left, right }): Cell => ({ lines: pieces.filter(({ x }) => x >= left && x <= right) })),
  );
  return {
    grid,
    page: rows[0]?.page ?? 1,
    left: smallest(rows.map((row) => row.left)),
    right: largest(rows.map((row) => row.right)),
    top: rows[0]?.top ?? 0,
    bottom: rows.at(-1)?.bottom ?? 0,
  };
}
