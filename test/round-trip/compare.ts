/** How well an issue came back: its words, its titles and its parts. */
import type { Article } from '../../corpus/article.ts';
import { fold } from '../../corpus/text.ts';
import { editDistance, similarity } from '../edit-distance.ts';

export interface Comparison {
  /** Characters of the original, folded, and how many of the longer one are not the same. */
  characters: number;
  edits: number;
  /** Of the articles, in order. */
  articles: { before: number; after: number };
  /** The least alike of the titles, the headings of sections and the bylines, 0–1. */
  titles: number;
  headings: number;
  bylines: number;
  sameIssue: boolean;
}

/** Compares the articles of a file with what its rendition gave. */
export function compareIssue(before: readonly Article[], after: readonly Article[]): Comparison {
  const words = (articles: readonly Article[]): string => articles.map(({ text }) => fold(text)).join('\n');
  const [first, second] = [words(before), words(after)];
  const leastAlike = (parts: (article: Article) => string[]): number =>
    Math.min(
      1,
      ...before.map((article, index) => {
        const other = after[index];
        return other ? alike(parts(article), parts(other)) : 0;
      }),
    );
  return {
    characters: first.length,
    edits: editDistance(first, second),
    articles: { before: before.length, after: after.length },
    titles: leastAlike(({ title }) => [title]),
    headings: leastAlike(({ sections }) => sections.map(({ heading }) => heading)),
    bylines: leastAlike(({ byline }) => [byline ?? '']),
    sameIssue: before.every((article, index) => article.issueId === after[index]?.issueId),
  };
}

function alike(before: readonly string[], after: readonly string[]): number {
  return similarity(before.map(fold).join('\n'), after.map(fold).join('\n'));
}

/** The part of the characters that came back. */
export function sameCharacters(comparisons: readonly Comparison[]): number {
  const sum = (count: (comparison: Comparison) => number): number =>
    comparisons.reduce((total, comparison) => total + count(comparison), 0);
  return 1 - sum(({ edits }) => edits) / sum(({ characters }) => characters);
}
