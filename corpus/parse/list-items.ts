/**
 * Numbered items of a list, which are text of their own and no headings: conditions （一）…；（二）…；（三）…。 What tells
 * them from headings is the mark that goes on to the next item.
 */
import { isStandaloneHeading, type Marker, type MarkerKind, readMarker } from './markers.ts';

const KINDS: ReadonlySet<MarkerKind> = new Set<MarkerKind>([
  'numeral',
  'bracketed numeral',
  'digit',
  'bracketed digit',
  'circled digit',
]);

const GOES_ON = /[；;](?:以及|及|和|或者|或|并)?$/u;
const ENDS = /[；;。.]$/u;
const SENTENCE_WITHIN = /[。！？]./u;

/** Which paragraphs are items of a list, by their number in order; a paragraph that can be none is told as ''. */
export function findListItems(paragraphs: readonly string[]): ReadonlySet<number> {
  const marks = paragraphs.map((paragraph) => {
    const marker = readMarker(paragraph);
    return marker && KINDS.has(marker.kind) ? marker : null;
  });
  const found = new Set<number>();
  marks.forEach((marker, first) => {
    if (marker?.ordinal !== 1) return;
    const items = itemsFrom(marks, first);
    if (isList(items.map((at) => paragraphs[at] ?? ''))) for (const at of items) found.add(at);
  });
  return found;
}

/** The items that count on from the first one; items of another kind may stand between them. */
function itemsFrom(marks: readonly (Marker | null)[], first: number): number[] {
  const items = [first];
  for (let at = first + 1; marks[at]; at++) {
    if (marks[at]?.kind !== marks[first]?.kind) continue;
    if (marks[at]?.ordinal !== items.length + 1) break;
    items.push(at);
  }
  return items;
}

/** Long items without one that would pass for a heading tell of measures, which are sections. */
function isList(items: readonly string[]): boolean {
  const before = items.slice(0, -1);
  return (
    before.length > 0 &&
    before.every((item) => GOES_ON.test(item) && !SENTENCE_WITHIN.test(item)) &&
    ENDS.test(items.at(-1) ?? '') &&
    items.some(isStandaloneHeading)
  );
}
