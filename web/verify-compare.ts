/** The original of a sentence with the draft's words beside its own where the two differ. Pure. */
import type { CheckedSentence, Difference } from '../server/contract-verify.ts';
import { foldText } from './fold-text.ts';

/** `original` words are the article's, `draft` words stand only in the draft, `moved` ones elsewhere in the draft. */
export type ComparePart = { kind: 'same' | 'original' | 'draft' | 'moved'; text: string; isFigure: boolean };

/** Characters before or behind an addition by which its place in the original is found. */
const CONTEXT = 8;

const LETTER = /[\p{L}\p{N}]/u;

type Edit = { at: number; end: number; difference: Difference };

/**
 * The parts in the order of the original. Those that are not `draft` are together the original, character for
 * character; a difference that stands in other words than these is left out.
 */
export function compareWithOriginal({ text, start, original, differences }: CheckedSentence): ComparePart[] {
  if (!original) return [];
  const edits = differences
    .flatMap((difference) => placeEdit(difference, original, { text, start }) ?? [])
    .sort((a, b) => a.at - b.at || a.end - b.end);
  const parts: ComparePart[] = [];
  const add = (kind: ComparePart['kind'], words: string, isFigure = false): void => {
    if (words) parts.push({ kind, text: words, isFigure });
  };
  let at = 0;
  for (const { at: from, end, difference } of edits) {
    if (from < at) continue;
    add('same', original.text.slice(at, from));
    const isFigure = difference.kind === 'figure';
    if (difference.kind === 'order') add('moved', original.text.slice(from, end));
    else {
      add('draft', difference.draft?.text ?? '', isFigure);
      add('original', original.text.slice(from, end), isFigure);
    }
    at = end;
  }
  add('same', original.text.slice(at));
  return parts;
}

type Words = { text: string; start: number };

/** Where a difference stands in the text of the original. */
function placeEdit(difference: Difference, original: Words, draft: Words): Edit | null {
  const { draft: ours, original: theirs } = difference;
  if (theirs) {
    const at = theirs.start - original.start;
    const end = theirs.end - original.start;
    return original.text.slice(at, end) === theirs.text && at >= 0 ? { at, end, difference } : null;
  }
  if (!ours) return null;
  const from = ours.start - draft.start;
  const at = findGap(original.text, draft.text.slice(0, from), draft.text.slice(from + ours.text.length));
  return at === null ? null : { at, end: at, difference };
}

/** The place in a text between the words that stand before and behind an addition; null where it has neither. */
function findGap(text: string, before: string, behind: string): number | null {
  const folded = foldLetters(text);
  // Words added behind a comma go behind it.
  const isBehindMark = !LETTER.test(before.slice(-1));
  for (const [words, isBefore] of [
    [foldLetters(before).text.slice(-CONTEXT), true],
    [foldLetters(behind).text.slice(0, CONTEXT), false],
  ] as const) {
    for (let length = words.length; length > 1; length--) {
      const context = isBefore ? words.slice(-length) : words.slice(0, length);
      const found = folded.text.indexOf(context);
      if (found < 0) continue;
      const next = isBefore ? found + length : found;
      if (isBefore && !isBehindMark) return folded.ends[next - 1] ?? null;
      return folded.starts[next] ?? text.length;
    }
  }
  return null;
}

/** The letters and digits of a text, as they are compared: what else there is may differ in a faithful quotation. */
function foldLetters(original: string): { text: string; starts: number[]; ends: number[] } {
  const { text, places } = foldText(original);
  const units = [...text.matchAll(/[\p{L}\p{N}]/gu)].flatMap(({ 0: letter, index }) =>
    Array.from(letter, (_, unit) => index + unit),
  );
  return {
    text: units.map((unit) => text[unit] ?? '').join(''),
    starts: units.map((unit) => places[unit]?.start ?? 0),
    ends: units.map((unit) => places[unit]?.end ?? 0),
  };
}
