/** What answers must reach: a change that makes them worse than this fails `npm run eval` and `npm test`. */

/** The least, or the most, that each figure may be; figures that are not named are free. */
export interface Floors {
  least: Record<string, number>;
  most?: Record<string, number>;
}

/** Names each figure that misses its floor, with both values; empty where none does. */
export function missedFloors(figures: Readonly<Record<string, number>>, { least, most = {} }: Floors): string[] {
  const valueOf = (name: string): number => figures[name] ?? NaN;
  const below = Object.entries(least).filter(([name, floor]) => !(valueOf(name) >= floor));
  const above = Object.entries(most).filter(([name, ceiling]) => !(valueOf(name) <= ceiling));
  return [
    ...below.map(([name, floor]) => `${name} ${valueOf(name).toFixed(3)} < ${floor}`),
    ...above.map(([name, ceiling]) => `${name} ${valueOf(name).toFixed(0)} > ${ceiling}`),
  ];
}
