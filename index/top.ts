/** The best of many scores. */

/**
 * Positions of the greatest scores above a floor, greatest first, equals in their order. Linear but for what is chosen
 * and one sort of numbers, so that a hundred thousand scores take milliseconds.
 */
export function bestOf(scores: Float64Array, limit: number, floor: number): number[] {
  const above: number[] = [];
  for (let at = 0; at < scores.length; at++) if ((scores[at] as number) > floor) above.push(at);
  let chosen = above;
  if (above.length > limit) {
    const sorted = Float64Array.from(above, (at) => scores[at] as number).sort();
    const least = sorted[sorted.length - limit] ?? Infinity;
    const greater = above.filter((at) => (scores[at] as number) > least);
    const equal = above.filter((at) => scores[at] === least).slice(0, limit - greater.length);
    chosen = [...greater, ...equal];
  }
  return chosen.sort((a, b) => (scores[b] as number) - (scores[a] as number) || a - b);
}
