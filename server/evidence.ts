/**
 * Whether what was found is evidence. Similarities of unrelated texts are high with any small model, so no single
 * signal decides: the words of the question and its vector have to fail together, or a plain fact rules an answer out.
 */
import type { Article } from '../corpus/article.ts';
import { fold } from '../corpus/text.ts';
import type { PassageStore } from '../index/store.ts';
import type { Candidate } from './extract.ts';
import { foldedText, holds } from './folded-text.ts';
import type { Query } from './query.ts';
import type { Scope } from './scope.ts';

interface Findings {
  query: Query;
  scope: Scope;
  candidates: readonly Candidate[];
  /** Nearest sentence to a follow-up's own words; null for a question that stands alone. */
  ownSimilarity: number | null;
  store: PassageStore;
}

/** Why nothing is evidence; null where something is. */
export type Refusal = 'nothing found' | 'place not held' | 'year not given' | 'told only elsewhere' | 'too far';

/** What separates evidence from what is merely near; test/eval/calibrate.ts holds them against cross-validated ones. */
export const THRESHOLDS = {
  /** An answer stands on words and vector together … */
  COVERAGE_FLOOR: 0.2,
  SIMILARITY_FLOOR: 0.5,
  /** … or on the vector alone … */
  SIMILARITY_ALONE: 0.62,
  /** … or on nearly all of its words in one passage, however few they are. */
  COVERAGE_ALONE: 0.75,
  /** Where the place asked for is held, everyday wording is enough: its articles are few. */
  SIMILARITY_IN_PLACE: 0.46,
};

/** A follow-up's own words are few: they only have to be no farther than small talk is. */
const SIMILARITY_OF_FOLLOW_UP = 0.42;

/** Candidates whose words and vectors are looked at, best first. */
export const EVIDENCE_CANDIDATES = 5;

/** Decides whether the best candidates are evidence for what is asked. */
export async function findRefusal({
  query,
  scope,
  candidates,
  ownSimilarity,
  store,
}: Findings): Promise<Refusal | null> {
  if (scope.unknownPlaces.length > 0 && query.places.every(({ articleIds }) => articleIds.length === 0))
    return 'place not held';
  if (candidates.length === 0) return 'nothing found';
  if (!isYearGiven(query, candidates)) return 'year not given';
  if (await isToldOnlyElsewhere(query, scope, store)) return 'told only elsewhere';
  const isFollowUpTooFar = ownSimilarity !== null && ownSimilarity < SIMILARITY_OF_FOLLOW_UP;
  return isFollowUpTooFar || isTooFar(scope, candidates) ? 'too far' : null;
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
      return `关于${places}的文章没有讲到这件事，讲到的是别处的文章。`;
    case 'nothing found':
      return '所选范围内没有一段文字与问题有关。';
    case 'too far':
      return '没有一段文字与问题足够接近。';
    case null:
      return '上一个回答的摘录已经全部列出。';
  }
}

/** A question for a year can be answered from articles that name the year or were printed in it. */
function isYearGiven({ year, issueNumber, printedIn }: Query, candidates: readonly Candidate[]): boolean {
  if (year === null || issueNumber !== null || printedIn !== null) return true;
  const articles = new Set(candidates.map(({ article }) => article));
  return [...articles].some((article) => article.year === year || holds(article, String(year)));
}

function isTooFar({ articleIds }: Scope, candidates: readonly Candidate[]): boolean {
  const top = candidates.slice(0, EVIDENCE_CANDIDATES);
  const coverage = Math.max(...top.map(({ contextCoverage }) => contextCoverage));
  const similarity = Math.max(...top.map((candidate) => candidate.similarity));
  if (similarity >= THRESHOLDS.SIMILARITY_ALONE || coverage >= THRESHOLDS.COVERAGE_ALONE) return false;
  if (articleIds !== null && similarity >= THRESHOLDS.SIMILARITY_IN_PLACE) return false;
  return coverage < THRESHOLDS.COVERAGE_FLOOR || similarity < THRESHOLDS.SIMILARITY_FLOOR;
}

/** The corpus has words for this share of what is asked, so wording is not the reason that they are missing … */
const KNOWN_SHARE = 0.6;

/** … the place's own articles hold less than this share of them, and an article elsewhere this much more. */
const HELD_SHARE = 0.2;
const ELSEWHERE_LEAD = 0.4;

/** Passages elsewhere that are looked at. */
const ELSEWHERE_PASSAGES = 10;

/** Whether the words of a question about one place stand in articles about others only. */
async function isToldOnlyElsewhere(query: Query, { articleIds }: Scope, store: PassageStore): Promise<boolean> {
  if (articleIds === null || articleIds.length === 0) return false;
  const words = query.topic.filter((word) => word.length > 1).map(fold);
  const all = await store.articles();
  const here = all.filter(({ id }) => articleIds.includes(id));
  if (words.some((word) => isSubjectElsewhere(word, here, all))) return true;
  const { words: weights } = await store.weigh({ words, bigrams: [] });
  const elsewhere = await articlesWith(words, store);
  const isKnown = (word: string): boolean => [...elsewhere, ...here].some((article) => holds(article, word));
  const known = [...weights].filter(([word]) => isKnown(word));
  const total = sum(weights.values());
  const knownWeight = sum(known.map(([, weight]) => weight));
  if (total === 0 || knownWeight / total < KNOWN_SHARE) return false;
  const shareIn = (articles: readonly Article[]): number =>
    sum(known.filter(([word]) => articles.some((article) => holds(article, word))).map(([, weight]) => weight)) /
    knownWeight;
  const hereShare = shareIn(here);
  return hereShare < HELD_SHARE && elsewhere.some((article) => shareIn([article]) >= hereShare + ELSEWHERE_LEAD);
}

/** A name of at least this many characters that an article repeats this often, and few others use, is its subject. */
const SUBJECT_LENGTH = 3;
const SUBJECT_REPEATED = 3;
const SUBJECT_SHARE = 0.25;

/** Whether a word is a subject of an article elsewhere and stands in none of the place's own. */
function isSubjectElsewhere(word: string, here: readonly Article[], all: readonly Article[]): boolean {
  if (word.length < SUBJECT_LENGTH || here.some((article) => holds(article, word))) return false;
  const using = all.filter((article) => holds(article, word));
  return (
    using.length <= all.length * SUBJECT_SHARE &&
    using.some((article) => foldedText(article).split(word).length > SUBJECT_REPEATED)
  );
}

async function articlesWith(words: string[], store: PassageStore): Promise<Article[]> {
  const scores = await store.byTerms({ words, bigrams: [] }, ELSEWHERE_PASSAGES, null);
  const chunks = await store.chunks(scores.map(({ chunkId }) => chunkId));
  const articles = await Promise.all(
    [...new Set(chunks.map(({ articleId }) => articleId))].map((id) => store.article(id)),
  );
  return articles.filter((article) => article !== null);
}

function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
