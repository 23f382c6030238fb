/** The best of scores: greatest first, equals in their order, none at or below the floor. */
import { describe, expect, it } from 'vitest';
import { bestOf } from '../../index/top.ts';
import { makeRandom } from '../random.ts';

const best = (scores: number[], limit: number, floor = -Infinity): number[] =>
  bestOf(Float64Array.from(scores), limit, floor);

describe('the best scores', () => {
  it('come greatest first', () => {
    expect(best([1, 5, 3, 4], 3)).toEqual([1, 3, 2]);
  });

  it('keep their order where they are equal, and the first of equals go in', () => {
    expect(best([2, 7, 2, 7, 2], 4)).toEqual([1, 3, 0, 2]);
  });

  it('lie above the floor', () => {
    expect(best([0, 0.5, 0, -1, 2], 10, 0)).toEqual([4, 1]);
  });

  it('are all there are where more are wanted, and none where none is', () => {
    expect(best([3, 1], 5)).toEqual([0, 1]);
    expect(best([3, 1], 0)).toEqual([]);
    expect(best([], 5)).toEqual([]);
  });

  it('are those that sorting gives', () => {
    const next = makeRandom(3);
    const scores = Array.from({ length: 2_000 }, () => Math.floor(next() * 300));
    const sorted = [...scores.keys()].sort((a, b) => (scores[b] as number) - (scores[a] as number) || a - b);
    for (const limit of [1, 60, 1_999]) expect(best(scores, limit)).toEqual(sorted.slice(0, limit));
  });
});
