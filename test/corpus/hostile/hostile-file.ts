/** A file that is broken, or made to break what reads it, and what may come of it. */
import { deflateRawSync, constants, deflateSync } from 'node:zlib';
import type { ErrorCode } from '../../../corpus/errors.ts';

/** 'read' where a file, odd as it is, may give an article. */
export type Outcome = ErrorCode | 'read';

export interface HostileFile {
  /** Path in the corpus folder. */
  path: string;
  /** Made when it is written, so that not all of them are held at once. */
  make: () => Uint8Array | string;
  outcomes: readonly Outcome[];
}

/** A sentence that makes an article of what is read. */
export const SENTENCE = '全县种植油茶一万二千亩，带动三千户增收。';

/** Bytes that look random and are the same at every run. */
export function noise(length: number, seed = 1): Buffer {
  let state = seed;
  const bytes = Buffer.alloc(length);
  for (let at = 0; at < length; at++) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    bytes[at] = state >>> 16;
  }
  return bytes;
}

const MEGABYTE = 1024 * 1024;

/**
 * A deflated stream of so many megabytes of one character, a thousandth as long. Blocks that are flushed stand at whole
 * bytes and know nothing of those before them, so that one is as good as another.
 */
export function deflatedBomb(megabytes: number, character = ' '): Buffer {
  const block = deflateRawSync(Buffer.alloc(MEGABYTE, character), { level: 9, finishFlush: constants.Z_FULL_FLUSH });
  const last = Buffer.of(3, 0);
  return Buffer.concat([...Array.from({ length: megabytes }, () => block), last]);
}

/** {@link deflatedBomb} with the head that PDF and PNG want; its check sum at the end is wrong. */
export function zlibBomb(megabytes: number, character?: string): Buffer {
  return Buffer.concat([Buffer.of(0x78, 0xda), deflatedBomb(megabytes, character), Buffer.alloc(4)]);
}

/** Bytes deflated so often, one time over another. */
export function deflatedTimes(bytes: Uint8Array, times: number): Buffer {
  let deflated = Buffer.from(bytes);
  for (let time = 0; time < times; time++) deflated = deflateSync(deflated);
  return deflated;
}
