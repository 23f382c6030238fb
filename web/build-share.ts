import type { CorpusBuildProgress } from '../server/contract-corpus.ts';

/**
 * The share of a build that is done, 0–1: of the sentences where it is known how many are left; otherwise, and where no
 * sentence has to be embedded, of the files. Null before there is an estimate.
 */
export function shareDone({ filesDone, filesTotal, sentences, sentencesLeft }: CorpusBuildProgress): number | null {
  if (sentencesLeft !== null && sentences + sentencesLeft > 0) return sentences / (sentences + sentencesLeft);
  return filesTotal > 0 ? filesDone / filesTotal : null;
}
