/** The best of many scores. */
import TinyQueue from 'tinyqueue';

/** Positions of the greatest scores above a floor, greatest first, equals in their order. */
export function bestOf(scores: Float64Array, limit: number, floor: number): number[] {
  const byScore = (a: number, b: number): number => (scores[b] as number) - (scores[a] as number) || a - b;
  // The worst of the best so far comes first: of a hundred thousand scores nearly all are told by it.
  const best = new TinyQueue<number>([], (a, b) => byScore(b, a));
  let least = floor;
  for (let at = 0; at < scores.length; at++) {
    if (!((scores[at] as number) > least)) continue;
    best.push(at);
    if (best.length > limit) best.pop();
    if (best.length === limit) least = scores[best.peek() as number] ?? Infinity;
  }
  return best.data.sort(byScore);
}
