/**
 * Tables of a text export, whose cells tabs set apart: a run of such lines that fit together is read as rows, so that a
 * row is quoted with the names of its columns and no line of it as a title.
 */
import { cellsOf } from '../table.ts';
import { type Block, textOf } from './blocks.ts';
import { isFrame } from './frames.ts';

/** Two columns are as often a list with its marks or two signatures side by side; names above figures prove a table. */
const COLUMNS_SURE = 3;

/** A year or a month names a column, or stands in a head or a foot; any other figure is what a table tells. */
const FIGURE = /^[-+]?\d(?!\d{0,3}(?:[-—–~至]\d{1,4})?\s?(?:年|月|季度))/u;
const NAME = /\p{L}/u;
/** A label and a sentence name no column. */
const OTHER_WORDS = /[:。;]$/u;

/** The blocks of a document, with rows where lines with tabs make a table. */
export function withTabbedRows(blocks: readonly Block[]): Block[] {
  let table = blocks.reduce((last, { row }) => Math.max(last, row?.table ?? 0), 0);
  return runsOf(blocks).flatMap((run) => {
    const cells = run.map((block) => cellWords(textOf(block)));
    if (!isTable(cells) || isFrame(run)) return run;
    table++;
    const hasHeader = isHeader(cells);
    return run.map((block, index) => ({ ...block, row: { table, isHeader: hasHeader && index === 0 } }));
  });
}

/** Blocks parted into runs of lines with tabs that follow one another, and single blocks of any other kind. */
function runsOf(blocks: readonly Block[]): Block[][] {
  const runs: Block[][] = [];
  let last: Block | undefined;
  for (const block of blocks) {
    if (last && block.gap === 0 && isTabbed(block) && isTabbed(last)) runs.at(-1)?.push(block);
    else runs.push([block]);
    last = block;
  }
  return runs;
}

function isTabbed(block: Block): boolean {
  return block.row === null && block.markdownLevel === 0 && textOf(block).includes('\t');
}

function cellWords(text: string): string[] {
  return cellsOf(text).map(({ start, end }) => text.slice(start, end).normalize('NFKC'));
}

/** Empty cells at the end of a row are lost in many exports, so a row may be shorter than the widest. */
function isTable(rows: readonly string[][]): boolean {
  if (rows.length < 2) return false;
  const columns = rows.reduce((most, { length }) => Math.max(most, length), 0);
  if (columns < COLUMNS_SURE) return isHeader(rows) && rows.slice(1).every(hasFigure);
  return isHeader(rows) || rows.filter(({ length }) => length === columns).length >= 2;
}

/** Whether the first row names the columns: as wide as any, without a figure, and most of the others have figures. */
function isHeader([first = [], ...others]: readonly string[][]): boolean {
  const isNames = first.every((cell) => NAME.test(cell) && !FIGURE.test(cell) && !OTHER_WORDS.test(cell));
  const isWide = others.every(({ length }) => length <= first.length);
  return isNames && isWide && others.filter(hasFigure).length * 2 > others.length;
}

function hasFigure(cells: readonly string[]): boolean {
  return cells.some((cell) => FIGURE.test(cell));
}
