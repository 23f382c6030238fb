/** An index is built beside the current one and replaces it whole; what is unchanged is not embedded again. */
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { knownError } from '../../corpus/errors.ts';
import { buildIndex } from '../../index/build.ts';
import type { BuildProgress } from '../../index/build-progress.ts';
import { openIndex } from '../../index/open.ts';
import { termsOf } from '../../index/terms.ts';
import { createFakeEmbedder, type FakeEmbedder } from './fake-embedder.ts';
import { makeArticle, makeCorpus } from './make-article.ts';
import {
  ARTICLES,
  CARE,
  createSampleIndex,
  expectAnswers,
  expectRefused,
  openMended,
  type SampleIndex,
  SENTENCES,
  TEAM,
  WORKSHOP,
} from './sample-index.ts';

/** Every file of an index folder. */
const FILES = ['articles.jsonl', 'files.jsonl', 'manifest.json'];

/** Every file of a segment. */
const SEGMENT_FILES = [
  'articles.jsonl',
  'bigrams.postings',
  'chunks.jsonl',
  'files.jsonl',
  'segment.json',
  'vectors/index.matrix',
  'words.postings',
];

let index: SampleIndex;

beforeEach(async () => {
  index = await createSampleIndex();
});
afterEach(() => index.remove());

async function flipByte(file: string, at: number): Promise<void> {
  const bytes = await readFile(file);
  bytes[at] = (bytes[at] as number) ^ 1;
  await writeFile(file, bytes);
}

describe('a build', () => {
  it('counts what it holds and names what it could not read', async () => {
    const source = makeCorpus(ARTICLES, { 'broken.txt': knownError('file_empty') });
    const { manifest, embedded } = await buildIndex({ indexRoot: index.root, source, embedder: index.embedder });
    // Two sections are two chunks, the other articles one each.
    expect(manifest.counts).toEqual({ bulletins: 3, articles: 3, chunks: 4, sentences: SENTENCES });
    expect(manifest.problems).toEqual([{ file: 'broken.txt', problem: '文件里没有正文。' }]);
    expect(embedded).toBe(SENTENCES);
    expect((await openIndex(index.root, source.hash, index.embedder.name)).manifest).toEqual(manifest);
  });

  it('counts a bulletin once, however many articles it has', async () => {
    const { manifest } = await index.build([WORKSHOP, { ...TEAM, file: WORKSHOP.file }]);
    expect(manifest.counts).toMatchObject({ bulletins: 1, articles: 2 });
  });

  it('names the model that made its vectors', async () => {
    expect((await index.build()).manifest.makers.model).toBe('fake@1');
  });

  it('gives equal corpora equal versions, and others another', async () => {
    const { indexVersion } = (await index.build()).manifest;
    expect((await index.build()).manifest.indexVersion).toBe(indexVersion);
    expect((await index.build([WORKSHOP, TEAM])).manifest.indexVersion).not.toBe(indexVersion);
  });

  it('tells its progress after each sentence', async () => {
    const told: [number, number | null][] = [];
    const onProgress = ({ files, sentences, sentencesLeft }: BuildProgress): void => {
      if (files.done < files.total) told.push([sentences, sentencesLeft]);
    };
    await buildIndex({ indexRoot: index.root, source: makeCorpus(ARTICLES), embedder: index.embedder, onProgress });
    expect(told).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((done) => [done, 8 - done]));
    told.length = 0;
    const longer = makeArticle({ id: 'team', title: '驻村工作队', paragraphs: ['队员驻村。走访农户。住满一年。'] });
    await buildIndex({
      indexRoot: index.root,
      source: makeCorpus([WORKSHOP, longer, CARE]),
      embedder: index.embedder,
      onProgress,
    });
    expect(told).toEqual([[1, 0]]);
  });

  it('embeds a sentence that stands in two articles of one title once, and keeps both', async () => {
    const twin = makeArticle({ id: 'care-again', title: '敬老院', paragraphs: ['推行联建联养。', '添置床位。'] });
    expect((await index.build([CARE, twin])).embedded).toBe(2);
    const found = await (
      await index.open([CARE, twin])
    ).byVector(await index.embedder.embedQuestion('联建联养'), 2, null);
    expect(found.map(({ chunkId }) => chunkId).sort()).toEqual(['care-again/0', 'care/0']);
  });
});

