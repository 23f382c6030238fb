/**
 * Tables that only lay out a page: the head of an official document, or its imprint, set in cells. They are no tables to a
 * reader, so their cells are read as lines.
 */
import { CELL_SEPARATOR } from '../read/document.ts';
import { type Block, sliceBlock, textOf } from './blocks.ts';
import { readDocumentNumber } from './document-number.ts';
import { isDistribution, readPrintingDate } from './furniture.ts';
import { isIssueLine } from './masthead.ts';

/** A head or an imprint takes no more rows. */
const ROWS_MAX = 5;

/** The blocks of a document with such tables taken apart. */
export function unframe(blocks: readonly Block[]): Block[] {
  const rows = new Map<number, Block[]>();
  for (const block of blocks) {
    if (block.row) rows.set(block.row.table, [...(rows.get(block.row.table)?.slice(0, ROWS_MAX) ?? []), block]);
  }
  const frames = new Set([...rows].filter(([, table]) => isFrame(table)).map(([number]) => number));
  return blocks.flatMap((block) => (block.row && frames.has(block.row.table) ? cellsOf(block) : [block]));
}

function isFrame(rows: readonly Block[]): boolean {
  if (rows.length > ROWS_MAX) return false;
  const cells = rows.flatMap(cellsOf).map(textOf);
  return cells.some(
    (cell) =>
      readDocumentNumber(cell) !== null ||
      isIssueLine(cell) ||
      isDistribution(cell) ||
      readPrintingDate(cell) !== null ||
      /^签发人[：:]/u.test(cell),
  );
}

function cellsOf(block: Block): Block[] {
  const text = textOf(block);
  const cells: Block[] = [];
  let from = 0;
  for (const cell of text.split(CELL_SEPARATOR.trim())) {
    cells.push({ ...sliceBlock(block, from, from + cell.length), row: null });
    from += cell.length + CELL_SEPARATOR.trim().length;
  }
  return cells.filter(({ pieces }) => pieces.length > 0);
}
