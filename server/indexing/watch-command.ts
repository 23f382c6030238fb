/** `npm run index -- --watch`: builds whenever the folder has changed, until it is told to end. */
import { KnownError, messageOf } from '../../corpus/errors.ts';
import type { Embedder } from '../../index/embed.ts';
import type { Config } from '../config.ts';
import { runBuild } from './build-command.ts';
import { watchCorpus } from './watch-corpus.ts';

export interface WatchRun {
  config: Pick<Config, 'corpusFolder' | 'indexRoot' | 'auditFile'>;
  embedder: Embedder;
  all: boolean;
  /** Ends the watching; a build that is under way is ended with the process. */
  signal: AbortSignal;
}

/** Watches and builds, one build at a time; resolves when the signal says so. */
export async function watchAndBuild({ config, embedder, all, signal }: WatchRun): Promise<void> {
  let isBuilding = false;
  let isChanged = false;
  const build = async (): Promise<void> => {
    isChanged = true;
    if (isBuilding) return;
    isBuilding = true;
    while (isChanged && !signal.aborted) {
      isChanged = false;
      await runBuild({ config, embedder, isQuiet: false, all }).catch(tell);
      console.error('等待文件变化，按 Ctrl-C 结束。');
    }
    isBuilding = false;
  };
  const watching = watchCorpus({ folder: config.corpusFolder, onRest: () => void build(), onTrouble: tell });
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
  await watching.close();
}

/** What goes wrong once may go right when the files change again. */
function tell(thrown: unknown): void {
  console.error(thrown instanceof KnownError ? thrown.message : messageOf(thrown));
}
