/** What answers while an index is damaged, of another state of the corpus, or cannot be built. */
import { readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { KnownError, knownError } from '../../corpus/errors.ts';
import { answerQuestion } from '../../server/answer.ts';
import { openServing, type Serving } from '../../server/operation/serving.ts';
import { createFakeEmbedder } from '../index/fake-embedder.ts';
import { createSmallCorpus, type SmallCorpus } from './small-corpus.ts';

const embedder = createFakeEmbedder();

let corpus: SmallCorpus;
let serving: Serving | undefined;
let logged: { msg: string; code?: string; problem?: string }[];

beforeEach(async () => {
  corpus = await createSmallCorpus();
  logged = [];
});
afterEach(async () => {
  await serving?.close();
  serving = undefined;
  await corpus.remove();
});

const log = pino(
  { level: 'debug' },
  { write: (line) => void logged.push(JSON.parse(line) as (typeof logged)[number]) },
);

async function open(
  rebuild: (signal: AbortSignal) => Promise<unknown> = () => corpus.build(embedder),
): Promise<Serving> {
  const build = async (signal: AbortSignal): Promise<void> => void (await rebuild(signal));
  serving = await openServing({ config: corpus, embedder, log, rebuild: build, retryAfter: 20 });
  return serving;
}

const versionOf = (open: Serving): string => open.answerer().store.manifest.indexVersion;
const isMended = (open: Serving): Promise<void> => vi.waitFor(() => expect(open.building()).toBe(false), 20_000);
const messages = (): string[] => logged.map(({ msg }) => msg);

/** A build that waits for the test. */
function held(): { rebuild: () => Promise<string>; release: () => void } {
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  return { rebuild: () => released.then(() => corpus.build(embedder)), release };
}

describe('an index of the corpus as it is', () => {
  it('answers, and nothing is built', async () => {
    const version = await corpus.build(embedder);
    const opened = await open(() => Promise.reject(new Error('nothing is to be built')));
    expect([versionOf(opened), opened.building()]).toEqual([version, false]);
    expect(messages()).toEqual([]);
  });
});

describe('where there is none', () => {
  it('it is built before anything is answered', async () => {
    const opened = await open();
    expect(opened.building()).toBe(false);
    expect((await opened.answerer().store.articles()).map(({ title }) => title)).toEqual(['甲村的做法']);
  });

  it('and none can be built, the start says why', async () => {
    const failing = openServing({
      config: corpus,
      embedder,
      log,
      rebuild: () => Promise.reject(knownError('disk_full', 'data')),
    });
    await expect(failing).rejects.toMatchObject({ code: 'disk_full' });
  });
});

describe('an index of a corpus that has changed', () => {
  it('answers until the next one is built, and no question is lost between them', async () => {
    const old = await corpus.build(embedder);
    await corpus.write('乙', 2);
    const { rebuild, release } = held();
    const opened = await open(rebuild);
    expect([versionOf(opened), opened.building()]).toEqual([old, true]);

    const question = '乙村第1户种茶多少亩？';
    const before = await answerQuestion(opened.answerer(), { question });
    expect(before.coverage).toMatchObject({ articles: 1, indexVersion: old });
    let asked = 0;
    const versions = new Set<string>();
    const asking = (async () => {
      while (opened.building() || asked < 20) {
        versions.add((await answerQuestion(opened.answerer(), { question })).coverage.indexVersion);
        asked++;
        // Answers of this embedder never wait; the build has to have its turn.
        await turn();
      }
    })();
    release();
    await isMended(opened);
    await asking;
    expect(versionOf(opened)).not.toBe(old);
    for (const version of versions) expect([old, versionOf(opened)]).toContain(version);
    expect((await answerQuestion(opened.answerer(), { question })).extracts[0]?.text).toContain('乙村');
    expect(messages()).toContain('index switched');
  });

  it('goes on answering while builds fail, and gives way to the first that succeeds', async () => {
    const old = await corpus.build(embedder);
    await corpus.write('乙', 2);
    let failures = 2;
    const opened = await open(() =>
      failures-- > 0 ? Promise.reject(knownError('disk_full', 'data')) : corpus.build(embedder),
    );
    expect(versionOf(opened)).toBe(old);
    await isMended(opened);
    expect(versionOf(opened)).not.toBe(old);
    const failed = logged.filter(({ msg }) => msg === 'index not built');
    expect(failed).toHaveLength(2);
    expect(failed[0]?.problem).toContain('磁盘已满');
  });

  it('that changes again while it is built is built once more', async () => {
    await corpus.build(embedder);
    await corpus.write('乙', 2);
    let builds = 0;
    const opened = await open(async () => {
      await corpus.build(embedder);
      if (++builds === 1) await corpus.write('丙', 2);
    });
    await isMended(opened);
    expect(builds).toBe(2);
    expect(await opened.answerer().store.articles()).toHaveLength(3);
  });

  it('of which a build is under way: that ends with the server', async () => {
    await corpus.build(embedder);
    await corpus.write('乙', 2);
    const opened = await open(
      (signal) => new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('ended')))),
    );
    expect(opened.building()).toBe(true);
    await opened.close();
    expect(opened.building()).toBe(false);
    expect(messages()).not.toContain('index not built');
  });
});

