/**
 * Markdown's strong emphasis: words between two `**` or two `__`. Read mark by mark instead of by one pattern, which
 * would look from every mark for its fellow to the end of the line: quadratic time and worse on a line of marks.
 */
import type { Span } from '../article.ts';

/** Characters of a mark. */
export const MARK_LENGTH = 2;

/** The emphasised stretches of a line, marks included, in order; they do not overlap. */
export function findEmphasis(line: string): Span[] {
  const marks = [...line.matchAll(/[*_]+/gu)].filter(([mark]) => mark === '**' || mark === '__');
  const closing = marks.filter(({ index }) => isWord(line.charAt(index - 1))).reverse();
  // The last of each list is the nearest; what lies behind is taken away, so that no mark is looked at twice.
  const closersOf = new Map(
    ['**', '__'].map((kind) => [kind, closing.filter(([mark]) => mark === kind).map(({ index }) => index)]),
  );
  const found: Span[] = [];
  let end = 0;
  for (const { 0: mark, index } of marks) {
    if (index < end || !isWord(line.charAt(index + MARK_LENGTH))) continue;
    const closers = closersOf.get(mark) ?? [];
    while ((closers.at(-1) ?? Infinity) <= index) closers.pop();
    const closesAt = closers.at(-1);
    if (closesAt === undefined) continue;
    end = closesAt + MARK_LENGTH;
    found.push({ start: index, end });
  }
  return found;
}

function isWord(character: string): boolean {
  return /\S/u.test(character);
}
