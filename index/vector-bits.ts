/**
 * One bit of each number of many vectors, whether it lies below the mean of all, and what the vectors are estimated to
 * give with another one by it: in a thirtieth of the memory, and of the time that comparing their numbers takes.
 *
 * Gao and Long, RaBitQ: Quantizing High-Dimensional Vectors with a Theoretical Error Bound for Approximate Nearest
 * Neighbor Search (2024), without its rotation. With the mean m, x − m is taken for f · s, where s is +1 or −1 in each
 * dimension, as the bit says, and f = |x − m|² / Σ|x − m|; so x · y = x · m + (x − m) · (y − m) + (x − m) · m is
 * estimated as x · m + f · s · (y − m), but for a constant of y.
 */
import { setImmediate } from 'node:timers/promises';
import { BitRows, type RowRange } from './bit-rows.ts';

const WORD_BITS = 32;
const BYTE_VALUES = 256;

/** Rows of the matrix of a segment that follow one another. */
export interface VectorRun {
  matrix: Float32Array;
  firstRow: number;
  count: number;
}

/** Vectors that are worked on before other work comes in between. */
const SLICE = 10_000;

/** Of how many vectors one counts for the mean. */
const MEAN_STEP = 16;

/** The bits of vectors; other work comes in between, since of many vectors it takes a second. */
export async function measureBits(runs: readonly VectorRun[], dimensions: number): Promise<VectorBits> {
  const count = runs.reduce((sum, run) => sum + run.count, 0);
  const bits = new VectorBits(count, meanOf(runs, dimensions));
  let written = 0;
  let left = SLICE;
  for (const run of runs) {
    for (let row = run.firstRow; row < run.firstRow + run.count; row++) {
      bits.write(run.matrix, row * dimensions, written++);
    }
    if ((left -= run.count) > 0) continue;
    await setImmediate();
    left = SLICE;
  }
  return bits;
}

function meanOf(runs: readonly VectorRun[], dimensions: number): Float64Array {
  const mean = new Float64Array(dimensions);
  let position = 0;
  let counted = 0;
  for (const { matrix, firstRow, count } of runs) {
    for (let row = firstRow; row < firstRow + count; row++) {
      if (position++ % MEAN_STEP !== 0) continue;
      counted++;
      for (let at = 0; at < dimensions; at++) {
        mean[at] = (mean[at] as number) + (matrix[row * dimensions + at] as number);
      }
    }
  }
  return mean.map((sum) => sum / counted);
}

/** One bit of each number of each vector. */
export class VectorBits {
  readonly #mean: Float64Array;
  readonly #rows: BitRows;
  /** Of each vector, its product with the mean, and the factor f of its signs. */
  readonly #offsets: Float32Array;
  readonly #factors: Float32Array;
  /** Of the vector in hand, its numbers less the mean; zeros fill the row. The same memory read as whole numbers. */
  readonly #differences: Float32Array;
  readonly #signs: Uint32Array;

  constructor(count: number, mean: Float64Array) {
    this.#mean = mean;
    this.#rows = new BitRows(count, mean.length);
    this.#offsets = new Float32Array(count);
    this.#factors = new Float32Array(count);
    this.#differences = new Float32Array(this.#rows.wordsEach * WORD_BITS);
    this.#signs = new Uint32Array(this.#differences.buffer);
  }

  /** Takes in a vector of a matrix as the one at a position. */
  write(matrix: Float32Array, start: number, position: number): void {
    const mean = this.#mean;
    const differences = this.#differences;
    let offset = 0;
    let sum = 0;
    let squares = 0;
    for (let at = 0; at < mean.length; at++) {
      const value = matrix[start + at] as number;
      const middle = mean[at] as number;
      const difference = value - middle;
      offset += value * middle;
      squares += difference * difference;
      sum += Math.abs(difference);
      differences[at] = difference;
    }
    this.#writeSigns(this.#rows.words, position * this.#rows.wordsEach);
    this.#offsets[position] = offset;
    this.#factors[position] = sum > 0 ? squares / sum : 0;
  }

