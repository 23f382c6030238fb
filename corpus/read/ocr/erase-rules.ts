/**
 * Rules beside the text of a table's cell, which would be recognised as a figure 1 or a bracket. A rule goes through
 * the whole height of a line's picture; no stroke of a character does.
 */

/** Rules are looked for so far from either end, in heights of the line. */
const ENDS = 1;
/** At almost every height a rule is at least this dark, as a share of the print; it is thinner, and so may be lighter. */
const DARKNESS = 0.35;
const HEIGHT_SHARE = 0.92;
/** Print is as dark as the darkest of so many values of its picture, paper the median; between black and white lie 2. */
const PRINT_SHARE = 0.005;
const LEAST_CONTRAST = 0.4;
/** Pixels that a rule and the grey beside it are wide. */
const HALO = 3;

/** Replaces rules at the ends of a line's picture, and what is beyond them, by paper. A row of a plane may be longer. */
export function eraseRules(
  planes: Float32Array,
  { width, height, planeWidth }: { width: number; height: number; planeWidth: number },
): void {
  const sorted = new Float32Array(width * height);
  for (let row = 0; row < height; row++) {
    sorted.set(planes.subarray(row * planeWidth, row * planeWidth + width), row * width);
  }
  sorted.sort();
  const paper = sorted[sorted.length >> 1] as number;
  const contrast = paper - (sorted[Math.floor(sorted.length * PRINT_SHARE)] as number);
  if (contrast < LEAST_CONTRAST) return;
  const limit = paper - contrast * DARKNESS;
  const isRule = (column: number): boolean => {
    let dark = 0;
    for (let row = 0; row < height; row++) {
      // A rule that is not quite upright is in one of two columns.
      const at = row * planeWidth + column;
      if (Math.min(planes[at] as number, planes[at + 1] ?? Infinity) <= limit) dark++;
    }
    return dark >= HEIGHT_SHARE * height;
  };
  const reach = Math.min(Math.round(ENDS * height), width >> 1);
  const erase = (from: number, to: number): void => {
    for (let row = 0; row < planes.length / planeWidth; row++) {
      planes.fill(paper, row * planeWidth + Math.max(from, 0), row * planeWidth + to);
    }
  };
  for (let column = reach - 1; column >= 0; column--) {
    if (!isRule(column)) continue;
    erase(0, column + HALO);
    break;
  }
  for (let column = width - reach; column < width - 1; column++) {
    if (!isRule(column)) continue;
    erase(column - HALO + 1, width);
    break;
  }
}
