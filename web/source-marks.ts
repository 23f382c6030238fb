/** Which words of an article an answer cites, so that the source panel can mark them all and step through them. */
import type { Answer, Extract } from '../server/contract.ts';
import type { Span } from './mark-segments.ts';
import type { SourcePlace } from './source-link.ts';

export type SourceMarks = { spans: Span[]; current: number };

/**
 * The cited spans in reading order, the opened place among them; `current` is its index, or -1 without a place. From an
 * item of the outline the steps are the outline's items, from anywhere else the extracts: the two overlap.
 */
export function collectSourceMarks(place: SourcePlace, answer: Answer | null): SourceMarks {
  const { articleId, span } = place;
  const isHere = (extract: Extract): boolean => extract.citation.articleId === articleId;
  const extracts = answer?.extracts.filter(isHere) ?? [];
  const items = answer?.outline?.items.filter(isHere) ?? [];
  const isPlace = ({ start, end }: Span): boolean => start === span?.start && end === span.end;

  const cited: Span[] = items.some(isPlace) && !extracts.some(isPlace) ? items : extracts;
  const spans = [...cited, ...(span && !cited.some(isPlace) ? [span] : [])]
    .map(({ start, end }) => ({ start, end }))
    .sort((a, b) => a.start - b.start || a.end - b.end);
  return { spans, current: spans.findIndex(isPlace) };
}
