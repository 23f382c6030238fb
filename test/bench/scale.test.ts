/** The parts of the bench of scale, over a small corpus and without the model, so that they are fit when they are needed. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCorpusFolder } from '../../corpus/corpus-folder.ts';
import { buildIndex, type BuildReport } from '../../index/build.ts';
import type { Chunk } from '../../index/chunk.ts';
import { openIndex } from '../../index/open.ts';
import type { PassageStore } from '../../index/store.ts';
import { createAnswerer } from '../../server/answer.ts';
import { createFakeEmbedder } from '../index/fake-embedder.ts';
import { type KnownQuestion, makeLargeFile, pickQuestions, writeLargeCorpus } from './large-corpus.ts';
import { measureAnswers, measureRecall, rateOfEmbedder } from './scale-measures.ts';

const FILES = 60;

let folder: string;
let questions: KnownQuestion[];
let report: BuildReport;
let store: PassageStore;
const embedder = createFakeEmbedder();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bulletin-qa-scale-'));
  const corpusFolder = join(folder, 'corpus');
  const indexRoot = join(folder, 'index');
  questions = await writeLargeCorpus(corpusFolder, { files: FILES });
  const source = openCorpusFolder(corpusFolder);
  report = await buildIndex({ indexRoot, source, embedder });
  await source.close();
  store = await openIndex(indexRoot, report.manifest.makers.corpus, embedder.name);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('a generated corpus', () => {
  it('is read as articles of usual length, each about a county, most of them issues with headings', async () => {
    const articles = await store.articles();
    expect(report.manifest.problems).toEqual([]);
    expect(articles).toHaveLength(FILES);
    const { chunks, sentences } = report.manifest.counts;
    expect(chunks / FILES).toBeGreaterThan(4);
    expect(sentences / chunks).toBeGreaterThan(3);
    const length = articles.reduce((sum, { text }) => sum + text.length, 0) / FILES;
    expect(length).toBeGreaterThan(1_000);
    expect(articles.every(({ places, versions }) => places.length > 0 && versions.length === 0)).toBe(true);
    expect(articles.filter(({ issueId }) => issueId !== null).length).toBeGreaterThan(FILES / 2);
    expect(articles.filter(({ sections }) => sections.length > 2).length).toBeGreaterThan(FILES / 2);
  });

  it('uses many words, few of them often', async () => {
    const words = await store.vocabulary();
    expect(words.length).toBeGreaterThan(1_000);
  });

  it('is the same for the same seed, and another for another', () => {
    expect(makeLargeFile(7)).toEqual(makeLargeFile(7));
    expect(makeLargeFile(7, { seed: 2 }).text).not.toBe(makeLargeFile(7).text);
  });

  it('changes in one section where a file is revised', () => {
    const [before, after] = [makeLargeFile(3).text, makeLargeFile(3, {}, 1).text].map((text) => text.split('\n'));
    const changed = before?.filter((line) => !after?.includes(line)) ?? [];
    expect(changed.length).toBeGreaterThan(0);
    expect(changed.length).toBeLessThanOrEqual(2);
  });
});

describe('the measures', () => {
  it('tell how soon and how well questions are answered', async () => {
    const answerer = await createAnswerer(store, embedder);
    const asked = pickQuestions(questions, 20);
    expect(new Set(asked).size).toBe(20);
    const { median, p95, blocked, found } = await measureAnswers(answerer, asked);
    expect(median).toBeLessThanOrEqual(p95);
    expect(blocked).toBeGreaterThan(0);
    expect(found).toBeGreaterThan(0.3);
  });

  it('find all that is nearest where every sentence is compared', async () => {
    const asked = pickQuestions(questions, 5).map(({ question }) => question);
    expect(await measureRecall(store, embedder, asked)).toBe(1);
  });

  it('and miss what a search does not find', async () => {
    const blind = {
      articles: () => store.articles(),
      chunksOf: (id: string) => store.chunksOf(id),
      similarities: (vector: Float32Array, chunk: Chunk) => store.similarities(vector, chunk),
      byVector: () => Promise.resolve([]),
    };
    expect(await measureRecall(blind, embedder, ['油茶林'])).toBe(0);
  });

  it('give the rate of the model alone', async () => {
    expect(await rateOfEmbedder(embedder, ['一', '二'])).toBeGreaterThan(0);
  });
});
