/**
 * Whether what was found is evidence for what is asked.
 *
 * A plain fact rules an answer out: a place that is not held, a year that is not given. Another rules it in: words that
 * are asked for as they stand in a passage. Everything else is weighed by logistic models over the signals of words and
 * vector: whether the corpus tells of it at all, and, of a question about a place, whether the place's own articles do
 * rather than others.
 */
import { fold } from '../corpus/text.ts';
import type { Candidate } from './extract.ts';
import { foldedContext } from './folded-text.ts';
import { namesIssue, type Query } from './query.ts';
import type { Scope } from './scope.ts';
import type { Signals } from './signals.ts';

/** Why nothing is evidence; null where something is. */
export type Refusal = 'nothing found' | 'place not held' | 'year not given' | 'told only elsewhere' | 'too far';

/** A logistic model: what each signal weighs. */
export interface EvidenceModel {
  weights: Partial<Signals>;
  bias: number;
}

export interface EvidenceModels {
  /** Whether the corpus tells of it. */
  anywhere: EvidenceModel;
  /** Whether the articles in scope tell of it rather than others. */
  here: EvidenceModel;
}

/** Fitted by test/eval/calibrate.ts, which also says how they do on questions that they were not fitted to. */
export const MODELS: EvidenceModels = {
  anywhere: { weights: { similarity: 30.5, coverage: 12.4, known: -6.2 }, bias: -17.5 },
  here: {
    weights: { coverage: 5.5, known: -3.2, similarityLead: 26.9, coverageLead: 2, lexicalLead: 2.3 },
    bias: -0.3,
  },
};

/** The least likelihoods that count as evidence. */
export const LEAST = {
  /** That the corpus tells of it, where every article may answer. */
  anywhere: 0.4,
  /** Of the nearest sentence: one common word (谁开发的) is not evidence where nothing is near in meaning. */
  similarity: 0.4,
  /** The same where a place narrows the choice: everyday wording is enough then, small talk is not. */
  anywhereOfScoped: 0.02,
  /** That the articles in scope tell of it. */
  here: 0.1,
};

/** A follow-up's own words are few: they only have to be no farther than small talk is. */
const SIMILARITY_OF_FOLLOW_UP = 0.415;

/** Candidates in which a year, and the words of a question as they stand, are looked for, best first. */
const BEST_CANDIDATES = 5;

interface Findings {
  query: Query;
  scope: Scope;
  candidates: readonly Candidate[];
  signals: Signals;
  /** Nearest sentence to a follow-up's own words; null for a question that stands alone. */
  ownSimilarity: number | null;
}

/** Decides whether the best candidates are evidence for what is asked. */
export function findRefusal({ query, scope, candidates, signals, ownSimilarity }: Findings): Refusal | null {
  if (scope.unknownPlaces.length > 0 && query.places.every(({ articleIds }) => articleIds.length === 0))
    return 'place not held';
  if (candidates.length === 0) return 'nothing found';
  if (!isYearGiven(query, candidates)) return 'year not given';
  if (ownSimilarity !== null && ownSimilarity < SIMILARITY_OF_FOLLOW_UP) return 'too far';
  if (isLookup(query, candidates)) return null;
  return judgeSignals(signals, scope.articleIds !== null);
}

/** What the signals of a question say, by the models given. */
export function judgeSignals(
  signals: Signals,
  isScoped: boolean,
  { anywhere, here }: EvidenceModels = MODELS,
): 'told only elsewhere' | 'too far' | null {
  const told = likelihoodOf(anywhereOf(signals), anywhere);
  if (!isScoped) return told >= LEAST.anywhere && signals.similarity >= LEAST.similarity ? null : 'too far';
  if (told < LEAST.anywhereOfScoped) return 'too far';
  if (likelihoodOf(signals, here) >= LEAST.here) return null;
  return told >= LEAST.anywhere ? 'told only elsewhere' : 'too far';
}

/** How likely it is by a model that the corpus answers, 0–1. */
function likelihoodOf(signals: Signals, { weights, bias }: EvidenceModel): number {
  let sum = bias;
  for (const [name, weight] of Object.entries(weights)) sum += weight * signals[name as keyof Signals];
  return 1 / (1 + Math.exp(-sum));
}

/** The signals of the same question asked of all articles. */
function anywhereOf(signals: Signals): Signals {
  const { similarity, coverage, similarityLead, coverageLead } = signals;
  return { ...signals, similarity: similarity - similarityLead, coverage: coverage - coverageLead };
}

/** What stands between words that are looked up together, and behind them. */
const BETWEEN_WORDS = /[\s，、,；;？?。！!…]+/u;

/**
 * Whether a question is nothing but words that stand in one of the best passages: 光伏, 天等县 扶贫车间, a slogan. Of a
 * word or two alone, vectors tell little.
 */
export function isLookup(
  { own, understood, topic, places }: Pick<Query, 'own' | 'understood' | 'topic' | 'places'>,
  candidates: readonly Candidate[],
): boolean {
  if (own !== understood || topic.length + places.length === 0) return false;
  const words = own.split(BETWEEN_WORDS).map(fold).filter(Boolean);
  if (words.length === 0 || words.some((word) => word.length < 2)) return false;
  return candidates.slice(0, BEST_CANDIDATES).some(({ article, chunk }) => {
    const context = foldedContext(article, chunk);
    return words.every((word) => context.includes(word));
  });
}

/** A question for a year can be answered from an issue of that year and from passages that name it. */
export function isYearGiven(query: Query, candidates: readonly Candidate[]): boolean {
  const { year } = query;
  if (year === null || namesIssue(query)) return true;
  return candidates
    .slice(0, BEST_CANDIDATES)
    .some(
      (candidate) =>
        candidate.article.year === year || foldedContext(candidate.article, candidate.chunk).includes(String(year)),
    );
}

/** Why there is no answer, in a sentence for the reader. */
export function describeRefusal(refusal: Refusal | null, { query, scope }: { query: Query; scope: Scope }): string {
  const places = [...new Set(query.places.map(({ name }) => name))].join('、');
  switch (refusal) {
    case 'place not held':
      return `简报中没有关于${scope.unknownPlaces.join('、') || places}的文章。`;
    case 'year not given':
      return `相关文章没有提到${query.year ?? ''}年。`;
    case 'told only elsewhere':
      return places
        ? `关于${places}的文章没有讲到这件事，讲到的是别处的文章。`
        : '所选范围内没有讲到这件事，讲到的是别处的文章。';
    case 'nothing found':
      return '所选范围内没有一段文字与问题有关。';
    case 'too far':
      return '没有一段文字与问题足够接近。';
    case null:
      return '上一个回答的摘录已经全部列出。';
  }
}
