/** `npm run index`: what it may be given, what it reports, and what a dry run shows. */
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { IndexedFile } from '../../../index/indexed-file.ts';
import { compareFiles, describeFiles } from '../../../server/indexing/corpus-report.ts';
import { describeDryRun, type DryRun, presentDryRun, readFiles } from '../../../server/indexing/dry-run.ts';
import { readArguments } from '../../../server/indexing/index-arguments.ts';

const ROOT = resolve(import.meta.dirname, '../../..');

describe('the arguments', () => {
  it.each([
    [[], { kind: 'build', isQuiet: false, all: false }],
    [['--quiet'], { kind: 'build', isQuiet: true, all: false }],
    [['--all'], { kind: 'build', isQuiet: false, all: true }],
    [['--watch'], { kind: 'watch', all: false }],
    [['--dry-run'], { kind: 'dry-run', files: [], json: false, all: false }],
    [
      ['--dry-run', 'a.pdf', 'b.docx', '--json'],
      { kind: 'dry-run', files: ['a.pdf', 'b.docx'], json: true, all: false },
    ],
    [['--roll-back'], { kind: 'roll-back' }],
    [['--watch', '--help'], { kind: 'help' }],
  ])('%o', (given, command) => {
    expect(readArguments(given)).toEqual(command);
  });

  it.each([['--wach'], ['a.pdf'], ['--json'], ['--watch', '--dry-run'], ['--roll-back', '--all'], ['--all=1']])(
    '%s are refused, with what is allowed',
    (...given) => {
      expect(() => readArguments(given)).toThrow(/不认识.*--watch.*--dry-run.*--roll-back/u);
    },
  );
});

function makeFile(path: string, more: Partial<IndexedFile> = {}): IndexedFile {
  const counts = { pages: null, articles: 1, paragraphs: 3, recognised: false, warnings: [], problem: null };
  return { path, size: 1, modifiedAt: 1, hash: path, ...counts, segment: 's', position: 0, ...more };
}

describe('the report', () => {
  it('says of each file what became of it and what was made of it, and sums up', () => {
    const before = ['旧', '改', '走', '同'].map((path) => makeFile(path));
    const after = [
      makeFile('同'),
      makeFile('改', { hash: '另', pages: 12, articles: 2, paragraphs: 45, recognised: true }),
      makeFile('更', { hash: '旧' }),
      makeFile('来', { warnings: ['第 3 页没有文字。'] }),
      makeFile('坏', { articles: 0, problem: { code: 'file_encrypted', message: '文件设有密码。' } }),
    ];
    expect(describeFiles(compareFiles(before, after), false)).toEqual([
      '未变  同：1 篇，3 段',
      '新增  坏：未收入。文件设有密码。',
      '改动  改：2 篇，45 段，12 页，文字识别',
      '更名  旧 → 更：1 篇，3 段',
      '新增  来：1 篇，3 段',
      '      注意：第 3 页没有文字。',
      '移除  走',
      '共 5 份文件：新增 2，改动 1，更名 1，未变 1，移除 1；未收入 1；有提醒 1',
    ]);
  });

  it('of many files lists what there is something to be said of, unless all are asked for', () => {
    const before = Array.from({ length: 60 }, (_, number) => makeFile(`${number}.txt`));
    const after = before.map((file, number) => (number === 7 ? { ...file, warnings: ['只有标题。'] } : file));
    const lines = describeFiles(compareFiles(before, [...after, makeFile('新.txt')]), false);
    expect(lines).toEqual([
      '未变  7.txt：1 篇，3 段',
      '      注意：只有标题。',
      '新增  新.txt：1 篇，3 段',
      '（另有 59 份未变的文件没有列出，--all 可全部列出）',
      '共 61 份文件：新增 1，未变 60；有提醒 1',
    ]);
    expect(describeFiles(compareFiles(before, after), true)).toHaveLength(62);
  });

  it('takes each removed file for one renamed file at most', () => {
    const same = { hash: '一样' };
    const reported = compareFiles([makeFile('甲', same)], [makeFile('乙', same), makeFile('丙', same)]);
    expect(reported.map(({ change }) => change).sort()).toEqual(['added', 'renamed']);
  });
});

describe('a dry run', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bulletin-qa-dry-'));
    await writeFile(
      join(folder, '一.txt'),
      '青山县驻村工作的做法\n一、选好队员\n全县选派驻村队员三百名，其中党员两百名，平均年龄三十五岁，全部驻村。\n二、管好队员\n每月督查一次。',
    );
    await writeFile(join(folder, '坏.pdf'), 'no PDF');
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function readAll(files: string[]): Promise<DryRun[]> {
    const read: DryRun[] = [];
    for await (const one of readFiles(folder, files)) read.push(one);
    return read;
  }

  it('shows title, facts, sections and the first words of each paragraph, in words and as data', async () => {
    const [read] = (await readAll([join(folder, '一.txt')])) as [DryRun];
    const words = describeDryRun(read, false).join('\n');
    expect(words).toContain('第 1 篇  青山县驻村工作的做法');
    expect(words).toContain('日期：（未见）');
    expect(words).toContain('一、选好队员');
    expect(words).toContain('全县选派驻村队员三百名，其中党员两百名，平均年龄三十五岁，全部驻…');
    expect(presentDryRun(read)).toMatchObject({
      pages: null,
      problem: null,
      articles: [{ number: 1, title: '青山县驻村工作的做法', sections: [{ level: 1 }, { level: 1 }] }],
    });
  });

  it('reads the whole folder where no file is named, and says of a bad one why it cannot go in', async () => {
    const read = (await readAll([])) as [DryRun, DryRun];
    expect(read.map(({ file }) => file)).toEqual(['一.txt', '坏.pdf']);
    expect(describeDryRun(read[1], false)[0]).toMatch(/^坏\.pdf：不能收入。./u);
  });

  it('writes nothing, tells in JSON, and ends with 1 where a file cannot go in', async () => {
    const run = (...given: string[]) =>
      promisify(execFile)(process.execPath, ['--import', 'tsx', 'server/reindex.ts', '--dry-run', ...given], {
        cwd: ROOT,
        env: { ...process.env, CORPUS_DIR: folder, DATA_DIR: join(folder, 'data') },
      });
    const { stdout } = await run(join(folder, '一.txt'), '--json');
    expect(JSON.parse(stdout)).toMatchObject([{ articles: [{ title: '青山县驻村工作的做法' }] }]);
    await expect(run()).rejects.toMatchObject({ code: 1, stdout: expect.stringContaining('坏.pdf') as string });
    expect((await readdir(folder)).sort()).toEqual(['一.txt', '坏.pdf']);
  });
});
