/**
 * The index that answers. Where the current one is damaged or of another state of the corpus, the last good one answers
 * while a new one is built, and gives way to it between two questions; none is lost.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { KnownError, knownError, messageOf } from '../../corpus/errors.ts';
import { hashCorpus } from '../../corpus/load.ts';
import type { Embedder } from '../../index/embed.ts';
import { openIndex, openLastGood } from '../../index/open.ts';
import type { PassageStore } from '../../index/store.ts';
import { type Answerer, createAnswerer, warmAnswerer } from '../answer.ts';
import type { Config } from '../config.ts';
import { MENDED_BY_BUILDING } from '../prepare.ts';
import type { Log } from './log.ts';

export interface Serving {
  /** The open index. */
  answerer: () => Answerer;
  /** Whether a newer index is being built. */
  building: () => boolean;
  /** Ends a build that is under way. */
  close: () => Promise<void>;
}

export interface ServingOptions {
  config: Pick<Config, 'corpusFolder' | 'indexRoot'>;
  embedder: Embedder;
  log: Log;
  /** Builds the index of the corpus and makes it the current one. */
  rebuild: (signal: AbortSignal) => Promise<void>;
  /** How long after a build that failed the next one is tried, in milliseconds; doubled each time. */
  retryAfter?: number;
}

const RETRY_MILLISECONDS = 60_000;
const RETRY_MILLISECONDS_MAX = 3_600_000;

/**
 * Opens the index of a corpus, or the last good one; without either it is built first.
 *
 * @throws KnownError when there is no index and none can be built.
 */
export async function openServing(options: ServingOptions): Promise<Serving> {
  const { config, embedder, log, rebuild } = options;
  const { corpusFolder, indexRoot } = config;
  const openCurrent = async (): Promise<PassageStore> =>
    openIndex(indexRoot, await hashCorpus(corpusFolder), embedder.name);
  const stop = new AbortController();

  const use = async (store: PassageStore): Promise<Answerer> => {
    for (const { file, problem } of store.manifest.problems) log.warn({ file, problem }, 'file left out');
    return createAnswerer(store, embedder);
  };

  /** The index of the corpus as it is, or else the last good one; null where there is neither. */
  async function openBest(): Promise<{ store: PassageStore; isFresh: boolean } | null> {
    try {
      return { store: await openCurrent(), isFresh: true };
    } catch (thrown) {
      if (!(thrown instanceof KnownError) || !MENDED_BY_BUILDING.has(thrown.code)) throw thrown;
      log.warn({ code: thrown.code, problem: thrown.message }, 'index to be built');
      const store = await openLastGood(indexRoot, embedder.name);
      return store && { store, isFresh: false };
    }
  }

  /** Builds until there is an index of the corpus as it is, and lets each that was built answer. */
  async function mend(answering: Answerer): Promise<void> {
    for (let pause = options.retryAfter ?? RETRY_MILLISECONDS; ; pause = Math.min(2 * pause, RETRY_MILLISECONDS_MAX)) {
      try {
        await rebuild(stop.signal);
        const best = await openBest();
        if (best && best.store.manifest.indexVersion !== answering.store.manifest.indexVersion) {
          answering = await use(best.store);
          await warmAnswerer(answering);
          answerer = answering;
          log.info({ indexVersion: best.store.manifest.indexVersion }, 'index switched');
        }
        if (best?.isFresh) return;
        log.warn({ secondsToNextAttempt: pause / 1000 }, 'corpus changed while its index was built');
      } catch (thrown) {
        if (stop.signal.aborted) return;
        log.error({ problem: messageOf(thrown), secondsToNextAttempt: pause / 1000 }, 'index not built');
      }
      await wait(pause, undefined, { signal: stop.signal, ref: false }).catch(() => undefined);
      if (stop.signal.aborted) return;
    }
  }

  let best = await openBest();
  if (!best) {
    await rebuild(stop.signal);
    best = await openBest();
    if (!best) throw knownError('index_missing');
  }
  let answerer = await use(best.store);
  let isBuilding = !best.isFresh;
  let mending: Promise<void> = Promise.resolve();
  if (isBuilding) {
    log.warn({ indexVersion: best.store.manifest.indexVersion }, 'the last good index answers meanwhile');
    mending = mend(answerer).finally(() => (isBuilding = false));
  }

  return {
    answerer: () => answerer,
    building: () => isBuilding,
    close: async () => {
      stop.abort();
      await mending;
    },
  };
}
