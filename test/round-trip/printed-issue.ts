/** Articles as they were parsed → the issue as a printer would set it, whatever it is then written as. */
import type { Article, ParagraphRole } from '../../corpus/article.ts';

export interface PrintedLine {
  text: string;
  role: ParagraphRole;
}

export interface PrintedArticle {
  /** The title and, below it, its subtitle. */
  titleLines: string[];
  /** Below the title, as an essay has it; null where the byline ends the article. */
  author: string | null;
  lines: PrintedLine[];
  byline: string | null;
}

export interface PrintedIssue {
  /** Lines of the masthead, the first of which is the series; none for a document of another kind. */
  masthead: string[];
  articles: PrintedArticle[];
  /** Lines of the imprint. */
  imprint: string[];
}

/** Sets the articles of one file. */
export function printIssue(articles: readonly Article[]): PrintedIssue {
  const [first] = articles;
  if (!first) throw new Error('an issue without articles');
  const isBulletin = first.series !== null;
  return {
    masthead: isBulletin ? mastheadOf(first) : [],
    articles: articles.map((article) => printArticle(article, isBulletin)),
    imprint: isBulletin && first.publishedOn !== null ? [`${first.publisher}`, printDate(first.publishedOn)] : [],
  };
}

function mastheadOf({ series, issue, publisher, digest }: Article): string[] {
  const name = digest ? [`${series}（摘编）`] : [`${series}`];
  return [...name, `${issue}`, ...(publisher === null ? [] : [digest ? publisher : `${publisher}编`])];
}

function printDate(date: string): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${year}年${month}月${day}日印发`;
}

function printArticle({ title, byline, text, paragraphs }: Article, isBulletin: boolean): PrintedArticle {
  const subtitleAt = title.indexOf('——');
  return {
    titleLines: subtitleAt > 0 ? [title.slice(0, subtitleAt), title.slice(subtitleAt)] : [title],
    author: isBulletin ? null : byline,
    byline: isBulletin ? byline : null,
    lines: paragraphs.map(({ start, end, role }) => ({ text: text.slice(start, end), role })),
  };
}
