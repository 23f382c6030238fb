/** The running server: stopped while it answers, started over damage, and on a disk that is full. */
import { execFileSync, spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Answer, Health } from '../../server/contract.ts';
import type { Status } from '../../server/contract-status.ts';
import { readConfig } from '../../server/config.ts';
import { findFreePort } from '../browser/start-server.ts';
import { openDigests } from '../open-corpus.ts';
import { environmentOf, runBuild } from './build-process.ts';
import { createSmallCorpus, type SmallCorpus } from './small-corpus.ts';

const ROOT = resolve(import.meta.dirname, '../..');

interface Running {
  origin: string;
  /** What it printed on standard output, the log, so far. */
  log: () => string;
  kill: (signal: NodeJS.Signals) => void;
  ended: Promise<number | null>;
}

const running = new Set<Running>();

/** Starts the server; resolves when it answers. A test that fails leaves none behind. */
async function start(environment: Record<string, string>): Promise<Running> {
  const port = await findFreePort();
  const origin = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, ['--import', 'tsx', 'server/main.ts'], {
    cwd: ROOT,
    env: { ...process.env, HOST: '127.0.0.1', PORT: String(port), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (log += String(data)));
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  while (!(await isHealthy(origin))) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}:\n${log}`);
    await wait(50);
  }
  const server = { origin, log: () => log, kill: (signal: NodeJS.Signals) => child.kill(signal), ended };
  running.add(server);
  return server;
}

async function isHealthy(origin: string): Promise<boolean> {
  return fetch(`${origin}/api/health`).then(
    ({ ok }) => ok,
    () => false,
  );
}

function ask(origin: string, question: string, accept = 'application/json'): Promise<Response> {
  return fetch(`${origin}/api/ask`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept },
    body: JSON.stringify({ question }),
  });
}

async function healthOf(origin: string): Promise<Health> {
  return (await (await fetch(`${origin}/api/health`)).json()) as Health;
}

let dataFolder: string;
let digests: Record<string, string>;
beforeAll(async () => {
  const { store } = await openDigests();
  expect(store.manifest.counts.articles).toBeGreaterThan(0);
  dataFolder = await mkdtemp(join(tmpdir(), 'bulletin-qa-server-'));
  const { indexRoot, modelFolder } = readConfig(process.env);
  await symlink(indexRoot, join(dataFolder, 'index'), 'junction');
  digests = { DATA_DIR: dataFolder, MODEL_DIR: modelFolder };
});
afterEach(async () => {
  for (const server of running) server.kill('SIGKILL');
  await Promise.all([...running].map(({ ended }) => ended));
  running.clear();
});
afterAll(() => rm(dataFolder, { recursive: true, force: true }));

describe('a request to stop', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)(
    '%s lets every answer in flight be given, and ends with 0',
    async (signal) => {
      const server = await start(digests);
      // Each its own question, so that all are worked at one after another.
      const questions = Array.from({ length: 60 }, (_, number) => `第${number}号请问天等县给驻村队员发多少伙食补贴？`);
      const asked = questions.map((question) => ask(server.origin, question));
      const streamed = ask(server.origin, '全州县的四事工作法是哪四事？', 'text/event-stream');
      // The first answer is there: the others are under way or wait.
      await Promise.race(asked);
      server.kill(signal);
      const responses = await Promise.all(asked);
      expect(responses.map(({ status }) => status)).toEqual(questions.map(() => 200));
      const answers = await Promise.all(responses.map((response) => response.json() as Promise<Answer>));
      expect(answers.map(({ question }) => question)).toEqual(questions);
      expect(await (await streamed).text()).toContain('event: answer');
      expect(await server.ended).toBe(0);
      expect(server.log()).toContain('"msg":"stopped"');
      await expect(fetch(`${server.origin}/api/health`)).rejects.toThrow();
    },
  );
});

describe('a start', () => {
  let corpus: SmallCorpus;
  beforeAll(async () => {
    corpus = await createSmallCorpus();
    await corpus.write('先', 20);
    expect((await runBuild(corpus)).code).toBe(0);
    await corpus.write('后', 20);
    expect((await runBuild(corpus)).code).toBe(0);
  });
  afterAll(() => corpus.remove());

  it('over a damaged index answers from the one before, mends by itself, and loses nothing', async () => {
    const name = (await readFile(join(corpus.indexRoot, 'current'), 'utf8')).trim();
    await writeFile(join(corpus.indexRoot, name, 'articles.jsonl'), 'damaged');
    const server = await start(environmentOf(corpus));
    const first = await healthOf(server.origin);
    expect(first.articles).toBe(2);
    expect(server.log()).toMatch(/index_damaged.*articles\.jsonl/);
    const question = '后村第7户种茶多少亩？';
    let versions = 0;
    for (let health = first; health.articles !== 3; health = await healthOf(server.origin)) {
      expect((await ask(server.origin, question)).status).toBe(200);
      expect(versions++).toBeLessThan(2_000);
      // The build is in no hurry: a loop without a pause would take the processor from it.
      await wait(20);
    }
    const { extracts } = (await (await ask(server.origin, question)).json()) as Answer;
    expect(extracts[0]?.text).toContain('后村第7户');
    const ready = (await (await fetch(`${server.origin}/api/ready`)).json()) as { status: string };
    expect(ready.status).toBe('ready');
    server.kill('SIGTERM');
    expect(await server.ended).toBe(0);
  });

  it('after it was killed while it answered goes on as before', async () => {
    const server = await start(environmentOf(corpus));
    const asked = ask(server.origin, '先村第3户种茶多少亩？').catch(() => null);
    server.kill('SIGKILL');
    await asked;
    await server.ended;
    const again = await start(environmentOf(corpus));
    expect((await healthOf(again.origin)).articles).toBe(3);
    again.kill('SIGTERM');
    expect(await again.ended).toBe(0);
  });
});

describe('a folder that changes under a running server', () => {
  it('is taken up by the server itself, and what a command puts back is followed, without a question lost', async () => {
    const corpus = await createSmallCorpus();
    try {
      expect((await runBuild(corpus)).code).toBe(0);
      const server = await start(environmentOf(corpus));
      const articlesHeld = async (): Promise<number> => {
        expect((await ask(server.origin, '甲村第2户种茶多少亩？')).status).toBe(200);
        return (await healthOf(server.origin)).articles;
      };
      const before = await healthOf(server.origin);
      await corpus.write('新', 20);
      while ((await articlesHeld()) !== 2) await wait(50);
      const { extracts } = (await (await ask(server.origin, '新村第7户种茶多少亩？')).json()) as Answer;
      expect(extracts[0]?.text).toContain('新村第7户');

      execFileSync(process.execPath, ['--import', 'tsx', 'server/reindex.ts', '--roll-back'], {
        cwd: ROOT,
        env: { ...process.env, ...environmentOf(corpus) },
        stdio: 'ignore',
      });
      while ((await articlesHeld()) !== 1) await wait(50);
      expect((await healthOf(server.origin)).indexVersion).toBe(before.indexVersion);
      const status = (await (await fetch(`${server.origin}/api/status`)).json()) as Status;
      expect(status.versions).toMatchObject({ pinned: true, building: false, progress: null });
      server.kill('SIGTERM');
      expect(await server.ended).toBe(0);
    } finally {
      await corpus.remove();
    }
  });
});

describe('a full disk', () => {
  /** A file system of one megabyte in memory; null where none can be made. */
  async function makeSmallDisk(): Promise<string | null> {
    const folder = await mkdtemp(join(tmpdir(), 'bulletin-qa-disk-'));
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder], { stdio: 'ignore' });
      return folder;
    } catch {
      await rm(folder, { recursive: true, force: true });
      return null;
    }
  }

  it('keeps the index that was there, says so, and leaves room again', async () => {
    const disk = await makeSmallDisk();
    if (disk === null) return console.warn('不能在这里挂载小磁盘：磁盘写满的情形没有测。');
    try {
      const corpus = await createSmallCorpus(disk);
      await corpus.write('先', 20);
      expect((await runBuild(corpus)).code).toBe(0);
      const before = await readdir(corpus.indexRoot);
      // More sentences than the disk has room for their vectors.
      await mkdir(join(corpus.corpusFolder, '多'));
      for (const name of ['多/一', '多/二', '多/三', '多/四']) await corpus.write(name, 150);
      const { code, told } = await runBuild(corpus);
      expect(code).toBe(1);
      expect(told).toContain('磁盘已满');
      expect((await readdir(corpus.indexRoot)).filter((name) => !name.startsWith('lock')).sort()).toEqual(
        before.filter((name) => !name.startsWith('lock')).sort(),
      );

      const server = await start({ ...environmentOf(corpus), LOG_QUESTIONS: 'true' });
      expect(await healthOf(server.origin)).toMatchObject({ articles: 2 });
      expect((await ask(server.origin, '先村第3户种茶多少亩？')).status).toBe(200);
      for (const name of ['多/一', '多/二', '多/三', '多/四']) await rm(join(corpus.corpusFolder, `${name}.txt`));
      server.kill('SIGTERM');
      expect(await server.ended).toBe(0);
      expect((await runBuild(corpus)).code).toBe(0);
    } finally {
      execFileSync('umount', ['-l', disk]);
      await rm(disk, { recursive: true, force: true });
    }
  });
});
