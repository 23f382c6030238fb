/** Which words of an article an answer cites, so that the source panel can mark them all and step through them. */
import type { Answer } from '../server/contract.ts';
import type { Span } from './mark-segments.ts';
import type { SourcePlace } from './source-link.ts';

export type SourceMarks = { spans: Span[]; current: number };

/** The cited spans in reading order, the opened place among them; `current` is its index, or -1 without a place. */
export function collectSourceMarks(place: SourcePlace, answer: Answer | null): SourceMarks {
  const cited = answer ? [...answer.extracts, ...(answer.outline?.items ?? [])] : [];
  const here = cited.filter((extract) => extract.citation.articleId === place.articleId);
  const spans = new Map<string, Span>();
  for (const { start, end } of place.span ? [...here, place.span] : here) spans.set(`${start}-${end}`, { start, end });
  const ordered = [...spans.values()].sort((a, b) => a.start - b.start || a.end - b.end);
  const { span } = place;
  return {
    spans: ordered,
    current: span ? ordered.findIndex((s) => s.start === span.start && s.end === span.end) : -1,
  };
}
