/** A corpus that changes under a running server: what answers, what is built, and what becomes of citations. */
import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Article } from '../../corpus/article.ts';
import { rollBack } from '../../index/folder.ts';
import { createApp } from '../../server/app.ts';
import { resolveCitation } from '../../server/citations/resolve-citation.ts';
import type { Answer } from '../../server/contract.ts';
import { citeSpan } from '../../server/cite.ts';
import { createAnswering } from '../../server/operation/answering.ts';
import { openServing, type Serving, type ServingOptions } from '../../server/operation/serving.ts';
import { createFakeEmbedder } from '../index/fake-embedder.ts';
import { createSmallCorpus, type SmallCorpus } from './small-corpus.ts';

const embedder = createFakeEmbedder();

/** For what takes a moment, on a machine that is busy with other things; in milliseconds. */
const PATIENCE = 60_000;

let corpus: SmallCorpus;
let serving: Serving;
let builds: number;
let logged: { msg: string; file?: string; problem?: string }[];

const log = pino({ level: 'info' }, { write: (line) => void logged.push(JSON.parse(line) as (typeof logged)[number]) });

beforeEach(async () => {
  corpus = await createSmallCorpus();
  [builds, logged] = [0, []];
});
afterEach(async () => {
  await serving.close();
  await corpus.remove();
});

/** Opens what the server opens; a file is at rest after a tenth of a second here. */
async function open(more: Partial<ServingOptions> = {}): Promise<void> {
  serving = await openServing({
    config: corpus,
    embedder,
    log,
    rebuild: async () => {
      builds++;
      await corpus.build(embedder);
    },
    retryAfter: 20,
    watch: { quiet: 100, poll: 60_000 },
    lookAfter: 20,
    ...more,
  });
}

const fileOf = (name: string): string => join(corpus.corpusFolder, name);
const versionOf = (): string => serving.answerer().store.manifest.indexVersion;

async function pathsHeld(): Promise<string[]> {
  return (await serving.answerer().store.files()).map(({ path }) => path);
}

async function holds(...paths: string[]): Promise<void> {
  await vi.waitFor(async () => expect(await pathsHeld()).toEqual(paths.sort()), { timeout: PATIENCE, interval: 20 });
  await atRest();
}

/** Long enough for whatever would be built to have begun. */
async function atRest(): Promise<void> {
  await wait(400);
  await vi.waitFor(() => expect(serving.building()).toBe(false), PATIENCE);
}

