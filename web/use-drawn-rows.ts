/** How much of a long list is drawn: tens of thousands of rows at once would take a browser half a minute. */
import { useState } from 'preact/hooks';

/** Rows drawn at first, and as many again each time. */
export const PORTION = 50;

export type DrawnRows = {
  countOf: (query: string) => number;
  drawMore: (query: string) => void;
};

/** Kept for each query of the list, so that the place of reading is still there when the reader comes back. */
export function useDrawnRows(): DrawnRows {
  const [counts, setCounts] = useState<Readonly<Record<string, number>>>({});
  return {
    countOf: (query) => counts[query] ?? PORTION,
    drawMore: (query) => setCounts((kept) => ({ ...kept, [query]: (kept[query] ?? PORTION) + PORTION })),
  };
}
