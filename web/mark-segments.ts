/**
 * Splits a text at the edges of its marks. Pure, so that "the marked words are the extract's words" is a property of
 * data and not of the page. All offsets are UTF-16 code units, as in the API.
 */

export type Span = { start: number; end: number };

/** A stretch of text covered by the same marks from end to end; `marks` holds their indices, empty for plain text. */
export type Segment = Span & { text: string; marks: number[] };

/**
 * Cuts `text` within `bounds` so that every segment lies wholly inside or wholly outside of each mark, and so that one
 * begins at each of the `cuts` within.
 */
export function segmentText(
  text: string,
  marks: readonly Span[],
  bounds?: Span,
  cuts: readonly number[] = [],
): Segment[] {
  const from = Math.max(0, bounds?.start ?? 0);
  const to = Math.min(text.length, bounds?.end ?? text.length);
  if (from >= to) return [];

  const edges = new Set([from, to]);
  for (const edge of [...marks.flatMap(({ start, end }) => [start, end]), ...cuts]) {
    if (edge > from && edge < to) edges.add(edge);
  }
  const ordered = [...edges].sort((a, b) => a - b);

  return ordered.slice(0, -1).map((start, i) => {
    const end = ordered[i + 1] ?? to;
    return { start, end, text: text.slice(start, end), marks: indicesCovering(marks, start, end) };
  });
}

function indicesCovering(marks: readonly Span[], start: number, end: number): number[] {
  return marks.flatMap((mark, index) => (mark.start <= start && end <= mark.end ? [index] : []));
}

/** Whether a span names words that the text has. */
export function isSpanOf(text: string, span: Span): boolean {
  return (
    Number.isInteger(span.start) &&
    Number.isInteger(span.end) &&
    span.start >= 0 &&
    span.start < span.end &&
    span.end <= text.length
  );
}
