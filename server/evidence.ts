/**
 * Whether what was found is evidence. Similarities of unrelated texts are high with any small model, so no single
 * signal decides: the words of the question and its vector have to fail together, or a plain fact rules an answer out.
 */
import { fold } from '../corpus/text.ts';
import type { Candidate, Choice } from './extract.ts';
import type { Query } from './query.ts';
import type { Scope } from './scope.ts';

interface Findings {
  query: Query;
  scope: Scope;
  candidates: readonly Candidate[];
  choice: Choice;
}

export type Evidence = { isEnough: true } | { isEnough: false; reason: 'nothing found' | 'place not held' | 'year not given' | 'too far' };

/** Below both of these nothing is evidence. */
export const COVERAGE_FLOOR = 0.2;
export const SIMILARITY_FLOOR = 0.5;

/** Words or vector alone may carry an answer from here on. */
const SIMILARITY_ALONE = 0.62;

export function findEvidence({ query, scope, candidates }: Findings): Evidence {
  const best = candidates[0];
  if (!best) return { isEnough: false, reason: scope.unknownPlaces.length > 0 ? 'place not held' : 'nothing found' };
  if (scope.unknownPlaces.length > 0 && query.places.every(({ articleIds }) => articleIds.length === 0)) {
    return { isEnough: false, reason: 'place not held' };
  }
  if (!isYearGiven(query, candidates)) return { isEnough: false, reason: 'year not given' };
  const top = candidates.slice(0, 5);
  const coverage = Math.max(...top.map(({ contextCoverage }) => contextCoverage));
  const similarity = Math.max(...top.map((candidate) => candidate.similarity));
  if (similarity < SIMILARITY_ALONE && (coverage < COVERAGE_FLOOR || similarity < SIMILARITY_FLOOR)) {
    return { isEnough: false, reason: 'too far' };
  }
  return { isEnough: true };
}

/** A question for a year can be answered from articles that name the year or were printed in it. */
function isYearGiven({ year, issueNumber }: Query, candidates: readonly Candidate[]): boolean {
  if (year === null || issueNumber !== null) return true;
  const articles = new Set(candidates.map(({ article }) => article));
  return [...articles].some((article) => article.year === year || fold(article.text).includes(String(year)));
}
