/** A span of an article → its citation; an extract that is not the article's own words never leaves this file. */
import { type Article, headingPath, linesOf, type Span } from '../corpus/article.ts';
import { tableHeaderOf } from '../corpus/table.ts';
import { citationId } from './citations/citation-id.ts';
import type { Citation, Extract } from './contract.ts';
import type { ChosenSpan } from './extract.ts';
import { placeInFile, type PlaceInFile, sayConfidence } from './source-place.ts';

/**
 * Cites a span.
 *
 * @throws RangeError when the span is not part of the article.
 */
export function citeSpan(article: Article, span: Span): Citation {
  const section = headingPath(article, span.start);
  const place = placeInFile(article, span);
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
    source: { file: article.file, lines: linesOf(article, span), ...place },
    label: labelOf(article, section, place),
    url: `/articles/${encodeURIComponent(article.id)}#${span.start}-${span.end}`,
  };
}

type Labelled = Pick<Article, 'series' | 'issue' | 'digest' | 'byline' | 'title' | 'publishedOn'>;

/** One line that names a place of an article, fit for a document. */
export function labelOf(
  article: Labelled,
  section: readonly string[],
  { pages, recognition }: PlaceInFile = {},
): string {
  const printed = `${article.series ? `《${article.series}》` : ''}${article.issue ?? ''}`;
  const digest = article.digest ? '（摘编）' : '';
  const issue = printed && `${printed}${digest}`;
  const title = `${article.byline ? `${article.byline}：` : ''}《${article.title}》${printed ? '' : digest}`;
  const place = section.length > 0 ? `“${section.join(' › ')}”` : '';
  const page = pages ? `第${pages[0] === pages[1] ? pages[0] : pages.join('–')}页` : '';
  // A bulletin prints when it was printed; the date of another document may as well be that of its signature.
  const date = article.publishedOn ? `${readableDate(article.publishedOn)}${printed ? '印发' : ''}` : '';
  const recognised = recognition ? `（文字识别，把握${sayConfidence(recognition.confidence)}）` : '';
  return `${[title, issue, place, page, date].filter(Boolean).join('，')}${recognised}`;
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
  const tableHeader = quoteTableHeader(article, chosen);
  return { text, start, end, highlights, score, tableHeader, citation: citeSpan(article, { start, end }) };
}

/** The row that names the columns of the row a span begins in, verbatim; null for other words. */
export function quoteTableHeader(article: Article, span: Span): Extract['tableHeader'] {
  const header = tableHeaderOf(article, span);
  return header && { text: article.text.slice(header.start, header.end), ...header };
}
