/**
 * Tables that only lay out a page: the head of an official document, or its imprint, set in cells. They are no tables to a
 * reader, so their cells are read as lines.
 */
import { cellsOf } from '../table.ts';
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
  return blocks.flatMap((block) => (block.row && frames.has(block.row.table) ? cellBlocks(block) : [block]));
}

/** Whether rows are the cells of a head or an imprint. */
export function isFrame(rows: readonly Block[]): boolean {
  if (rows.length > ROWS_MAX) return false;
  const cells = rows.flatMap(cellBlocks).map(textOf);
  return cells.some(
    (cell) =>
      readDocumentNumber(cell) !== null ||
      isIssueLine(cell) ||
      isDistribution(cell) ||
      readPrintingDate(cell) !== null ||
      /^签发人[：:]/u.test(cell),
  );
}

function cellBlocks(block: Block): Block[] {
  return cellsOf(textOf(block))
    .map(({ start, end }) => ({ ...sliceBlock(block, start, end), row: null }))
    .filter(({ pieces }) => pieces.length > 0);
}
