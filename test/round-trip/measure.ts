/** Writes the files of a corpus in another form, reads them again, and says what came back. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join, parse } from 'node:path';
import type { Browser } from 'playwright-core';
import type { Article } from '../../corpus/article.ts';
import { loadCorpus } from '../../corpus/load.ts';
import { createAnswerer } from '../../server/answer.ts';
import { readConfig } from '../../server/config.ts';
import { prepareIndex } from '../../server/prepare.ts';
import { measureAnswers } from '../eval/measure.ts';
import { summarise } from '../eval/score.ts';
import { DIGEST_SET, SHARED_SET } from '../eval/sets.ts';
import { hasShared } from '../open-corpus.ts';
import { type Comparison, compareIssue } from './compare.ts';
import { printIssue } from './printed-issue.ts';
import type { Rendition } from './renditions.ts';

/** What is written and asked about: the real bulletins where they are at hand, the digests elsewhere. */
export const SET = hasShared ? SHARED_SET : DIGEST_SET;

/** A file of the corpus with its articles. */
export interface Original {
  file: string;
  articles: Article[];
}

export async function readOriginals(): Promise<Original[]> {
  const { articles } = await loadCorpus(SET.corpusFolder);
  return [...new Set(articles.map(({ file }) => file))].map((file) => ({
    file,
    articles: articles.filter((article) => article.file === file),
  }));
}

export interface CameBack extends Comparison {
  file: string;
}

/** Writes originals into a folder in one form, and compares what is read there with them. */
export async function roundTrip(
  originals: readonly Original[],
  rendition: Rendition,
  folder: string,
  browser: Browser | null = null,
): Promise<CameBack[]> {
  await mkdir(folder, { recursive: true });
  const nameOf = (file: string): string => `${parse(file).name}${rendition.ending}`;
  for (const { file, articles } of originals) {
    await writeFile(join(folder, nameOf(file)), await rendition.write(printIssue(articles), browser));
  }
  const { articles } = await loadCorpus(folder);
  return originals.map((original) => {
    const after = articles.filter(({ file }) => file === nameOf(original.file));
    return { file: original.file, ...compareIssue(original.articles, after) };
  });
}

/**
 * The share of the facts of the golden set that the first five extracts hold, over the files of a folder. Sentences
 * that were embedded for an index at the same place are not embedded again.
 */
export async function measureFacts(corpusFolder: string, indexRoot: string): Promise<number> {
  const { modelFolder } = readConfig(process.env);
  const { store, embedder } = await prepareIndex({ config: { corpusFolder, modelFolder, indexRoot } });
  const measured = await measureAnswers(await createAnswerer(store, embedder), SET);
  return summarise(measured.map(({ row }) => row)).facts5;
}
