/** Segments: a build loses one batch at most, and what lies in a segment is neither read nor embedded again. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Article } from '../../corpus/article.ts';
import { knownError } from '../../corpus/errors.ts';
import { type BuildReport, buildIndex } from '../../index/build.ts';
import { isPinned, rollBack } from '../../index/folder.ts';
import { openIndex } from '../../index/open.ts';
import type { PassageStore } from '../../index/store.ts';
import { termsOf } from '../../index/terms.ts';
import type { FakeEmbedder } from './fake-embedder.ts';
import { type MadeCorpus, makeArticle, makeCorpus } from './make-article.ts';
import { ARTICLES, CARE, createSampleIndex, expectRefused, type SampleIndex, TEAM } from './sample-index.ts';

/** Sentences of a batch: two villages. */
const BATCH = 4;

let index: SampleIndex;

beforeEach(async () => {
  index = await createSampleIndex();
});
afterEach(() => index.remove());

/** Articles of two sentences each, with words of their own. */
function villages(count: number, from = 0): Article[] {
  return Array.from({ length: count }, (_, at) => {
    const name = `第${from + at}村`;
    return makeArticle({ id: `village-${from + at}`, title: name, paragraphs: [`${name}修路。${name}种树。`] });
  });
}

function build(source: MadeCorpus, embedder: FakeEmbedder = index.embedder): Promise<BuildReport> {
  return buildIndex({ indexRoot: index.root, source, embedder, batchSentences: BATCH });
}

const open = (source: MadeCorpus): Promise<PassageStore> => openIndex(index.root, source.hash, index.embedder.name);

const segmentNames = (): Promise<string[]> => readdir(join(index.root, 'segments'));

/** A corpus that tells which files were read of it. */
function watched(corpus: MadeCorpus): MadeCorpus & { readPaths: string[] } {
  const readPaths: string[] = [];
  return {
    ...corpus,
    readPaths,
    read: (path) => {
      readPaths.push(path);
      return corpus.read(path);
    },
  };
}

describe('a build that ends before its time', () => {
  it('has embedded one batch in vain at most', async () => {
    const corpus = makeCorpus(villages(10));
    let left = 14;
    const dying: FakeEmbedder = {
      ...index.embedder,
      embedText: (text) => (left-- > 0 ? index.embedder.embedText(text) : Promise.reject(new Error('no power'))),
    };
    await expect(build(corpus, dying)).rejects.toThrow('no power');
    // Three batches of four sentences are there, two sentences of the fourth are lost.
    expect((await segmentNames()).length).toBe(3);
    const { embedded } = await build(corpus);
    expect(embedded).toBe(20 - 12);
    expect((await (await open(corpus)).articles()).map(({ id }) => id)).toEqual(corpus.articles.map(({ id }) => id));
  });
});

describe('a file', () => {
  it('that did not change is not read again', async () => {
    await build(makeCorpus(villages(5)));
    const source = watched(makeCorpus([...villages(5), ...villages(1, 5)]));
    await build(source);
    expect(source.readPaths).toEqual(['village-5.txt']);
  });

  it('that is renamed costs nothing, and its citations name the new path', async () => {
    await build(makeCorpus(ARTICLES));
    const renamed = watched(makeCorpus(ARTICLES.map((article) => ({ ...article, file: `2020/${article.file}` }))));
    const { embedded } = await build(renamed);
    expect({ embedded, read: renamed.readPaths }).toEqual({ embedded: 0, read: [] });
    const files = (await (await open(renamed)).articles()).map(({ file, id }) => [file, id]);
    expect(files).toEqual([
      ['2020/workshop.txt', '2020-workshop'],
      ['2020/team.txt', '2020-team'],
      ['2020/care.txt', '2020-care'],
    ]);
  });

  it('that stands twice is read once, and its article is held once with both paths', async () => {
    const source = watched(makeCorpus([CARE, { ...CARE, file: '副本/care.txt' }]));
    const { manifest } = await build(source);
    expect(source.readPaths).toEqual(['care.txt']);
    expect(manifest.counts).toMatchObject({ bulletins: 1, articles: 1 });
    const [article] = await (await open(source)).articles();
    expect(article).toMatchObject({ file: 'care.txt', alsoIn: ['副本/care.txt'] });
  });

  it('that could not be opened is tried again, one that is damaged is not', async () => {
    const failures = { 'a.pdf': knownError('file_unreadable', 'EACCES'), 'b.pdf': knownError('file_empty') };
    await build(makeCorpus(ARTICLES, failures));
    const source = watched(makeCorpus(ARTICLES, failures));
    const { files, manifest } = await build(source);
    expect(source.readPaths).toEqual(['a.pdf']);
    expect(manifest.problems.map(({ file }) => file)).toEqual(['a.pdf', 'b.pdf']);
    expect(files.find(({ path }) => path === 'b.pdf')).toMatchObject({ articles: 0, problem: { code: 'file_empty' } });
  });
});

