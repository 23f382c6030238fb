/** From a configuration to an open index: what the server, the command line and the measurements all begin with. */
import { availableParallelism } from 'node:os';
import { openCorpusFolder } from '../corpus/corpus-folder.ts';
import type { CorpusSource } from '../corpus/source.ts';
import { type ErrorCode, KnownError } from '../corpus/errors.ts';
import { buildIndex, type BuildReport } from '../index/build.ts';
import type { BuildProgress } from '../index/build-progress.ts';
import { type Embedder, openEmbedder } from '../index/embed.ts';
import { isPinned } from '../index/folder.ts';
import { hashSource } from '../index/indexed-file.ts';
import { openIndex, openLastGood } from '../index/open.ts';
import type { PassageStore } from '../index/store.ts';
import type { Config } from './config.ts';

export interface PrepareOptions {
  config: Pick<Config, 'corpusFolder' | 'modelFolder' | 'indexRoot'>;
  onProgress?: (progress: BuildProgress) => void;
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
const MENDED_BY_BUILDING: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'index_missing',
  'index_stale',
  'index_damaged',
]);

/**
 * The index of the corpus as it is; where building one mends what is wrong with it, what that is.
 *
 * @throws KnownError corpus_missing, or what no build mends
 */
export async function openFresh(
  indexRoot: string,
  source: CorpusSource,
  model: string,
): Promise<{ store: PassageStore } | { store: null; problem: KnownError }> {
  const hash = await hashSource(indexRoot, source);
  try {
    return { store: await openIndex(indexRoot, hash, model) };
  } catch (thrown) {
    if (thrown instanceof KnownError && MENDED_BY_BUILDING.has(thrown.code)) return { store: null, problem: thrown };
    throw thrown;
  }
}

/**
 * Opens the index of a corpus, and builds it first where it is absent, stale or damaged, unless an earlier one was pinned.
 *
 * @throws KnownError when the corpus or the model cannot be read, or another process is building.
 */
export async function prepareIndex({ config, onProgress, onBuild }: PrepareOptions): Promise<Prepared> {
  const { corpusFolder, modelFolder, indexRoot } = config;
  const embedder = await openEmbedder(modelFolder, availableParallelism());
  const source = openCorpusFolder(corpusFolder);
  try {
    const fresh = await openFresh(indexRoot, source, embedder.name);
    if (fresh.store) return { store: fresh.store, embedder, built: null };
    const kept = (await isPinned(indexRoot)) ? await openLastGood(indexRoot, embedder.name) : null;
    if (kept) return { store: kept, embedder, built: null };
    onBuild?.(fresh.problem.message);
    const built = await buildIndex({ indexRoot, source, embedder, ...(onProgress ? { onProgress } : {}) });
    return { store: await openIndex(indexRoot, built.manifest.makers.corpus, embedder.name), embedder, built };
  } finally {
    await source.close();
  }
}
