/** Real indexes for tests and measurements; those over ../shared only where it is present. */
import { existsSync } from 'node:fs';
import { type Answerer, createAnswerer } from '../server/answer.ts';
import { type Config, readConfig } from '../server/config.ts';
import { prepareIndex } from '../server/prepare.ts';
import { foldersOf, writePassages } from './eval/public-set.ts';
import { DIGEST_SET, PUBLIC_SET, type PublicSet, SHARED_SET } from './eval/sets.ts';

/** Whether the real bulletins are at hand; tests that need them say so where they are not. */
export const hasShared = existsSync(SHARED_SET.corpusFolder);

/** Whether the public set is at hand. */
export const hasPublic = existsSync(PUBLIC_SET.folder);

/** Opens the index of a corpus folder, kept beside the product's own under its own name. */
export async function openCorpus(corpusFolder: string): Promise<Answerer> {
  const config = readConfig(process.env);
  const indexRoot = corpusFolder === config.corpusFolder ? config.indexRoot : `${config.indexRoot}-eval`;
  return openAnswerer({ ...config, corpusFolder, indexRoot });
}

/** Opens the index of a public set's passages. */
export async function openPublic(set: PublicSet): Promise<Answerer> {
  await writePassages(set);
  return openAnswerer({ ...readConfig(process.env), ...foldersOf(set) });
}

export const openDigests = (): Promise<Answerer> => openCorpus(DIGEST_SET.corpusFolder);
export const openShared = (): Promise<Answerer> => openCorpus(SHARED_SET.corpusFolder);

async function openAnswerer(config: Config): Promise<Answerer> {
  const { store, embedder } = await prepareIndex({ config });
  return createAnswerer(store, embedder);
}
