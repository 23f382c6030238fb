/** A program that reads as the product's does, but does what the name of a file says. */
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { FileReading } from '../../../corpus/file-reading.ts';
import { knownError } from '../../../corpus/errors.ts';
import { serveReadings } from '../../../corpus/read/process/service.ts';

const held: unknown[] = [];

function fillHeap(): void {
  for (;;) held.push(new Array<number>(10_000).fill(held.length));
}

function fillBuffers(bytes: number): void {
  for (let filled = 0; filled < bytes; filled += 10_000_000) held.push(Buffer.alloc(10_000_000, 1));
}

/** The least module of WebAssembly: its one function is a loop without an end. */
const LOOP_MODULE = Uint8Array.of(
  ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 4, 1, 0x60, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 0x66, 0, 0],
  ...[10, 9, 1, 7, 0, 3, 0x40, 0x0c, 0, 0x0b, 0x0b],
);

const DEEDS: Readonly<Record<string, (folder: string) => unknown>> = {
  loop: () => {
    for (;;);
  },
  'loop in WebAssembly': () =>
    (new WebAssembly.Instance(new WebAssembly.Module(LOOP_MODULE)).exports['f'] as () => void)(),
  wait: () => wait(3_600_000),
  'fill the heap': fillHeap,
  'fill buffers': () => fillBuffers(Infinity),
  'fill half': () => fillBuffers(150_000_000),
  'ask for too long an array': () => new ArrayBuffer(Number.MAX_SAFE_INTEGER),
  abort: () => process.abort(),
  exit: () => process.exit(0),
  'fail later': () => {
    setTimeout(() => {
      throw new Error('nobody waits for this');
    });
    return wait(3_600_000);
  },
  throw: () => {
    throw new TypeError('no such table');
  },
  refuse: () => {
    throw knownError('file_encrypted', 'PDF 文件');
  },
  'use the network': () => connect(9, 'localhost'),
};

/** Where nothing else is to be done, the article says who read it, with what around it. */
function tell(): FileReading {
  const words = JSON.stringify({ process: process.pid, surroundings: process.env, folder: process.cwd() });
  const article = { title: words } as FileReading['articles'][number];
  return { articles: [article], pages: null, warnings: [], problem: null };
}

await serveReadings(async ({ folder, path }) => {
  await DEEDS[path]?.(folder);
  return tell();
});
