/** Builds that are killed: whatever the moment, the old index answers or the new one, and the next build is whole. */
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hashCorpus } from '../../corpus/load.ts';
import { openIndex, openLastGood } from '../../index/open.ts';
import { runBuild } from './build-process.ts';
import { createSmallCorpus, type SmallCorpus } from './small-corpus.ts';

const KILLS = 10;
const SENTENCES = 60;
const KILL_AT = pathToFileURL(resolve(import.meta.dirname, 'kill-at.mjs')).href;

let corpus: SmallCorpus;
let version: string;
let number = 0;
/** Milliseconds that a whole build takes. */
let duration: number;

beforeAll(async () => {
  corpus = await createSmallCorpus();
  await corpus.write('始', SENTENCES);
  const built = await runBuild(corpus);
  expect(built.told).not.toContain('Error');
  duration = built.milliseconds;
  version = await currentVersion();
});
afterAll(() => corpus.remove());

beforeEach(async () => {
  // Sentences that no build before has embedded, so that each has its work to do.
  await corpus.write(`新${++number}`, SENTENCES);
});

async function currentVersion(): Promise<string> {
  const name = await readFile(join(corpus.indexRoot, 'current'), 'utf8');
  return name.split('-')[0] as string;
}

/** Opens what is there as a start would, with every checksum, and gives its version. */
async function answeringVersion(): Promise<string> {
  const store = await openLastGood(corpus.indexRoot);
  expect(store).not.toBeNull();
  const articles = await store?.articles();
  expect(articles?.some(({ title }) => title === '始村的做法')).toBe(true);
  return store?.manifest.indexVersion as string;
}

async function expectWholeNextBuild(): Promise<void> {
  const { code, told } = await runBuild(corpus);
  expect({ code, told }).toMatchObject({ code: 0 });
  const store = await openIndex(corpus.indexRoot, await hashCorpus(corpus.corpusFolder));
  expect(await store.articles()).toHaveLength(number + 2);
  version = store.manifest.indexVersion;
}

describe('a build that is killed', () => {
  it(`at ${KILLS} random moments leaves a whole index answering, and the next build is whole`, async () => {
    const moments: number[] = [];
    for (let kill = 0; kill < KILLS; kill++) {
      const killAfter = Math.random() * duration;
      const { code } = await runBuild(corpus, { killAfter });
      if (code === null) moments.push(killAfter);
      // One that was killed after the switch, or had ended by then, answers from the index that it built.
      const current = await currentVersion();
      expect([killAfter, await answeringVersion()]).toEqual([killAfter, current]);
      version = current;
    }
    expect(moments.length).toBeGreaterThan(KILLS / 2);
    await expectWholeNextBuild();
  });

  // The renames of a build in their order: of its segment, of the archive's pack, of the finished folder, of the pointer.
  it.each([
    ['before its segment has its name', 'rename:.writing:before', 'old'],
    ['after it has', 'rename:.writing:after', 'old'],
    ['before its article texts are archived', 'rename:.jsonl.next:before', 'old'],
    ['after they are', 'rename:.jsonl.next:after', 'old'],
    ['before the new folder has its name', 'rename:.building:before', 'old'],
    ['after it has', 'rename:.building:after', 'old'],
    ['before the pointer is switched', 'rename:current.next:before', 'old'],
    ['after it is', 'rename:current.next:after', 'new'],
  ])('%s: the %s index answers', async (_moment, killAt, expected) => {
    const { code, told } = await runBuild(corpus, {
      environment: { KILL_AT: killAt },
      nodeOptions: ['--import', KILL_AT],
    });
    expect({ code, told }).toMatchObject({ code: null });
    const answering = await answeringVersion();
    expect(answering === version ? 'old' : 'new').toBe(expected);
    expect(answering).toBe(await currentVersion());
    await expectWholeNextBuild();
  });
});

describe('two builds at once', () => {
  it('one builds, the other says that it does, and the index is whole', async () => {
    const ended = await Promise.all([runBuild(corpus), runBuild(corpus)]);
    const codes = ended.map(({ code }) => code).sort();
    // Where the first had ended before the second began, both have built.
    expect([
      [0, 0],
      [0, 1],
    ]).toContainEqual(codes);
    for (const { code, told } of ended) if (code === 1) expect(told).toMatch(/进程 \d+ 正在建立索引/);
    await expectWholeNextBuild();
  });
});
