/**
 * Tables of a page → rows. Only a table of data gives rows; one that arranges a page, as old pages and forms do, is
 * read as the paragraphs in its cells.
 */
import { CELL_SEPARATOR, type DocumentLine } from '../document.ts';
import { attribute, type Element, type Node, type ParentNode, walkTree } from './tree.ts';

/** What merged cells may still repeat, in characters: a page of a few bytes can ask for any number of copies. */
export interface RowBudget {
  charactersLeft: number;
}

export interface Row {
  text: string;
  isHeader: boolean;
  /** Whether this is one cell over the whole width above the columns' names: what the table is called. */
  isCaption: boolean;
}

interface Cell {
  text: string;
  /** Paragraphs in the cell. */
  paragraphs: number;
  isHeader: boolean;
  columns: number;
  rows: number;
}

/** A place of the grid: the cell that covers it, and whether that begins here. */
interface Place {
  cell: Cell;
  isFirst: boolean;
}

interface GridRow {
  places: (Place | undefined)[];
  isHead: boolean;
}

/** Columns that one cell may cover; more is a mistake. */
const COLUMNS_MAX = 64;

/** Places of a table that merged cells may fill from above; a page of a few bytes can ask for any number. */
const HANGING_MAX = 500_000;

/** A merged cell with more characters than this is a text, not a name that holds for several rows. */
const REPEATED_MAX = 60;

/** Rows that name columns are no more than this. */
const HEADER_ROWS_MAX = 3;

/** The tables that hold neither another table nor headings nor are said to be there for the layout. */
export function findDataTables(root: ParentNode): ReadonlySet<Element> {
  const tables = new Set<Element>();
  const open: Element[] = [];
  walkTree(root, {
    enter(element) {
      if (element.tagName === 'table') {
        const outer = open.at(-1);
        if (outer) tables.delete(outer);
        open.push(element);
        if (attribute(element, 'role') !== 'presentation') tables.add(element);
      } else if (/^h[1-6]$/u.test(element.tagName)) {
        const outer = open.at(-1);
        if (outer) tables.delete(outer);
      }
    },
    leave(element) {
      if (element.tagName === 'table') open.pop();
    },
  });
  return tables;
}

/** The rows of a table; null for one that is there for the layout. `read` gives the lines of a cell. */
export function rowsOf(table: Element, budget: RowBudget, read: (cell: ParentNode) => DocumentLine[]): Row[] | null {
  const { captions, rows: written } = readCells(table, read);
  const grid = layGrid(written);
  if (isLayout(grid, captions.length > 0)) return null;
  const captionRows = grid.findIndex((row) => !isWholeWidth(row));
  const body = grid.slice(captionRows);
  const headerRows = countHeaderRows(body);
  const rows: Row[] = [...captions, ...grid.slice(0, captionRows).map((row) => textOfWholeWidth(row))].map((text) => ({
    text,
    isHeader: false,
    isCaption: true,
  }));
  if (headerRows > 0) {
    rows.push({ text: joinHeader(body.slice(0, headerRows), budget), isHeader: true, isCaption: false });
  }
  for (const row of body.slice(headerRows)) {
    rows.push({ text: joinRow(row, budget), isHeader: false, isCaption: false });
  }
  return rows.filter(({ text }) => text.replaceAll('|', '').trim() !== '');
}

interface Written {
  captions: string[];
  rows: { cells: Cell[]; isHead: boolean }[];
}

function readCells(table: Element, read: (cell: ParentNode) => DocumentLine[]): Written {
  const written: Written = { captions: [], rows: [] };
  const parts = table.childNodes.flatMap((child): Element[] => ('tagName' in child ? [child] : []));
  for (const part of parts) {
    if (part.tagName === 'caption') written.captions.push(...read(part).map(({ text }) => text));
    const isHead = part.tagName === 'thead';
    for (const row of part.childNodes.filter(isRow)) {
      written.rows.push({ cells: row.childNodes.filter(isCell).map((cell) => readCell(cell, read)), isHead });
    }
  }
  return written;
}

function isRow(node: Node): node is Element {
  return 'tagName' in node && node.tagName === 'tr';
}

function isCell(node: Node): node is Element {
  return 'tagName' in node && (node.tagName === 'td' || node.tagName === 'th');
}

function readCell(cell: Element, read: (cell: ParentNode) => DocumentLine[]): Cell {
  const lines = read(cell).filter(({ text }) => text !== '');
  return {
    text: lines.map(({ text }) => text).join(' '),
    paragraphs: lines.length,
    isHeader: cell.tagName === 'th',
    columns: Math.min(spanOf(cell, 'colspan'), COLUMNS_MAX),
    rows: spanOf(cell, 'rowspan'),
  };
}

function spanOf(cell: Element, name: string): number {
  const span = Number.parseInt(attribute(cell, name) ?? '1', 10);
  return span >= 1 && span <= 65_534 ? span : 1;
}

