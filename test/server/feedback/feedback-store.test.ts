import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import Database from 'libsql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type FeedbackOptions,
  type FeedbackStore,
  openFeedback,
  readFeedback,
} from '../../../server/feedback/feedback-store.ts';
import { JUDGEMENT, UNANSWERED } from './samples.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
const EVER = new Date(0);

let folder: string;
let file: string;
let stores: FeedbackStore[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bulletin-qa-feedback-'));
  file = join(folder, 'feedback.db');
});
afterEach(async () => {
  for (const store of stores) store.close();
  stores = [];
  await rm(folder, { recursive: true, force: true });
});

async function open(options: FeedbackOptions = {}): Promise<FeedbackStore> {
  const store = await openFeedback(file, options);
  stores.push(store);
  return store;
}

async function wordsOf(store: Pick<FeedbackStore, 'listJudgements'>): Promise<string[]> {
  return (await store.listJudgements(EVER, 100)).judgements.map(({ word }) => word);
}

describe('the store of feedback', () => {
  it('gives back what was kept, after it was closed and opened again', async () => {
    const first = await open();
    const id = await first.judge(JUDGEMENT);
    const noted = await first.noteUnanswered(UNANSWERED);
    first.close();
    const second = await open();
    expect(await second.findJudgement(id)).toMatchObject(JUDGEMENT);
    expect(await second.findUnanswered(noted)).toMatchObject(UNANSWERED);
    expect(await second.findJudgement(id + 1)).toBeNull();
  });

  it('is its owner’s alone', async () => {
    await (await open()).judge(JUDGEMENT);
    // Windows has no such modes.
    if (process.platform === 'win32') return;
    for (const name of await readdir(folder)) expect((await stat(join(folder, name))).mode & 0o077).toBe(0);
  });

  it('replaces what the same page said of the same extract and question, and nothing else', async () => {
    const store = await open();
    const id = await store.judge({ ...JUDGEMENT, page: 'p1', word: '起初' });
    expect(await store.judge({ ...JUDGEMENT, page: 'p1', question: ` ${JUDGEMENT.question}`, word: '后来' })).toBe(id);
    await store.judge({ ...JUDGEMENT, page: 'p2', word: '另一页' });
    await store.judge({ ...JUDGEMENT, page: 'p1', question: '别的问题', word: '另一问' });
    await store.judge({ ...JUDGEMENT, page: 'p1', citationId: 'other', word: '另一段' });
    await store.judge({ ...JUDGEMENT, page: null, word: '无页' });
    await store.judge({ ...JUDGEMENT, page: null, word: '又无页' });
    expect(await wordsOf(store)).toEqual(['又无页', '无页', '另一段', '另一问', '另一页', '后来']);
  });

  it('counts one question once, whatever its spaces and width, the most asked first', async () => {
    const store = await open();
    await store.noteUnanswered({ ...UNANSWERED, question: '只问一次？' });
    await store.noteUnanswered({ ...UNANSWERED, question: '天等县有几座机场?' });
    await store.noteUnanswered({ ...UNANSWERED, question: '天等县 有几座机场？', reason: '后来的原因' });
    await store.noteUnanswered({ ...UNANSWERED, question: '天等县有几座机场？', history: ['前一问'] });
    const { groups, leftOff } = await store.listUnanswered(EVER, 2);
    expect(groups.map(({ question, count, reason }) => [question, count, reason])).toEqual([
      ['天等县 有几座机场？', 2, '后来的原因'],
      ['天等县有几座机场？', 1, UNANSWERED.reason], // of another conversation; asked later than the third
    ]);
    expect(leftOff).toBe(1);
  });

  it('drops the oldest beyond its bound, of each kind', async () => {
    const store = await open({ rowsMax: 3 });
    for (const word of ['一', '二', '三', '四', '五']) await store.judge({ ...JUDGEMENT, page: word, word });
    await store.noteUnanswered(UNANSWERED);
    expect(await wordsOf(store)).toEqual(['五', '四', '三']);
    expect((await store.listUnanswered(EVER, 9)).groups).toHaveLength(1);
  });

  it('cuts what is too long between characters, and keeps what SQLite would end a text at out', async () => {
    const store = await open();
    const id = await store.judge({
      ...JUDGEMENT,
      words: `${'字'.repeat(3_999)}\u{20bb7}`,
      word: 'a\0b',
      label: '号'.repeat(5_000),
    });
    const kept = await store.findJudgement(id);
    expect(kept?.words).toBe('字'.repeat(3_999));
    expect(kept?.word).toBe('ab');
    expect(kept?.label).toHaveLength(4_000);
  });

  it('loses nothing and keeps the order when the clock goes back', async () => {
    let now = new Date('2026-06-02T08:00:00Z');
    const store = await open({ rowsMax: 3, now: () => now });
    await store.judge({ ...JUDGEMENT, page: '1', word: '第一' });
    await store.judge({ ...JUDGEMENT, page: '2', word: '第二' });
    now = new Date('2026-06-01T08:00:00Z');
    await store.judge({ ...JUDGEMENT, page: '3', word: '第三' });
    await store.judge({ ...JUDGEMENT, page: '4', word: '第四' });
    // The one dropped is the first that came, not the one with the earliest time.
    expect(await wordsOf(store)).toEqual(['第四', '第三', '第二']);
    expect((await store.countByDay(EVER)).map(({ bad }) => bad)).toEqual([2, 1]);
  });

  it('takes many at once', async () => {
    const [one, other] = [await open(), await open()];
    await Promise.all(
      Array.from({ length: 40 }, (_, at) => (at % 2 ? one : other).judge({ ...JUDGEMENT, page: String(at) })),
    );
    expect(await wordsOf(one)).toHaveLength(40);
  });
});

