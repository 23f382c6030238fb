/** What was made of a file, in the contract's words. */
import type { ArticleDraft, SourceSegment } from '../../corpus/article.ts';
import type { Correction } from '../../corpus/correction.ts';
import type { FileReading } from '../../corpus/file-reading.ts';
import type { FileReport } from '../contract-corpus.ts';
import {
  type FilePreview,
  PARAGRAPHS_SHOWN_MAX,
  type PreviewArticle,
  type PreviewParagraph,
} from '../contract-preview.ts';

type Sourced = { source: readonly SourceSegment[] };

/** How sure the recognition of articles was, weighed by length; null where none of it was recognised. */
export function confidenceOf(articles: readonly Sourced[]): number | null {
  let [sum, length] = [0, 0];
  for (const { source } of articles) {
    for (const { start, end, confidence } of source) {
      if (confidence === undefined) continue;
      sum += confidence * (end - start);
      length += end - start;
    }
  }
  return length === 0 ? null : round(sum / length);
}

function round(share: number): number {
  return Math.round(share * 1000) / 1000;
}

/** The report of a reading. */
export function reportReading({ articles, pages, warnings }: FileReading): FileReport {
  const confidence = confidenceOf(articles);
  return {
    pages,
    articles: articles.length,
    paragraphs: articles.reduce((sum, { paragraphs }) => sum + paragraphs.length, 0),
    recognised: confidence !== null,
    confidence,
    warnings,
  };
}

type PreviewedArticle = Pick<
  ArticleDraft,
  'title' | 'byline' | 'publisher' | 'documentNumber' | 'publishedOn' | 'places' | 'sections' | 'paragraphs'
> &
  Pick<ArticleDraft, 'text' | 'source'>;

/** The preview of a reading; what is beyond {@link PARAGRAPHS_SHOWN_MAX} paragraphs is counted and not shown. */
export function previewReading(
  path: string,
  { articles, pages, warnings, problem }: Omit<FileReading, 'articles'> & { articles: readonly PreviewedArticle[] },
  correction: Correction,
): FilePreview {
  let room = PARAGRAPHS_SHOWN_MAX;
  const previewed = articles.map((article, index) => {
    const preview = previewArticle(article, index + 1, correction, room);
    room -= preview.paragraphs.length;
    return preview;
  });
  return { path, pages, warnings, problem, articles: previewed };
}

function previewArticle(
  article: PreviewedArticle,
  number: number,
  correction: Correction,
  room: number,
): PreviewArticle {
  const { title, byline, publisher, documentNumber, publishedOn, places, sections } = article;
  return {
    number,
    title,
    byline,
    publisher,
    documentNumber,
    publishedOn,
    places,
    sections: sections.map(({ heading, level }) => ({ heading, level })),
    paragraphs: previewParagraphs(article, room),
    paragraphsLeftOff: Math.max(0, article.paragraphs.length - room),
    correction: correction.articles[number] ?? null,
  };
}

/** Paragraphs and the segments they come from stand in the same order: one walk through both. */
function previewParagraphs({ text, paragraphs, source }: PreviewedArticle, room: number): PreviewParagraph[] {
  let next = 0;
  return paragraphs.slice(0, Math.max(0, room)).map(({ role, start, end }) => {
    while (next < source.length && (source[next] as SourceSegment).end <= start) next++;
    const segments: SourceSegment[] = [];
    for (let at = next; at < source.length; at++) {
      const segment = source[at] as SourceSegment;
      if (segment.start >= end) break;
      segments.push(segment);
    }
    return {
      role,
      text: text.slice(start, end),
      page: segments[0]?.page ?? null,
      confidence: confidenceOf([{ source: segments }]),
    };
  });
}