describe('a running server', () => {
  it('answers from what the folder holds, without a question lost while files come, change, are renamed and go', async () => {
    await open();
    const answering = createAnswering({ cacheBytes: 1024 * 1024 });
    const app = createApp({
      ...{ answerer: serving.answerer, answering },
      pageFolder: 'web/dist',
      bodyLimitBytes: 9999,
    });
    const ask = async (question: string): Promise<Answer> => {
      const response = await app.request('/api/ask', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ question }),
      });
      expect(response.status).toBe(200);
      return (await response.json()) as Answer;
    };
    let isOver = false;
    let asked = 0;
    const asking = (async () => {
      for (; !isOver; asked++) {
        await ask(`${asked % 2 ? '甲' : '乙'}村第1户种茶多少亩？`);
        await wait(1);
      }
    })();

    const question = '乙村第1户种茶多少亩？';
    const wordsFound = async (): Promise<string> => (await ask(question)).extracts.map(({ text }) => text).join();
    expect(await wordsFound()).not.toContain('乙村');

    await corpus.write('乙', 2);
    await holds('乙.txt', '甲.txt');
    expect(await wordsFound()).toContain('乙村第1户种茶3亩');

    await writeFile(fileOf('乙.txt'), '乙村的做法\n乙村第1户种茶八十亩。\n乙村第2户种茶4亩。');
    await vi.waitFor(async () => expect(await wordsFound()).toContain('八十亩'), PATIENCE);

    await rename(fileOf('乙.txt'), fileOf('丙.txt'));
    await holds('丙.txt', '甲.txt');
    expect((await ask(question)).extracts[0]?.citation.source.file).toBe('丙.txt');

    await rm(fileOf('丙.txt'));
    await holds('甲.txt');
    expect(await wordsFound()).not.toContain('乙村');

    isOver = true;
    await asking;
    expect(asked).toBeGreaterThan(20);
  });

  it('takes a burst of files in few builds', async () => {
    await corpus.build(embedder);
    await open({ watch: { quiet: 1_000, poll: 60_000 } });
    await atRest();
    const names = Array.from({ length: 20 }, (_, number) => `第${number + 10}`);
    for (const name of names) {
      await corpus.write(name, 2);
      await wait(10);
    }
    await holds('甲.txt', ...names.map((name) => `${name}.txt`));
    expect(builds).toBeLessThanOrEqual(3);
  });

  it('builds once more for all that comes while it builds, and never twice at a time', async () => {
    await corpus.build(embedder);
    let atOnce = 0;
    let release: () => void = () => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    await open({
      rebuild: async () => {
        expect(++atOnce).toBe(1);
        if (++builds === 1) await released;
        await corpus.build(embedder);
        atOnce--;
      },
    });
    await corpus.write('乙', 2);
    await vi.waitFor(() => expect(builds).toBe(1), PATIENCE);
    for (const name of ['丙', '丁']) {
      await corpus.write(name, 2);
      serving.rebuildNow();
      await wait(200);
    }
    release();
    await holds('丁.txt', '丙.txt', '乙.txt', '甲.txt');
    expect(builds).toBe(2);
  });

  it('leaves a broken file out, says so, and goes on', async () => {
    await open();
    await writeFile(fileOf('坏.pdf'), 'no PDF');
    await corpus.write('乙', 2);
    await holds('乙.txt', '坏.pdf', '甲.txt');
    const broken = (await serving.answerer().store.files()).find(({ path }) => path === '坏.pdf');
    expect(broken).toMatchObject({ articles: 0, problem: { code: expect.stringContaining('file_') as string } });
    expect(logged).toContainEqual(expect.objectContaining({ msg: 'file left out', file: '坏.pdf' }));
  });

  it('keeps its index while the folder is empty, and takes up what comes after', async () => {
    await open();
    const version = versionOf();
    await rm(fileOf('甲.txt'));
    await vi.waitFor(() => expect(logged.map(({ msg }) => msg)).toContain('index not built'), PATIENCE);
    expect([versionOf(), await pathsHeld()]).toEqual([version, ['甲.txt']]);
    await corpus.write('乙', 2);
    await holds('乙.txt');
  });

  it('follows an index that another process made current, without watching the folder', async () => {
    await open({ watch: null });
    await corpus.write('乙', 2);
    const version = await corpus.build(embedder);
    await vi.waitFor(() => expect(versionOf()).toBe(version), PATIENCE);
    expect([builds, serving.building()]).toEqual([1, false]);
  });

  it('does not watch where it is told not to', async () => {
    await open({ watch: null });
    await corpus.write('乙', 2);
    await atRest();
    expect(await pathsHeld()).toEqual(['甲.txt']);
  });
});

