/** Articles and passages as the contract gives them to callers. */
import { type Article, repairsOf } from '../corpus/article.ts';
import type { Passage } from '../index/fuse.ts';
import { citeSpan } from './cite.ts';
import type { PassageResponse } from './contract.ts';
import type { ArticleResponse, ArticleSummary, Bulletin } from './contract-articles.ts';
import { topicsOf } from './topics.ts';

export function presentSummary(article: Article): ArticleSummary {
  const { id, title, byline, places, series, issue, issueId, year, publishedOn, digest, sections, text } = article;
  const headings = sections.map(({ heading }) => heading);
  const printed = { id, title, byline, places, series, issue, issueId, year, publishedOn, digest };
  return { ...printed, topics: topicsOf(article), headings, characters: text.length };
}

export function presentArticle(article: Article): ArticleResponse {
  const { publisher, file, text, editorNote, sections, paragraphs } = article;
  const repairs = repairsOf(article);
  return { ...presentSummary(article), publisher, file, text, editorNote, sections, paragraphs, repairs };
}

/** The files held as bulletins, each with its articles. */
export function presentBulletins(articles: readonly Article[]): Bulletin[] {
  const byFile = new Map<string, Article[]>();
  for (const article of articles) byFile.set(article.file, [...(byFile.get(article.file) ?? []), article]);
  return [...byFile].map(([file, held]) => {
    const { issueId, series, issue, year, publishedOn, digest } = held[0] as Article;
    const list = held.map(({ id, title }) => ({ id, title }));
    return { issueId, series, issue, year, publishedOn, digest, file, articles: list, articleCount: list.length };
  });
}

export function presentPassage({ chunk, article, scores }: Passage): PassageResponse {
  const { start, end } = chunk;
  return { text: article.text.slice(start, end), start, end, scores, citation: citeSpan(article, chunk) };
}
