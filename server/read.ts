/** What callers read without asking. HTTP and MCP are both thin faces over it, and so give the same. */
import { knownError } from '../corpus/errors.ts';
import { fold } from '../corpus/text.ts';
import { type Answerer, searchPassages } from './answer.ts';
import type { Filter, PassageResponse } from './contract.ts';
import type { ArticleResponse, ArticleSummary, Bulletin } from './contract-articles.ts';
import { holds } from './folded-text.ts';
import { presentArticle, presentBulletins, presentPassage, presentSummary } from './present.ts';
import { filterScope } from './scope.ts';

const SEARCH_LIMIT_DEFAULT = 10;

export interface SearchRequest extends Filter {
  q: string;
  /** Passages wanted. */
  limit?: number | undefined;
  /** Whether to tell what each term adds to the lexical score. */
  explain?: boolean;
}

/** Ranked passages for some words, best first. */
export async function findPassages(
  open: Answerer,
  { q, limit, explain, ...filter }: SearchRequest,
): Promise<{ passages: PassageResponse[] }> {
  const { passages, terms } = await searchPassages(open, q, filter, limit ?? SEARCH_LIMIT_DEFAULT);
  const presented = passages.map(async (passage) => ({
    ...presentPassage(passage),
    ...(explain ? { explain: await open.store.explain(passage.chunk.id, terms) } : {}),
  }));
  return { passages: await Promise.all(presented) };
}

/** The articles that a filter lets through and that hold the words `q`, in the order of the corpus. */
export async function listArticles(
  { store, vocabulary }: Answerer,
  { q, ...filter }: Filter & { q?: string | undefined },
): Promise<{ articles: ArticleSummary[] }> {
  const articles = await store.articles();
  const inScope = new Set(filterScope(filter, articles, vocabulary));
  const words = fold(q ?? '');
  const found = articles.filter((article) => inScope.has(article.id) && holds(article, words));
  return { articles: found.map(presentSummary) };
}

/**
 * One article, whole.
 *
 * @throws KnownError article_not_found.
 */
export async function readArticle({ store }: Answerer, id: string): Promise<ArticleResponse> {
  const article = await store.article(id);
  if (!article) throw knownError('article_not_found', id);
  return presentArticle(article);
}

/** The issues held, with their articles, in the order of the corpus. */
export async function listBulletins({ store }: Answerer): Promise<{ bulletins: Bulletin[] }> {
  return { bulletins: presentBulletins(await store.articles()) };
}
