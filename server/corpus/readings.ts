/** What readers made of files, one file at a time, remembered while the file stays as it is. */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import PQueue from 'p-queue';
import { correctionPath } from '../../corpus/correction.ts';
import type { FileReading } from '../../corpus/file-reading.ts';
import type { CorpusSource } from '../../corpus/source.ts';

/** Runs one task after another: recognition takes all of a small machine's processor. */
export type OneByOne = <Result>(task: () => Promise<Result>) => Promise<Result>;

export function makeOneByOne(): OneByOne {
  const queue = new PQueue({ concurrency: 1 });
  return (task) => queue.add(task) as ReturnType<typeof task>;
}

/** UTF-16 code units of text that are remembered in all. */
const TEXT_KEPT = 20_000_000;

export class Readings {
  readonly #folder: string;
  readonly #source: Pick<CorpusSource, 'read'>;
  readonly #inTurn: OneByOne;
  readonly #kept = new LRUCache<string, FileReading>({ maxSize: TEXT_KEPT, sizeCalculation: sizeOf });
  readonly #underWay = new Map<string, Promise<FileReading>>();

  constructor(folder: string, source: Pick<CorpusSource, 'read'>, inTurn: OneByOne) {
    this.#folder = folder;
    this.#source = source;
    this.#inTurn = inTurn;
  }

  /** Reads a file of the folder, unless it was read as it is; who asks while it is read gets the same reading. */
  async read(path: string): Promise<FileReading> {
    const key = await this.#keyOf(path);
    const known = this.#kept.get(key) ?? this.#underWay.get(key);
    if (known) return known;
    const reading = this.#inTurn(() => this.#source.read(path));
    this.#underWay.set(key, reading);
    try {
      const read = await reading;
      this.#kept.set(key, read);
      return read;
    } finally {
      this.#underWay.delete(key);
    }
  }

  /** Remembers what is known of a file without reading it again. */
  async remember(path: string, reading: FileReading): Promise<void> {
    this.#kept.set(await this.#keyOf(path), reading);
  }

  async #keyOf(path: string): Promise<string> {
    const full = join(this.#folder, path);
    const dated = async (file: string): Promise<string> => {
      const found = await stat(file).catch(() => null);
      return found ? `${found.size} ${found.mtimeMs} ${found.ino}` : '';
    };
    return [full, await dated(full), await dated(correctionPath(full))].join('\0');
  }
}

/** What a promise gives, or null where that takes longer; it is not ended. */
export async function within<Value>(milliseconds: number, promise: Promise<Value>): Promise<Value | null> {
  const stop = new AbortController();
  const late = wait(milliseconds, null, { signal: stop.signal }).catch(() => null);
  try {
    return await Promise.race([promise, late]);
  } finally {
    stop.abort();
    // Whoever asks again hears of it.
    promise.catch(() => undefined);
  }
}

function sizeOf({ articles }: FileReading): number {
  return articles.reduce((sum, { text }) => sum + text.length, 1);
}
