/**
 * Words → vectors, in threads of their own, so that whoever waits for one keeps its event loop free for others.
 *
 * Threads are opened as they are needed: the first at once, each further one when texts wait, up to the number given.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { knownError } from '../corpus/errors.ts';
import { closeIfIdle, closeWaiting, makeState, type ThreadState } from './embed-state.mjs';
import model from './model.json' with { type: 'json' };

export interface Embedder {
  /** What made the vectors; an index built with another one is refused. */
  readonly name: string;
  readonly dimensions: number;
  /** Texts that are embedded at the same time, if so many are given at once. */
  readonly concurrency: number;
  /** Unit vector of a text that is searched. */
  embedText(text: string): Promise<Float32Array>;
  /** Unit vector of a question. */
  embedQuestion(question: string): Promise<Float32Array>;
  /** Embeds nothing more; what is being embedded, and what waits, fails. Its threads end with the process. */
  close(): Promise<void>;
}

const QUESTION_INSTRUCTION = '为这个句子生成表示以用于检索相关文章：';

/** Name and revision of the model, as the index manifest and /api/health give it. */
export const MODEL_NAME = `${model.name}@${model.revision.slice(0, 8)}`;

const PROGRAM = new URL('embed-thread.mjs', import.meta.url);

/** No text takes longer to embed, in milliseconds, nor does the model to open. */
const RUN_MILLISECONDS = 5_000;
const LOOK_MILLISECONDS = 2;

/** The states of all threads of this process. */
const running = new Set<ThreadState>();

// The runtime of the model bears that its threads end one after another when none of them runs any more, and nothing
// else: not that one is ended while it runs, nor that one is ended while others go on, which corrupts their memory. So
// threads end with their process only, and this waits for their last runs.
process.on('exit', () => {
  for (const state of running) closeWaiting(state, RUN_MILLISECONDS);
});

/** What a thread makes for a text is small and soon gone; the usual space for it would lie idle. */
const YOUNG_MEGABYTES = 2;

/** A text whose thread ends under it is given to another one, but one that ends threads is not given to a third. */
const ATTEMPTS = 2;

/**
 * Opens the model in a folder after checking each of its files.
 *
 * @param threads how many may embed at the same time
 * @param program what each of them runs; another one in tests
 * @throws KnownError model_invalid when a file is missing or is not the registered one.
 */
export async function openEmbedder(folder: string, threads = 1, program = PROGRAM): Promise<Embedder> {
  const path = resolve(folder);
  await Promise.all(Object.entries(model.files).map(([file, hash]) => checkFile(path, file, hash)));
  const pool = new ThreadPool(path, threads, program);
  await pool.open();
  return {
    name: MODEL_NAME,
    dimensions: model.dimensions,
    concurrency: threads,
    embedText: (text) => pool.embed(text),
    embedQuestion: (question) => pool.embed(QUESTION_INSTRUCTION + question),
    close: () => pool.close(),
  };
}

async function checkFile(folder: string, file: string, expected: string): Promise<void> {
  const bytes = await readFile(join(folder, file)).catch(() => null);
  const actual = bytes && createHash('sha256').update(bytes).digest('hex');
  if (actual !== expected) throw knownError('model_invalid', file, folder);
}

interface Task {
  text: string;
  /** Threads that ended while they had it. */
  attempts: number;
  resolve: (vector: Float32Array) => void;
  reject: (reason: unknown) => void;
}

interface Thread {
  worker: Worker;
  state: ThreadState;
  isOpen: boolean;
  task: Task | null;
  number: number;
}

type Message = { isOpen: true } | { number: number; vector: Float32Array } | { number: number; failure: unknown };

class ThreadPool {
  readonly #folder: string;
  readonly #size: number;
  readonly #program: URL;
  readonly #threads = new Set<Thread>();
  readonly #waiting: Task[] = [];
  #isClosed = false;

  constructor(folder: string, size: number, program: URL) {
    this.#folder = folder;
    this.#size = size;
    this.#program = program;
  }

  /** Opens the first thread, so that a model that cannot be opened is told of at once. */
  async open(): Promise<void> {
    await new Promise<void>((resolve, reject) => this.#start(resolve, reject));
  }

  embed(text: string): Promise<Float32Array> {
    return new Promise((resolve, reject) => {
      if (this.#isClosed) return reject(new Error('The embedder is closed.'));
      this.#waiting.push({ text, attempts: 0, resolve, reject });
      this.#distribute();
    });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    const closed = new Error('The embedder was closed while it embedded.');
    for (const task of this.#waiting.splice(0)) task.reject(closed);
    await Promise.all(
      [...this.#threads].map(async ({ worker, state, task }) => {
        task?.reject(closed);
        for (let waited = 0; waited < RUN_MILLISECONDS && !closeIfIdle(state); waited += LOOK_MILLISECONDS) {
          await wait(LOOK_MILLISECONDS);
        }
        worker.unref();
      }),
    );
  }

  #distribute(): void {
    for (const thread of this.#threads) {
      if (!thread.isOpen || thread.task) continue;
      const task = this.#waiting.shift();
      if (!task) return;
      thread.task = task;
      // A thread keeps the process alive while someone waits for it, and no longer.
      thread.worker.ref();
      thread.worker.postMessage({ number: ++thread.number, text: task.text });
    }
    const isOpening = [...this.#threads].some(({ isOpen }) => !isOpen);
    if (this.#waiting.length > 0 && !isOpening && this.#threads.size < this.#size) this.#start();
  }

  #start(onOpen?: () => void, onFailure?: (reason: unknown) => void): void {
    // Without the loader of TypeScript, which would cost each thread a quarter of a second and 30 MB.
    const state = makeState();
    const worker = new Worker(this.#program, {
      workerData: { folder: this.#folder, state },
      execArgv: [],
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MEGABYTES },
    });
    const thread: Thread = { worker, state, isOpen: false, task: null, number: 0 };
    this.#threads.add(thread);
    running.add(state);
    let reason: unknown = new Error('A thread that embeds has ended.');
    worker.on('message', (message: Message) => {
      if ('isOpen' in message) {
        thread.isOpen = true;
        onOpen?.();
      } else if (thread.task && message.number === thread.number) {
        if ('vector' in message) thread.task.resolve(message.vector);
        else thread.task.reject(message.failure);
        thread.task = null;
      }
      if (!thread.task) worker.unref();
      this.#distribute();
    });
    worker.on('error', (thrown) => (reason = thrown));
    worker.on('exit', () => {
      this.#threads.delete(thread);
      running.delete(state);
      onFailure?.(reason);
      if (!this.#isClosed) this.#replace(thread, reason);
    });
  }

  /** Gives the task of a thread that ended to another one; a thread that could not even be opened gets no successor. */
  #replace({ task, isOpen }: Thread, reason: unknown): void {
    if (task && ++task.attempts < ATTEMPTS) this.#waiting.unshift(task);
    else task?.reject(reason);
    if (isOpen) return this.#distribute();
    if (this.#threads.size === 0) for (const waiting of this.#waiting.splice(0)) waiting.reject(reason);
  }
}
