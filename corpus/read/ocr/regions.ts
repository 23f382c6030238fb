/** Connected regions of a map of probabilities. */
import type { Box } from './pixels.ts';

export interface Region {
  /** Mean of its probabilities. */
  mean: number;
  /** Direction in which it is longest, between a right angle to the left and one to the right (radians, clockwise). */
  angle: number;
  /** Extent along that direction and across it, estimated from its moments. */
  length: number;
  thickness: number;
  /** The rectangle at an angle that just holds it. */
  boxAt(angle: number): Box;
}

/** The regions of the pixels, row by row, whose values are above a threshold; pixels that touch by a corner connect. */
export function findRegions(values: Float32Array, width: number, height: number, threshold: number): Region[] {
  const isOpen = new Uint8Array(values.length);
  for (let pixel = 0; pixel < values.length; pixel++) isOpen[pixel] = (values[pixel] as number) > threshold ? 1 : 0;
  const found = new Int32Array(values.length);
  const regions: Region[] = [];
  let end = 0;
  for (let seed = 0; seed < isOpen.length; seed++) {
    if (isOpen[seed] === 0) continue;
    const start = end;
    isOpen[seed] = 0;
    found[end++] = seed;
    for (let next = start; next < end; next++) {
      const pixel = found[next] as number;
      const column = pixel % width;
      const row = (pixel - column) / width;
      for (let y = Math.max(row - 1, 0); y <= Math.min(row + 1, height - 1); y++) {
        for (let x = Math.max(column - 1, 0); x <= Math.min(column + 1, width - 1); x++) {
          const neighbour = y * width + x;
          if (isOpen[neighbour] === 0) continue;
          isOpen[neighbour] = 0;
          found[end++] = neighbour;
        }
      }
    }
    regions.push(describeRegion(values, width, found.subarray(start, end)));
  }
  return regions;
}

function describeRegion(values: Float32Array, width: number, pixels: Int32Array): Region {
  let [sum, sumX, sumY, sumXX, sumYY, sumXY] = [0, 0, 0, 0, 0, 0];
  for (const pixel of pixels) {
    const x = pixel % width;
    const y = (pixel - x) / width;
    sum += values[pixel] as number;
    sumX += x;
    sumY += y;
    sumXX += x * x;
    sumYY += y * y;
    sumXY += x * y;
  }
  const count = pixels.length;
  const varianceX = sumXX / count - (sumX / count) ** 2;
  const varianceY = sumYY / count - (sumY / count) ** 2;
  const covariance = sumXY / count - (sumX / count) * (sumY / count);
  const spread = Math.hypot((varianceX - varianceY) / 2, covariance);
  const middle = (varianceX + varianceY) / 2;
  return {
    mean: sum / count,
    angle: Math.atan2(2 * covariance, varianceX - varianceY) / 2,
    // A rectangle's variance along a side is a twelfth of the side's square.
    length: Math.sqrt(12 * (middle + spread)),
    thickness: Math.sqrt(12 * Math.max(middle - spread, 0)),
    boxAt: (angle) => boundingBox(width, pixels, angle),
  };
}

function boundingBox(width: number, pixels: Int32Array, angle: number): Box {
  const cosine = Math.cos(angle);
  const sine = Math.sin(angle);
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const pixel of pixels) {
    const x = (pixel % width) + 0.5;
    const y = Math.floor(pixel / width) + 0.5;
    const along = x * cosine + y * sine;
    const down = y * cosine - x * sine;
    if (along < left) left = along;
    if (along > right) right = along;
    if (down < top) top = down;
    if (down > bottom) bottom = down;
  }
  const along = (left + right) / 2;
  const down = (top + bottom) / 2;
  return {
    x: along * cosine - down * sine,
    y: along * sine + down * cosine,
    width: right - left + 1,
    height: bottom - top + 1,
    angle,
  };
}
