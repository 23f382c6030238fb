/**
 * The marks that Markdown sets within a line, read one after the other from the left. Strong emphasis is not among them:
 * a heading may be told by it, and exports of plain text have it, too (corpus/parse/emphasis.ts).
 */
import type { Span } from '../../article.ts';

/** Where a mark may begin. */
const BEGINNING = /[!<\\`[~*]/gu;

/** Each mark from where it begins, with the words to keep in a group where it has any; a later one is read where no other is. */
const MARKS: readonly RegExp[] = [
  // A picture says nothing.
  /!\[[^[\]]*\]\([^()\s]*\)/uy,
  /<!--[^<>]*-->/uy,
  /<\/?(?:br|b|i|u|em|strong|sup|sub|span|font|center|p|div|small|mark|del|a|img)(?:\s[^<>]*)?\/?>/uy,
  /\\([!-/:-@[-`{-~])/uy,
  /`([^`]+)`/uy,
  /\[([^[\]^][^[\]]*)\](?:\([^()\s]*\)|\[[^[\]]*\])/uy,
  /<(https?:[^<>\s]*)>/uy,
  /~~([^~]+)~~/uy,
  /(?<![*\d])\*(?![*\s])([^*]+)(?<!\s)\*(?![*\d])/uy,
];

/** A note: [^1] is shown as [1]. */
const NOTE = /\[\^[^[\]\s]+\]/uy;

/** What is kept of a stretch of a line, in order. */
export function keptWords(line: string, { start, end }: Span): Span[] {
  const kept: Span[] = [];
  const keep = (from: number, to: number): void => {
    if (to > from) kept.push({ start: from, end: to });
  };
  const words = line.slice(0, end);
  let at = start;
  for (const { index } of words.matchAll(BEGINNING)) {
    if (index < at) continue;
    const note = matchAt(NOTE, words, index);
    const mark = note ?? MARKS.map((pattern) => matchAt(pattern, words, index)).find((found) => found !== null);
    if (!mark) continue;
    keep(at, index);
    at = index + mark[0].length;
    const [whole, inner] = mark;
    if (note) {
      keep(index, index + 1);
      keep(index + 2, at);
    } else if (inner !== undefined) {
      const innerAt = index + whole.indexOf(inner);
      keep(innerAt, innerAt + inner.length);
    }
  }
  keep(at, end);
  return kept;
}

function matchAt(pattern: RegExp, words: string, index: number): RegExpExecArray | null {
  pattern.lastIndex = index;
  return pattern.exec(words);
}
