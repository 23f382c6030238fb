/**
 * Rows of bits, and in how many of them each differs from another row. What goes through all rows is bit-rows.wat: it
 * takes a fifth of the time that JavaScript does.
 */
import { readFileSync } from 'node:fs';

const PROGRAM = new URL('bit-rows.wasm', import.meta.url);

interface Program {
  memory: WebAssembly.Memory;
  measureDistances: (row: number, count: number, rowBytes: number, one: number, distance: number) => void;
}

const WORD_BITS = 32;
const PAGE_BYTES = 65_536;

/** A row has so many bytes or a multiple of them. */
const BLOCK_BYTES = 64;

const BITS_MAX = 3_584;

/** Positions of rows, from the first to before the last. */
export interface RowRange {
  start: number;
  end: number;
}

export class BitRows {
  /** Words of 32 bits that a row has; those behind its own bits are zeros. */
  readonly wordsEach: number;
  /** The words of one row after those of the other; a bit that comes earlier in a word stands for less. */
  readonly words: Uint32Array;
  readonly #program: Program;
  /** In the memory of the program: what rows are compared with, behind it the rows, behind them the distances. */
  readonly #one: Uint32Array;
  readonly #distances: Uint16Array;

  /** @throws RangeError for rows of more than {@link BITS_MAX} bits. */
  constructor(count: number, bits: number) {
    if (bits > BITS_MAX) throw new RangeError(`rows of ${bits} bits are longer than ${BITS_MAX}`);
    const rowBytes = Math.ceil(bits / 8 / BLOCK_BYTES) * BLOCK_BYTES;
    // Here, where it is needed: most corpora are too small for it.
    const program = new WebAssembly.Module(readFileSync(PROGRAM));
    this.#program = new WebAssembly.Instance(program).exports as unknown as Program;
    const { memory } = this.#program;
    const distancesAt = (count + 1) * rowBytes;
    const bytes = distancesAt + count * Uint16Array.BYTES_PER_ELEMENT;
    memory.grow(Math.max(0, Math.ceil(bytes / PAGE_BYTES) - memory.buffer.byteLength / PAGE_BYTES));
    this.wordsEach = (rowBytes * 8) / WORD_BITS;
    this.#one = new Uint32Array(memory.buffer, 0, this.wordsEach);
    this.words = new Uint32Array(memory.buffer, rowBytes, count * this.wordsEach);
    this.#distances = new Uint16Array(memory.buffer, distancesAt, count);
  }

  /**
   * In how many bits the rows of ranges differ from one, in the order of the ranges, which have no row in common. What
   * is given holds until it is asked for again.
   */
  measureDistances(one: Uint32Array, ranges: readonly RowRange[]): Uint16Array {
    this.#one.set(one);
    const rowBytes = this.#one.byteLength;
    let measured = 0;
    for (const { start, end } of ranges) {
      if (start === end) continue;
      const distancesAt = this.#distances.byteOffset + measured * Uint16Array.BYTES_PER_ELEMENT;
      const rowAt = this.words.byteOffset + start * rowBytes;
      this.#program.measureDistances(rowAt, end - start, rowBytes, this.#one.byteOffset, distancesAt);
      measured += end - start;
    }
    return this.#distances.subarray(0, measured);
  }
}
