import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findCorpusFile, safeFileName } from '../../../server/corpus/file-names.ts';

describe('the name of a file that was sent', () => {
  it.each([
    ['2018年第33期.docx', '2018年第33期.docx'],
    ['../../etc/passwd.txt', 'passwd.txt'],
    ['C:\\公文\\通知.txt', '通知.txt'],
    ['/absolute/通知.txt', '通知.txt'],
    ['cafe\u0301.txt', 'caf\u00e9.txt'],
    ['一“二”：三？.txt', '一“二”：三？.txt'],
    ['a<b>c:d"e|f?g*h.txt', 'a_b_c_d_e_f_g_h.txt'],
    ['通知.txt. . ', '通知.txt'],
    ['  通知.txt', '通知.txt'],
    ['conclusion.txt', 'conclusion.txt'],
  ])('%j becomes %j', (given, name) => {
    expect(safeFileName(given)).toBe(name);
  });

  it.each([
    ['nothing', ''],
    ['a folder', 'folder/'],
    ['dots', '..'],
    ['a leading dot', '.env.txt'],
    ['a control', 'a\u0000.txt'],
    ['a line break', 'a\nb.txt'],
    ['a change of direction', 'gpj.\u202etxt.exe'],
    ['an invisible space', 'a\u200b.txt'],
    ['a line separator', 'a\u2028b.txt'],
    ['half a pair', 'a\ud800.txt'],
    ['a device', 'CON.txt'],
    ['a device with an ending of two', 'aux.tar.txt'],
    ['a numbered device', 'com1'],
    ['a device and a space', 'nul .txt'],
    ['201 bytes', `${'字'.repeat(65)}ab.txt`],
  ])('%s is refused', (_name, given) => {
    expect(() => safeFileName(given)).toThrow(expect.objectContaining({ code: 'file_name_refused' }) as Error);
  });

  it('may have 200 bytes', () => {
    const name = `${'字'.repeat(65)}a.txt`;
    expect([Buffer.byteLength(name), safeFileName(name)]).toEqual([200, name]);
  });
});

describe('the path of a file of the corpus', () => {
  let root: string;
  let folder: string;
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'bulletin-qa-paths-'));
    folder = join(root, 'corpus');
    await mkdir(join(folder, '2018'), { recursive: true });
    await mkdir(join(folder, '.hidden'));
    await mkdir(join(root, 'outside'));
    for (const path of ['a.txt', '2018/b.txt', '.hidden/c.txt', 'd.exe', '../outside/e.txt', 'x.txt.correction.json']) {
      await writeFile(join(folder, path), 'text');
    }
    await symlink(join(root, 'outside'), join(folder, 'link'), 'junction');
  });
  afterAll(() => rm(root, { recursive: true, force: true }));

  it.each(['a.txt', '2018/b.txt'])('%s is found', async (path) => {
    expect(await findCorpusFile(folder, path)).toBe(join(folder, path));
  });

  it.each([
    'none.txt',
    '',
    '.',
    '..',
    '../outside/e.txt',
    '2018/../a.txt',
    '/a.txt',
    '2018//b.txt',
    './a.txt',
    '2018\\b.txt',
    'a.txt\0.txt',
    '.hidden/c.txt',
    'd.exe',
    'x.txt.correction.json',
    '2018',
    'link/e.txt',
    'a.txt/b.txt',
    `${'a'.repeat(5_000)}.txt`,
  ])('%j is not', async (path) => {
    await expect(findCorpusFile(folder, path)).rejects.toMatchObject({ code: 'corpus_file_not_found' });
  });
});
