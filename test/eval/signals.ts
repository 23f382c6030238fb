/** The signals that a refusal is decided by, collected from the pieces that server/answer.ts is made of. */
import { retrievePassages } from '../../index/fuse.ts';
import { segment } from '../../index/terms.ts';
import { type Answerer, answerQuestion, PASSAGES } from '../../server/answer.ts';
import { type AskRequest, LIMIT_DEFAULT } from '../../server/contract.ts';
import { EVIDENCE_CANDIDATES, findRefusal } from '../../server/evidence.ts';
import { scoreSentences } from '../../server/extract.ts';
import { readQuery } from '../../server/query.ts';
import { scopeOf } from '../../server/scope.ts';
import { choiceFor, neededSynonyms, termsOfQuery } from '../../server/weigh.ts';
import { isRefused, type Signals, type Thresholds } from './cross-validate.ts';

/** A question with whether the corpus it is asked of answers it. */
export interface Asked extends AskRequest {
  set: string;
  answerable: boolean;
}

/** Collects the signals of one question; `isLikeProduct` is false where the product decides otherwise than the rule. */
export async function collectSignals(
  answerer: Answerer,
  { set, answerable, ...request }: Asked,
  current: Thresholds,
): Promise<Signals & { isLikeProduct: boolean }> {
  const { store, embedder, vocabulary, correct } = answerer;
  const query = readQuery(request.question, request.history ?? [], { vocabulary, segment, correct });
  const scope = scopeOf(query, undefined, await store.articles(), vocabulary);
  const vector = await embedder.embedQuestion(query.understood);
  const synonyms = await neededSynonyms(query, store);
  const terms = termsOfQuery(query, synonyms);
  const passages = await retrievePassages(store, { terms, vector, scope: scope.articleIds, limit: PASSAGES });
  const candidates = scoreSentences(passages, await choiceFor(query, synonyms, store, LIMIT_DEFAULT));
  const refusal = await findRefusal({ query, scope, candidates, ownSimilarity: null, store });
  const { status } = await answerQuestion(answerer, request);

  const top = candidates.slice(0, EVIDENCE_CANDIDATES);
  const signals: Signals = {
    set,
    question: [...(request.history ?? []), request.question].join('\n'),
    answerable,
    similarity: Math.max(0, ...top.map(({ similarity }) => similarity)),
    coverage: Math.max(0, ...top.map(({ contextCoverage }) => contextCoverage)),
    isScoped: scope.articleIds !== null,
    isRuledOut: refusal !== null && refusal !== 'too far',
  };
  // What is left is a follow-up that its own words refuse, which the thresholds chosen here do not touch.
  const isOwnWordsRefusal = query.carried.length > 0 && status === 'no_evidence' && !isRefused(signals, current);
  const decided = { ...signals, isRuledOut: signals.isRuledOut || isOwnWordsRefusal };
  return { ...decided, isLikeProduct: isRefused(decided, current) === (status === 'no_evidence') };
}
