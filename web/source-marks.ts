/** Which words of an article an answer cites, so that the source panel can mark them all and step through them. */
import type { Answer, Extract } from '../server/contract.ts';
import { locateWords } from './locate-words.ts';
import { isSpanOf, type Span } from './mark-segments.ts';
import type { SourcePlace } from './source-link.ts';

/** `cited` is the place that an extract names; `spans` has, at the same index, where its words stand in the article. */
export type SourceMarks = { spans: Span[]; cited: Span[]; current: number };

/**
 * What became of the opened place: its words stand there; they were moved; they are gone; or the address names a place
 * outside the article, and nobody kept its words.
 */
export type PlaceState = 'there' | 'moved' | 'gone' | 'outside';

/**
 * What was cited of this article: the answer's extracts, or its outline's items where one of those was opened, for the
 * two overlap; without an answer the kept extract of the place.
 */
export function collectCited(place: SourcePlace, answer: Answer | null, kept: readonly Extract[]): Extract[] {
  const isHere = (extract: Extract): boolean => extract.citation.articleId === place.articleId;
  const extracts = answer?.extracts.filter(isHere) ?? [];
  const items = answer?.outline?.items.filter(isHere) ?? [];
  if (findPlace(items, place.span) && !findPlace(extracts, place.span)) return items;
  if (findPlace(extracts, place.span)) return extracts;
  const match = findPlace(kept.filter(isHere), place.span);
  return match ? [...extracts, match] : extracts;
}

/** The extract that the opened place names, with its words as they were when it was cited. */
export function findPlace<Cited extends Span>(cited: readonly Cited[], span: Span | null): Cited | null {
  return cited.find(({ start, end }) => start === span?.start && end === span.end) ?? null;
}

/**
 * The cited words in the article's reading order, the opened place among them; `current` is its index, or -1 where
 * there is none or its words are gone.
 */
export function collectSourceMarks(text: string, span: Span | null, cited: readonly Extract[]): SourceMarks {
  const marks = cited.flatMap(({ start, end, text: words }) => {
    const found = locateWords(text, { start, end, text: words });
    return found ? [{ cited: { start, end }, found }] : [];
  });
  if (span && !findPlace(cited, span) && isSpanOf(text, span)) marks.push({ cited: span, found: span });
  marks.sort((a, b) => a.found.start - b.found.start || a.found.end - b.found.end);
  return {
    spans: marks.map(({ found }) => found),
    cited: marks.map((mark) => mark.cited),
    current: marks.findIndex((mark) => mark.cited.start === span?.start && mark.cited.end === span.end),
  };
}

/** Null where the address names no place. */
export function describePlace(span: Span | null, cited: readonly Extract[], marks: SourceMarks): PlaceState | null {
  if (!span) return null;
  const found = marks.spans[marks.current];
  if (!found) return findPlace(cited, span) ? 'gone' : 'outside';
  return found.start === span.start && found.end === span.end ? 'there' : 'moved';
}
