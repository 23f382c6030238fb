/** Synthetic documents, in the layout of a printed bulletin or without it. */
import type { Article } from '../../corpus/article.ts';
import { joinReadings } from '../../corpus/load.ts';
import { parseDocument } from '../../corpus/parse/document.ts';
import type { DocumentLine } from '../../corpus/read/document.ts';
import { readTextBytes } from '../../corpus/read/text.ts';

export const MASTHEAD = '某省精准脱贫简报\n\n2020年第7期（总第99期）\n\n某省扶贫开发办公室编\n\n';

/** The articles of a file with this text. */
export function parseText(text: string, path = 'document.txt'): Article[] {
  const { lines, pages, warnings } = readTextBytes(new TextEncoder().encode(text));
  return joinReadings([{ path, reading: { articles: parseDocument(lines), pages, warnings, problem: null } }]);
}

/** The articles of a document as a reader of some format gives its lines. */
export function parseLines(lines: DocumentLine[], path = 'document.docx'): Article[] {
  return joinReadings([
    { path, reading: { articles: parseDocument(lines), pages: null, warnings: [], problem: null } },
  ]);
}

/** The articles of a bulletin with these lines below its masthead, parted by blank lines. */
export function parseIssue(...lines: string[]): Article[] {
  return parseText(MASTHEAD + lines.join('\n\n'));
}

/** The only article of a bulletin with these lines as its body. */
export function parseBody(...lines: string[]): Article {
  return only(parseIssue('天等县产业扶贫见成效', OPENING, ...lines, '（天等县扶贫办 王小明）'));
}

/** The first paragraph of {@link parseBody}. */
export const OPENING = '近年来，天等县立足山区实际发展产业，群众收入稳步增加。';

export function only(articles: Article[]): Article {
  const [article] = articles;
  if (!article || articles.length !== 1) throw new Error(`${articles.length} articles where one was expected`);
  return article;
}

/** The words of an article's paragraphs. */
export function paragraphsOf(article: Article): string[] {
  return article.paragraphs.map(({ start, end }) => article.text.slice(start, end));
}

/** Headings with their level: `1 一、…`. */
export function outlineOf(article: Article): string[] {
  return article.sections.map(({ level, heading }) => `${level} ${heading}`);
}
