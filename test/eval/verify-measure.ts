/** Cases of the quote checker → how many it got right. */
import type { Answerer } from '../../server/answer.ts';
import type { CheckedSentence, VerifyResponse } from '../../server/contract-verify.ts';
import { checkDraft } from '../../server/verify/verify.ts';
import { type Case, type Kind, KINDS, makeCases } from './verify-set.ts';

export interface Measured {
  tested: Case;
  isRight: boolean;
  response: VerifyResponse;
}

/** Cases of each kind. */
export const CASES = 200;
/** Rules were settled with the first in view; figures are told of the second. */
export const TUNING_SEED = 1;
export const REPORTED_SEED = 2718;

/** Checks every case of a set made of the articles held. */
export async function measureChecker(open: Answerer, seed: number, count = CASES): Promise<Measured[]> {
  const measured: Measured[] = [];
  for (const tested of makeCases(await open.store.articles(), seed, count)) {
    const response = await checkDraft(open, tested.draft);
    measured.push({ tested, isRight: isRight(tested, response), response });
  }
  return measured;
}

/** Share of the cases of each kind that were got right. */
export function ratesOf(measured: readonly Measured[]): Record<Kind, number> {
  const rate = (kind: Kind): number => {
    const own = measured.filter(({ tested }) => tested.kind === kind);
    return own.filter((one) => one.isRight).length / own.length;
  };
  return Object.fromEntries(KINDS.map((kind) => [kind, rate(kind)])) as Record<Kind, number>;
}

function isRight({ kind, altered, articleId }: Case, { sentences }: VerifyResponse): boolean {
  const stated = sentences.filter(({ verdict }) => verdict !== 'unchecked');
  const [first] = stated;
  if (!first) return false;
  const isOf = ({ original }: CheckedSentence): boolean => original?.citation.articleId === articleId;
  switch (kind) {
    case 'verbatim':
      return stated.every(({ verdict }) => verdict === 'verbatim');
    case 'figure':
      return stated.some(
        (sentence) => sentence.verdict === 'altered' && isOf(sentence) && tellsFigure(sentence, altered),
      );
    case 'word':
      return stated.some((sentence) => sentence.verdict === 'altered' && isOf(sentence));
    case 'order':
      return first.verdict === 'altered' && first.differences.some((difference) => difference.kind === 'order');
    case 'source':
      return stated.some(({ verdict }) => verdict === 'misattributed');
    case 'invented':
      return stated.every(({ verdict }) => verdict === 'not_found');
  }
}

function tellsFigure({ differences }: CheckedSentence, altered: Case['altered']): boolean {
  return differences.some(
    ({ kind, draft, original }) =>
      kind === 'figure' &&
      altered !== null &&
      draft?.text.includes(altered.draft) === true &&
      original?.text.includes(altered.original) === true,
  );
}