  /**
   * Positions in `ranges` of the vectors of whose bits fewest differ from a vector's, as many as wanted and those that
   * differ in no more, in rising order within each range.
   */
  screen(vector: Float32Array, wanted: number, ranges: readonly RowRange[]): Uint32Array {
    const distances = this.#rows.measureDistances(this.#bitsOf(vector), ranges);
    return positionsWithin(distances, greatestOfLeast(distances, wanted, this.#differences.length), ranges);
  }

  /** What the product of a vector with each of those at some positions is estimated to be, but for a constant. */
  estimate(vector: Float32Array, positions: Uint32Array): Float64Array {
    const sums = this.#signedSums(vector);
    // The first byte of a word has its first bits, on every processor that the runtime supports.
    const { words, wordsEach } = this.#rows;
    const bytes = new Uint8Array(words.buffer, words.byteOffset, words.byteLength);
    const bytesEach = wordsEach * Uint32Array.BYTES_PER_ELEMENT;
    const estimates = new Float64Array(positions.length);
    for (let at = 0; at < positions.length; at++) {
      const position = positions[at] as number;
      const from = position * bytesEach;
      let sum = 0;
      for (let byte = 0; byte < bytesEach; byte++) {
        sum += sums[byte * BYTE_VALUES + (bytes[from + byte] as number)] as number;
      }
      estimates[at] = (this.#offsets[position] as number) + (this.#factors[position] as number) * sum;
    }
    return estimates;
  }

  #bitsOf(vector: Float32Array): Uint32Array {
    this.#mean.forEach((middle, at) => {
      this.#differences[at] = (vector[at] as number) - middle;
    });
    const words = new Uint32Array(this.#rows.wordsEach);
    this.#writeSigns(words, 0);
    return words;
  }

  /** Writes the sign bits of {@link #differences}: a choice for each number would be guessed wrongly half of the time. */
  #writeSigns(into: Uint32Array, from: number): void {
    const signs = this.#signs;
    for (let word = 0; word < this.#rows.wordsEach; word++) {
      let bits = 0;
      for (let bit = 0; bit < WORD_BITS; bit++) bits |= ((signs[word * WORD_BITS + bit] as number) >>> 31) << bit;
      into[from + word] = bits;
    }
  }

  /** For each byte of a vector's bits and each value of it: the numbers of another vector, less the mean, so signed. */
  #signedSums(vector: Float32Array): Float32Array {
    const bytesEach = this.#rows.wordsEach * Uint32Array.BYTES_PER_ELEMENT;
    const sums = new Float32Array(bytesEach * BYTE_VALUES);
    for (let byte = 0; byte < bytesEach; byte++) {
      for (let value = 0; value < BYTE_VALUES; value++) {
        let sum = 0;
        for (let bit = 0; bit < 8; bit++) {
          const at = byte * 8 + bit;
          const difference = at < this.#mean.length ? (vector[at] as number) - (this.#mean[at] as number) : 0;
          sum += (value >> bit) & 1 ? -difference : difference;
        }
        sums[byte * BYTE_VALUES + value] = sum;
      }
    }
    return sums;
  }
}

/** The greatest of so many least distances, or of all where there are fewer. */
function greatestOfLeast(distances: Uint16Array, wanted: number, maximum: number): number {
  const counts = new Uint32Array(maximum + 1);
  for (let at = 0; at < distances.length; at++) {
    const distance = distances[at] as number;
    counts[distance] = (counts[distance] as number) + 1;
  }
  let [most, count] = [0, counts[0] as number];
  while (count < Math.min(wanted, distances.length)) count += counts[++most] as number;
  return most;
}

function positionsWithin(distances: Uint16Array, most: number, ranges: readonly RowRange[]): Uint32Array {
  const positions = new Uint32Array(distances.length);
  let found = 0;
  let at = 0;
  for (const { start, end } of ranges) {
    for (let position = start; position < end; position++, at++) {
      if ((distances[at] as number) <= most) positions[found++] = position;
    }
  }
  return positions.slice(0, found);
}