/** Puts each cell on every place that it covers. */
function layGrid(rows: Written['rows']): GridRow[] {
  const hanging: ({ cell: Cell; rowsLeft: number } | undefined)[] = [];
  let hangingLeft = HANGING_MAX;
  return rows.flatMap(({ cells, isHead }) => {
    const places: (Place | undefined)[] = [];
    let column = 0;
    const takeHanging = (): void => {
      for (let above = hanging[column]; above && above.rowsLeft > 0; above = hanging[column]) {
        places[column++] = { cell: above.cell, isFirst: false };
        above.rowsLeft = --hangingLeft > 0 ? above.rowsLeft - 1 : 0;
      }
    };
    for (const cell of cells) {
      takeHanging();
      for (let covered = 0; covered < cell.columns; covered++) {
        places[column] = { cell, isFirst: covered === 0 };
        hanging[column++] = { cell, rowsLeft: cell.rows - 1 };
      }
    }
    for (; column < hanging.length; column++) takeHanging();
    // A row that only what is above reaches into says nothing of its own.
    return cells.length > 0 ? [{ places, isHead }] : [];
  });
}

/** A table of one column, or of a row or two that hold whole texts, arranges a page. */
function isLayout(grid: readonly GridRow[], hasCaption: boolean): boolean {
  if (grid.every((row) => isWholeWidth(row))) return true;
  if (hasCaption || grid.some(({ isHead }) => isHead)) return false;
  return grid.length <= 2 && grid.some(({ places }) => places.some((place) => (place?.cell.paragraphs ?? 0) > 2));
}

/** Whether one cell covers a row. */
function isWholeWidth({ places }: GridRow): boolean {
  return new Set(places.map((place) => place?.cell)).size <= 1;
}

function textOfWholeWidth({ places }: GridRow): string {
  return places[0]?.cell.text ?? '';
}

/** How many rows at the head of a table name its columns. */
function countHeaderRows(rows: readonly GridRow[]): number {
  const marked = rows.findIndex((row) => !row.isHead && !isMarkedHeader(row));
  if (marked !== 0) return Math.min(Math.max(marked, 1), HEADER_ROWS_MAX);
  const first = rows[0];
  if (!first || rows.length < 2 || hasFigures(first) || cellsOf(first).some(({ text }) => text === '')) return 0;
  // Names above others reach over the columns that these name; those without others reach down to them.
  const isGrouped = cellsOf(first).some(({ columns }) => columns > 1);
  const deepest = Math.max(...cellsOf(first).map(({ rows: count }) => count));
  const second = rows[1];
  const count = deepest > 1 && deepest < rows.length ? deepest : isGrouped && second && !hasFigures(second) ? 2 : 1;
  return count < rows.length ? Math.min(count, HEADER_ROWS_MAX) : 1;
}

function isMarkedHeader(row: GridRow): boolean {
  return cellsOf(row).every(({ isHeader }) => isHeader);
}

function cellsOf({ places }: GridRow): Cell[] {
  return [...new Set(places.flatMap((place) => (place ? [place.cell] : [])))];
}

/** A year or a month names a column; any other figure is what stands in one. */
const FIGURE = /^[-+]?\d(?!\d{0,3}(?:[-—–~至]\d{1,4})?(?:年|月|季度))/u;

function hasFigures(row: GridRow): boolean {
  return cellsOf(row).some(({ text }) => FIGURE.test(text));
}

/** Header rows as one: what stands above one another in a column, from top to bottom. */
function joinHeader(rows: readonly GridRow[], budget: RowBudget): string {
  const width = Math.max(...rows.map(({ places }) => places.length));
  const names = Array.from({ length: width }, (_, column) => {
    const places = rows.flatMap(({ places: all }) => all[column] ?? []);
    const above = places.filter((place, index) => places.findIndex(({ cell }) => cell === place.cell) === index);
    return above.flatMap((place) => textOfPlace(place, budget)).filter((text) => text !== '');
  });
  return names.map((parts) => parts.join(' ')).join(CELL_SEPARATOR);
}

/** A row as a line; what a merged cell says holds for each row and column that it covers. */
function joinRow(row: GridRow, budget: RowBudget): string {
  if (isWholeWidth(row)) return textOfWholeWidth(row);
  return Array.from(row.places, (place) => (place ? textOfPlace(place, budget) : ['']))
    .flat()
    .join(CELL_SEPARATOR);
}

/** What stands at a place, in an array that is empty where copies of merged cells have become too many. */
function textOfPlace({ cell: { text }, isFirst }: Place, budget: RowBudget): string[] {
  if (isFirst) return [text];
  const repeated = text.length > REPEATED_MAX ? '' : text;
  budget.charactersLeft -= repeated.length + CELL_SEPARATOR.length;
  return budget.charactersLeft < 0 ? [] : [repeated];
}
