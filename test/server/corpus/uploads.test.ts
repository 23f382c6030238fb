import { existsSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openCorpusFolder } from '../../../corpus/corpus-folder.ts';
import { type UploadList, uploadListSchema } from '../../../server/contract-corpus.ts';
import { acts, made, makeCorpusForEach, OTHER, problemOf, readJson, upload } from './corpus-requests.ts';
import { addressOf, filesOf, type MadeCorpus, makeCorpus, NOTICE } from './made-corpus.ts';

makeCorpusForEach();

describe('files that are sent', () => {
  it('go in once they are read, and are told with what was made of them', async () => {
    const uploads = await upload(filesOf({ '抗旱.txt': OTHER, '汇报.md': NOTICE }));
    expect(uploads.map(({ path, state }) => [path, state])).toEqual([
      ['抗旱.txt', 'added'],
      ['汇报.md', 'added'],
    ]);
    expect(uploads[0]).toMatchObject({ size: Buffer.byteLength(OTHER), problem: null, replaced: false });
    expect(uploads[0]?.report).toMatchObject({ articles: 1, recognised: false, confidence: null, warnings: [] });
    expect(await readFile(join(made.folder, '抗旱.txt'), 'utf8')).toBe(OTHER);
    expect((await stat(join(made.folder, '抗旱.txt'))).mode & 0o600).toBe(0o600);
    expect(await readdir(join(made.dataFolder, 'uploads'))).toEqual([]);
    expect((await acts()).map(({ act, by, details }) => [act, by, details])).toEqual([
      ['corpus.add', 'loopback', { path: '抗旱.txt' }],
      ['corpus.add', 'loopback', { path: '汇报.md' }],
    ]);
    const [first] = uploads;
    expect(await readJson(`/api/corpus/uploads/${first?.id}`)).toEqual(first);
    expect(await readJson(`/api/corpus/uploads/${first?.id}/preview`)).toMatchObject({
      path: '抗旱.txt',
      articles: [{ number: 1, title: '关于开展秋收的通知', correction: null }],
    });
  });

  it('do not go in where they cannot be read; the others of the request do', async () => {
    const uploads = await upload(
      filesOf({ '空.txt': '', '旧.doc': Buffer.from('d0cf11e0a1b11ae1', 'hex'), '好.txt': OTHER, '程序.exe': 'MZ' }),
    );
    expect(uploads.map(({ name, state, problem }) => [name, state, problem?.code ?? null])).toEqual([
      ['空.txt', 'refused', 'file_empty'],
      ['旧.doc', 'refused', 'file_format_unsupported'],
      ['好.txt', 'added', null],
      ['程序.exe', 'refused', 'file_format_unsupported'],
    ]);
    expect((await readdir(made.folder)).sort()).toEqual(['2021', '好.txt', '通知.txt'].sort());
    expect(await readdir(join(made.dataFolder, 'uploads'))).toEqual([]);
    expect(await readJson(`/api/corpus/uploads/${uploads[0]?.id}/preview`)).toMatchObject({
      articles: [],
      problem: { code: 'file_empty' },
    });
  });

  it('stay within the folder, whatever they are called', async () => {
    const uploads = await upload(
      filesOf({
        '../../逃.txt': OTHER,
        '/etc/绝对.txt': OTHER,
        '..\\..\\窗.txt': OTHER,
        '.隐.txt': OTHER,
        'CON.txt': OTHER,
        'gpj.\u202etxt': OTHER,
      }),
    );
    expect(uploads.map(({ path, state }) => [path, state])).toEqual([
      ['逃.txt', 'added'],
      ['绝对.txt', 'added'],
      ['窗.txt', 'added'],
      [null, 'refused'],
      [null, 'refused'],
      [null, 'refused'],
    ]);
    expect(uploads[3]?.problem?.code).toBe('file_name_refused');
    expect((await readdir(made.folder)).sort()).toEqual(['2021', '窗.txt', '绝对.txt', '逃.txt', '通知.txt'].sort());
    expect(existsSync(join(made.folder, '../逃.txt'))).toBe(false);
  });

  it('are asked about where there is one of the name; replaced, the former is kept among the removed', async () => {
    const sent = filesOf({ '通知.txt': OTHER, '另.txt': OTHER });
    expect(await problemOf('/api/corpus/files', sent)).toEqual([409, 'corpus_file_exists']);
    expect(await readFile(join(made.folder, '通知.txt'), 'utf8')).toBe(NOTICE);
    expect(existsSync(join(made.folder, '另.txt'))).toBe(false);
    const uploads = await upload(filesOf({ '通知.txt': OTHER }), '?replace=true');
    expect(uploads[0]).toMatchObject({ state: 'added', replaced: true });
    expect(await readFile(join(made.folder, '通知.txt'), 'utf8')).toBe(OTHER);
    const [day = ''] = await readdir(join(made.dataFolder, 'removed'));
    expect(await readFile(join(made.dataFolder, 'removed', day, '通知.txt'), 'utf8')).toBe(NOTICE);
    expect((await acts()).map(({ act }) => act)).toEqual(['corpus.replace']);
  });

  it('that lie there as they are sent are told so and left alone, whether or not they may be replaced', async () => {
    const before = await stat(join(made.folder, '通知.txt'));
    for (const query of ['', '?replace=true']) {
      const uploads = await upload(filesOf({ '通知.txt': NOTICE, [`另${query.length}.txt`]: OTHER }), query);
      expect(uploads.map(({ state }) => state)).toEqual(['same', 'added']);
      expect(uploads[0]).toMatchObject({ path: '通知.txt', replaced: false, report: null, problem: null });
    }
    expect((await stat(join(made.folder, '通知.txt'))).mtimeMs).toBe(before.mtimeMs);
    expect(existsSync(join(made.dataFolder, 'removed'))).toBe(false);
    expect(await readdir(join(made.dataFolder, 'uploads'))).toEqual([]);
    expect((await acts()).map(({ act }) => act)).toEqual(['corpus.add', 'corpus.add']);
    const other = filesOf({ '通知.txt': NOTICE.replace('水库', '河堤') });
    expect(await problemOf('/api/corpus/files', other)).toEqual([409, 'corpus_file_exists']);
  });

  it('of one name in one request are asked about as well', async () => {
    const body = new FormData();
    for (const content of [OTHER, NOTICE]) body.append('files', new File([content], '同.txt'));
    expect(await problemOf('/api/corpus/files', { method: 'POST', body })).toEqual([409, 'corpus_file_exists']);
  });

  it('that are read only go nowhere', async () => {
    const [tried] = uploadListSchema.parse(await readJson('/api/corpus/preview', filesOf({ '试.txt': OTHER }))).uploads;
    expect(tried).toMatchObject({ state: 'read', path: '试.txt', report: { articles: 1 } });
    expect(existsSync(join(made.folder, '试.txt'))).toBe(false);
    expect(await readJson(`/api/corpus/uploads/${tried?.id}/preview`)).toMatchObject({ articles: [{ number: 1 }] });
    expect(existsSync(made.auditFile)).toBe(false);
  });

  it('are refused where they are more than the limit, announced or not', async () => {
    const large = new Uint8Array(1024 * 1024 + 1);
    expect(await problemOf('/api/corpus/files', filesOf({ '大.txt': large }))).toEqual([413, 'upload_too_large']);
    const announced = await new Response((filesOf({ '大.txt': large }) as { body: FormData }).body).arrayBuffer();
    const init = { method: 'POST', headers: { 'content-type': 'multipart/form-data; boundary=x' } };
    const withLength = {
      ...init,
      body: 'x',
      headers: { ...init.headers, 'content-length': String(announced.byteLength) },
    };
    expect(await problemOf('/api/corpus/files', withLength)).toEqual([413, 'upload_too_large']);
    expect(await readdir(made.folder)).not.toContain('大.txt');
    expect(await readdir(join(made.dataFolder, 'uploads'))).toEqual([]);
  });

  it.each([
    ['no type', {}, 415],
    ['JSON', { 'content-type': 'application/json' }, 415],
    ['no boundary', { 'content-type': 'multipart/form-data' }, 415],
    ['a body that is none', { 'content-type': 'multipart/form-data; boundary=x' }, 400],
  ])('are refused as %s', async (_name, headers: Record<string, string>, status) => {
    const init = { method: 'POST', headers, body: new TextEncoder().encode('{"files":[]}') };
    expect((await problemOf('/api/corpus/files', init))[0]).toBe(status);
  });

  it('leave nothing behind where the connection ends in the middle', async () => {
    const cut = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(
          new TextEncoder().encode(
            '--x\r\nContent-Disposition: form-data; name="files"; filename="断.txt"\r\n\r\n天等县',
          ),
        );
        controller.close();
      },
    });
    const headers = { 'content-type': 'multipart/form-data; boundary=x' };
    const init = { method: 'POST', headers, body: cut, duplex: 'half' } as RequestInit;
    expect(await problemOf('/api/corpus/files', init)).toEqual([400, 'upload_invalid']);
    expect(await readdir(join(made.dataFolder, 'uploads'))).toEqual([]);
    expect(await readdir(made.folder)).not.toContain('断.txt');
  });
});

