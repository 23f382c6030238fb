/** A draft and what was found of it → the stretches that the page shows. Pure; all offsets are UTF-16 code units. */
import type { CheckedSentence, Verdict } from '../server/contract-verify.ts';
import { isSpanOf, segmentText, type Span } from './mark-segments.ts';

// The limit of the API; the page imports only its types, so it is said once more here and a test compares them.
export const DRAFT_MAX = 20_000;

/** A stretch of a sentence: plain, other words than the original's, or a figure that is altered or stands nowhere. */
export type DraftPart = Span & { text: string; mark: 'words' | 'altered-figure' | 'unseen-figure' | null };

/** What stands between two sentences, or a sentence with its place in the response. */
export type DraftPiece = { text: string; index: null } | { text: string; index: number; parts: DraftPart[] };

/**
 * Cuts a draft at its sentences. The pieces together are the draft, character for character; a sentence whose place is
 * not in the draft, or overlaps the one before it, is left as plain text.
 */
export function cutDraft(draft: string, sentences: readonly CheckedSentence[]): DraftPiece[] {
  const pieces: DraftPiece[] = [];
  let at = 0;
  sentences.forEach((sentence, index) => {
    if (!isSpanOf(draft, sentence) || sentence.start < at) return;
    if (sentence.start > at) pieces.push({ text: draft.slice(at, sentence.start), index: null });
    pieces.push({ text: draft.slice(sentence.start, sentence.end), index, parts: cutSentence(draft, sentence) });
    at = sentence.end;
  });
  if (at < draft.length) pieces.push({ text: draft.slice(at), index: null });
  return pieces;
}

function cutSentence(draft: string, sentence: CheckedSentence): DraftPart[] {
  const figures = sentence.figures.filter(({ verdict }) => verdict === 'altered' || verdict === 'not_found');
  const words = sentence.differences.flatMap((difference) => difference.draft ?? []);
  return segmentText(draft, [...figures, ...words], sentence).map(({ start, end, text, marks }) => {
    const figure = figures[marks.find((mark) => mark < figures.length) ?? -1];
    return { start, end, text, mark: markOf(figure?.verdict, marks.length > 0) };
  });
}

function markOf(figure: Verdict | undefined, isMarked: boolean): DraftPart['mark'] {
  if (figure) return figure === 'altered' ? 'altered-figure' : 'unseen-figure';
  return isMarked ? 'words' : null;
}

/** Verdicts that ask for a look at the sentence. */
const PROBLEMS: readonly Verdict[] = ['altered', 'misattributed', 'not_found'];

/** The sentences that the reader steps through: those of the verdict chosen, else all that have a problem. */
export function listSteps(sentences: readonly CheckedSentence[], chosen: Verdict | null): number[] {
  return sentences.flatMap(({ verdict }, index) =>
    (chosen ? verdict === chosen : PROBLEMS.includes(verdict)) ? [index] : [],
  );
}

/** The nearest step before or behind a sentence, whether or not that is itself one; null at the end. */
export function findStep(steps: readonly number[], from: number, direction: -1 | 1): number | null {
  const ahead = steps.filter((step) => (direction < 0 ? step < from : step > from));
  return (direction < 0 ? ahead[ahead.length - 1] : ahead[0]) ?? null;
}

/** Where the words of a sentence stand in a draft that may have been edited since; null where they are gone. */
export function locateInDraft(draft: string, { start, end, text }: CheckedSentence): Span | null {
  if (draft.slice(start, end) === text) return { start, end };
  const at = draft.indexOf(text);
  return at < 0 ? null : { start: at, end: at + text.length };
}
