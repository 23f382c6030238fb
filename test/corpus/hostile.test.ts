/**
 * Two hundred files that are broken or made to break what reads them, beside ten good ones: each bad one is told of in
 * words, each good one is read, and no limit is passed.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCorpusFolder } from '../../corpus/corpus-folder.ts';
import { correctionPath } from '../../corpus/correction.ts';
import { showPath } from '../../corpus/file-name.ts';
import type { FileReading } from '../../corpus/file-reading.ts';
import { READ_LIMITS } from '../../corpus/read/document.ts';
import type { CorpusSource } from '../../corpus/source.ts';
import { GOOD_FILES } from './hostile/good-files.ts';
import { type HostileFile, type Outcome, SENTENCE } from './hostile/hostile-file.ts';
import { LEFT_ASIDE, makeSpecialFiles, NAMES, type SpecialFiles } from './hostile/names.ts';
import { PAGES } from './hostile/pages.ts';
import { PDFS } from './hostile/pdfs.ts';
import { PICTURES } from './hostile/pictures.ts';
import { TEXTS } from './hostile/texts.ts';
import { WORDS } from './hostile/words.ts';

const MEGABYTE = 1024 * 1024;
const LIMITS = { ...READ_LIMITS, milliseconds: 30_000, memoryBytes: 500 * MEGABYTE };

/** The memory of a process is looked at every so many milliseconds, there and here. */
const LOOK_MILLISECONDS = 20;
/** What a process may take between two looks at it. */
const OVERSHOOT = 200 * MEGABYTE;
/** What this process may come to hold while the others are read. */
const OWN_BYTES = 500 * MEGABYTE;

const KINDS = { TEXTS, WORDS, PAGES, PDFS, PICTURES, NAMES };
const HOSTILE: readonly HostileFile[] = Object.values(KINDS).flat();

let folder: string;
let source: CorpusSource;
let special: SpecialFiles;
let listed: string[];
const readings = new Map<string, FileReading>();
const peaks = { own: 0, reading: 0 };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hostile-'));
  source = openCorpusFolder(folder, LIMITS);
  for (const { path, make } of [...HOSTILE, ...GOOD_FILES]) await write(path, await make());
  for (const path of LEFT_ASIDE) await write(path, SENTENCE);
  special = await makeSpecialFiles(folder);
  await write('corrected.txt', SENTENCE);
  await write(correctionPath('corrected.txt'), '{"articles": {"1": {"title": ');
  await write('corrected-by-folder.txt', SENTENCE);
  await mkdir(join(folder, correctionPath('corrected-by-folder.txt')));
  await write('corrected-too-much.txt', SENTENCE);
  await write(correctionPath('corrected-too-much.txt'), ' '.repeat(5 * MEGABYTE));
  await write('gone.txt', SENTENCE);
  await write('gone.pdf', SENTENCE);
  listed = (await source.list()).map(({ path }) => path);
  for (const path of ['gone.txt', 'gone.pdf']) await rm(join(folder, path));
  const start = process.memoryUsage.rss();
  const looks = setInterval(() => {
    peaks.own = Math.max(peaks.own, process.memoryUsage.rss() - start);
    peaks.reading = Math.max(peaks.reading, ...childrenOf(process.pid).map(residentBytes));
  }, LOOK_MILLISECONDS);
  for (const path of listed) readings.set(path, await source.read(path));
  clearInterval(looks);
}, 600_000);

afterAll(async () => {
  special.close();
  await source.close();
  await rm(folder, { recursive: true, force: true });
});

async function write(path: string, content: Uint8Array | string): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), content);
}

/** Processes that this one started, on systems that tell. */
function childrenOf(processId: number): number[] {
  try {
    const threads = readdirSync(`/proc/${processId}/task`);
    const lists = threads.map((thread) => readFileSync(`/proc/${processId}/task/${thread}/children`, 'utf8'));
    return lists.flatMap((list) => list.split(' ').filter(Boolean).map(Number));
  } catch {
    return [];
  }
}

function residentBytes(processId: number): number {
  try {
    const [, kilobytes] = /^VmRSS:\s*(\d+) kB/m.exec(readFileSync(`/proc/${processId}/status`, 'utf8')) ?? [];
    return Number(kilobytes ?? 0) * 1024;
  } catch {
    return 0;
  }
}

