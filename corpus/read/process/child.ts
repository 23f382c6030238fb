/** One process that reads, as the process that started it sees it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { constants, getPriority, setPriority, tmpdir } from 'node:os';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { FileReading } from '../../file-reading.ts';
import type { ReadLimits } from '../document.ts';
import type { ReadingAnswer, ReadingRequest, ReadingSettings } from './service.ts';

/** The process ended before it answered. */
export class ReadingEnded extends Error {
  /** Whether it ended because memory was short. */
  readonly tookMemory: boolean;
  /** Whether it ended because a file took too much time. */
  readonly tookTime: boolean;

  constructor(how: string, errors: string) {
    super(how, { cause: errors });
    this.name = 'ReadingEnded';
    this.tookMemory = OUT_OF_MEMORY.test(errors);
    this.tookTime = OUT_OF_TIME.test(errors);
  }
}

/** What the watchdog, V8 and the runtime of C++ say last. */
const OUT_OF_MEMORY = /out of memory|Allocation failed|std::bad_alloc/u;

/** What the watchdog says. */
const OUT_OF_TIME = /^out of time/mu;

/** Of what a process says before it ends, this much is kept: V8 says why and then lists its calls. */
const ERRORS_KEPT = 16_384;

/** The rest of the memory is for what lies outside V8's heap: pictures, WASM, the program itself. */
const HEAP_SHARE = 0.75;

const LOADER = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
const TSCONFIG = fileURLToPath(new URL('../../../tsconfig.json', import.meta.url));

/** What a program needs of its surroundings to start at all; keys and settings are nobody's business in it. */
const INHERITED = ['PATH', 'LD_LIBRARY_PATH', 'SystemRoot', 'windir', 'TMPDIR', 'TEMP', 'TMP', 'LANG', 'LC_ALL', 'TZ'];

interface Waiting {
  resolve: (answer: ReadingAnswer) => void;
  reject: (reason: unknown) => void;
}

export class ReadingChild {
  /** Resolves when the process takes requests; rejects with {@link ReadingEnded} where it does not come so far. */
  readonly ready: Promise<void>;
  /** Files that it has answered for. */
  filesRead = 0;
  readonly #process: ChildProcess;
  readonly #closed: Promise<void>;
  #errors = '';
  #waiting: Waiting | null = null;
  #ended: Error | null = null;

  constructor(program: URL, limits: ReadLimits) {
    const settings: ReadingSettings = { limits, parentId: process.pid };
    const heapMegabytes = Math.ceil((limits.memoryBytes * HEAP_SHARE) / 1024 / 1024);
    const options = [`--max-old-space-size=${heapMegabytes}`, '--import', LOADER];
    const child = spawn(process.execPath, [...options, fileURLToPath(program), JSON.stringify(settings)], {
      cwd: tmpdir(),
      env: surroundings(),
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      serialization: 'advanced',
      windowsHide: true,
    });
    this.#process = child;
    lowerPriority(child.pid);
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#errors = (this.#errors + text).slice(-ERRORS_KEPT);
    });
    child.on('message', (answer: ReadingAnswer) => this.#take(({ resolve }) => resolve(answer)));
    this.#closed = new Promise((resolve) => {
      const end = (reason: Error): void => {
        this.#ended ??= reason;
        this.#take(({ reject }) => reject(reason));
        resolve();
      };
      child.on('error', end);
      child.on('close', (code, signal) => end(new ReadingEnded(signal ?? `exit ${code}`, this.#errors)));
    });
    this.ready = this.#next().then(() => undefined);
  }

  /** @throws ReadingEnded when the process ends before it has answered. */
  async read(request: ReadingRequest): Promise<{ reading: FileReading; residentBytes: number }> {
    const answer = this.#next();
    // A channel that is closed already is the end of the process, which is told by its own event.
    if (this.#process.connected) this.#process.send(request, () => {});
    const given = await answer;
    if (!('reading' in given)) throw new Error('The process that reads answered out of turn.');
    this.filesRead++;
    return given;
  }

  /** Ends the process, whatever it is doing. */
  async end(): Promise<void> {
    this.#hold(true);
    this.#process.kill('SIGKILL');
    await this.#closed;
  }

  #next(): Promise<ReadingAnswer> {
    return new Promise((resolve, reject) => {
      if (this.#ended !== null) return reject(this.#ended);
      this.#waiting = { resolve, reject };
      this.#hold(true);
    });
  }

  #take(settle: (waiting: Waiting) => void): void {
    const waiting = this.#waiting;
    this.#waiting = null;
    this.#hold(false);
    if (waiting) settle(waiting);
  }

  /** A process that reads keeps this one alive while someone waits for it, and no longer. */
  #hold(isWaitedFor: boolean): void {
    const { channel, stderr } = this.#process;
    // Standard error is a socket, which the types of Node do not say.
    for (const held of [this.#process, channel, stderr as unknown as ChildProcess | null]) {
      if (isWaitedFor) held?.ref();
      else held?.unref();
    }
  }
}

function surroundings(): NodeJS.ProcessEnv {
  const inherited = INHERITED.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]]));
  // What a folder for temporary files may hold of settings for TypeScript is nobody's either.
  return {
    ...(Object.fromEntries(inherited) as NodeJS.ProcessEnv),
    MALLOC_ARENA_MAX: '1',
    TSX_TSCONFIG_PATH: TSCONFIG,
  };
}

/** Answering goes first. */
function lowerPriority(processId: number | undefined): void {
  if (processId === undefined) return;
  try {
    if (getPriority(processId) < constants.priority.PRIORITY_BELOW_NORMAL) {
      setPriority(processId, constants.priority.PRIORITY_BELOW_NORMAL);
    }
  } catch (thrown) {
    // A process that has ended already has no priority; its end is told by its own event.
    if ((thrown as { info?: { code?: string } }).info?.code !== 'ESRCH') throw thrown;
  }
}