describe('a file that takes long to read', () => {
  let finish: () => void;
  let slow: MadeCorpus;
  beforeEach(async () => {
    const waiting = new Promise<void>((resolve) => (finish = resolve));
    slow = await makeCorpus(
      { '扫描.txt': NOTICE },
      {
        patience: 1,
        openSource: (folder) => {
          const source = openCorpusFolder(folder);
          return { ...source, read: (path) => waiting.then(() => source.read(path)) };
        },
      },
    );
  });
  afterEach(() => slow.close());

  it('is told as being read, and asked for by its id', async () => {
    const response = await slow.app.request('/api/corpus/files', filesOf({ '慢.txt': OTHER }));
    const [sent] = ((await response.json()) as UploadList).uploads;
    expect(sent).toMatchObject({ state: 'reading', report: null });
    const pending = await slow.app.request(`/api/corpus/uploads/${sent?.id}/preview`);
    expect([pending.status, pending.headers.get('retry-after'), await pending.text()]).toEqual([202, '2', '']);
    finish();
    await expect
      .poll(async (): Promise<unknown> => (await slow.app.request(`/api/corpus/uploads/${sent?.id}`)).json())
      .toMatchObject({ state: 'added' });
    expect(existsSync(join(slow.folder, '慢.txt'))).toBe(true);
  });

  it('is previewed when it is read', async () => {
    const address = addressOf('扫描.txt', '/preview');
    expect((await slow.app.request(address)).status).toBe(202);
    finish();
    await expect.poll(async () => (await slow.app.request(address)).status).toBe(200);
  });
});
