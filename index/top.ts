/** The best of many scores. */
import quickselect from 'quickselect';

/**
 * Positions of the greatest scores above a floor, greatest first, equals in their order. Linear but for what is chosen,
 * so that a hundred thousand scores take milliseconds.
 */
export function bestOf(scores: Float64Array, limit: number, floor: number): number[] {
  const above: number[] = [];
  for (let at = 0; at < scores.length; at++) if ((scores[at] as number) > floor) above.push(at);
  let chosen = above;
  if (above.length > limit) {
    const least = limit > 0 ? leastOfBest(above, scores, limit) : Infinity;
    const greater = above.filter((at) => (scores[at] as number) > least);
    const equal = above.filter((at) => scores[at] === least).slice(0, limit - greater.length);
    chosen = [...greater, ...equal];
  }
  return chosen.sort((a, b) => (scores[b] as number) - (scores[a] as number) || a - b);
}

/** The least of so many greatest scores. */
function leastOfBest(positions: readonly number[], scores: Float64Array, limit: number): number {
  const values = positions.map((at) => scores[at] as number);
  const rank = values.length - limit;
  quickselect(values, rank);
  return values[rank] as number;
}
