/** Positioned lines side by side → rows; the measures that all of the layout works with. */
import type { PositionedLine } from './positioned-line.ts';

/** What stands side by side at one height, from left to right. */
export interface Row {
  pieces: PositionedLine[];
  page: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
  /** Side of a character's square: that of the row's longest piece. */
  size: number;
}

/** Two lines are side by side when they share this much of the height of the lower one. */
const SHARED_HEIGHT = 0.55;

/** Groups the lines of one page, or of a part of it, into rows from top to bottom. */
export function rowsOf(lines: readonly PositionedLine[]): Row[] {
  const rows: PositionedLine[][] = [];
  for (const line of [...lines].sort((a, b) => middleOf(a) - middleOf(b))) {
    const last = rows.at(-1);
    if (last && [last[0], last.at(-1)].every((other) => other && isBeside(other, line))) last.push(line);
    else rows.push([line]);
  }
  return rows.map(rowOf);
}

/** The smallest of numbers, however many; Infinity of none. */
export function smallest(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => Math.min(a, b), Infinity);
}

/** The largest of numbers, however many; -Infinity of none. */
export function largest(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => Math.max(a, b), -Infinity);
}

/** The height of a line's middle. */
export function middleOf(line: PositionedLine): number {
  return line.y + line.height / 2;
}

function isBeside(a: PositionedLine, b: PositionedLine): boolean {
  const shared = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return shared >= SHARED_HEIGHT * Math.min(a.height, b.height);
}

function rowOf(lines: PositionedLine[]): Row {
  const pieces = lines.sort((a, b) => a.x - b.x);
  const longest = pieces.reduce((a, b) => (b.text.length > a.text.length ? b : a));
  return {
    pieces,
    page: longest.page,
    left: smallest(pieces.map(({ x }) => x)),
    right: largest(pieces.map(({ x, width }) => x + width)),
    top: smallest(pieces.map(({ y }) => y)),
    bottom: largest(pieces.map(({ y, height }) => y + height)),
    size: longest.fontSize,
  };
}

/** Lines by their page, in the order of the pages. */
export function pagesOf(lines: readonly PositionedLine[]): PositionedLine[][] {
  const pages = new Map<number, PositionedLine[]>();
  for (const line of lines) {
    if (line.text.trim() === '') continue;
    const page = pages.get(line.page);
    if (page) page.push(line);
    else pages.set(line.page, [line]);
  }
  return [...pages].sort(([a], [b]) => a - b).map(([, page]) => page);
}

/** The size in which most of the text is set, of pages of one scale. */
export function bodySize(lines: readonly PositionedLine[]): number {
  const all = [...lines].sort((a, b) => a.fontSize - b.fontSize);
  const half = all.reduce((sum, { text }) => sum + text.length, 0) / 2;
  let passed = 0;
  for (const { text, fontSize } of all) {
    passed += text.length;
    if (passed >= half) return fontSize;
  }
  return 0;
}

/** Pieces of a row that stand at least this many characters apart have a space between them. */
const SPACE_GAP = 0.5;

/** The words of a row. */
export function textOfRow(row: Row): string {
  return joinWords(
    row.pieces.map(({ text, x }, index) => {
      const before = row.pieces[index - 1];
      const isApart = before !== undefined && x - before.x - before.width >= SPACE_GAP * row.size;
      return isApart ? ` ${text.trim()}` : text.trim();
    }),
  );
}

const WORD_END = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\d.,;:!?)%]$/u;
const WORD_START = /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\d(]/u;
const MARK_END = /[.,;:!?)]$/u;
const LETTER_END = /\p{Script=Latin}$/u;
const LETTER_START = /^\p{Script=Latin}/u;
const BROKEN_WORD = /[a-z]-$/u;
const WORD_REST = /^[a-z]/u;

/**
 * Joins what the ends of lines cut apart: words of letters with a space, broken ones without their hyphen, Chinese as it
 * is. A space at the head of a part stays.
 */
export function joinWords(parts: readonly string[]): string {
  const joined: string[] = [];
  for (const part of parts) {
    const before = joined.at(-1);
    if (before === undefined) joined.push(part);
    else if (BROKEN_WORD.test(before) && WORD_REST.test(part)) joined.push(`${joined.pop()?.slice(0, -1)}${part}`);
    else joined.push(areWords(before, part) ? ` ${part}` : part);
  }
  return joined.join('');
}

function areWords(before: string, after: string): boolean {
  if (LETTER_START.test(after)) return WORD_END.test(before) || MARK_END.test(before);
  return LETTER_END.test(before) && WORD_START.test(after);
}

/** The mean of what is known of the confidence, by characters; null where nothing was recognised. */
export function meanConfidence(lines: readonly { text: string; confidence?: number }[]): number | null {
  let sum = 0;
  let length = 0;
  for (const { text, confidence } of lines) {
    if (confidence === undefined) continue;
    sum += confidence * text.length;
    length += text.length;
  }
  return length === 0 ? null : sum / length;
}
