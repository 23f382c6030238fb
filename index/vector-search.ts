/**
 * The sentences nearest to a vector.
 *
 * Up to some ten thousand sentences every one is compared. Beyond that, one bit a dimension finds ten thousand that may
 * be near, the same bits tell more exactly which of these are, and only the best five hundred are compared.
 */
import type { RowRange } from './bit-rows.ts';
import { bestOf } from './top.ts';
import { measureBits, type VectorBits } from './vector-bits.ts';
import type { VectorRows } from './vectors.ts';

export interface Neighbour {
  chunkId: string;
  sentence: number;
  /** Cosine, −1–1. */
  similarity: number;
}

/** Where the vectors of a chunk's sentences lie: in rows one after another of a segment's matrix. */
export interface ChunkRows {
  chunkId: string;
  segment: number;
  row: number;
  count: number;
}

/** Positions of chunks, from the first to before the last. */
export interface ChunkRange {
  start: number;
  end: number;
}

export interface SearchLimits {
  /** Up to so many vectors are compared one by one. */
  compared: number;
  /** Beyond that: how many are chosen by the bits in which they differ, and how many of these by estimate. */
  screened: number;
  estimated: number;
}

/** Among 458,522 sentences 99.2 % of the forty nearest to a question are found with these, and each of the ten nearest. */
const SEARCH_LIMITS: SearchLimits = { compared: 30_000, screened: 10_000, estimated: 500 };

export class VectorSearch {
  readonly #segments: readonly VectorRows[];
  readonly #chunks: readonly ChunkRows[];
  /** Number of the first sentence of each chunk among all; behind the last chunk, their count. */
  readonly #firstSentence: Uint32Array;
  /** The chunk of each sentence. */
  readonly #chunkOf: Uint32Array;
  readonly #limits: SearchLimits;
  /** What was found of all for a vector; a question asks more than once, and each time looks at every vector. */
  readonly #found = new WeakMap<Float32Array, Neighbour[]>();
  #bits: VectorBits | undefined;

  private constructor(segments: readonly VectorRows[], chunks: readonly ChunkRows[], limits: SearchLimits) {
    this.#segments = segments;
    this.#chunks = chunks;
    this.#limits = limits;
    this.#firstSentence = new Uint32Array(chunks.length + 1);
    chunks.forEach(({ count }, at) => {
      this.#firstSentence[at + 1] = this.#sentenceAt(at) + count;
    });
    this.#chunkOf = new Uint32Array(this.size);
    chunks.forEach((_, at) => this.#chunkOf.fill(at, this.#sentenceAt(at), this.#sentenceAt(at + 1)));
  }

  /** Makes the search over the vectors of chunks. */
  static async create(
    segments: readonly VectorRows[],
    chunks: readonly ChunkRows[],
    limits = SEARCH_LIMITS,
  ): Promise<VectorSearch> {
    const search = new VectorSearch(segments, chunks, limits);
    if (search.size > limits.compared) search.#bits = await search.#measureBits();
    return search;
  }

  get size(): number {
    return this.#firstSentence.at(-1) ?? 0;
  }

  /** The sentences nearest to a unit vector, best first, equals in their order; of all chunks, or of ranges of them. */
  nearest(vector: Float32Array, limit: number, ranges: readonly ChunkRange[] | null): Neighbour[] {
    const known = ranges ? undefined : this.#found.get(vector);
    if (known && known.length >= Math.min(limit, this.size)) return known.slice(0, limit);
    const neighbours = this.#findNearest(vector, limit, ranges ?? [{ start: 0, end: this.#chunks.length }]);
    if (!ranges) this.#found.set(vector, neighbours);
    return neighbours;
  }

  /** Cosine of a unit vector with each sentence of a chunk. */
  similarities(vector: Float32Array, chunk: number): number[] {
    const { segment, row, count } = this.#chunks[chunk] as ChunkRows;
    const { matrix, dimensions } = this.#segments[segment] as VectorRows;
    return Array.from({ length: count }, (_, sentence) => multiply(vector, matrix, (row + sentence) * dimensions));
  }

  #findNearest(vector: Float32Array, limit: number, chunks: readonly ChunkRange[]): Neighbour[] {
    const ranges = chunks.map(({ start, end }) => ({ start: this.#sentenceAt(start), end: this.#sentenceAt(end) }));
    const sentences = this.#mayBeNearest(vector, limit, ranges);
    const similarities = this.#compare(vector, sentences);
    return bestOf(similarities, limit, -Infinity).map((at) => {
      const sentence = sentences[at] as number;
      const chunk = this.#chunkOf[sentence] as number;
      const { chunkId } = this.#chunks[chunk] as ChunkRows;
      return { chunkId, sentence: sentence - this.#sentenceAt(chunk), similarity: similarities[at] as number };
    });
  }

  /** Numbers of the sentences that are worth comparing, in rising order within each range. */
  #mayBeNearest(vector: Float32Array, limit: number, ranges: readonly RowRange[]): Uint32Array {
    const size = ranges.reduce((sum, { start, end }) => sum + end - start, 0);
    const estimated = Math.max(this.#limits.estimated, limit);
    if (!this.#bits || size <= estimated) return numbersOf(ranges, size);
    const { screened } = this.#limits;
    const screen = size > screened ? this.#bits.screen(vector, screened, ranges) : numbersOf(ranges, size);
    const best = bestOf(this.#bits.estimate(vector, screen), estimated, -Infinity);
    return Uint32Array.from(
      best.sort((a, b) => a - b),
      (at) => screen[at] as number,
    );
  }

  /** Cosine of a unit vector with each of some sentences. */
  #compare(vector: Float32Array, sentences: Uint32Array): Float64Array {
    const similarities = new Float64Array(sentences.length);
    for (let at = 0; at < sentences.length; at++) {
      const sentence = sentences[at] as number;
      const chunk = this.#chunkOf[sentence] as number;
      const { segment, row } = this.#chunks[chunk] as ChunkRows;
      const { matrix, dimensions } = this.#segments[segment] as VectorRows;
      similarities[at] = multiply(vector, matrix, (row + sentence - this.#sentenceAt(chunk)) * dimensions);
    }
    return similarities;
  }

  #sentenceAt(chunk: number): number {
    return this.#firstSentence[chunk] as number;
  }

  #measureBits(): Promise<VectorBits> {
    const runs = this.#chunks.map(({ segment, row, count }) => {
      return { matrix: (this.#segments[segment] as VectorRows).matrix, firstRow: row, count };
    });
    const dimensions = this.#segments.find((segment) => segment.dimensions > 0)?.dimensions ?? 0;
    return measureBits(runs, dimensions);
  }
}

function numbersOf(ranges: readonly RowRange[], size: number): Uint32Array {
  const numbers = new Uint32Array(size);
  let at = 0;
  for (const { start, end } of ranges) for (let number = start; number < end; number++) numbers[at++] = number;
  return numbers;
}

/** The scalar product of a vector with the row of a matrix that begins at `start`. */
function multiply(vector: Float32Array, matrix: Float32Array, start: number): number {
  const { length } = vector;
  // Four sums: the processor adds them side by side.
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  for (let at = 0; at < length; at += 4) {
    a += (vector[at] as number) * (matrix[start + at] as number);
    b += (vector[at + 1] as number) * (matrix[start + at + 1] as number);
    c += (vector[at + 2] as number) * (matrix[start + at + 2] as number);
    d += (vector[at + 3] as number) * (matrix[start + at + 3] as number);
  }
  return a + b + c + d;
}
