/**
 * Watching a corpus folder. The system says of most changes at once; what it does not say, as of a folder on another
 * machine, is seen by looking through the folder every few minutes.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { watch } from 'chokidar';
import { openCorpusFolder } from '../../corpus/corpus-folder.ts';
import { type CorpusFile, hashCorpusFiles } from '../../corpus/source.ts';

export interface CorpusWatch {
  close(): Promise<void>;
}

export interface WatchOptions {
  folder: string;
  /** Called with the hash of the files when they have come to rest: at the start, and whenever they are others. */
  onRest: (corpusHash: string) => void;
  /** Called when the folder cannot be watched or looked through; it is looked through again later. */
  onTrouble: (thrown: unknown) => void;
  /** Files are at rest when their sizes and times stay the same for so long, in milliseconds. */
  quiet?: number;
  /** How often the folder is looked through although nothing was heard, in milliseconds. */
  poll?: number;
}

const QUIET_MILLISECONDS = 2_000;
const POLL_MILLISECONDS = 180_000;

/** Watches a folder until it is told to end. */
export function watchCorpus(options: WatchOptions): CorpusWatch {
  const { folder, onRest, onTrouble, quiet = QUIET_MILLISECONDS, poll = POLL_MILLISECONDS } = options;
  const source = openCorpusFolder(folder);
  const stop = new AbortController();
  const { signal } = stop;
  let known = new Map<string, CorpusFile>();
  let lastHash: string | null = null;
  let isLooking = false;
  let isHeard = false;
  let looking: Promise<void> = Promise.resolve();

  async function list(): Promise<CorpusFile[]> {
    const files = await source.list(known);
    known = new Map(files.map((file) => [file.path, file]));
    return files;
  }

  /** The hash of the files once they have come to rest. */
  async function settle(): Promise<string> {
    let before: string | null = null;
    for (;;) {
      isHeard = false;
      const files = await list();
      const state = JSON.stringify(files.map(({ path, size, modifiedAt }) => [path, size, modifiedAt]));
      const hash = hashCorpusFiles(files);
      // Nothing is to be waited for where nothing has changed.
      if (!isHeard && (state === before || hash === lastHash)) return hash;
      before = state;
      await wait(quiet, undefined, { signal });
    }
  }

  async function lookUntilSilent(): Promise<void> {
    do {
      try {
        const hash = await settle();
        const isKnown = hash === lastHash;
        lastHash = hash;
        if (!isKnown) onRest(hash);
      } catch (thrown) {
        if (signal.aborted) return;
        onTrouble(thrown);
        // Its next event or the next poll looks again.
        isHeard = false;
      }
    } while (isHeard && !signal.aborted);
  }

  function look(): void {
    isHeard = true;
    if (isLooking || signal.aborted) return;
    isLooking = true;
    looking = lookUntilSilent().finally(() => (isLooking = false));
  }

  // Folders only: a folder tells of the files in it, and a watch for each of twenty thousand files is more than many
  // systems have.
  const watcher = watch(folder, { ignoreInitial: true, ignored: (_path, stats) => stats?.isFile() ?? false });
  watcher.on('all', look);
  watcher.on('raw', look);
  watcher.on('error', onTrouble);
  const timer = setInterval(look, poll);
  look();

  return {
    close: async () => {
      stop.abort();
      clearInterval(timer);
      await watcher.close();
      await looking;
      await source.close();
    },
  };
}
