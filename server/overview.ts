/**
 * A question that names a county, a prefecture or an issue and asks nothing more of it: 天等县有哪些做法, 第33期讲了什么.
 * What each article tells in the main, its title says; so each is asked for its title, and they are shown in turns.
 */
import type { Article } from '../corpus/article.ts';
import { type AskRequest, LIMIT_DEFAULT } from './contract.ts';
import type { ChosenSpan } from './extract.ts';
import type { Find } from './found.ts';
import { namesIssue, type Query } from './query.ts';
import type { Scope } from './scope.ts';

/** Kinds that ask for something of their own, whatever they are asked of. */
const ASKING = new Set<Query['kind']>(['figure', 'when', 'who', 'where', 'compare']);

/** The articles that a question asks for an overview of; null where it asks for something of its own. */
export function articlesToSurvey(
  query: Query,
  scope: Scope,
  { filter }: AskRequest,
  articles: readonly Article[],
): Article[] | null {
  const isBare = query.topic.length === 0 && query.carried.length === 0 && (query.year === null || namesIssue(query));
  // One article that was chosen is asked about with the reader's words; its title would only be asked once more.
  if (!isBare || ASKING.has(query.kind) || filter?.article !== undefined) return null;
  const about = new Set(query.places.flatMap(({ articleIds }) => articleIds));
  if (about.size === 0 && (query.places.length > 0 || !namesIssue(query))) return null;
  const inScope = new Set(scope.articleIds);
  return articles.filter(({ id }) => inScope.has(id) && (about.size === 0 || about.has(id)));
}

/**
 * What each article tells in the main, latest printed first: one extract of each in turn, so that a larger limit only
 * goes on.
 */
export async function surveyArticles(
  articles: readonly Article[],
  { filter, limit = LIMIT_DEFAULT }: AskRequest,
  find: Find,
): Promise<ChosenSpan[]> {
  const byArticle: ChosenSpan[][] = [];
  for (const { id, title } of latestFirst(articles).slice(0, limit)) {
    byArticle.push((await find({ question: title, filter: { ...filter, article: id }, limit })).spans);
  }
  const rounds = Math.max(0, ...byArticle.map((spans) => spans.length));
  const inTurns = Array.from({ length: rounds }, (_, round) => byArticle.flatMap((spans) => spans[round] ?? []));
  return inTurns.flat().slice(0, limit);
}

function latestFirst(articles: readonly Article[]): Article[] {
  return [...articles].sort((a, b) => (b.publishedOn ?? '').localeCompare(a.publishedOn ?? '', 'en'));
}