describe('a database that is damaged', () => {
  async function keepMuch(): Promise<void> {
    const store = await open();
    for (let at = 0; at < 60; at++) await store.judge({ ...JUDGEMENT, page: String(at), words: '字'.repeat(900) });
    store.close();
    new Database(file).pragma('wal_checkpoint(TRUNCATE)');
  }

  const DAMAGES: [string, () => Promise<void>][] = [
    ['is no database', () => writeFile(file, '这不是数据库'.repeat(500))],
    [
      'is cut off',
      async () => {
        await keepMuch();
        await truncate(file, 40_960);
      },
    ],
    [
      'has flipped bits',
      async () => {
        await keepMuch();
        const bytes = await readFile(file);
        for (let at = 4_096; at < bytes.length; at += 4_096) bytes.fill(0xa5, at, at + 64);
        await writeFile(file, bytes);
      },
    ],
    [
      'begins with another page',
      async () => {
        await keepMuch();
        const bytes = await readFile(file);
        await writeFile(file, bytes.fill(0, 0, 100));
      },
    ],
  ];

  it.each(DAMAGES)('because it %s is set aside, told of, and begun afresh', async (_, damage) => {
    await damage();
    const moved: string[] = [];
    const store = await open({ onSetAside: (to) => moved.push(to) });
    await store.judge(JUDGEMENT);
    expect(await wordsOf(store)).toHaveLength(1);
    expect(moved).toEqual([`${file}.damaged-1`]);
    expect((await stat(`${file}.damaged-1`)).size).toBeGreaterThan(0);
  });

  it('never takes the place of one set aside before', async () => {
    for (const number of [1, 2]) {
      await writeFile(file, `坏的第${number}个`.repeat(500));
      (await open()).close();
    }
    expect((await readdir(folder)).filter((name) => /damaged-\d+$/.test(name))).toEqual([
      'feedback.db.damaged-1',
      'feedback.db.damaged-2',
    ]);
    expect(await readFile(`${file}.damaged-2`, 'utf8')).toContain('坏的第2个');
  });

  it('is left where it is by who only reads', async () => {
    await writeFile(file, '这不是数据库'.repeat(500));
    await expect(readFeedback(file)).rejects.toMatchObject({ code: 'feedback_unavailable' });
    expect(await readdir(folder)).toEqual(['feedback.db']);
  });

  it('of a later build is refused, and not touched', async () => {
    const later = new Database(file);
    later.exec('CREATE TABLE later (x); PRAGMA user_version = 99');
    later.close();
    await expect((await open()).judge(JUDGEMENT)).rejects.toThrow('由更新的版本写成');
    expect((await readdir(folder)).filter((name) => name.includes('damaged'))).toEqual([]);
  });
});

