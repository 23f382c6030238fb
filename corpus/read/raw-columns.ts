/** The places of an article's words in the lines of a file from which a reader has taken marks. */
import type { ArticleDraft, SourceSegment } from '../article.ts';
import type { DocumentLine } from './document.ts';

/** Gives the words of articles the columns of the file instead of those of the document's lines. */
export function withRawColumns(articles: ArticleDraft[], lines: readonly DocumentLine[]): ArticleDraft[] {
  if (lines.every(({ columns }) => columns === undefined)) return articles;
  return articles.map((article) => ({
    ...article,
    source: article.source.flatMap((segment) => rawSegments(segment, lines[segment.line - 1]?.columns)),
  }));
}

function rawSegments(segment: SourceSegment, columns: DocumentLine['columns']): SourceSegment[] {
  if (!columns) return [segment];
  const { start, end, column } = segment;
  return columns.flatMap(({ at, column: raw }, index) => {
    const from = Math.max(at, column);
    const to = Math.min(columns[index + 1]?.at ?? Infinity, column + end - start);
    if (from >= to) return [];
    return [{ ...segment, start: start + from - column, end: start + to - column, column: raw + from - at }];
  });
}
