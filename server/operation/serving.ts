/**
 * The index that answers, from the start of a server to its end. Where it is damaged or of another state of the corpus,
 * the last good one answers while a new one is built, and gives way to it between two questions; none is lost. It gives
 * way as well to one that another process has made current.
 */
import { openCorpusFolder } from '../../corpus/corpus-folder.ts';
import { knownError } from '../../corpus/errors.ts';
import type { Embedder } from '../../index/embed.ts';
import { previousFolder, rollBack } from '../../index/folder.ts';
import type { Answerer } from '../answer.ts';
import type { Config } from '../config.ts';
import type { CorpusBuildProgress } from '../contract-corpus.ts';
import { watchCorpus, type WatchOptions } from '../indexing/watch-corpus.ts';
import { CurrentIndex } from './current-index.ts';
import type { Log } from './log.ts';
import { createMending, type Rebuild } from './mending.ts';

export interface Serving {
  /** The open index. */
  answerer: () => Answerer;
  /** Whether a newer index is being built, or will be as soon as what hinders it is over. */
  building: () => boolean;
  /** How far the build is; null where none is under way, or where it has told of nothing yet. */
  progress: () => CorpusBuildProgress | null;
  /** Whether the index stays although the corpus is another, until somebody asks for a build. */
  pinned: () => boolean;
  /** Whether the index before the current one is kept. */
  canRollBack: () => Promise<boolean>;
  /** Builds, whether or not that is needed, and takes the pin away. While a build is under way, another follows it. */
  rebuildNow: () => void;
  /**
   * Lets the index before the current one answer and pins it; a build that is under way is ended.
   *
   * @throws KnownError index_no_previous where none is kept, index_locked while another process builds.
   */
  rollBack: () => Promise<void>;
  /** Ends a build that is under way, and watching. */
  close: () => Promise<void>;
}

export interface ServingOptions {
  config: Pick<Config, 'corpusFolder' | 'indexRoot'>;
  embedder: Embedder;
  log: Log;
  rebuild: Rebuild;
  /** How long after a build that failed the next one is tried, in milliseconds; doubled each time. */
  retryAfter?: number;
  /** How the corpus folder is watched; null where it is not. */
  watch?: Pick<WatchOptions, 'quiet' | 'poll'> | null;
  /** How often it is looked whether another process has made another index current, in milliseconds. */
  lookAfter?: number;
}

const LOOK_MILLISECONDS = 2_000;

/**
 * Opens the index of a corpus, or the last good one; without either it is built first.
 *
 * @throws KnownError when there is no index and none can be built.
 */
export async function openServing(options: ServingOptions): Promise<Serving> {
  const { config, embedder, log, rebuild, retryAfter, watch = null, lookAfter = LOOK_MILLISECONDS } = options;
  const { corpusFolder, indexRoot } = config;
  const source = openCorpusFolder(corpusFolder);
  const opening = { indexRoot, source, embedder, log };

  let opened = await CurrentIndex.open(opening);
  if (!opened) {
    await rebuild(new AbortController().signal, () => undefined);
    opened = await CurrentIndex.open(opening);
    if (!opened) throw knownError('index_missing');
  }
  const current = opened;
  const mending = createMending({
    rebuild,
    isNeeded: async () => !current.isPinned && !(await current.isFresh()),
    onBuilt: () => current.follow(),
    log,
    ...(retryAfter === undefined ? {} : { retryAfter }),
  });
  if (!current.wasFresh) {
    log.warn({ indexVersion: current.version, pinned: current.isPinned }, 'the last good index answers meanwhile');
    // Asked for: an index may be that of the corpus, and the pointer to it be damaged.
    if (!current.isPinned) mending.mend(true);
  }

  const look = async (): Promise<void> => {
    try {
      // What another process has built may be all that was to be built.
      if (await current.follow()) mending.mend(false);
    } catch (thrown) {
      log.error({ err: thrown }, 'index not switched');
    }
  };
  const looking = setInterval(() => void look(), lookAfter).unref();
  const watching =
    watch &&
    watchCorpus({
      folder: corpusFolder,
      ...watch,
      onRest: () => mending.mend(false),
      onTrouble: (thrown) => log.error({ err: thrown }, 'corpus not watched'),
    });

  return {
    answerer: () => current.answerer,
    building: () => mending.isBuilding,
    progress: () => mending.progress,
    pinned: () => current.isPinned,
    canRollBack: async () => (await previousFolder(indexRoot)) !== null,
    rebuildNow: () => mending.mend(true),
    rollBack: async () => {
      if ((await previousFolder(indexRoot)) === null) throw knownError('index_no_previous');
      await mending.interrupt(async () => {
        await rollBack(indexRoot);
        await current.follow();
      });
    },
    close: async () => {
      clearInterval(looking);
      await watching?.close();
      await mending.close();
      await source.close();
    },
  };
}
