/**
 * Answering within the limits of the machine: a few answers are made at a time, some more may wait, and beyond that a
 * caller is told at once when to come again. Equal questions that are asked while one of them is answered share its
 * answer, and what was answered from an index is remembered while that index is open.
 */
import { LRUCache } from 'lru-cache';
import PQueue from 'p-queue';
import { KnownError, knownError } from '../../corpus/errors.ts';
import { type Answerer, answerQuestion, type Progress } from '../answer.ts';
import type { Answer, AnswerHead, AskRequest } from '../contract.ts';
import { type StageClock, startClock } from '../stage-clock.ts';
import type { Observe } from './observation.ts';

/** Too many wait already. */
export class ServerBusy extends KnownError {
  /** When to come again, in seconds. */
  readonly retryAfter: number;

  constructor(waiting: number, retryAfter: number) {
    const { message } = knownError('server_busy', String(waiting), String(retryAfter));
    super('server_busy', message);
    this.retryAfter = retryAfter;
  }
}

export interface Answering {
  /**
   * Answers a question as {@link answerQuestion} does, or gives the answer that an equal question got.
   *
   * @throws ServerBusy when too many wait already.
   */
  ask(open: Answerer, request: AskRequest, progress?: Progress): Promise<Answer>;
  /**
   * Does other work that takes the processor, in its turn.
   *
   * @throws ServerBusy when too many wait already.
   */
  run<Result>(work: () => Promise<Result>): Promise<Result>;
  /**
   * For whoever has to know before it begins to answer.
   *
   * @throws ServerBusy when too many wait already.
   */
  refuseIfBusy(): void;
  /** What a request would be turned away with at this moment; null where it would not. Asking so counts nothing. */
  readonly busy: ServerBusy | null;
  /** How many are being worked at and how many wait. */
  readonly load: { running: number; waiting: number; limit: number };
  /** Resolves when nothing is being worked at and nothing waits. */
  idle(): Promise<void>;
}

export interface AnsweringOptions {
  /** Answers that are made at the same time. While one waits for its vector, another one has the event loop. */
  concurrency?: number;
  /** How many may wait. */
  queueLimit?: number;
  /** Bytes of answers that are remembered; 0 for none. */
  cacheBytes?: number;
  observe?: Observe;
}

/** An answer that is being made, and those who wait for it. */
interface Shared {
  head: Promise<AnswerHead>;
  answer: Promise<Answer>;
  callers: number;
  stop: AbortController;
}

/** Seconds that one piece of work takes, until the first ones have been measured. */
const SECONDS_ASSUMED = 0.05;
/** Weight of the last piece of work in the running mean of their times. */
const SMOOTHING = 0.1;

/** An answer is a few strings; each character takes two bytes at most. */
const BYTES_PER_CHARACTER = 2;

/** Makes the answering of a server. */
export function createAnswering(options: AnsweringOptions = {}): Answering {
  const { concurrency = 4, queueLimit = 128, cacheBytes = 0, observe = () => undefined } = options;
  const queue = new PQueue({ concurrency });
  const shared = new Map<string, Shared>();
  const remembered = cacheBytes > 0 ? new LRUCache<string, Answer>({ maxSize: cacheBytes }) : null;
  let meanSeconds = SECONDS_ASSUMED;

  function findBusy(): ServerBusy | null {
    if (queue.size < queueLimit) return null;
    return new ServerBusy(queue.size, Math.max(1, Math.ceil((queue.size / concurrency) * meanSeconds)));
  }

  function refuseIfBusy(): void {
    const busy = findBusy();
    if (!busy) return;
    observe({ kind: 'busy' });
    throw busy;
  }

  async function run<Result>(work: () => Promise<Result>): Promise<Result> {
    refuseIfBusy();
    return queue.add(async () => {
      const startedAt = performance.now();
      try {
        return await work();
      } finally {
        meanSeconds += SMOOTHING * ((performance.now() - startedAt) / 1000 - meanSeconds);
      }
    }) as Promise<Result>;
  }

  function make(key: string, open: Answerer, request: AskRequest, callerClock: StageClock | undefined): Shared {
    const stop = new AbortController();
    let tellHead: (head: AnswerHead) => void = () => undefined;
    const head = new Promise<AnswerHead>((resolve) => (tellHead = resolve));
    const own = startClock();
    const clock: StageClock = {
      end(stage) {
        own.end(stage);
        callerClock?.end(stage);
      },
    };
    const onHead = (made: AnswerHead): Promise<void> => Promise.resolve(tellHead(made));
    const answer = run(() => {
      clock.end('wait');
      return answerQuestion(open, request, { clock, signal: stop.signal, onHead });
    });
    const made = { head, answer, callers: 0, stop };
    shared.set(key, made);
    answer.then(
      (result) => {
        forget(key, made);
        remembered?.set(key, result, { size: BYTES_PER_CHARACTER * JSON.stringify(result).length });
        observe({ kind: 'made', stages: own.readings() });
      },
      () => forget(key, made),
    );
    return made;
  }

  function forget(key: string, work: Shared): void {
    if (shared.get(key) === work) shared.delete(key);
  }

  async function find(open: Answerer, request: AskRequest, progress: Progress): Promise<Answer> {
    const { onHead, signal, clock } = progress;
    signal?.throwIfAborted();
    const key = keyOf(open, request);
    const known = remembered?.get(key);
    if (known) {
      observe({ kind: 'remembered' });
      const { understood, status, extracts } = known;
      await onHead?.({ understood, status, extracts });
      return known;
    }
    const joined = shared.get(key);
    if (joined) observe({ kind: 'shared' });
    const work = joined ?? make(key, open, request, clock);
    work.callers++;
    const leave = (): void => {
      if (--work.callers > 0) return;
      // What nobody waits for any more is not worth finishing, and whoever asks it next begins anew.
      forget(key, work);
      work.stop.abort();
    };
    signal?.addEventListener('abort', leave, { once: true });
    try {
      // Where the answer fails there is no head.
      if (onHead) await Promise.race([work.head.then(onHead), work.answer]);
      const answer = await work.answer;
      signal?.throwIfAborted();
      return answer;
    } finally {
      signal?.removeEventListener('abort', leave);
    }
  }

  return {
    async ask(open, request, progress = {}) {
      const startedAt = performance.now();
      const elapsed = (): number => Math.round((performance.now() - startedAt) * 10) / 10;
      try {
        const answer = await find(open, request, progress);
        observe({ kind: 'answer', request, answer, milliseconds: elapsed() });
        return { ...answer, tookMs: elapsed() };
      } catch (thrown) {
        const isNoFailure = thrown instanceof ServerBusy || progress.signal?.aborted;
        if (!isNoFailure) observe({ kind: 'failed', milliseconds: elapsed() });
        throw thrown;
      }
    },
    run,
    refuseIfBusy,
    get busy() {
      return findBusy();
    },
    get load() {
      return { running: queue.pending, waiting: queue.size, limit: queueLimit };
    },
    idle: () => queue.onIdle(),
  };
}

/** Each open index has its number: one that is built again of the same files may still hold more than before. */
const numbers = new WeakMap<object, number>();
let lastNumber = 0;

function numberOf(store: object): number {
  const number = numbers.get(store) ?? ++lastNumber;
  numbers.set(store, number);
  return number;
}

/** What an answer depends on, and nothing else. */
function keyOf({ store }: Answerer, { question, history, filter, without, limit }: AskRequest): string {
  const { place, issue, year, topic, article } = filter ?? {};
  const parts = [question, history ?? [], [place, issue, year, topic, article], without ?? [], limit];
  return JSON.stringify([numberOf(store), ...parts]);
}
