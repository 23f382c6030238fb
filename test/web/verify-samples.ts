/** Findings in the shape of the API, of which a test says only what matters to it. */
import type { CheckedSentence, Difference, VerifyResponse } from '../../server/contract-verify.ts';
import { makeExtract } from './kept-samples.ts';

type Said = Partial<Omit<CheckedSentence, 'start' | 'end' | 'text' | 'original'>> & { original?: string };

/** Where the originals of samples begin in their article. */
export const ORIGINAL_START = 100;

/** The finding of words that stand in a draft. */
export function findIn(draft: string, text: string, { original, ...said }: Said = {}): CheckedSentence {
  const start = draft.indexOf(text);
  if (start < 0) throw new Error(`the draft does not have ${text}`);
  return {
    start,
    end: start + text.length,
    text,
    verdict: 'verbatim',
    claimed: { places: [], issueId: null },
    original: original === undefined ? null : makeExtract('2018-14-1', ORIGINAL_START, original),
    differences: [],
    figures: [],
    note: '说明',
    ...said,
  };
}

/** A difference between words of a draft and words of an original, each told by its text alone. */
export function differ(
  kind: Difference['kind'],
  draft: [whole: string, words: string] | null,
  original: [whole: string, words: string] | null,
): Difference {
  return { kind, draft: draft && spanOf(draft, 0), original: original && spanOf(original, ORIGINAL_START) };
}

export function respond(sentences: CheckedSentence[]): VerifyResponse {
  const counts = { verbatim: 0, altered: 0, misattributed: 0, not_found: 0, unchecked: 0 };
  for (const { verdict } of sentences) counts[verdict]++;
  return { sentences, counts, coverage: { bulletins: 1, articles: 2, indexVersion: '1' }, tookMs: 1 };
}

function spanOf([whole, words]: [string, string], from: number): { start: number; end: number; text: string } {
  const start = from + whole.indexOf(words);
  return { start, end: start + words.length, text: words };
}
