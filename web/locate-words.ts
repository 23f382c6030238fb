/** Finds kept words again in an article that may have been edited since they were kept. */
import { foldText } from './fold-text.ts';
import type { Span } from './mark-segments.ts';

export type KeptWords = Span & { text: string };

/** Where the words stand in `text`: in their place, in another, or nowhere (null). */
export function locateWords(text: string, { start, end, text: words }: KeptWords): Span | null {
  if (words === '') return null;
  if (text.slice(start, end) === words) return { start, end };
  const exactly = nearest(occurrences(text, words), start);
  if (exactly !== null) return { start: exactly, end: exactly + words.length };

  const folded = foldText(text);
  const foldedWords = foldText(words).text;
  if (foldedWords === '') return null;
  const spans = occurrences(folded.text, foldedWords).flatMap((at) => {
    const first = folded.places[at];
    const last = folded.places[at + foldedWords.length - 1];
    return first && last ? [{ start: first.start, end: last.end }] : [];
  });
  const place = nearest(
    spans.map((span) => span.start),
    start,
  );
  return spans.find((span) => span.start === place) ?? null;
}

function occurrences(text: string, words: string): number[] {
  const found: number[] = [];
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) found.push(at);
  return found;
}

/** The same words may stand twice in an article: those nearest to the former place are meant. */
function nearest(places: readonly number[], wanted: number): number | null {
  return places.reduce<number | null>(
    (best, place) => (best === null || Math.abs(place - wanted) < Math.abs(best - wanted) ? place : best),
    null,
  );
}
