import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FeedbackStore, openFeedback } from '../../../server/feedback/feedback-store.ts';
import { readArguments } from '../../../server/feedback/report-arguments.ts';
import { drawBar } from '../../../server/feedback/report-text.ts';
import { JUDGEMENT, UNANSWERED } from './samples.ts';

const ROOT = resolve(import.meta.dirname, '../../..');

describe('the arguments of npm run report', () => {
  it.each([
    [[], { kind: 'print', days: 30 }],
    [['--days', '7'], { kind: 'print', days: 7 }],
    [['--csv', 'unanswered', '--days=3650'], { kind: 'csv', table: 'unanswered', days: 3650 }],
    [['--golden', 'u12'], { kind: 'golden', record: { kind: 'unanswered', id: 12 }, unanswerable: false }],
    [['--golden', 'e3', '--unanswerable'], { kind: 'golden', record: { kind: 'extract', id: 3 }, unanswerable: true }],
  ])('%j are read', (given, command) => {
    expect(readArguments(given)).toEqual(command);
  });

  it.each([
    [['--days', '0']],
    [['--days', '3651']],
    [['--days', '7.5']],
    [['--csv', 'all']],
    [['--golden', '12']], // of which kind?
    [['--golden', 'u0']],
    [['--golden', 'u1', '--csv', 'unanswered']],
    [['--unanswerable']],
    [['7']],
    [['--week']],
  ])('%j are refused with what is allowed', (given) => {
    expect(() => readArguments(given)).toThrow(/--days <1–3650 的天数>.*--csv.*--golden <编号>/);
  });
});

describe('a line of days', () => {
  it('shows nothing, anything and most apart', () => {
    expect(drawBar([0, 1, 50, 100], 100)).toBe('▁▂▅█');
  });
});

describe('npm run report', () => {
  let folder: string;
  let store: FeedbackStore;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bulletin-qa-report-'));
  });
  afterEach(async () => {
    store?.close();
    await rm(folder, { recursive: true, force: true });
  });

  const run = (...given: string[]): Promise<{ stdout: string; stderr: string }> =>
    promisify(execFile)(process.execPath, ['--import', 'tsx', 'server/feedback/report-command.ts', ...given], {
      cwd: ROOT,
      env: { ...process.env, DATA_DIR: folder, LOG_QUESTIONS: 'false' },
    });

  it('tells while the store is open elsewhere, and lets no reader command the terminal', async () => {
    store = await openFeedback(join(folder, 'feedback.db'));
    await store.noteUnanswered(UNANSWERED);
    await store.judge({ ...JUDGEMENT, word: '不对\u001b[2J\u202e了' });
    const { stdout } = await run('--days', '7');
    expect(stdout).toContain('未能回答 1 次，评为有用 0 次，评为不合适 1 次');
    expect(stdout).toMatch(/u1 {2}1 次，最近 \d{4}-\d\d-\d\d \d\d:\d\d {2}天等县有几座机场？/);
    expect(stdout).toContain(JUDGEMENT.words);
    expect(stdout).toContain('读者说：不对�[2J�了');
    expect(stdout).toContain('LOG_QUESTIONS=true');
    await store.judge({ ...JUDGEMENT, page: 'later' });
  });

  it('gives a table alone on standard output', async () => {
    store = await openFeedback(join(folder, 'feedback.db'));
    await store.judge(JUDGEMENT);
    const { stdout } = await run('--csv', 'extracts');
    expect(stdout).toMatch(/^\ufeff"编号","时间","评价"[^\n]*\r\n"e1",/);
    expect(await readFile(join(folder, 'audit.jsonl'), 'utf8')).toContain('"by":"terminal"');
  });

  it('puts a record into the installation’s golden set', async () => {
    store = await openFeedback(join(folder, 'feedback.db'));
    await store.noteUnanswered(UNANSWERED);
    await store.judge(JUDGEMENT);
    const line = (await run('--golden', 'u1')).stdout;
    expect(await readFile(join(folder, 'golden.jsonl'), 'utf8')).toBe(line);
    await expect(run('--golden', 'e1')).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('answerable: false') as string,
    });
    expect((await run('--golden', 'e1', '--unanswerable')).stdout).toContain('"answerable":false');
  });

  it('says that there is nothing yet, and leaves nothing behind', async () => {
    expect((await run()).stderr).toContain('还没有任何记录');
    expect(await readdir(folder)).toEqual([]);
  });

  it('says in words that the database is damaged, and leaves it where it is', async () => {
    await writeFile(join(folder, 'feedback.db'), '坏'.repeat(5_000));
    await expect(run()).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^[^\n]*文件已损坏[^\n]*\n$/) as string,
    });
    expect(await readdir(folder)).toEqual(['feedback.db']);
  });
});