describe('a database that cannot be used', () => {
  /** Locks the file from another process until its input ends. */
  async function lockElsewhere(): Promise<() => Promise<void>> {
    const script = `const db = new (require('libsql'))(process.argv[1], { timeout: 5000 });
      db.exec('BEGIN EXCLUSIVE'); console.log('locked');
      process.stdin.resume().on('end', () => { db.exec('ROLLBACK'); db.close(); });`;
    const child = spawn(process.execPath, ['-e', script, file], { cwd: ROOT, stdio: ['pipe', 'pipe', 'inherit'] });
    await once(child.stdout, 'data');
    return async () => {
      child.stdin.end();
      await once(child, 'exit');
    };
  }

  it('because it is locked for long is told in words, and used again when it is free', async () => {
    const store = await open();
    const release = await lockElsewhere();
    await expect(store.judge(JUDGEMENT)).rejects.toMatchObject({
      code: 'feedback_unavailable',
      status: 503,
      message: expect.stringContaining('正被另一程序占用') as string,
    });
    await release();
    expect(await store.judge(JUDGEMENT)).toBeGreaterThan(0);
  });

  it('is waited for while it is locked for a moment, and the event loop goes on', async () => {
    const store = await open();
    const release = await lockElsewhere();
    let turns = 0;
    const ticking = setInterval(() => turns++, 10);
    const judging = store.judge(JUDGEMENT);
    await new Promise((done) => setTimeout(done, 500));
    await release();
    expect(await judging).toBeGreaterThan(0);
    clearInterval(ticking);
    expect(turns).toBeGreaterThan(2);
  });

  it('because a folder stands in its place is told, and opening never throws', async () => {
    await mkdir(file);
    const store = await open();
    await expect(store.judge(JUDGEMENT)).rejects.toMatchObject({ code: 'feedback_unavailable' });
    await rm(file, { recursive: true });
    expect(await store.judge(JUDGEMENT)).toBeGreaterThan(0);
  });

  it('because the disk is full is told in words, and what was kept is still there', async () => {
    const small = join(folder, 'small');
    await mkdir(small);
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', small], { stdio: 'ignore' });
    } catch {
      console.warn('此处不能挂载小磁盘：磁盘已满的情形没有测。');
      return;
    }
    try {
      file = join(small, 'feedback.db');
      const store = await open();
      const id = await store.judge({ ...JUDGEMENT, page: 'first' });
      const fill = async (): Promise<void> => {
        for (let at = 0; at < 500; at++)
          await store.judge({ ...JUDGEMENT, page: String(at), words: '字'.repeat(3_000) });
      };
      await expect(fill()).rejects.toMatchObject({
        code: 'feedback_unavailable',
        message: expect.stringContaining('磁盘已满') as string,
      });
      expect(await store.findJudgement(id)).toMatchObject({ ...JUDGEMENT, page: 'first' });
      store.close();
    } finally {
      execFileSync('umount', ['-l', small]);
    }
  });
});

describe('reading beside a server', () => {
  it('sees what is kept while it is kept, and writes nothing', async () => {
    expect(await readFeedback(file)).toBeNull();
    expect(await readdir(folder)).toEqual([]);
    const store = await open();
    await store.judge(JUDGEMENT);
    const reader = await readFeedback(file);
    await store.judge({ ...JUDGEMENT, page: 'other' });
    expect(reader && (await wordsOf(reader))).toHaveLength(2);
    reader?.close();
  });
});
