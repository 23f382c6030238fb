/** A span of an article → its citation; an extract that is not the article's own words never leaves this file. */
import { createHash } from 'node:crypto';
import { type Article, headingPath, linesOf, type Span } from '../corpus/article.ts';
import { fold } from '../corpus/text.ts';
import type { Citation, Extract } from './contract.ts';
import type { ChosenSpan } from './extract.ts';

/** Characters before a span that tell it from the same words elsewhere in the article. */
const CONTEXT = 24;

/**
 * Cites a span.
 *
 * @throws RangeError when the span is not part of the article.
 */
export function citeSpan(article: Article, span: Span): Citation {
  const section = headingPath(article, span.start);
  return {
    id: citationId(article, span),
    articleId: article.id,
    articleTitle: article.title,
    byline: article.byline,
    places: article.places,
    series: article.series,
    issue: article.issue,
    issueId: article.issueId,
    publishedOn: article.publishedOn,
    digest: article.digest,
    section,
    source: { file: article.file, lines: linesOf(article, span) },
    label: labelOf(article, section),
    url: `/articles/${encodeURIComponent(article.id)}#${span.start}-${span.end}`,
  };
}

/**
 * Made of what is cited and nothing else: series, issue, title, the words and the words before them, folded; so
 * building the index again, other chunks or another file name leave it as it is.
 */
function citationId(article: Article, span: Span): string {
  const words = fold(article.text.slice(span.start, span.end));
  const before = fold(article.text.slice(Math.max(0, span.start - CONTEXT), span.start));
  const cited = [article.series, article.issueId, article.digest, article.title, before, words];
  return createHash('sha256').update(JSON.stringify(cited)).digest('base64url').slice(0, 20);
}

function labelOf(article: Article, section: string[]): string {
  const printed = `${article.series ? `《${article.series}》` : ''}${article.issue ?? ''}`;
  const digest = article.digest ? '（摘编）' : '';
  const issue = printed && `${printed}${digest}`;
  const title = `${article.byline ? `${article.byline}：` : ''}《${article.title}》${printed ? '' : digest}`;
  const place = section.length > 0 ? `“${section.join(' › ')}”` : '';
  const date = article.publishedOn ? `${readableDate(article.publishedOn)}印发` : '';
  return [title, issue, place, date].filter(Boolean).join('，');
}

function readableDate(iso: string): string {
  const [year, month, day] = iso.split('-').map(Number);
  return `${year}年${month}月${day}日`;
}

/**
 * Makes an extract out of a chosen span.
 *
 * @throws Error when the words are not the article's own: a bug, never a quote that ships.
 */
export function makeExtract(chosen: ChosenSpan): Extract {
  const { article, start, end, score, highlights } = chosen;
  const text = article.text.slice(start, end);
  const isWhole = text.length === end - start && text.length > 0 && text === text.trim();
  const areInside = highlights.every((mark) => mark.start >= 0 && mark.start < mark.end && mark.end <= text.length);
  if (!isWhole || !areInside)
    throw new Error(`extract ${start}–${end} is not a verbatim slice of article ${article.id}`);
  return { text, start, end, highlights, score, citation: citeSpan(article, { start, end }) };
}
