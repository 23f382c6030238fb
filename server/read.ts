/** What callers read without asking. HTTP and MCP are both thin faces over it, and so give the same. */
import { knownError } from '../corpus/errors.ts';
import { fold } from '../corpus/text.ts';
import { type Answerer, searchPassages } from './answer.ts';
import type { Filter, PassageResponse } from './contract.ts';
import type { ArticleResponse, ArticleSummary, Bulletin } from './contract-articles.ts';
import { holds } from './folded-text.ts';
import { presentArticle, presentBulletins, presentPassage, presentSummary } from './present.ts';
import { filterScope } from './scope.ts';
import { type Steps, workInTurns } from './steps.ts';
import type { TextSieve } from './text-sieve.ts';

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
  const inScope = new Set(filterScope(filter, await store.articles(), vocabulary));
  return { articles: await workInTurns(summarise(vocabulary.sieve, inScope, fold(q ?? ''))) };
}

/** Of thousands of articles this takes a while. */
function* summarise(sieve: TextSieve, inScope: ReadonlySet<string>, words: string): Steps<ArticleSummary[]> {
  const summaries: ArticleSummary[] = [];
  for (const article of sieve.candidates(words)) {
    if (inScope.has(article.id) && holds(article, words)) summaries.push(presentSummary(article));
    yield;
  }
  return summaries;
}

/**
 * One article, whole.
 *
 * @throws KnownError article_not_found.
 */
export async function readArticle({ store }: Answerer, id: string): Promise<ArticleResponse> {
  const article = await store.article(id);
  if (!article) throw knownError('article_not_found', id);
  const versions = await Promise.all(article.versions.map((version) => store.article(version)));
  return presentArticle(
    article,
    versions.filter((version) => version !== null),
  );
}

/** The issues held, with their articles, in the order of the corpus. */
export async function listBulletins({ store }: Answerer): Promise<{ bulletins: Bulletin[] }> {
  return { bulletins: presentBulletins(await store.articles()) };
}
