/**
 * The reading order of a page: columns side by side are read one after the other, what runs across them before or after.
 *
 * A page is cut at the white space between two columns wherever lines on both sides fill them as running text does; the
 * cells of a table do not, and stay side by side. The parts are cut again, so that a page may change between one and two
 * columns, and have three.
 */
import { endsSentence } from '../../text.ts';
import type { PositionedLine } from './positioned-line.ts';
import { largest, middleOf, type Row, rowsOf, smallest } from './rows.ts';

/** A part of a page that is read from top to bottom, with the edges between which its lines are set. */
export interface Region {
  rows: Row[];
  left: number;
  right: number;
}

/** All lengths are in characters of the body's size. */
const GUTTER = 0.7;
const SAME_EDGE = 0.6;
const LINE_LENGTH = 8;

/** Running text fills most of its lines for the most part; the last line of a paragraph does not. */
const FILLED_LINE = 0.7;
const FILLED_SHARE = 0.5;
const ROWS_MIN = 3;
const COLUMN_SHARE = 0.2;

interface Cut {
  above: PositionedLine[];
  left: PositionedLine[];
  right: PositionedLine[];
  below: PositionedLine[];
  /** Where the column on the right begins. */
  gutter: number;
  rows: number;
}

/** Where columns on the right begin on the other pages. */
export type Gutters = readonly number[];

/** Finds the gutters of a page that show by themselves. */
export function guttersOf(lines: readonly PositionedLine[], size: number): number[] {
  const cut = bestCut(lines, size, []);
  if (!cut) return [];
  return [cut.gutter, ...[cut.above, cut.left, cut.right, cut.below].flatMap((part) => guttersOf(part, size))];
}

/** The places of the gutters of all pages, the most frequent first: those close together are one. */
export function usualGutters(found: readonly number[], size: number): number[] {
  const groups: number[][] = [];
  for (const gutter of [...found].sort((a, b) => a - b)) {
    const last = groups.at(-1);
    if (last && gutter - (last[0] as number) <= SAME_EDGE * size) last.push(gutter);
    else groups.push([gutter]);
  }
  groups.sort((a, b) => b.length - a.length);
  return groups.slice(0, GUTTERS_MAX).map((group) => group[0] as number);
}

/**
 * The regions of a page in reading order. A column at a gutter of another page needs less to be one: the last page of an
 * article may have but a few lines of it.
 */
export function regionsOf(lines: readonly PositionedLine[], size: number, gutters: Gutters): Region[] {
  if (lines.length === 0) return [];
  const cut = bestCut(lines, size, gutters);
  if (!cut) {
    const rows = rowsOf(lines);
    return [{ rows, left: smallest(rows.map(({ left }) => left)), right: largest(rows.map(({ right }) => right)) }];
  }
  return [cut.above, cut.left, cut.right, cut.below].flatMap((part) => regionsOf(part, size, gutters));
}

function bestCut(lines: readonly PositionedLine[], size: number, gutters: Gutters): Cut | null {
  let best: Cut | null = null;
  for (const gutter of candidates(lines, size, gutters)) {
    for (const cut of cutsAt(lines, gutter, size)) {
      const trimmed = withoutEnds(cut, size);
      if (trimmed.rows > (best?.rows ?? 0) && areColumns(trimmed, size, gutters.includes(gutter))) best = trimmed;
    }
  }
  return best;
}

/** No more places and stretches than these are tried, the likeliest first: a page may hold thousands of cells. */
const CANDIDATES_MAX = 24;
const STRETCHES_MAX = 3;
const GUTTERS_MAX = 4;

/** Where several lines begin, far enough from the page's left edge; and the gutters that are known. */
function candidates(lines: readonly PositionedLine[], size: number, gutters: Gutters): number[] {
  const groups: { edge: number; count: number }[] = [];
  for (const edge of lines.map(({ x }) => x).sort((a, b) => a - b)) {
    const last = groups.at(-1);
    if (last && edge - last.edge <= SAME_EDGE * size) last.count++;
    else groups.push({ edge, count: 1 });
  }
  const first = groups[0]?.edge ?? 0;
  const found = groups
    .filter(({ edge, count }) => count > 1 && edge - first >= LINE_LENGTH * size)
    .sort((a, b) => b.count - a.count)
    .slice(0, CANDIDATES_MAX)
    .map(({ edge }) => edge);
  return [...gutters, ...found.filter((edge) => !gutters.includes(edge))];
}

/** The cuts at one place, longest first: one for each stretch of the page in which no line crosses it. */
function cutsAt(lines: readonly PositionedLine[], gutter: number, size: number): Cut[] {
  const isAcross = ({ x, width }: PositionedLine): boolean =>
    x < gutter - 0.1 * size && x + width > gutter - GUTTER * size;
  const bounds = lines
    .filter(isAcross)
    .map(middleOf)
    .sort((a, b) => a - b);
  const stretches = Array.from({ length: bounds.length + 1 }, (): { left: number; right: number } => ({
    left: 0,
    right: 0,
  }));
  for (const line of lines) {
    if (isAcross(line)) continue;
    const stretch = stretches[stretchOf(middleOf(line), bounds)];
    if (stretch) stretch[line.x < gutter - 0.1 * size ? 'left' : 'right']++;
  }
  return stretches
    .map(({ left, right }, index) => ({ index, rows: left > 0 && right > 0 ? left + right : 0 }))
    .filter(({ rows }) => rows > 0)
    .sort((a, b) => b.rows - a.rows)
    .slice(0, STRETCHES_MAX)
    .map(({ index, rows }) => {
      const cut: Cut = { above: [], left: [], right: [], below: [], gutter, rows };
      for (const line of lines) {
        const at = stretchOf(middleOf(line), bounds);
        const isIn = at === index && !isAcross(line);
        if (isIn) cut[line.x < gutter - 0.1 * size ? 'left' : 'right'].push(line);
        else cut[middleOf(line) <= (bounds[index - 1] ?? -Infinity) ? 'above' : 'below'].push(line);
      }
      return cut;
    });
}