/** Each file of an index and of the segment that holds what it has beyond the one before, and what may happen to it. */
const FILES = [
  'manifest.json',
  'files.jsonl',
  'articles.jsonl',
  'segment/segment.json',
  'segment/files.jsonl',
  'segment/articles.jsonl',
  'segment/chunks.jsonl',
  'segment/words.postings',
  'segment/bigrams.postings',
  'segment/vectors',
] as const;
const DAMAGES: Record<string, (file: string) => Promise<void>> = {
  truncated: async (file) => truncate(file, Math.floor((await readFile(file)).length / 2)),
  flipped: async (file) => {
    const bytes = await readFile(file);
    const middle = Math.floor(bytes.length / 2);
    bytes[middle] = (bytes[middle] ?? 0) ^ 1;
    await writeFile(file, bytes);
  },
  missing: (file) => rm(file),
};

describe('a damaged index', () => {
  const cases = FILES.flatMap((file) => Object.keys(DAMAGES).map((damage) => [file, damage] as const));

  /** The file as it is called in this index: a segment is named by its contents, and the library names its vectors. */
  async function findFile(folder: string, file: string, before: readonly string[]): Promise<string> {
    if (!file.startsWith('segment/')) return join(folder, file);
    const segments = join(corpus.indexRoot, 'segments');
    const [added = ''] = (await readdir(segments)).filter((name) => !before.includes(name));
    const path = join(segments, added, file.slice('segment/'.length));
    if (!path.endsWith('vectors')) return path;
    const [name = ''] = await readdir(path);
    return join(path, name);
  }

  it.each(cases)('%s %s: it is named, the one before answers, and a new one is built', async (file, damage) => {
    const before = await corpus.build(embedder);
    const segments = await readdir(join(corpus.indexRoot, 'segments'));
    await corpus.write('乙', 2);
    const version = await corpus.build(embedder);
    const current = (await corpus.indexes()).find((path) => path.includes(version)) as string;
    const damaged = await findFile(current, file, segments);
    await DAMAGES[damage]?.(damaged);

    const { rebuild, release } = held();
    const opened = await open(rebuild);
    expect([versionOf(opened), opened.building()]).toEqual([before, true]);
    expect(logged[0]).toMatchObject({ code: 'index_damaged' });
    // The head of a segment is known by the name of the segment.
    const names = file === 'segment/segment.json' ? damaged.split('/').slice(-2) : [file.replace('segment/', '')];
    expect(names.some((name) => logged[0]?.problem?.includes(name))).toBe(true);
    release();
    await isMended(opened);
    expect(versionOf(opened)).toBe(version);
    expect(await opened.answerer().store.articles()).toHaveLength(2);
  });

  it.each(Object.keys(DAMAGES))(
    'with none before it, %s: it is built again before anything is answered',
    async (damage) => {
      const version = await corpus.build(embedder);
      const [current = ''] = await corpus.indexes();
      await DAMAGES[damage]?.(join(current, 'articles.jsonl'));
      const opened = await open();
      expect([versionOf(opened), opened.building()]).toEqual([version, false]);
    },
  );

  it.each([
    ['is gone', (file: string) => rm(file)],
    ['is empty', (file: string) => writeFile(file, '')],
    ['names nothing that is there', (file: string) => writeFile(file, '0123456789ab-zzz\n')],
    ['names another folder', (file: string) => writeFile(file, '../../corpus\n')],
    ['is no text', (file: string) => writeFile(file, Buffer.from([0, 255, 0, 254]))],
  ])('whose pointer %s: the whole one beside it answers', async (_what, harm) => {
    const version = await corpus.build(embedder);
    await harm(join(corpus.indexRoot, 'current'));
    const opened = await open();
    expect(versionOf(opened)).toBe(version);
    await isMended(opened);
    expect(versionOf(opened)).toBe(version);
  });

  it('made by code that lays it out otherwise is not answered from', async () => {
    await corpus.build(createFakeEmbedder('another@1'));
    const opened = await open();
    expect(opened.building()).toBe(false);
    expect(opened.answerer().store.manifest.makers.model).toBe(embedder.name);
  });
});

describe('a bulletin that vanishes while the corpus is read', () => {
  it('is left out or taken in whole, and the rest is read', async () => {
    const names = Array.from({ length: 60 }, (_, number) => `第${String(number).padStart(2, '0')}`);
    for (const name of names) await corpus.write(name, 2);
    const reading = corpus.build(embedder);
    const vanishing = names.filter((_, number) => number % 3 === 0);
    await Promise.all(vanishing.map((name) => rm(join(corpus.corpusFolder, `${name}.txt`))));
    await reading.catch((thrown: unknown) => {
      // The folder itself was being listed: what is refused is refused by name.
      expect(thrown).toBeInstanceOf(KnownError);
    });
    const opened = await open();
    await isMended(opened);
    const titles = (await opened.answerer().store.articles()).map(({ title }) => title);
    expect(titles).toEqual(
      ['甲', ...names.filter((name) => !vanishing.includes(name))].map((name) => `${name}村的做法`).sort(),
    );
  });
});