describe('a second build', () => {
  it('embeds nothing when nothing changed, and answers the same', async () => {
    await index.build();
    index.embedder.embedded.length = 0;
    expect((await index.build()).embedded).toBe(0);
    expect(index.embedder.embedded).toEqual([]);
    await expectAnswers(await index.open());
  });

  it('embeds only the changed sentences of a changed article', async () => {
    await index.build();
    index.embedder.embedded.length = 0;
    const changed = makeArticle({ id: 'team', title: '驻村工作队', paragraphs: ['队员驻村。走访全部农户。'] });
    await index.build([WORKSHOP, changed, CARE]);
    expect(index.embedder.embedded).toEqual(['驻村工作队\n走访全部农户。']);
  });

  it('embeds an article again when its title changed, because the title is embedded with each sentence', async () => {
    await index.build();
    index.embedder.embedded.length = 0;
    await index.build([WORKSHOP, TEAM, { ...CARE, title: '乡镇敬老院' }]);
    expect(index.embedder.embedded).toEqual(['乡镇敬老院\n推行联建联养。']);
  });

  it('forgets an article that is gone', async () => {
    await index.build();
    await index.build([WORKSHOP, TEAM]);
    const store = await index.open([WORKSHOP, TEAM]);
    expect(await store.article('care')).toBeNull();
    expect(await store.byTerms(termsOf('联建联养'), 5, null)).toEqual([]);
    const found = await store.byVector(await index.embedder.embedQuestion('联建联养'), 100, null);
    expect(found.filter(({ chunkId }) => chunkId.startsWith('care'))).toEqual([]);
  });
});

describe('an index that does not fit is refused with the command that mends it', () => {
  it('where none was built', async () => {
    await expectRefused(index.open(), 'index_missing', 'npm run index');
  });

  it('where the corpus is another one', async () => {
    await index.build();
    await expectRefused(index.open([WORKSHOP, TEAM]), 'index_stale', '语料', 'npm run index');
  });

  it('where another model made it, whose vectors are not taken over', async () => {
    await index.build();
    await expectRefused(index.open(ARTICLES, 'fake@2'), 'index_stale', '模型', 'npm run index');
    const other = createFakeEmbedder('fake@2');
    expect((await index.build(ARTICLES, other)).embedded).toBe(SENTENCES);
    await expectRefused(index.open(), 'index_stale', '模型');
    await expectAnswers(await index.open(ARTICLES, 'fake@2'));
  });

  it('where articles were cut at other limits, unless it is opened with them', async () => {
    const limits = { chunk: 10, readable: 10, sentence: 10 };
    const { embedder, root } = index;
    const source = makeCorpus(ARTICLES);
    await buildIndex({ indexRoot: root, source, embedder, limits });
    await expectRefused(index.open(), 'index_stale', '切分规则');
    const { counts } = (await openIndex(root, source.hash, embedder.name, limits)).manifest;
    expect(counts.chunks).toBeGreaterThan((await index.build()).manifest.counts.chunks);
  });

  it('where the limits exceed what the model takes, before anything is built', async () => {
    const limits = { chunk: 300, readable: 200, sentence: 301 };
    const { embedder, root } = index;
    await expect(buildIndex({ indexRoot: root, source: makeCorpus(ARTICLES), embedder, limits })).rejects.toThrow(
      RangeError,
    );
    await expectRefused(index.open(), 'index_missing');
  });

  it('where the pointer names a folder that is gone, and a build mends it', async () => {
    await index.build();
    await rm(await index.current(), { recursive: true });
    await expectRefused(index.open(), 'index_damaged', 'manifest.json', 'npm run index');
    await expectAnswers(await openMended(index));
  });

  it.each(['', '\n', 'nowhere\n', '../..\n'])('where the pointer says %j, and a build mends it', async (pointer) => {
    await index.build();
    await writeFile(join(index.root, 'current'), pointer);
    await expectRefused(index.open(), 'index_damaged', 'manifest.json');
    await expectAnswers(await openMended(index));
  });
});

