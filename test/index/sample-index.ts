/** An index folder of three small articles, with the handles that tests of building need. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Article } from '../../corpus/article.ts';
import { type ErrorCode, KnownError } from '../../corpus/errors.ts';
import { buildIndex, type BuildReport } from '../../index/build.ts';
import { openIndex } from '../../index/open.ts';
import type { PassageStore } from '../../index/store.ts';
import { termsOf } from '../../index/terms.ts';
import { createFakeEmbedder, type FakeEmbedder } from './fake-embedder.ts';
import { makeArticle, makeCorpus } from './make-article.ts';

export const WORKSHOP = makeArticle({
  id: 'workshop',
  title: '扶贫车间',
  paragraphs: ['一、建厂房', '车间就在村里。招收贫困户。', '二、育工人', '培训缝纫。'],
  headings: { '一、建厂房': 1, '二、育工人': 1 },
});
export const TEAM = makeArticle({ id: 'team', title: '驻村工作队', paragraphs: ['队员驻村。走访农户。'] });
export const CARE = makeArticle({ id: 'care', title: '敬老院', paragraphs: ['推行联建联养。'] });
export const ARTICLES = [WORKSHOP, TEAM, CARE];

/** Sentences of {@link ARTICLES}: 3 + 2 with their headings, 2, 1. */
export const SENTENCES = 8;

export interface SampleIndex {
  root: string;
  embedder: FakeEmbedder;
  build: (articles?: Article[], by?: FakeEmbedder) => Promise<BuildReport>;
  open: (articles?: Article[], model?: string) => Promise<PassageStore>;
  /** The name of the current index, and its path. */
  currentName: () => Promise<string>;
  current: () => Promise<string>;
  /** Names of the folders of indexes; the archive and the segments beside them are none. */
  folders: () => Promise<string[]>;
  remove: () => Promise<void>;
}

/** Makes a folder for indexes, with none in it yet; `below` is a path in it. */
export async function createSampleIndex(below = ''): Promise<SampleIndex> {
  const folder = await mkdtemp(join(tmpdir(), 'bulletin-qa-index-'));
  const root = join(folder, below);
  const embedder = createFakeEmbedder();
  const currentName = async (): Promise<string> => (await readFile(join(root, 'current'), 'utf8')).trim();
  return {
    root,
    embedder,
    build: (articles = ARTICLES, by = embedder) =>
      buildIndex({ indexRoot: root, source: makeCorpus(articles), embedder: by }),
    open: (articles = ARTICLES, model = embedder.name) => openIndex(root, makeCorpus(articles).hash, model),
    currentName,
    current: async () => join(root, await currentName()),
    folders: async () =>
      (await readdir(root, { withFileTypes: true }))
        .filter((entry) => entry.isDirectory() && !['archive', 'segments'].includes(entry.name))
        .map(({ name }) => name),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Opens an index, and builds it first where it cannot be opened. */
export async function openMended({ build, open }: SampleIndex): Promise<PassageStore> {
  return open().catch(async (thrown: unknown) => {
    expect(thrown).toBeInstanceOf(KnownError);
    await build();
    return open();
  });
}

/** Finds the article on care by its words and by its vector. */
export async function expectAnswers(store: PassageStore): Promise<void> {
  expect((await store.byTerms(termsOf('联建联养'), 1, null))[0]?.chunkId).toBe('care/0');
  const vector = await createFakeEmbedder().embedQuestion('敬老院推行联建联养');
  expect((await store.byVector(vector, 1, null))[0]?.chunkId).toBe('care/0');
}

export async function expectRefused(doing: Promise<unknown>, code: ErrorCode, ...words: string[]): Promise<void> {
  const thrown: unknown = await doing.then(
    () => 'nothing was thrown',
    (error: unknown) => error,
  );
  expect(thrown).toBeInstanceOf(KnownError);
  expect((thrown as KnownError).code).toBe(code);
  for (const word of words) expect((thrown as KnownError).message).toContain(word);
}
