/** Rows of bits differ from another row as counting their bits one by one says; the program is made of its source. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import loadWabt from 'wabt';
import { BitRows } from '../../index/bit-rows.ts';
import { makeRandom } from '../random.ts';

const next = makeRandom(11);
const randomWord = (): number => Math.floor(next() * 2 ** 32);

function fill(count: number, bits: number): BitRows {
  const rows = new BitRows(count, bits);
  const own = bits / 32;
  for (let row = 0; row < count; row++) {
    for (let word = 0; word < own; word++) rows.words[row * rows.wordsEach + word] = randomWord();
  }
  return rows;
}

function distance(rows: BitRows, row: number, one: Uint32Array): number {
  let ones = 0;
  one.forEach((word, at) => {
    let differing = ((rows.words[row * rows.wordsEach + at] as number) ^ word) >>> 0;
    for (; differing > 0; differing = Math.floor(differing / 2)) ones += differing % 2;
  });
  return ones;
}

describe('the distances of rows', () => {
  it.each([32, 512, 544, 3_584])('are counted of all %i bits', (bits) => {
    const rows = fill(50, bits);
    const one = Uint32Array.from({ length: bits / 32 }, randomWord);
    expect([...rows.measureDistances(one, [{ start: 0, end: 50 }])]).toEqual(
      Array.from({ length: 50 }, (_, row) => distance(rows, row, one)),
    );
  });

  it('run from none to all bits', () => {
    const rows = new BitRows(2, 3_584);
    rows.words.fill(0xffffffff, 0, rows.wordsEach);
    const none = new Uint32Array(rows.wordsEach);
    expect([...rows.measureDistances(none, [{ start: 0, end: 2 }])]).toEqual([3_584, 0]);
  });

  it('are those of the ranges, one after another', () => {
    const rows = fill(20, 512);
    const one = Uint32Array.from({ length: 16 }, randomWord);
    const ranges = [
      { start: 15, end: 17 },
      { start: 4, end: 4 },
      { start: 0, end: 1 },
    ];
    expect([...rows.measureDistances(one, ranges)]).toEqual([15, 16, 0].map((row) => distance(rows, row, one)));
    expect([...rows.measureDistances(one, [])]).toEqual([]);
  });

  it('are not counted of rows that are too long', () => {
    expect(() => new BitRows(1, 3_616)).toThrow(RangeError);
  });
});

describe('the program', () => {
  it('is made of its source', async () => {
    const source = readFileSync('index/bit-rows.wat', 'utf8');
    const module = (await loadWabt()).parseWat('bit-rows.wat', source);
    expect(Buffer.from(module.toBinary({}).buffer).equals(readFileSync('index/bit-rows.wasm'))).toBe(true);
  });
});
