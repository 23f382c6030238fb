/** Real indexes for tests: the digests of a fresh clone, and the real bulletins where ../shared holds them. */
import { existsSync } from 'node:fs';
import { type Answerer, createAnswerer } from '../server/answer.ts';
import { readConfig } from '../server/config.ts';
import { prepareIndex } from '../server/prepare.ts';
import { DIGEST_SET, SHARED_SET } from './eval/sets.ts';

/** Whether the real bulletins are at hand; tests that need them say so where they are not. */
export const hasShared = existsSync(SHARED_SET.corpusFolder);

/** Opens the index of a corpus folder, kept beside the product's own under its own name. */
export async function openCorpus(corpusFolder: string): Promise<Answerer> {
  const config = readConfig(process.env);
  const indexRoot = corpusFolder === config.corpusFolder ? config.indexRoot : `${config.indexRoot}-eval`;
  const { store, embedder } = await prepareIndex({ config: { ...config, corpusFolder, indexRoot } });
  return createAnswerer(store, embedder);
}

export const openDigests = (): Promise<Answerer> => openCorpus(DIGEST_SET.corpusFolder);
export const openShared = (): Promise<Answerer> => openCorpus(SHARED_SET.corpusFolder);
