/**
 * Reading in a process of its own, which can be ended: a file that takes too long, takes too much memory or brings down
 * a library costs itself, and nothing else.
 */
import PQueue from 'p-queue';
import { knownError, messageOf } from '../../errors.ts';
import { failedReading, type FileReading } from '../../file-reading.ts';
import { inMegabytes, READ_LIMITS, type ReadLimits } from '../document.ts';
import { ReadingChild, ReadingEnded } from './child.ts';
import type { ReadingRequest } from './service.ts';

export interface ReadingProcess {
  /** Reads a file of a folder; files are read one after another. What is wrong with one is the problem of its reading. */
  read(folder: string, path: string): Promise<FileReading>;
  /** Ends the process; a reading that is not done fails. */
  close(): Promise<void>;
}

const PROGRAM = new URL('program.ts', import.meta.url);

/** A process that no file came to for so long is ended: it holds 150 MB, and a second starts the next. */
const IDLE_MILLISECONDS = 30_000;

/** Starting takes a second; one that takes so long is not going to. */
const START_MILLISECONDS = 60_000;

/** A process that still holds more than this share of its memory is ended, so that the next file has its own. */
const KEPT_SHARE = 0.7;

/**
 * Makes a process ready for reading, which starts at the first file.
 *
 * @param program what it runs; another one in tests
 */
export function openReadingProcess(limits: ReadLimits = READ_LIMITS, program: URL = PROGRAM): ReadingProcess {
  const reader = new Reader(limits, program);
  return { read: (folder, path) => reader.read({ folder, path }), close: () => reader.close() };
}

class Reader {
  readonly #limits: ReadLimits;
  readonly #program: URL;
  readonly #queue = new PQueue({ concurrency: 1 });
  #child: ReadingChild | null = null;
  #idle: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(limits: ReadLimits, program: URL) {
    this.#limits = limits;
    this.#program = program;
  }

  read(request: ReadingRequest): Promise<FileReading> {
    return this.#queue.add(() => this.#readNow(request)) as Promise<FileReading>;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#end();
  }

  async #readNow(request: ReadingRequest): Promise<FileReading> {
    const hadReadOthers = (this.#child?.filesRead ?? 0) > 0;
    const first = await this.#attempt(request);
    // What files before it left behind may have ended the process: only one that had read nothing speaks of this file.
    const isToRepeat = first instanceof ReadingEnded && !first.tookTime && hadReadOthers;
    const outcome = isToRepeat ? await this.#attempt(request) : first;
    return outcome instanceof ReadingEnded ? this.#failedBy(outcome) : outcome;
  }

  async #attempt(request: ReadingRequest): Promise<FileReading | ReadingEnded> {
    clearTimeout(this.#idle);
    const child = await this.#start();
    try {
      const { reading, residentBytes } = await child.read(request);
      if (residentBytes > this.#limits.memoryBytes * KEPT_SHARE) await this.#end();
      else this.#idle = setTimeout(() => void this.#end(), IDLE_MILLISECONDS).unref();
      return reading;
    } catch (thrown) {
      if (!(thrown instanceof ReadingEnded) || this.#isClosed) throw thrown;
      this.#child = null;
      return thrown;
    }
  }

  /** The process that is running, or one that takes requests. */
  async #start(): Promise<ReadingChild> {
    if (this.#isClosed) throw new Error('The process that reads is closed.');
    if (this.#child) return this.#child;
    const child = new ReadingChild(this.#program, this.#limits);
    this.#child = child;
    const timer = setTimeout(() => void child.end(), START_MILLISECONDS);
    try {
      await child.ready;
      return child;
    } catch (cause) {
      this.#child = null;
      throw new Error(`The process that reads did not start: ${causeOf(cause)}`, { cause });
    } finally {
      clearTimeout(timer);
    }
  }

  async #end(): Promise<void> {
    clearTimeout(this.#idle);
    const child = this.#child;
    this.#child = null;
    await child?.end();
  }

  #failedBy({ tookMemory, tookTime, message }: ReadingEnded): FileReading {
    if (tookTime) return failedReading(knownError('file_too_slow', inWords(this.#limits.milliseconds)));
    return failedReading(
      tookMemory
        ? knownError('file_took_memory', inMegabytes(this.#limits.memoryBytes))
        : knownError('file_damaged', '文件', `读取它的程序中途停止：${message}`),
    );
  }
}

function causeOf(thrown: unknown): string {
  return thrown instanceof ReadingEnded ? `${thrown.message} ${String(thrown.cause)}`.trim() : messageOf(thrown);
}

/** A limit of time in words. */
function inWords(milliseconds: number): string {
  return milliseconds < 60_000 ? `${Math.ceil(milliseconds / 1000)} 秒` : `${Math.ceil(milliseconds / 60_000)} 分钟`;
}
