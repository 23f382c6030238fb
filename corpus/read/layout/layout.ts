/**
 * Positioned lines → the lines of a document: columns in reading order, without page furniture, lines joined into
 * paragraphs, rows of tables. Readers of PDFs and of pictures share it; it knows neither.
 */
import type { DocumentLine } from '../document.ts';
import { alignedTables } from './aligned-tables.ts';
import { guttersOf, type Region, regionsOf, usualGutters } from './columns.ts';
import { columnOf, textWidthOf } from './edges.ts';
import { withoutFurniture } from './furniture.ts';
import { headingsOf } from './headings.ts';
import { type Column, type Paragraph, paragraphsOf, type SetLine } from './paragraphs.ts';
import { bodySize, meanConfidence, pagesOf, type Row, textOfRow } from './rows.ts';
import type { Table } from './table.ts';
import { type PlacedLine, TableNumbers, withTables } from './tables.ts';
import type { PositionedLine, Rule } from './positioned-line.ts';

/**
 * Arranges the lines of all pages of a document, in any order within a page, into the document's lines. The strokes of
 * its pages, where they are known, tell tables by their borders.
 */
export function arrangeLines(lines: readonly PositionedLine[], rules: readonly Rule[] = []): DocumentLine[] {
  const pages = withoutFurniture(pagesOf(lines));
  const body = bodySize(pages.flat());
  const placed = pages.map((page) => {
    const number = page[0]?.page;
    return withTables(
      page,
      rules.filter((rule) => rule.page === number),
      body,
    );
  });
  const gutters = usualGutters(
    placed.flatMap((page) => guttersOf(page, body)),
    body,
  );
  const regions = placed.flatMap((page) => regionsOf(page, body, gutters));
  const widths = textWidthOf(regions, body);
  return linesOf(
    regions.flatMap((region) => partsOf(region, columnOf(region, widths, body))),
    body,
  );
}

/** What a region holds, in reading order. */
type Part = SetLine | Table;

function partsOf(region: Region, column: Column): Part[] {
  const tables = alignedTables(region.rows);
  return region.rows.flatMap((row, index): Part[] => {
    const aligned = tables.find(({ from, to }) => from <= index && index < to);
    if (aligned) return aligned.from === index ? [aligned.table] : [];
    const table = row.pieces.map((piece: PlacedLine) => piece.table).filter((found) => found !== undefined);
    const pieces = row.pieces.filter((piece: PlacedLine) => piece.table === undefined);
    return [...table, ...(pieces.length > 0 ? [setLine({ ...row, pieces }, column)] : [])];
  });
}

function setLine(row: Row, column: Column): SetLine {
  const confidence = meanConfidence(row.pieces);
  const characters = row.pieces.reduce((sum, { text }) => sum + text.length, 0);
  const bold = row.pieces.reduce((sum, { text, isBold }) => sum + (isBold ? text.length : 0), 0);
  return {
    text: textOfRow(row),
    page: row.page,
    left: row.left,
    right: row.right,
    top: row.top,
    bottom: row.bottom,
    size: row.size,
    isBold: 2 * bold > characters,
    ...(confidence === null ? {} : { confidence }),
    column,
  };
}

/** Joins lines into paragraphs between the tables, and marks headings among all of them. */
function linesOf(parts: readonly Part[], body: number): DocumentLine[] {
  const joined: (Paragraph[] | Table)[] = [];
  let open: SetLine[] = [];
  const close = (): void => {
    if (open.length > 0) joined.push(paragraphsOf(open, body));
    open = [];
  };
  for (const part of parts) {
    if ('grid' in part) {
      close();
      joined.push(part);
    } else open.push(part);
  }
  close();
  const headings = headingsOf(
    joined.flatMap((part) => (Array.isArray(part) ? part : [])),
    body,
  );
  const numbers = new TableNumbers();
  return joined.flatMap((part, index) => {
    if (Array.isArray(part)) return part.map((paragraph) => lineOf(paragraph, headings.get(paragraph)));
    const before = joined[index - 1];
    return numbers.linesOf(part, before !== undefined && !Array.isArray(before));
  });
}

function lineOf({ text, lines }: Paragraph, heading: number | undefined): DocumentLine {
  const confidence = meanConfidence(lines);
  return {
    text,
    page: lines[0]?.page ?? 1,
    ...(confidence === null ? {} : { confidence }),
    ...(heading === undefined ? {} : { heading }),
  };
}
