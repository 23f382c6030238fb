/** The nearest vectors: found one by one up to a number, by their bits first beyond it. */
import { beforeAll, describe, expect, it } from 'vitest';
import { type ChunkRows, type SearchLimits, VectorSearch } from '../../index/vector-search.ts';
import type { VectorRows } from '../../index/vectors.ts';
import { makeRandom } from '../random.ts';

const DIMENSIONS = 512;
/** Some thirty vectors lie around each centre. */
const CLUSTERS = 100;

/** One vector in thirty is compared. */
const BY_BITS: SearchLimits = { compared: 100, screened: 600, estimated: 100 };

function unit(numbers: number[]): Float32Array {
  const length = Math.hypot(...numbers);
  return Float32Array.from(numbers, (number) => number / length);
}

/** Unit vectors around some centres that have a direction in common, as sentences of one field have. */
function makeVectors(count: number, next: () => number): Float32Array[] {
  const centre = (): number[] => Array.from({ length: DIMENSIONS }, () => next() - 0.5);
  const centres = Array.from({ length: CLUSTERS }, centre);
  return Array.from({ length: count }, () => {
    const around = centres[Math.floor(next() * CLUSTERS)] as number[];
    return unit(around.map((value) => 0.4 + value + (next() - 0.5) * 0.8));
  });
}

/** Chunks of three sentences, in two segments that lie in the other order. */
function makeSearch(vectors: Float32Array[], limits?: SearchLimits): Promise<VectorSearch> {
  const half = Math.floor(vectors.length / 6) * 3;
  const parts = [vectors.slice(half), vectors.slice(0, half)];
  const segments = parts.map((part): VectorRows => ({
    dimensions: DIMENSIONS,
    matrix: Float32Array.from(part.flatMap((vector) => [...vector])),
  }));
  const chunks = Array.from({ length: Math.floor(vectors.length / 3) }, (_, chunk): ChunkRows => {
    const [segment, row] = chunk * 3 < half ? [1, chunk * 3] : [0, chunk * 3 - half];
    return { chunkId: String(chunk), segment, row, count: 3 };
  });
  return VectorSearch.create(segments, chunks, limits);
}

const names = (found: { chunkId: string; sentence: number }[]): string[] =>
  found.map(({ chunkId, sentence }) => `${chunkId}#${sentence}`);

function splitAt<Item>(items: Item[], at: number): [Item[], Item[]] {
  return [items.slice(0, at), items.slice(at)];
}

describe('the nearest vectors', () => {
  const next = makeRandom(7);
  const [questions, vectors] = splitAt(makeVectors(3_020, next), 20);
  let exact: VectorSearch;

  beforeAll(async () => {
    exact = await makeSearch(vectors);
  });

  it('are those of the greatest cosine, best first', () => {
    const [question] = questions as [Float32Array];
    const cosines = vectors.map((vector) => vector.reduce((sum, value, at) => sum + value * (question[at] ?? 0), 0));
    const expected = [...cosines.keys()].sort((a, b) => (cosines[b] ?? 0) - (cosines[a] ?? 0)).slice(0, 10);
    expect(names(exact.nearest(question, 10, null))).toEqual(expected.map((at) => `${Math.floor(at / 3)}#${at % 3}`));
  });

  it('are nearly all found by their bits first', async () => {
    const byBits = await makeSearch(vectors, BY_BITS);
    let found = 0;
    for (const question of questions) {
      const wanted = new Set(names(exact.nearest(question, 20, null)));
      found += names(byBits.nearest(question, 20, null)).filter((name) => wanted.has(name)).length;
    }
    expect(found / (20 * questions.length)).toBeGreaterThan(0.97);
  });

  it('are looked for in ranges of chunks only, where these are given', async () => {
    const ranges = [
      { start: 5, end: 8 },
      { start: 500, end: 800 },
    ];
    for (const search of [exact, await makeSearch(vectors, BY_BITS)]) {
      const [question] = questions as [Float32Array];
      const found = search.nearest(question, 30, ranges);
      expect(found.length).toBe(30);
      for (const { chunkId } of found) {
        const chunk = Number(chunkId);
        expect((chunk >= 5 && chunk < 8) || (chunk >= 500 && chunk < 800)).toBe(true);
      }
      expect(names(search.nearest(question, 5, ranges))).toEqual(names(found).slice(0, 5));
    }
  });

  it('are fewer than wanted where there are no more', async () => {
    const few = await makeSearch(vectors.slice(0, 6));
    expect(few.nearest(vectors[0] as Float32Array, 40, null)).toHaveLength(6);
    expect(few.nearest(vectors[0] as Float32Array, 40, [])).toEqual([]);
    expect((await makeSearch([])).nearest(vectors[0] as Float32Array, 40, null)).toEqual([]);
  });
});
