/** Articles and passages as the contract gives them to callers. */
import { type Article, type Paragraph, repairsOf } from '../corpus/article.ts';
import type { Passage } from '../index/fuse.ts';
import { citeSpan, quoteTableHeader } from './cite.ts';
import type { PassageResponse } from './contract.ts';
import type { ArticleResponse, ArticleSummary, ArticleVersion, Bulletin } from './contract-articles.ts';
import { pageStarts, placeInFile } from './source-place.ts';
import { topicsOf } from './topics.ts';

export function presentSummary(article: Article): ArticleSummary {
  const { id, title, byline, places, series, issue, issueId, year, publishedOn, digest, sections, text } = article;
  const headings = sections.map(({ heading }) => heading);
  const printed = { id, title, byline, places, series, issue, issueId, year, publishedOn, digest };
  const { documentNumber, source, versions } = article;
  return {
    ...printed,
    documentNumber,
    ...(source.some(({ confidence }) => confidence !== undefined) ? { recognised: true } : {}),
    ...(versions.length > 0 ? { otherVersions: versions.length } : {}),
    topics: topicsOf(article),
    headings,
    characters: text.length,
  };
}

/** An article, whole; `versions` are the others that it names, in its order. */
export function presentArticle(article: Article, versions: readonly Article[]): ArticleResponse {
  const { publisher, file, alsoIn, text, editorNote, sections } = article;
  const pages = pageStarts(article);
  return {
    ...presentSummary(article),
    publisher,
    file,
    alsoIn,
    versions: versions.map(presentVersion),
    text,
    editorNote,
    sections,
    paragraphs: article.paragraphs.map((paragraph) => presentParagraph(article, paragraph)),
    repairs: repairsOf(article),
    ...(pages.length > 0 ? { pages } : {}),
  };
}

function presentVersion({ id, title, publishedOn, file }: Article): ArticleVersion {
  return { id, title, publishedOn, file };
}

function presentParagraph(article: Article, paragraph: Paragraph): ArticleResponse['paragraphs'][number] {
  const { pages, recognition } = placeInFile(article, paragraph);
  return {
    ...paragraph,
    ...(pages ? { page: pages[0] } : {}),
    ...(recognition ? { confidence: recognition.confidence } : {}),
  };
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
  const tableHeader = quoteTableHeader(article, chunk);
  return { text: article.text.slice(start, end), start, end, tableHeader, scores, citation: citeSpan(article, chunk) };
}
