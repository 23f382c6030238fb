/** A document → its articles: the one door to the parsers, which know one kind of document each. */
import { type ArticleDraft, type SourceSegment } from '../article.ts';
import { placesOf, provinceOf } from '../places.ts';
import type { DocumentLine } from '../read/document.ts';
import { parseBulletin, type ParsedArticle } from './bulletin.ts';
import { parsePlain } from './plain.ts';

/** An article says what place it is about within this many characters of its first paragraph. */
const LEAD_MAX = 2000;

/** What is told of a document as a whole. */
type Origin = Omit<ArticleDraft, keyof ParsedArticle | 'places'>;

/** Reads the articles of a document in order; none when it holds no text. */
export function parseDocument(lines: readonly DocumentLine[]): ArticleDraft[] {
  const bulletin = parseBulletin(lines);
  if (bulletin) {
    const { masthead, articles } = bulletin;
    const province = provinceOf(`${masthead.series}${masthead.publisher ?? ''}`);
    return articles.map((parsed) => finish(parsed, province, { ...masthead, documentNumber: null }, lines));
  }
  const parsed = parsePlain(lines);
  if (!parsed) return [];
  const { digest, publishedOn } = parsed;
  const nothing = { series: null, issueId: null, issue: null, year: null, publisher: null, documentNumber: null };
  return [finish(parsed, provinceOf(parsed.text), { ...nothing, digest, publishedOn }, lines)];
}

function finish(
  parsed: ParsedArticle,
  province: string | null,
  origin: Origin,
  lines: readonly DocumentLine[],
): ArticleDraft {
  const { title, byline, text, paragraphs, sections, editorNote } = parsed;
  const lead = paragraphs.find(({ role }) => role === 'body');
  const leadText = lead ? text.slice(lead.start, Math.min(lead.end, lead.start + LEAD_MAX)) : '';
  const source = parsed.source.map((segment) => withPage(segment, lines[segment.line - 1]));
  const places = placesOf(title, leadText, province);
  return { ...origin, title, byline, places, text, editorNote, sections, paragraphs, source };
}

function withPage(segment: SourceSegment, line: DocumentLine | undefined): SourceSegment {
  const { page, confidence } = line ?? {};
  return {
    ...segment,
    ...(page === undefined ? {} : { page }),
    ...(confidence === undefined ? {} : { confidence }),
  };
}
