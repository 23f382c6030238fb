/** Tables whose cells have borders: where strokes cross they make a grid, and what stands in a field of it is a cell. */
import { largest, smallest } from './rows.ts';
import type { Cell, Table } from './table.ts';
import type { PositionedLine, Rule } from './positioned-line.ts';

/** Strokes meet, and are in line, when they are no further apart than this share of a character. */
const NEAR = 0.3;

/** A page with more strokes than this holds a drawing. */
const RULES_MAX = 3_000;

/** A grid of a single row or column is a box around text, or a rule between columns. */
const FIELDS_MIN = 2;
const COLUMNS_MAX = 100;
const ROWS_MAX = 500;

interface Strokes {
  upright: Rule[];
  level: Rule[];
}

/** The tables of one page, from its lines and strokes; size is that of a character of its text. */
export function ruledTables(lines: readonly PositionedLine[], rules: readonly Rule[], size: number): Table[] {
  if (rules.length > RULES_MAX) return [];
  const near = NEAR * size;
  const tables = connected(rules, near).map((strokes) => tableOf(strokes, lines, near));
  // A frame around the whole page may hold tables of its own: of two that share a line, the inner one is the table.
  const found = tables.filter((table) => table !== null).sort((a, b) => areaOf(a) - areaOf(b));
  const taken = new Set<PositionedLine>();
  return found.filter((table) => {
    const own = table.grid.flat().flatMap((cell) => cell.lines);
    if (own.length === 0 || own.some((line) => taken.has(line))) return false;
    own.forEach((line) => taken.add(line));
    return true;
  });
}

function areaOf({ left, right, top, bottom }: Table): number {
  return (right - left) * (bottom - top);
}

/** Strokes that touch each other, directly or through others. */
function connected(rules: readonly Rule[], near: number): Strokes[] {
  const sorted = [...rules].sort((a, b) => a.y - b.y);
  const group = sorted.map((_, index) => index);
  const rootOf = (index: number): number => {
    let root = index;
    while (group[root] !== root) root = group[root] as number;
    for (let at = index; at !== root;) [group[at], at] = [root, group[at] as number];
    return root;
  };
  sorted.forEach((rule, index) => {
    for (let other = index + 1; other < sorted.length; other++) {
      const below = sorted[other] as Rule;
      if (below.y - rule.bottom > near) {
        if (below.y > rule.bottom + near) break;
        continue;
      }
      if (below.x - rule.right <= near && rule.x - below.right <= near) group[rootOf(other)] = rootOf(index);
    }
  });
  const groups = new Map<number, Strokes>();
  sorted.forEach((rule, index) => {
    const strokes = groups.get(rootOf(index)) ?? { upright: [], level: [] };
    groups.set(rootOf(index), strokes);
    strokes[rule.right - rule.x < rule.bottom - rule.y ? 'upright' : 'level'].push(rule);
  });
  return [...groups.values()];
}

function tableOf({ upright, level }: Strokes, lines: readonly PositionedLine[], near: number): Table | null {
  const left = smallest([...upright, ...level].map(({ x }) => x));
  const right = largest([...upright, ...level].map((rule) => rule.right));
  // Many tables have no border on the left and right.
  const columns = distinct([left, ...upright.map(({ x }) => x), right], near);
  const heights = distinct(
    level.map(({ y }) => y),
    near,
  );
  if (columns.length <= FIELDS_MIN || heights.length <= FIELDS_MIN || upright.length === 0) return null;
  if (columns.length > COLUMNS_MAX || heights.length > ROWS_MAX) return null;
  const [top, bottom] = [heights[0] as number, heights.at(-1) as number];
  const grid = mergeFields(columns, heights, upright, level, near);
  for (const line of lines) {
    const row = fieldOf(line.y + line.height / 2, heights);
    const column = fieldOf(line.x + line.width / 2, columns);
    grid[row]?.[column]?.lines.push(line);
  }
  return new Set(grid.flat()).size < 2 * FIELDS_MIN
    ? null
    : { grid, page: upright[0]?.page ?? 1, left, right, top, bottom };
}

function distinct(places: readonly number[], near: number): number[] {
  const found: number[] = [];
  for (const place of [...places].sort((a, b) => a - b)) {
    if (place - (found.at(-1) ?? -Infinity) > 2 * near) found.push(place);
  }
  return found;
}

function fieldOf(place: number, borders: readonly number[]): number {
  return borders.findLastIndex((border) => border <= place);
}

/** The fields of a grid; those without a stroke between them are one cell. */
function mergeFields(
  columns: readonly number[],
  heights: readonly number[],
  upright: readonly Rule[],
  level: readonly Rule[],
  near: number,
): Cell[][] {
  const grid: Cell[][] = [];
  for (let row = 0; row + 1 < heights.length; row++) {
    const cells: Cell[] = [];
    const middle = ((heights[row] as number) + (heights[row + 1] as number)) / 2;
    for (let column = 0; column + 1 < columns.length; column++) {
      const edge = columns[column] as number;
      const centre = (edge + (columns[column + 1] as number)) / 2;
      const above = heights[row] as number;
      const isOpenLeft =
        column > 0 &&
        !upright.some(({ x, y, bottom }) => Math.abs(x - edge) <= 2 * near && y <= middle && middle <= bottom);
      const isOpenAbove =
        row > 0 && !level.some(({ x, right, y }) => Math.abs(y - above) <= 2 * near && x <= centre && centre <= right);
      const beside = isOpenLeft ? cells[column - 1] : undefined;
      const over = isOpenAbove ? grid[row - 1]?.[column] : undefined;
      cells.push(beside ?? over ?? { lines: [] });
    }
    grid.push(cells);
  }
  return grid;
}
