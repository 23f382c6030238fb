/** Versions of one article among the candidates of an answer: the later one speaks, and the same words are shown once. */
import type { Article } from '../corpus/article.ts';
import type { Candidate } from './extract.ts';
import { foldedSentence } from './folded-text.ts';

/** An older version's sentence comes right behind the later one's, however its other signals stand. */
const BEHIND = 1e-6;

/**
 * Candidates, best first, without the sentences that a later version of their article has word for word; those that
 * differ in their figures only stand behind the later version's.
 */
export function preferLaterVersions(candidates: readonly Candidate[]): Candidate[] {
  if (!candidates.some(({ article }) => article.versions.length > 0)) return [...candidates];
  const byWords = groupBy(candidates, ({ article, sentence }) => foldedSentence(article, sentence));
  const byFrame = groupBy(candidates, ({ article, sentence }) => frameOf(foldedSentence(article, sentence)));
  return candidates
    .filter((candidate) => !latestOf(candidate, byWords.get(foldedSentence(candidate.article, candidate.sentence))))
    .map((candidate) => {
      const later = latestOf(candidate, byFrame.get(frameOf(foldedSentence(candidate.article, candidate.sentence))));
      return later && later.score <= candidate.score ? { ...candidate, score: later.score - BEHIND } : candidate;
    })
    .sort((a, b) => b.score - a.score);
}

/** A sentence without its figures. */
function frameOf(folded: string): string {
  return folded.replace(/\d+(?:\.\d+)?/gu, '#');
}

function groupBy(candidates: readonly Candidate[], keyOf: (candidate: Candidate) => string): Map<string, Candidate[]> {
  const groups = new Map<string, Candidate[]>();
  for (const candidate of candidates) {
    if (candidate.article.versions.length === 0) continue;
    const key = keyOf(candidate);
    const group = groups.get(key);
    if (group) group.push(candidate);
    else groups.set(key, [candidate]);
  }
  return groups;
}

/** The candidate of the latest version that is later than this one's article; undefined where there is none. */
function latestOf({ article }: Candidate, alike: readonly Candidate[] = []): Candidate | undefined {
  const later = alike.filter((other) => article.versions.includes(other.article.id) && isLater(other.article, article));
  return later.sort((a, b) => (isLater(a.article, b.article) ? -1 : 1))[0];
}

/** In the order of versions in corpus/join.ts. */
function isLater(a: Article, b: Article): boolean {
  const [dateA, dateB] = [a.publishedOn ?? '', b.publishedOn ?? ''];
  return dateA === dateB ? a.file > b.file : dateA > dateB;
}
