/**
 * The sentences nearest to a vector.
 *
 * Up to some ten thousand sentences every one is compared. Beyond that, one bit a dimension (whether the number lies
 * above the mean of all vectors) finds the candidates, ten thousand of them, and only those are compared: the bits of
 * four hundred thousand vectors are looked through in some 20 ms, their numbers in 300.
 */
import { bestOf } from './top.ts';
import { measureBits, type VectorBits, type VectorRow } from './vector-bits.ts';
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
  /** Candidates by their bits beyond that. Among 458,522 sentences they held 99.8 % of the forty nearest. */
  candidates: number;
}

const SEARCH_LIMITS: SearchLimits = { compared: 30_000, candidates: 10_000 };

export class VectorSearch {
  readonly #segments: readonly VectorRows[];
  readonly #chunks: readonly ChunkRows[];
  /** Number of the first sentence of each chunk among all; behind the last chunk, their count. */
  readonly #firstSentence: Uint32Array;
  readonly #dimensions: number;
  readonly #candidates: number;
  /** What was found of all for a vector; a question asks more than once, and each time looks at every vector. */
  readonly #found = new WeakMap<Float32Array, Neighbour[]>();
  #bits: VectorBits | undefined;

  private constructor(segments: readonly VectorRows[], chunks: readonly ChunkRows[], limits: SearchLimits) {
    this.#segments = segments;
    this.#chunks = chunks;
    this.#dimensions = segments.find(({ dimensions }) => dimensions > 0)?.dimensions ?? 0;
    this.#firstSentence = new Uint32Array(chunks.length + 1);
    chunks.forEach(({ count }, at) => {
      this.#firstSentence[at + 1] = (this.#firstSentence[at] as number) + count;
    });
    this.#candidates = limits.candidates;
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
    const { count } = this.#chunks[chunk] as ChunkRows;
    return Array.from({ length: count }, (_, sentence) => this.#similarity(vector, chunk, sentence));
  }

  #findNearest(vector: Float32Array, limit: number, ranges: readonly ChunkRange[]): Neighbour[] {
    const sizes = ranges.map(({ start, end }) => this.#sentenceAt(end) - this.#sentenceAt(start));
    const size = sizes.reduce((sum, count) => sum + count, 0);
    const candidates = Math.max(this.#candidates, limit);
    const sentences =
      this.#bits && size > candidates
        ? this.#bits.nearest(
            vector,
            candidates,
            ranges.map(({ start, end }) => ({ start: this.#sentenceAt(start), end: this.#sentenceAt(end) })),
          )
        : this.#sentencesOf(ranges, size);
    const places = new Uint32Array(sentences.length);
    const scores = new Float64Array(sentences.length);
    let chunk = 0;
    sentences.forEach((sentence, at) => {
      // Sentences rise within a range, so the chunk of the next one is seldom far.
      if (sentence < this.#sentenceAt(chunk)) chunk = this.#chunkOf(sentence);
      while (sentence >= this.#sentenceAt(chunk + 1)) chunk++;
      places[at] = chunk;
      scores[at] = this.#similarity(vector, chunk, sentence - this.#sentenceAt(chunk));
    });
    return bestOf(scores, limit, -Infinity).map((at) => {
      const number = places[at] as number;
      const { chunkId } = this.#chunks[number] as ChunkRows;
      const sentence = (sentences[at] as number) - this.#sentenceAt(number);
      return { chunkId, sentence, similarity: scores[at] as number };
    });
  }

  #sentencesOf(ranges: readonly ChunkRange[], size: number): Uint32Array {
    const sentences = new Uint32Array(size);
    let at = 0;
    for (const { start, end } of ranges) {
      for (let sentence = this.#sentenceAt(start); sentence < this.#sentenceAt(end); sentence++) {
        sentences[at++] = sentence;
      }
    }
    return sentences;
  }

  #sentenceAt(chunk: number): number {
    return this.#firstSentence[chunk] as number;
  }

  #chunkOf(sentence: number): number {
    let [low, high] = [0, this.#chunks.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.#sentenceAt(middle) <= sentence) low = middle;
      else high = middle;
    }
    return low;
  }

  #similarity(vector: Float32Array, chunk: number, sentence: number): number {
    const { segment, row } = this.#chunks[chunk] as ChunkRows;
    const { matrix, dimensions } = this.#segments[segment] as VectorRows;
    return multiply(vector, matrix, (row + sentence) * dimensions);
  }

  async #measureBits(): Promise<VectorBits> {
    const rows: VectorRow[] = [];
    for (const { segment, row, count } of this.#chunks) {
      const { matrix, dimensions } = this.#segments[segment] as VectorRows;
      for (let sentence = 0; sentence < count; sentence++) rows.push({ matrix, start: (row + sentence) * dimensions });
    }
    return measureBits(rows, this.#dimensions);
  }
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
