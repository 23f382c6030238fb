/** From a configuration to an open index: what the server, the command line and the measurements all begin with. */
import { availableParallelism } from 'node:os';
import { type ErrorCode, KnownError } from '../corpus/errors.ts';
import { hashCorpus, loadCorpus } from '../corpus/load.ts';
import { buildIndex, type BuildReport } from '../index/build.ts';
import { type Embedder, openEmbedder } from '../index/embed.ts';
import { openIndex } from '../index/open.ts';
import type { PassageStore } from '../index/store.ts';
import type { Config } from './config.ts';

export interface PrepareOptions {
  config: Pick<Config, 'corpusFolder' | 'modelFolder' | 'indexRoot'>;
  onProgress?: (done: number, total: number) => void;
  /** Called when the index has to be built, with the reason. */
  onBuild?: (reason: string) => void;
}

export interface Prepared {
  store: PassageStore;
  embedder: Embedder;
  /** Null when the index was fresh. */
  built: BuildReport | null;
}

/** What building the index again mends. */
export const MENDED_BY_BUILDING: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'index_missing',
  'index_stale',
  'index_damaged',
]);

/**
 * Opens the index of a corpus, and builds it first where it is absent, stale or damaged.
 *
 * @throws KnownError when the corpus or the model cannot be read, or another process is building.
 */
export async function prepareIndex({ config, onProgress, onBuild }: PrepareOptions): Promise<Prepared> {
  const { corpusFolder, modelFolder, indexRoot } = config;
  const embedder = await openEmbedder(modelFolder, availableParallelism());
  try {
    return { store: await openIndex(indexRoot, await hashCorpus(corpusFolder)), embedder, built: null };
  } catch (thrown) {
    if (!(thrown instanceof KnownError) || !MENDED_BY_BUILDING.has(thrown.code)) throw thrown;
    onBuild?.(thrown.message);
  }
  const corpus = await loadCorpus(corpusFolder);
  const built = await buildIndex({ indexRoot, corpus, embedder, ...(onProgress ? { onProgress } : {}) });
  return { store: await openIndex(indexRoot, corpus.hash), embedder, built };
}
