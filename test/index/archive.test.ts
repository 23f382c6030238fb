/** The archive keeps every text that an index held, once, and reads on past what is damaged. */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Article } from '../../corpus/article.ts';
import { archiveArticles, ArchiveWriter, findArchived, identityOf } from '../../index/archive.ts';
import { createFakeEmbedder } from './fake-embedder.ts';
import { makeArticle } from './make-article.ts';
import { ARTICLES, CARE, createSampleIndex, TEAM, WORKSHOP } from './sample-index.ts';

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'bulletin-qa-archive-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

const packs = async (): Promise<string[]> =>
  (await readdir(join(root, 'archive'))).filter((name) => name.endsWith('.jsonl')).sort();
const textsOf = async (article: Article): Promise<string[]> =>
  (await findArchived(root, identityOf(article))).map(({ text }) => text);
const edited = makeArticle({ id: 'care', title: '敬老院', paragraphs: ['推行联建联养，老人安心。'] });

describe('the archive', () => {
  it('gives every text of an article, the latest first', async () => {
    await archiveArticles(root, ARTICLES);
    await archiveArticles(root, [WORKSHOP, edited]);
    expect(await textsOf(CARE)).toEqual([edited.text, CARE.text]);
    expect(await textsOf(WORKSHOP)).toEqual([WORKSHOP.text]);
  });

  it('keeps a text once, whatever its file, its lines and its number are', async () => {
    expect(await archiveArticles(root, ARTICLES)).toEqual({ added: 3, damaged: 0 });
    const renamed = ARTICLES.map((article) => ({ ...article, id: `${article.id}~2`, file: '另名.txt' }));
    expect(await archiveArticles(root, [...renamed, ...ARTICLES])).toEqual({ added: 0, damaged: 0 });
    expect(await packs()).toEqual(['00000001.jsonl']);
  });

  it('holds nothing where nothing was built', async () => {
    expect(await textsOf(CARE)).toEqual([]);
  });

  it.each([
    ['cut short', (line: string) => line.slice(0, line.length / 2)],
    ['no JSON', () => '{"identity":'],
    ['changed in its text', (line: string) => line.replace(/"article":"...../u, '"article":"AAAAA')],
    ['changed in its key', (line: string) => line.replace(/"key":"../u, '"key":"zz')],
    ['of another identity', (line: string) => line.replace(/"identity":"......../u, `"identity":"${identityOf(TEAM)}`)],
  ])(
    'leaves out an entry that is %s, reads the others, tells of it, and takes the article in again',
    async (_how, damage) => {
      await archiveArticles(root, ARTICLES);
      const file = join(root, 'archive', '00000001.jsonl');
      const lines = (await readFile(file, 'utf8')).split('\n');
      const number = ARTICLES.indexOf(CARE);
      lines[number] = damage(lines[number] as string);
      await writeFile(file, lines.join('\n'));
      expect(await textsOf(CARE)).toEqual([]);
      for (const whole of [TEAM, WORKSHOP]) expect(await textsOf(whole)).toEqual([whole.text]);
      expect(await archiveArticles(root, ARTICLES)).toEqual({ added: 1, damaged: 1 });
      expect(await textsOf(CARE)).toEqual([CARE.text]);
    },
  );

  it('takes articles in batches, each text once', async () => {
    const archive = await ArchiveWriter.open(root);
    await archive.add([CARE, TEAM]);
    await archive.add([TEAM]);
    await archive.add([edited, WORKSHOP, CARE]);
    expect(await archive.close()).toEqual({ added: 4, damaged: 0 });
    expect(await packs()).toEqual(['00000001.jsonl', '00000002.jsonl']);
    expect(await textsOf(CARE)).toEqual([edited.text, CARE.text]);
  });

  describe('knows without reading them which batches it holds', () => {
    const pack = (): string => join(root, 'archive', '00000001.jsonl');
    const holds = async (batch: string): Promise<boolean> => (await ArchiveWriter.open(root)).holds(batch);

    beforeEach(async () => {
      const archive = await ArchiveWriter.open(root);
      await archive.add(ARTICLES, 'first');
      await archive.close();
    });

    it('while its packs are as they were', async () => {
      expect(await holds('first')).toBe(true);
      expect(await holds('second')).toBe(false);
      await archiveArticles(root, [edited]);
      expect(await archiveArticles(root, [...ARTICLES, edited])).toEqual({ added: 0, damaged: 0 });
    });

    it('and goes on knowing it where other batches are added', async () => {
      const archive = await ArchiveWriter.open(root);
      expect(archive.holds('first')).toBe(true);
      await archive.add([edited], 'second');
      await archive.close();
      expect([await holds('first'), await holds('second')]).toEqual([true, true]);
    });

    it('but not where a pack is damaged', async () => {
      await writeFile(pack(), (await readFile(pack(), 'utf8')).replace(/"article":"...../u, '"article":"AAAAA'));
      expect(await holds('first')).toBe(false);
      expect(await archiveArticles(root, ARTICLES)).toEqual({ added: 1, damaged: 1 });
    });

    it('nor where a pack is gone', async () => {
      await rm(pack());
      expect(await holds('first')).toBe(false);
      expect(await archiveArticles(root, ARTICLES)).toEqual({ added: 3, damaged: 0 });
    });

    it.each(['', '{"packs":', '{"packs":{},"batches":["first"]}'])('nor where its list is %j', async (list) => {
      await writeFile(join(root, 'archive', 'contents.json'), list);
      expect(await archiveArticles(root, ARTICLES)).toEqual({ added: 0, damaged: 0 });
    });
  });

  it('passes over a pack that was not finished', async () => {
    await archiveArticles(root, [WORKSHOP]);
    await writeFile(join(root, 'archive', '00000002.jsonl.next'), '{"identity":"');
    await archiveArticles(root, ARTICLES);
    expect(await textsOf(CARE)).toEqual([CARE.text]);
  });
});

describe('a build', () => {
  it('archives what it holds before it becomes current, and what a damaged index held is still there', async () => {
    const index = await createSampleIndex();
    expect((await index.build()).archive).toEqual({ added: 3, damaged: 0 });
    await writeFile(join(await index.current(), 'articles.jsonl'), '');
    expect((await index.build([WORKSHOP, edited])).archive).toEqual({ added: 1, damaged: 0 });
    const store = await index.open([WORKSHOP, edited]);
    expect((await store.archived(identityOf(CARE))).map(({ text }) => text)).toEqual([edited.text, CARE.text]);
    await index.remove();
  });

  it('that fails while embedding archives nothing', async () => {
    const index = await createSampleIndex();
    const failing = { ...createFakeEmbedder(), embedText: () => Promise.reject(new Error('no memory')) };
    await expect(index.build(ARTICLES, failing)).rejects.toThrow('no memory');
    expect(await findArchived(index.root, identityOf(CARE))).toEqual([]);
    await index.remove();
  });
});
