/** Where a span stands in the file that it was read from, and how sure it is that the file says so. */
import type { Article, SourceSegment, Span } from '../corpus/article.ts';
import type { Citation } from './contract.ts';

/** Pages of a paged file, and of recognised text how sure its recognition was; without either, nothing is said of it. */
export type PlaceInFile = Pick<Citation['source'], 'pages' | 'recognition'>;

/** What is known of a span beyond its lines; absent fields, not null ones, for the many files of plain text. */
export function placeInFile({ source }: Pick<Article, 'source'>, span: Span): PlaceInFile {
  const touched = source.filter(({ start, end }) => start < span.end && end > span.start);
  const pages = touched.flatMap(({ page }) => page ?? []);
  const confidence = meanConfidence(touched, span);
  return {
    ...(pages.length > 0 ? { pages: [Math.min(...pages), Math.max(...pages)] } : {}),
    ...(confidence === null ? {} : { recognition: { confidence } }),
  };
}

/** Mean over the recognised characters of the span, to three decimals; null where none was recognised. */
function meanConfidence(touched: readonly SourceSegment[], span: Span): number | null {
  let characters = 0;
  let sum = 0;
  for (const { start, end, confidence } of touched) {
    if (confidence === undefined) continue;
    const length = Math.min(end, span.end) - Math.max(start, span.start);
    characters += length;
    sum += length * confidence;
  }
  return characters === 0 ? null : Math.round((sum / characters) * 1000) / 1000;
}

/** Where each page begins in an article's text, in the order of the text; empty where the file has no pages. */
export function pageStarts({ source }: Pick<Article, 'source'>): { start: number; page: number }[] {
  return source.flatMap(({ start, page }, index) =>
    page === undefined || page === source[index - 1]?.page ? [] : [{ start, page }],
  );
}

/** Files whose lines a reader can count; of others a line is what was read as one paragraph. */
const HAS_LINES = /\.(?:txt|md|markdown)$/iu;

/** 第 3 页, 第 12–14 行: what a reader of the file finds the words by. */
export function sayPlace({ file, lines, pages }: Citation['source']): string {
  const [unit, [first, last]] = pages ? ['页', pages] : [HAS_LINES.test(file) ? '行' : '段', lines];
  return `第 ${first === last ? first : `${first}–${last}`} ${unit}`;
}

/** 96%: never quite certain, as no recognition is. */
export function sayConfidence(confidence: number): string {
  return `${Math.min(99, Math.floor(confidence * 100))}%`;
}