function outcomeOf(path: string): Outcome | 'not listed' {
  const reading = readings.get(path);
  if (!reading) return 'not listed';
  if (reading.problem) return reading.problem.code;
  return reading.articles.length > 0 ? 'read' : 'file_empty';
}

const wordsIn = (path: string): string =>
  (readings.get(path)?.articles ?? []).map(({ text }) => text.replace(/[^\p{L}\p{N}]/gu, '')).join('');

describe('a hostile file', () => {
  it.each(Object.entries(KINDS))('of %s comes to what it may come to', (_, files) => {
    const wrong = files
      .map(({ path, outcomes }) => ({ path: showPath(path), came: outcomeOf(path), outcomes }))
      .filter(({ came, outcomes }) => !(outcomes as readonly string[]).includes(came));
    expect(wrong).toEqual([]);
  });

  it('is one of more than a hundred, most of which are refused', () => {
    const refused = HOSTILE.filter(({ path }) => readings.get(path)?.problem);
    expect(HOSTILE.length).toBeGreaterThan(200);
    expect(refused.length).toBeGreaterThan(100);
  });

  it('is refused in Chinese, in a sentence, without a place of this machine', () => {
    for (const [path, { problem }] of readings) {
      if (!problem) continue;
      expect(problem.message, path).toMatch(/^[^\n]*\p{Script=Han}[^\n]*。$/u);
      expect(problem.message, path).not.toContain(folder);
      expect(problem.message, path).not.toContain('node_modules');
    }
  });

  it('never shows what another file of the machine holds', () => {
    for (const path of readings.keys()) expect(wordsIn(path), path).not.toContain('rootbin');
  });
});

describe('what is no file', () => {
  it('is refused and not waited for', () => {
    const came = [...special.outcomes.keys()].map((path) => [path, outcomeOf(path)]);
    expect(came).toEqual([...special.outcomes]);
  });

  it('is left aside where it is hidden, no document, or a link to a folder', () => {
    expect([...LEFT_ASIDE, ...special.leftAside].filter((path) => listed.includes(path))).toEqual([]);
  });

  it('is a file that was deleted after it was listed', () => {
    expect([outcomeOf('gone.txt'), outcomeOf('gone.pdf')]).toEqual(['file_unreadable', 'file_unreadable']);
  });

  it.each(['../outside.txt', 'a/../../outside.pdf', '/etc/hosts', './a.txt', '', 'a\0.txt'])(
    'is at %j, which is outside or nowhere',
    async (path) => {
      expect((await source.read(path)).problem?.code).toBe('file_unreadable');
    },
  );
});

describe('a name', () => {
  it('is listed as it is, once, in whatever form of Unicode', () => {
    const names = NAMES.map(({ path }) => path);
    expect(listed.filter((path) => names.includes(path)).sort()).toEqual(names.toSorted());
    expect(new Set(listed).size).toBe(listed.length);
  });

  it('is shown with what cannot be seen in it', () => {
    expect(showPath('二\n\u202etxt.\x1b[2J\ud800.md')).toBe('二\\u{a}\\u{202e}txt.\\u{1b}[2J\\u{d800}.md');
    expect(showPath('简报/第7期（终稿） 😀.docx')).toBe('简报/第7期（终稿） 😀.docx');
  });
});

describe('a correction that cannot be read', () => {
  it.each(['corrected.txt', 'corrected-by-folder.txt', 'corrected-too-much.txt'])('leaves %s as it is', (path) => {
    expect(outcomeOf(path)).toBe('read');
    expect(readings.get(path)?.warnings).toEqual([expect.stringContaining('更正文件')]);
  });
});

describe('among hostile files', () => {
  it.each(GOOD_FILES)('$path is read whole', ({ path, words }) => {
    expect(readings.get(path)?.problem).toBeNull();
    expect(wordsIn(path)).toContain(words);
  });

  it('this process and the one that reads keep within their memory', () => {
    expect(peaks.own).toBeLessThan(OWN_BYTES);
    if (peaks.reading === 0) return console.warn('这个系统不说明子进程的内存：没有测量读取进程的内存。');
    expect(peaks.reading).toBeLessThan(LIMITS.memoryBytes + OVERSHOOT);
  });
});
