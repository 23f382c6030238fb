/** Building until there is an index of the corpus as it is: one build at a time, and one more for all that came meanwhile. */
import { setTimeout as wait } from 'node:timers/promises';
import { messageOf } from '../../corpus/errors.ts';
import type { BuildProgress } from '../../index/build-progress.ts';
import type { CorpusBuildProgress } from '../contract-corpus.ts';
import { createPace } from '../indexing/pace.ts';
import type { Log } from './log.ts';

/** Builds the index of the corpus and makes it the current one. */
export type Rebuild = (signal: AbortSignal, onProgress: (progress: BuildProgress) => void) => Promise<void>;

export interface MendingOptions {
  rebuild: Rebuild;
  /** Whether there is something to build, when nobody has asked for a build. */
  isNeeded: () => Promise<boolean>;
  /** Called after each build, so that what was built answers. */
  onBuilt: () => Promise<unknown>;
  log: Log;
  /** How long after a build that failed the next one is tried, in milliseconds; doubled each time. */
  retryAfter?: number;
}

export interface Mending {
  /** Builds if it is needed, or in any case if somebody asked for it; what comes while it builds is seen to afterwards. */
  mend(isAsked: boolean): void;
  /** Also while a build that failed is to be tried again. */
  readonly isBuilding: boolean;
  /** How far the build is; null where none is, or where it has told of nothing yet. */
  readonly progress: CorpusBuildProgress | null;
  /** Ends a build that is under way, and does something while none can begin. */
  interrupt<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Ends a build that is under way for good. */
  close(): Promise<void>;
}

const RETRY_MILLISECONDS = 60_000;
const RETRY_MILLISECONDS_MAX = 3_600_000;

export function createMending(options: MendingOptions): Mending {
  const { rebuild, isNeeded, onBuilt, log, retryAfter = RETRY_MILLISECONDS } = options;
  let stop = new AbortController();
  let isAskedFor = false;
  let isHeld = false;
  let isBuilding = false;
  let isClosed = false;
  let progress: CorpusBuildProgress | null = null;
  let running: Promise<void> | null = null;
  let wake: () => void = () => undefined;
  let isWoken = false;

  /** Whether all is done. */
  async function build(signal: AbortSignal): Promise<boolean> {
    const isAsked = isAskedFor;
    if (!isAsked && !(await isNeeded())) return true;
    isAskedFor = false;
    isBuilding = true;
    const pace = createPace();
    try {
      await rebuild(signal, (reached) => (progress = pace(reached)));
      await onBuilt();
    } catch (thrown) {
      isAskedFor ||= isAsked;
      throw thrown;
    } finally {
      progress = null;
    }
    return !isAskedFor && !(await isNeeded());
  }

  async function run(signal: AbortSignal): Promise<void> {
    for (let pause = retryAfter; !signal.aborted; pause = Math.min(2 * pause, RETRY_MILLISECONDS_MAX)) {
      isWoken = false;
      try {
        if (await build(signal)) return;
        log.warn({ secondsToNextAttempt: pause / 1000 }, 'corpus changed while its index was built');
      } catch (thrown) {
        if (signal.aborted) return;
        log.error({ problem: messageOf(thrown), secondsToNextAttempt: pause / 1000 }, 'index not built');
      }
      await rest(pause, signal);
    }
  }

  /** Until the pause is over or something has happened that may make the next build another one. */
  async function rest(pause: number, signal: AbortSignal): Promise<void> {
    if (isWoken) return;
    const over = new AbortController();
    const woken = new Promise<void>((resolve) => (wake = resolve));
    const either = AbortSignal.any([signal, over.signal]);
    await Promise.race([wait(pause, undefined, { signal: either, ref: false }).catch(() => undefined), woken]);
    over.abort();
  }

  function mend(isAsked: boolean): void {
    isAskedFor ||= isAsked;
    isWoken = true;
    wake();
    if (running || isHeld || isClosed) return;
    isBuilding = isAsked;
    running = run(stop.signal).finally(() => {
      running = null;
      isBuilding = false;
    });
  }

  async function end(): Promise<void> {
    stop.abort();
    await running;
  }

  return {
    mend,
    get isBuilding() {
      return isBuilding;
    },
    get progress() {
      return progress;
    },
    async interrupt(work) {
      isHeld = true;
      try {
        await end();
        isAskedFor = false;
        return await work();
      } finally {
        stop = new AbortController();
        isHeld = false;
        mend(false);
      }
    },
    close: () => {
      isClosed = true;
      return end();
    },
  };
}
