/** Which articles a question may be answered from: its places, its issue, and the filter of the request. */
import { LRUCache } from 'lru-cache';
import type { Article } from '../corpus/article.ts';
import { fold } from '../corpus/text.ts';
import type { Passage } from '../index/fuse.ts';
import type { Filter } from './contract.ts';
import { foldedContext } from './folded-text.ts';
import { findNamedPlaces, type NamedPlace } from './named-places.ts';
import { namesIssue, type Query } from './query.ts';
import { topicsOf } from './topics.ts';
import type { TextSieve } from './text-sieve.ts';
import type { Vocabulary } from './vocabulary.ts';

export interface Scope {
  /** Null when every article may answer. */
  articleIds: string[] | null;
  /** Places named of which no article tells anything. */
  unknownPlaces: string[];
}

/** Reads the scope of a question. Several places are asked for together; the filter narrows whatever the question says. */
export function scopeOf(
  query: Query,
  filter: Filter | undefined,
  articles: readonly Article[],
  vocabulary: Vocabulary,
): Scope {
  const byPlace = placeScope(query.places, vocabulary);
  const limits = [
    byPlace.articleIds,
    issueScope(query, articles),
    filter ? filterScope(filter, articles, vocabulary) : null,
  ];
  const articleIds = limits.reduce(
    (scope, limit) => (scope && limit ? intersect(scope, limit) : (scope ?? limit)),
    null,
  );
  return { articleIds, unknownPlaces: byPlace.unknownPlaces };
}

function intersect(ids: readonly string[], others: readonly string[]): string[] {
  const within = new Set(others);
  return ids.filter((id) => within.has(id));
}

/**
 * Articles about the places and articles whose title calls one by its short name. An article that only mentions a
 * place may answer where none is about it; one of a township or village has to be about its county or to name it too.
 */
function placeScope(places: NamedPlace[], { sieve }: Vocabulary): Scope {
  if (places.length === 0) return { articleIds: null, unknownPlaces: [] };
  const about = new Set<string>();
  const mentioning = new Set<string>();
  const unknownPlaces: string[] = [];
  for (const { name, shortName, articleIds, county } of places) {
    const ofCounty = new Set(county?.articleIds);
    const isWithin = ({ id, text }: Article): boolean => !county || ofCounty.has(id) || text.includes(county.shortName);
    const titled = titledWith(shortName, sieve).filter(isWithin);
    for (const id of [...articleIds, ...titled.map((article) => article.id)]) about.add(id);
    if (articleIds.length + titled.length > 0) continue;
    const mentions = [...sieve.candidates(shortName)].filter(
      (article) => article.text.includes(shortName) && isWithin(article),
    );
    if (mentions.length === 0) unknownPlaces.push(name);
    for (const { id } of mentions) mentioning.add(id);
  }
  return { articleIds: [...(about.size > 0 ? about : mentioning)], unknownPlaces };
}

/** Of each corpus, the articles whose titles hold a name: a conversation stays with its place, and so do suggestions. */
const titledByName = new WeakMap<TextSieve, LRUCache<string, Article[]>>();

const NAMES_KEPT = 500;

function titledWith(name: string, sieve: TextSieve): Article[] {
  const byName = titledByName.get(sieve) ?? new LRUCache<string, Article[]>({ max: NAMES_KEPT });
  titledByName.set(sieve, byName);
  const titled = byName.get(name) ?? [...sieve.candidates(name)].filter(({ title }) => title.includes(name));
  byName.set(name, titled);
  return titled;
}

/** Passages, best first, in which a place is looked for outside the articles about it. */
const PASSAGES_BEYOND = 3;

/**
 * A scope with the articles that name its place in a passage which is among the best for the question of all: the
 * answer may stand in an article about something else (余杭站, 上海某某公司), or where one county is told of beside another.
 */
export function widenScope(scope: Scope, places: readonly NamedPlace[], everywhere: readonly Passage[]): Scope {
  if (!scope.articleIds || places.length === 0) return scope;
  const naming = everywhere
    .slice(0, PASSAGES_BEYOND)
    .filter((passage) =>
      places.some(({ shortName }) => foldedContext(passage.article, passage.chunk).includes(fold(shortName))),
    );
  return { ...scope, articleIds: [...new Set([...scope.articleIds, ...naming.map(({ article }) => article.id)])] };
}

function issueScope(query: Query, articles: readonly Article[]): string[] | null {
  return namesIssue(query) ? articlesOfIssue(query, articles).map(({ id }) => id) : null;
}

/** The articles of the issue, or of the issues of the month, that a question names. */
export function articlesOfIssue(query: Query, articles: readonly Article[]): Article[] {
  const named = articles.filter((article) => isInIssue(query, article));
  if (!query.latestIssue) return named;
  const latest = named.reduce((day, { publishedOn }) => (publishedOn && publishedOn > day ? publishedOn : day), '');
  return named.filter(({ publishedOn }) => publishedOn === latest);
}

function isInIssue(query: Query, { issue, issueId, publishedOn }: Article): boolean {
  const { issueNumber, issueTotal, latestIssue, printedIn, year } = query;
  const hasNumber = issueNumber === null || (issueId?.endsWith(`-${issueNumber}`) ?? false);
  const hasYear = issueNumber === null || year === null || (issueId?.startsWith(`${year}-`) ?? false);
  const hasTotal = issueTotal === null || (issue?.includes(`总第${issueTotal}期`) ?? false);
  const isPrintedIn = printedIn === null || (publishedOn?.startsWith(printedIn) ?? false);
  return hasNumber && hasYear && hasTotal && isPrintedIn && (!latestIssue || issueId !== null);
}

/** Ids of the articles that a filter lets through. */
export function filterScope(filter: Filter, articles: readonly Article[], vocabulary: Vocabulary): string[] {
  const { place, issue, year, topic, article } = filter;
  const named = place === undefined ? [] : findNamedPlaces(place, [place], vocabulary);
  const about = new Set(named.flatMap(({ articleIds }) => articleIds));
  return articles
    .filter((candidate) => article === undefined || candidate.id === article)
    .filter((candidate) => year === undefined || candidate.year === year)
    .filter(
      (candidate) => issue === undefined || candidate.issueId === issue || candidate.issue?.includes(issue) === true,
    )
    .filter(({ id, places }) => place === undefined || about.has(id) || places.some((own) => own.includes(place)))
    .filter((candidate) => topic === undefined || topicsOf(candidate).includes(topic))
    .map(({ id }) => id);
}