describe('a damaged index', () => {
  it('consists of the files that are damaged one by one below', async () => {
    await index.build();
    const entries = await readdir(await index.current(), { recursive: true, withFileTypes: true });
    expect(entries.filter((entry) => entry.isFile()).length).toBe(FILES.length);
    for (const file of FILES) expect(existsSync(join(await index.current(), file))).toBe(true);
    const parts = await readdir(await segment(), { recursive: true, withFileTypes: true });
    expect(parts.filter((entry) => entry.isFile()).length).toBe(SEGMENT_FILES.length);
    for (const file of SEGMENT_FILES) expect(existsSync(join(await segment(), file))).toBe(true);
  });

  const segment = async (): Promise<string> => {
    const [name] = await readdir(join(index.root, 'segments'));
    return join(index.root, 'segments', name as string);
  };

  const DAMAGES: [string, (file: string) => Promise<void>][] = [
    ['cut short', async (file) => truncate(file, Math.floor((await readFile(file)).length / 2))],
    ['empty', (file) => truncate(file, 0)],
    ['deleted', (file) => rm(file)],
    ['changed in its first byte', (file) => flipByte(file, 0)],
    ['changed in the middle', async (file) => flipByte(file, Math.floor((await readFile(file)).length / 2))],
    ['changed in its last byte', async (file) => flipByte(file, (await readFile(file)).length - 1)],
  ];
  const casesOf = (files: string[]): (readonly [string, string, (file: string) => Promise<void>])[] =>
    files.flatMap((file) => DAMAGES.map(([how, damage]) => [file, how, damage] as const));

  it.each(casesOf(FILES))('with %s %s is refused by that name, and a build mends it', async (file, _how, damage) => {
    await index.build();
    await damage(join(await index.current(), file));
    await expectRefused(index.open(), 'index_damaged', `“${file}”`, 'npm run index');
    index.embedder.embedded.length = 0;
    await expectAnswers(await openMended(index));
    expect(index.embedder.embedded).toEqual([]);
  });

  it.each(casesOf(SEGMENT_FILES))(
    'with %s of a segment %s is refused, lends no vectors, and a build mends it',
    async (file, _how, damage) => {
      await index.build();
      await damage(join(await segment(), file));
      await expectRefused(index.open(), 'index_damaged', 'npm run index');
      index.embedder.embedded.length = 0;
      await expectAnswers(await openMended(index));
      expect(index.embedder.embedded).toHaveLength(SENTENCES);
    },
  );

  it('is noticed wherever its manifest is changed', async () => {
    await index.build();
    const file = join(await index.current(), 'manifest.json');
    const whole = await readFile(file);
    for (const at of whole.keys()) {
      await flipByte(file, at);
      await expectRefused(index.open(), 'index_damaged', '“manifest.json”');
      await writeFile(file, whole);
    }
    await expectAnswers(await index.open());
  });
});

describe('a build that fails', () => {
  const failing: FakeEmbedder = {
    ...createFakeEmbedder(),
    embedText: (text) =>
      text.includes('走访') ? Promise.reject(new Error('no memory')) : index.embedder.embedText(text),
  };

  it('leaves the current index answering, and says why it failed', async () => {
    await index.build([CARE]);
    await expect(index.build(ARTICLES, failing)).rejects.toThrow('no memory');
    await expectAnswers(await index.open([CARE]));
  });

  it('leaves nothing to open where there was none', async () => {
    await expect(index.build(ARTICLES, failing)).rejects.toThrow('no memory');
    await expectRefused(index.open(), 'index_missing');
  });

  it('gives its lock back and leaves no trace in the next build', async () => {
    await expect(index.build(ARTICLES, failing)).rejects.toThrow('no memory');
    expect((await index.build()).embedded).toBe(SENTENCES);
    expect(await index.folders()).toEqual([await index.currentName()]);
    await expectAnswers(await index.open());
  });
});

describe('the folder of indexes', () => {
  it('keeps the current index and the one before it', async () => {
    await index.build([CARE]);
    await index.build([CARE, TEAM]);
    const previous = await index.currentName();
    await index.build();
    expect((await index.folders()).sort()).toEqual([previous, await index.currentName()].sort());
    expect((await readdir(index.root)).filter((name) => name.startsWith('lock'))).toEqual([]);
  });

  it('keeps what is not an index', async () => {
    await mkdir(join(index.root, 'my papers'));
    await writeFile(join(index.root, 'my papers', 'draft.txt'), '草稿');
    for (const articles of [[CARE], [TEAM], ARTICLES]) await index.build(articles);
    expect(await readFile(join(index.root, 'my papers', 'draft.txt'), 'utf8')).toBe('草稿');
  });

  it('is made where it is missing, with the folders above it', async () => {
    const deep = await createSampleIndex(join('data', '索引 folder'));
    await deep.build();
    await expectAnswers(await deep.open());
    await deep.remove();
  });
});
