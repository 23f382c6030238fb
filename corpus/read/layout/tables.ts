/** Tables among the lines of a page: each takes their place as one line, so that it keeps its place in the reading. */
import type { DocumentLine } from '../document.ts';
import { rowsOfTable, type Table, type TableRow } from './table.ts';
import { ruledTables } from './ruled-tables.ts';
import type { PositionedLine, Rule } from './positioned-line.ts';

/** A line, or the place of a table. */
export interface PlacedLine extends PositionedLine {
  table?: Table;
}

/** The lines of a page with those of its bordered tables replaced by one line for each table. */
export function withTables(lines: readonly PositionedLine[], rules: readonly Rule[], size: number): PlacedLine[] {
  const tables = ruledTables(lines, rules, size);
  const taken = new Set(tables.flatMap(({ grid }) => grid.flat().flatMap((cell) => cell.lines)));
  const [first] = lines;
  return [
    ...lines.filter((line) => !taken.has(line)),
    ...tables.map((table): PlacedLine => {
      const { page, left, right, top, bottom } = table;
      const place = { x: left, y: top, width: right - left, height: bottom - top };
      const sheet = { pageWidth: first?.pageWidth ?? 0, pageHeight: first?.pageHeight ?? 0 };
      return { text: '', page, ...place, fontSize: size, ...sheet, table };
    }),
  ];
}

/** Numbers the tables of a document in their order; one that goes on over pages is one table. */
export class TableNumbers {
  private count = 0;
  private last: { table: Table; header: string | null } | null = null;

  /** The lines of the document that a table is; `follows` says whether nothing stands between it and the last one. */
  linesOf(table: Table, follows: boolean): DocumentLine[] {
    const { last } = this;
    const goesOn =
      follows &&
      last !== null &&
      last.table.page !== table.page &&
      last.table.grid[0]?.length === table.grid[0]?.length;
    let rows = rowsOfTable(table);
    if (goesOn) rows = withoutRepeatedHeader(rows, last.header);
    else this.count++;
    const header = goesOn ? last.header : (rows.find(({ isHeader }) => isHeader)?.text ?? null);
    this.last = { table, header };
    return rows.map(({ text, isHeader, confidence }) => ({
      text,
      page: table.page,
      ...(confidence === null ? {} : { confidence }),
      row: { table: this.count, isHeader },
    }));
  }
}

/** A table that goes on repeats its header, or has none: what looks like one is a row then. */
function withoutRepeatedHeader(rows: readonly TableRow[], header: string | null): TableRow[] {
  return rows
    .filter(({ text, isHeader }) => !isHeader || text !== header)
    .map((row) => ({ ...row, isHeader: header === null && row.isHeader }));
}
