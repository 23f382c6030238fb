/** What the articles are narrowed to by topic, place, issue and year, as the address has it and in words. */
import type { Filter } from '../server/contract.ts';
import type { ArticleSummary } from '../server/contract-articles.ts';
import { formatIssueId } from './citation-text.ts';

export const FACETS = ['topic', 'place', 'issue', 'year'] as const;
export type Facet = (typeof FACETS)[number];

/** The choice of each facet as the address has it, and the words searched for. */
export type BrowseQuery = Record<Facet, string | null> & { words: string };

export const EMPTY_QUERY: BrowseQuery = { topic: null, place: null, issue: null, year: null, words: '' };

/** The limits of the API, so that what an address asks for can be asked of it. */
export const VALUE_MAX = 60;

export function readBrowseQuery(search: string): BrowseQuery {
  const parameters = new URLSearchParams(search);
  const read = (name: string): string | null => parameters.get(name)?.trim().slice(0, VALUE_MAX) || null;
  const year = read('year');
  return {
    topic: read('topic'),
    place: read('place'),
    issue: read('issue'),
    year: year !== null && /^(?:19|2[01])\d\d$/.test(year) ? year : null,
    words: read('q') ?? '',
  };
}

/** The query part of the address, empty where nothing is chosen. */
export function writeBrowseQuery(query: BrowseQuery): string {
  const parameters = new URLSearchParams();
  for (const facet of FACETS) if (query[facet] !== null) parameters.set(facet, query[facet]);
  if (query.words.trim()) parameters.set('q', query.words.trim());
  const written = parameters.toString();
  return written && `?${written}`;
}

/** The county of a place, which the names of its townships and villages begin with; a place without one is kept whole. */
export function countyOf(place: string): string {
  return /^(?:[^市县]{1,8}市)?.[^市县区]{0,11}?(?:自治县|县|(?<!社)区|市|旗)/u.exec(place)?.[0] ?? place;
}

/** As the server narrows: a place is also meant by part of its name, anything else by its whole. */
export const HOLDS: Record<Facet, (article: ArticleSummary, value: string) => boolean> = {
  topic: ({ topics }, value) => topics.includes(value),
  place: ({ places }, value) => places.some((place) => place.includes(value)),
  issue: ({ issueId }, value) => issueId === value,
  year: ({ year }, value) => year === Number(value),
};

export function narrowArticles<Article extends ArticleSummary>(
  articles: readonly Article[],
  query: Pick<BrowseQuery, Facet>,
  except?: Facet,
): Article[] {
  return articles.filter((article) =>
    FACETS.every((facet) => facet === except || query[facet] === null || HOLDS[facet](article, query[facet])),
  );
}

/** The name of a value as it is shown. */
export function labelOf(facet: Facet, value: string): string {
  if (facet === 'issue') return formatIssueId(value);
  return facet === 'year' ? `${value}年` : value;
}

const FACET_NAMES: Record<Facet, string> = { topic: '主题', place: '地点', issue: '期号', year: '年份' };

export function nameOf(facet: Facet): string {
  return FACET_NAMES[facet];
}

/** Each choice in words: 主题“教育”, 天等县, 2018年第14期. */
export function describeChoices(query: Pick<BrowseQuery, Facet>): { facet: Facet; words: string }[] {
  return FACETS.flatMap((facet) => {
    const value = query[facet];
    if (value === null) return [];
    return [{ facet, words: facet === 'topic' ? `主题“${value}”` : labelOf(facet, value) }];
  });
}

/** The filter of the API with the same choices; null where nothing is chosen. */
export function filterOf({ topic, place, issue, year }: BrowseQuery): Filter | null {
  const filter: Filter = {
    ...(topic === null ? {} : { topic }),
    ...(place === null ? {} : { place }),
    ...(issue === null ? {} : { issue }),
    ...(year === null ? {} : { year: Number(year) }),
  };
  return Object.keys(filter).length > 0 ? filter : null;
}

/** The choices and the article of a filter. */
function choicesOf({ topic, place, issue, year }: Filter): Pick<BrowseQuery, Facet> {
  return {
    topic: topic ?? null,
    place: place ?? null,
    issue: issue ?? null,
    year: year === undefined ? null : String(year),
  };
}

export function filterArticles(articles: readonly ArticleSummary[], filter: Filter | null): ArticleSummary[] {
  if (!filter) return [...articles];
  const { article } = filter;
  return narrowArticles(articles, choicesOf(filter)).filter(({ id }) => article === undefined || id === article);
}

/** What a filter narrows to: 主题“教育”、天等县的 2 篇文章, or the title of its one article. */
export function describeFilter(filter: Filter, articles: readonly ArticleSummary[]): string {
  const title = articles.find(({ id }) => id === filter.article)?.title ?? filter.article;
  if (title !== undefined) return `《${title}》`;
  const words = describeChoices(choicesOf(filter)).map((choice) => choice.words);
  return `${words.join('、')}的 ${filterArticles(articles, filter).length} 篇文章`;
}