describe('an index that was put back', () => {
  it('stays although the folder changes and the server starts again, until a build is asked for', async () => {
    await open();
    const first = versionOf();
    await corpus.write('乙', 2);
    await holds('乙.txt', '甲.txt');
    expect([serving.pinned(), await serving.canRollBack()]).toEqual([false, true]);

    await serving.rollBack();
    expect([versionOf(), serving.pinned(), serving.building()]).toEqual([first, true, false]);
    const before = builds;
    await corpus.write('丙', 2);
    await atRest();
    expect([versionOf(), builds]).toEqual([first, before]);

    await serving.close();
    await open();
    await atRest();
    expect([versionOf(), serving.pinned(), builds]).toEqual([first, true, before]);

    serving.rebuildNow();
    await holds('丙.txt', '乙.txt', '甲.txt');
    expect(serving.pinned()).toBe(false);
  });

  it('is followed when another process puts it back', async () => {
    await open();
    const first = versionOf();
    await corpus.write('乙', 2);
    await holds('乙.txt', '甲.txt');
    await rollBack(corpus.indexRoot);
    await vi.waitFor(() => expect([versionOf(), serving.pinned()]).toEqual([first, true]), PATIENCE);
    await atRest();
    expect(versionOf()).toBe(first);
  });

  it('ends the build that is under way', async () => {
    await corpus.build(embedder);
    await corpus.write('乙', 2);
    const second = await corpus.build(embedder);
    let wasEnded = false;
    await open({
      rebuild: (signal) =>
        new Promise((_resolve, reject) =>
          signal.addEventListener('abort', () => {
            wasEnded = true;
            reject(new Error('ended'));
          }),
        ),
    });
    expect(versionOf()).toBe(second);
    await corpus.write('丙', 2);
    await vi.waitFor(() => expect(serving.building()).toBe(true), PATIENCE);
    await serving.rollBack();
    expect([wasEnded, serving.building(), await pathsHeld()]).toEqual([true, false, ['甲.txt']]);
    expect(logged.map(({ msg }) => msg)).not.toContain('index not built');
  });

  it('is refused where there is none before it, and nothing changes', async () => {
    await open();
    const version = versionOf();
    await expect(serving.rollBack()).rejects.toMatchObject({ code: 'index_no_previous' });
    expect([versionOf(), serving.pinned(), await serving.canRollBack()]).toEqual([version, false, false]);
  });
});

describe('how far a build is', () => {
  it('is told while it goes on, with what is left, and not afterwards', async () => {
    await corpus.build(embedder);
    let release: () => void = () => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    await open({
      rebuild: async (_signal, onProgress) => {
        onProgress({ files: { done: 1, total: 4 }, sentences: 10, sentencesLeft: 30 });
        await released;
        await corpus.build(embedder);
      },
    });
    expect(serving.progress()).toBeNull();
    await corpus.write('乙', 2);
    await vi.waitFor(() => expect(serving.progress()).not.toBeNull(), PATIENCE);
    expect(serving.progress()).toMatchObject({ filesDone: 1, filesTotal: 4, sentences: 10, sentencesLeft: 30 });
    release();
    await holds('乙.txt', '甲.txt');
    expect(serving.progress()).toBeNull();
  });
});

describe('a citation given out before', () => {
  const WORDS = '青山县去年建成扶贫车间三十九个，带动一千二百名群众在家门口就业，月均增收一千六百元。';
  const OTHER = '驻村工作队员吃住在村，逐户核对帮扶手册，每月召开两次分析会，群众都说好。';
  const write = (name: string, title: string, ...paragraphs: string[]): Promise<void> =>
    writeFile(fileOf(name), [title, ...paragraphs].join('\n'));

  async function idOf(words: string): Promise<string> {
    const article = (await serving.answerer().store.articles()).find(({ text }) => text.includes(words)) as Article;
    const start = article.text.indexOf(words);
    return citeSpan(article, { start, end: start + words.length }).id;
  }

  const stateOf = async (id: string): Promise<string | undefined> =>
    (await resolveCitation(serving.answerer(), id))?.state;

  it('resolves through renaming, moving, editing and removing', async () => {
    await write('车间.txt', '青山县建车间', WORDS, OTHER);
    await open();
    const id = await idOf(WORDS);
    expect(await stateOf(id)).toBe('unchanged');

    await rename(fileOf('车间.txt'), fileOf('改名.txt'));
    await holds('改名.txt', '甲.txt');
    expect(await stateOf(id)).toBe('unchanged');

    await write('改名.txt', '青山县建车间', WORDS.replace('三十九', '四十一'), OTHER);
    await vi.waitFor(async () => expect(await stateOf(id)).toBe('changed'), PATIENCE);
    await atRest();

    await write('另.txt', '就业工作综述', '各县都有办法。', WORDS);
    await write('改名.txt', '青山县建车间', OTHER);
    await vi.waitFor(async () => expect(await stateOf(id)).toBe('moved'), PATIENCE);
    await atRest();

    await rm(fileOf('另.txt'));
    await rm(fileOf('改名.txt'));
    await vi.waitFor(async () => expect(await stateOf(id)).toBe('withdrawn'), PATIENCE);
  });
});
