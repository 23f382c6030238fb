/** How far two texts are from one another, in characters put in, taken out or replaced. */

/**
 * The edit distance (Levenshtein) of two texts, looked for in a band around the diagonal that doubles until the
 * distance fits in it (Ukkonen, Algorithms for approximate string matching, 1985).
 */
export function editDistance(a: string, b: string): number {
  let start = 0;
  while (start < Math.min(a.length, b.length) && a[start] === b[start]) start++;
  let same = 0;
  while (same < Math.min(a.length, b.length) - start && a.at(-1 - same) === b.at(-1 - same)) same++;
  const [left, right] = [a.slice(start, a.length - same), b.slice(start, b.length - same)];
  const longest = Math.max(left.length, right.length);
  for (let band = Math.max(16, Math.abs(left.length - right.length)); ; band *= 2) {
    const distance = distanceWithin(left, right, band);
    if (distance <= band || band >= longest) return distance;
  }
}

/** The distance, if it is no more than `band`. */
function distanceWithin(a: string, b: string, band: number): number {
  const far = a.length + b.length;
  let before = new Uint32Array(b.length + 2).fill(far);
  let current = new Uint32Array(b.length + 2).fill(far);
  for (let column = 0; column <= Math.min(b.length, band); column++) before[column] = column;
  for (let row = 1; row <= a.length; row++) {
    const from = Math.max(0, row - band);
    const to = Math.min(b.length, row + band);
    if (from > 0) current[from - 1] = far;
    for (let column = from; column <= to; column++) {
      if (column === 0) {
        current[0] = row;
        continue;
      }
      const replaced = (before[column - 1] as number) + Number(a[row - 1] !== b[column - 1]);
      const taken = (before[column] as number) + 1;
      const put = (current[column - 1] as number) + 1;
      current[column] = Math.min(replaced, taken, put);
    }
    current[to + 1] = far;
    [before, current] = [current, before];
  }
  return before[b.length] as number;
}

/** The part of the longer of two texts that both have, 0–1. */
export function similarity(a: string, b: string): number {
  return 1 - editDistance(a, b) / Math.max(a.length, b.length, 1);
}
