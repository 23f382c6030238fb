/**
 * One bit of each number of many vectors: whether it lies above the mean of all. How many bits differ says how wide the
 * angle between two vectors is, in a thirtieth of the memory and the time.
 *
 * Charikar, Similarity estimation techniques from rounding algorithms (2002).
 */
import { setImmediate } from 'node:timers/promises';

const WORD_BITS = 32;

/** A vector in the matrix of a segment. */
export interface VectorRow {
  matrix: Float32Array;
  start: number;
}

/** Rows that are worked on before other work comes in between. */
const SLICE = 10_000;

async function inSlices(rows: readonly VectorRow[], work: (row: VectorRow, number: number) => void): Promise<void> {
  for (let start = 0; start < rows.length; start += SLICE) {
    await setImmediate();
    rows.slice(start, start + SLICE).forEach((row, at) => work(row, start + at));
  }
}

/** The bits of vectors; other work comes in between, since of many vectors it takes a second. */
export async function measureBits(rows: readonly VectorRow[], dimensions: number): Promise<VectorBits> {
  const bits = new VectorBits(rows.length, dimensions);
  await inSlices(rows, (row) => bits.addToMean(row));
  await inSlices(rows, (row, number) => bits.write(row, number));
  return bits;
}

/** One bit of each number of each vector. */
export class VectorBits {
  readonly #mean: Float64Array;
  readonly #words: Uint32Array;
  readonly #wordsEach: number;
  readonly #count: number;

  constructor(count: number, dimensions: number) {
    this.#count = count;
    this.#mean = new Float64Array(dimensions);
    this.#wordsEach = Math.ceil(dimensions / WORD_BITS);
    this.#words = new Uint32Array(count * this.#wordsEach);
  }

  /** To be called with every row before the first is written. */
  addToMean({ matrix, start }: VectorRow): void {
    const mean = this.#mean;
    const share = 1 / this.#count;
    for (let at = 0; at < mean.length; at++) {
      mean[at] = (mean[at] as number) + (matrix[start + at] as number) * share;
    }
  }

  write({ matrix, start }: VectorRow, number: number): void {
    this.#writeBits(matrix, start, this.#words, number * this.#wordsEach);
  }

  /** Positions in `ranges` of the vectors whose bits differ least from a vector's, in rising order within each range. */
  nearest(vector: Float32Array, wanted: number, ranges: readonly { start: number; end: number }[]): Uint32Array {
    const own = new Uint32Array(this.#wordsEach);
    this.#writeBits(vector, 0, own, 0);
    const size = ranges.reduce((sum, { start, end }) => sum + end - start, 0);
    const distances = new Uint16Array(size);
    const counts = new Uint32Array(this.#wordsEach * WORD_BITS + 1);
    let at = 0;
    for (const { start, end } of ranges) {
      measureDistances(this.#words, own, start, end, distances.subarray(at, at + end - start));
      at += end - start;
    }
    for (const distance of distances) counts[distance] = (counts[distance] as number) + 1;
    let [most, count] = [0, counts[0] as number];
    while (count < Math.min(wanted, size)) count += counts[++most] as number;
    const nearest = new Uint32Array(count);
    let found = 0;
    at = 0;
    for (const { start, end } of ranges) {
      for (let row = start; row < end; row++, at++) if ((distances[at] as number) <= most) nearest[found++] = row;
    }
    return nearest;
  }

  #writeBits(matrix: Float32Array, start: number, into: Uint32Array, at: number): void {
    const mean = this.#mean;
    for (let word = 0; word < this.#wordsEach; word++) {
      let bits = 0;
      for (let bit = 0; bit < WORD_BITS; bit++) {
        const dimension = word * WORD_BITS + bit;
        if ((matrix[start + dimension] as number) > (mean[dimension] as number)) bits |= 1 << bit;
      }
      into[at + word] = bits;
    }
  }
}

/** In how many bits each of the vectors from `start` on differs from one. */
function measureDistances(
  words: Uint32Array,
  own: Uint32Array,
  start: number,
  end: number,
  distances: Uint16Array,
): void {
  const each = own.length;
  for (let row = start; row < end; row++) {
    let distance = 0;
    const from = row * each;
    for (let word = 0; word < each; word++) {
      distance += countOnes((words[from + word] as number) ^ (own[word] as number));
    }
    distances[row - start] = distance;
  }
}

/** Ones in 32 bits, by adding neighbouring bits, pairs and fours. */
function countOnes(bits: number): number {
  let ones = bits - ((bits >>> 1) & 0x55555555);
  ones = (ones & 0x33333333) + ((ones >>> 2) & 0x33333333);
  ones = (ones + (ones >>> 4)) & 0x0f0f0f0f;
  return Math.imul(ones, 0x01010101) >>> 24;
}