describe('an index of many segments', () => {
  it('ranks and weighs as one of a single segment does', async () => {
    const corpus = makeCorpus([...villages(30), ...ARTICLES]);
    await build(corpus);
    const many = await open(corpus);
    const whole = await createSampleIndex();
    await whole.build(corpus.articles);
    const single = await openIndex(whole.root, corpus.hash, index.embedder.name);
    for (const question of ['第7村修路', '走访农户', '联建联养', '招收贫困户']) {
      const vector = await index.embedder.embedQuestion(question);
      for (const scope of [null, ['team', 'village-7', 'village-29']]) {
        expect(await many.byTerms(termsOf(question), 9, scope)).toEqual(
          await single.byTerms(termsOf(question), 9, scope),
        );
        expect(await many.byVector(vector, 9, scope)).toEqual(await single.byVector(vector, 9, scope));
      }
      expect(await many.weigh(termsOf(question))).toEqual(await single.weigh(termsOf(question)));
    }
    expect(await many.articles()).toEqual(await single.articles());
    await whole.remove();
  });

  it('forgets the words of what is gone', async () => {
    await build(makeCorpus([...villages(3), CARE, TEAM]));
    const corpus = makeCorpus([...villages(3), TEAM]);
    await build(corpus);
    const store = await open(corpus);
    expect(await store.vocabulary()).not.toContain('敬老院');
    expect(await store.byTerms(termsOf('联建联养'), 5, null)).toEqual([]);
  });

  it('puts small segments together once they are many, and embeds nothing for it', async () => {
    let corpus = makeCorpus(villages(1));
    for (let count = 1; count <= 20; count++) {
      corpus = makeCorpus(villages(count));
      const { embedded } = await buildIndex({ indexRoot: index.root, source: corpus, embedder: index.embedder });
      expect(embedded).toBe(2);
    }
    const current = Object.keys((await open(corpus)).manifest.segments);
    expect(current.length).toBeLessThan(10);
    expect((await (await open(corpus)).articles()).length).toBe(20);
    const vector = await index.embedder.embedQuestion('第3村种树');
    expect((await (await open(corpus)).byVector(vector, 1, null))[0]?.chunkId).toBe('village-3/0');
  });

  it('keeps no segment that no kept index names', async () => {
    for (const from of [0, 10, 20]) await build(makeCorpus(villages(4, from)));
    const source = makeCorpus(villages(4, 20));
    const named = new Set(Object.keys((await open(source)).manifest.segments));
    // The index before has two segments of its own.
    expect((await segmentNames()).length).toBe(named.size + 2);
  });
});

describe('rolling back', () => {
  it('makes the index before the current one answer, pinned until the next build', async () => {
    const [before, after] = [makeCorpus([CARE]), makeCorpus(ARTICLES)];
    await build(before);
    await build(after);
    await rollBack(index.root);
    expect(await isPinned(index.root)).toBe(true);
    expect((await (await open(before)).articles()).map(({ id }) => id)).toEqual(['care']);
    await build(after);
    expect(await isPinned(index.root)).toBe(false);
    expect(await (await open(after)).articles()).toHaveLength(ARTICLES.length);
  });

  it('is refused where there is none before', async () => {
    await expectRefused(rollBack(index.root), 'index_no_previous');
    await build(makeCorpus([CARE]));
    await expectRefused(rollBack(index.root), 'index_no_previous', '至少');
    expect(await isPinned(index.root)).toBe(false);
  });
});

describe('a corpus without an article', () => {
  it('is refused with what was wrong with each file, and the index before stays', async () => {
    await build(makeCorpus([CARE]));
    await expectRefused(build(makeCorpus([], { 'a.pdf': knownError('file_empty') })), 'corpus_empty', 'a.pdf');
    expect(await (await open(makeCorpus([CARE]))).articles()).toHaveLength(1);
  });
});
