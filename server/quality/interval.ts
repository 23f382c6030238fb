/** How far a measured share may be from the true one. */
import type { Rate } from '../contract-status.ts';

/** The standard normal quantile of a two-sided 95 % interval. */
const Z = 1.959964;

/**
 * A share of `hits` in `n` with its 95 % score interval; null where nothing was measured.
 *
 * E. B. Wilson, “Probable Inference, the Law of Succession, and Statistical Inference”, Journal of the American
 * Statistical Association 22 (1927), 209–212. Unlike the usual one it holds for few questions and for shares near 0 or 1.
 */
export function rateOf(hits: number, n: number): Rate | null {
  if (n === 0) return null;
  const rate = hits / n;
  const spread = Z ** 2 / n;
  const centre = (rate + spread / 2) / (1 + spread);
  const half = (Z / (1 + spread)) * Math.sqrt((rate * (1 - rate)) / n + spread / (4 * n));
  // Of 0 and 1 the ends are exact; rounding would put them a hair beside.
  return { rate, n, low: hits === 0 ? 0 : centre - half, high: hits === n ? 1 : centre + half };
}