/** Which stretch between sorted bounds a height is in. */
function stretchOf(height: number, bounds: readonly number[]): number {
  let [low, high] = [0, bounds.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((bounds[middle] as number) < height) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Behind or before a gap of this many usual distances, so many lines at most need not belong to the columns. */
const END_GAP = 1.6;
const END_ROWS_MAX = 6;
const FULL_LINE = 0.9;

/**
 * A cut without what stands above or below its columns: a few short lines on one side, set apart by white space over the
 * whole width, such as an imprint. What fills the column goes on in it.
 */
function withoutEnds(cut: Cut, size: number): Cut {
  const rows = rowsOf([...cut.left, ...cut.right]);
  const gap = END_GAP * pitchOf(rowsOf(cut.left), size);
  const width = largest(cut.left.map((line) => line.width));
  const isInColumns = ({ pieces, left, right }: Row): boolean =>
    (left < cut.gutter && right > cut.gutter) || pieces.some((piece) => piece.width >= FULL_LINE * width);
  const isApart = (index: number): boolean => (rows[index]?.top ?? 0) - (rows[index - 1]?.top ?? 0) > gap;
  const from = rows.findIndex((row, index) => isInColumns(row) || index >= END_ROWS_MAX);
  const to = rows.findLastIndex((row, index) => isInColumns(row) || index < rows.length - END_ROWS_MAX) + 1;
  let first = 0;
  for (let index = 1; index <= from; index++) if (isApart(index)) first = index;
  first = Math.max(first, countSpread(rows, cut, size));
  let last = rows.length;
  for (let index = rows.length - 1; index >= to; index--) if (isApart(index)) last = index;
  if (first === 0 && last === rows.length) return cut;
  const piecesOf = (part: readonly Row[]): PositionedLine[] => part.flatMap(({ pieces }) => pieces);
  const inside = new Set(piecesOf(rows.slice(first, last)));
  const left = cut.left.filter((line) => inside.has(line));
  const right = cut.right.filter((line) => inside.has(line));
  return {
    ...cut,
    above: [...cut.above, ...piecesOf(rows.slice(0, first))],
    left,
    right,
    below: [...piecesOf(rows.slice(last)), ...cut.below],
    rows: left.length + right.length,
  };
}

/** A line that is set to the right leaves more than an indent before it. */
const INDENT = 1.2;
const INDENT_MAX = 5;
const SAME_SIZE = 0.09;

/**
 * How many rows above columns are one line each, set to both edges of the page, as who issues and when it is dated are:
 * below them the column on the left begins anew.
 */
function countSpread(rows: readonly Row[], { left, right, gutter }: Cut, size: number): number {
  const edges = { left: smallest(left.map(({ x }) => x)), right: largest(right.map(({ x, width }) => x + width)) };
  const isSpread = ({ pieces }: Row): boolean => {
    const [first, second] = pieces;
    if (!first || !second || pieces.length > 2 || endsSentence(first.text)) return false;
    return (
      Math.abs(first.x - edges.left) <= SAME_EDGE * size &&
      Math.abs(second.x + second.width - edges.right) <= SAME_EDGE * size &&
      second.x - gutter > INDENT_MAX * size &&
      Math.abs(first.fontSize - second.fontSize) <= SAME_SIZE * size
    );
  };
  const count = rows.findIndex((row) => !isSpread(row));
  if (count < 1) return 0;
  const above = rows[count - 1]?.pieces[0];
  const below = rows
    .slice(count)
    .flatMap(({ pieces }) => pieces)
    .find(({ x }) => x < gutter - INDENT * size);
  if (!above || !below) return 0;
  const isNew = below.x - edges.left >= INDENT * size || Math.abs(below.fontSize - above.fontSize) > SAME_SIZE * size;
  return isNew ? count : 0;
}

/** The usual distance from row to row. */
function pitchOf(rows: readonly Row[], size: number): number {
  const distances = rows.slice(1).map((row, index) => row.top - (rows[index]?.top ?? 0));
  return distances.sort((a, b) => a - b)[distances.length >> 1] ?? 1.6 * size;
}

function areColumns({ left, right }: Cut, size: number, isKnown: boolean): boolean {
  if (left.length === 0 || right.length === 0) return false;
  const [first, second] = [measure(left), measure(right)];
  const whole = second.right - first.left;
  const widths = [first.right - first.left, second.right - second.left];
  if (isKnown && first.filled >= FILLED_SHARE) return true;
  if (widths.some((width) => width < COLUMN_SHARE * whole)) return false;
  return [first, second].every(
    ({ rows, filled, length }) => rows >= ROWS_MIN && filled >= FILLED_SHARE && length >= LINE_LENGTH * size,
  );
}

interface Measure {
  rows: number;
  left: number;
  right: number;
  /** Share of rows that fill the column. */
  filled: number;
  /** Mean length of a row. */
  length: number;
}

function measure(lines: readonly PositionedLine[]): Measure {
  const rows = rowsOf(lines);
  const left = smallest(rows.map((row) => row.left));
  const right = largest(rows.map((row) => row.right));
  const inked = rows.map(({ pieces }) => pieces.reduce((sum, { width }) => sum + width, 0));
  const filled = inked.filter((length) => length >= FILLED_LINE * (right - left)).length;
  return {
    rows: rows.length,
    left,
    right,
    filled: filled / rows.length,
    length: inked.reduce((sum, length) => sum + length, 0) / rows.length,
  };
}
