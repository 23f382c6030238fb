import { existsSync } from 'node:fs';
import { chmod, mkdir, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openCorpusFolder } from '../../../corpus/corpus-folder.ts';
import { failedReading } from '../../../corpus/file-reading.ts';
import { knownError } from '../../../corpus/errors.ts';
import { createApp } from '../../../server/app.ts';
import {
  type CorpusFileList,
  corpusFileListSchema,
  corpusStateSchema,
  type UploadList,
  uploadListSchema,
} from '../../../server/contract-corpus.ts';
import { type FilePreview, filePreviewSchema } from '../../../server/contract-preview.ts';
import { addressOf, filesOf, type MadeCorpus, makeCorpus, NOTICE } from './made-corpus.ts';

const OTHER = `关于开展秋收的通知

各村要抢晴收割，颗粒归仓。

收割之后及时翻耕，种上油菜。
`;

let made: MadeCorpus;
beforeEach(async () => {
  made = await makeCorpus({ '通知.txt': NOTICE, '2021/秋收.txt': OTHER });
});
afterEach(() => made.close());

const request = (path: string, init: RequestInit = {}): Promise<Response> =>
  Promise.resolve(made.app.request(path, init));

async function readJson<Body>(path: string, init: RequestInit = {}): Promise<Body> {
  const response = await request(path, init);
  expect({ path, status: response.status }).toEqual({ path, status: 200 });
  return (await response.json()) as Body;
}

async function problemOf(path: string, init: RequestInit = {}): Promise<[number, string]> {
  const response = await request(path, init);
  expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  return [response.status, ((await response.json()) as { code: string }).code];
}

const listFiles = async (query = ''): Promise<CorpusFileList> =>
  corpusFileListSchema.parse(await readJson(`/api/corpus/files${query}`));
const upload = async (init: RequestInit, query = ''): Promise<UploadList['uploads']> =>
  uploadListSchema.parse(await readJson(`/api/corpus/files${query}`, init)).uploads;
const preview = async (path: string): Promise<FilePreview> =>
  filePreviewSchema.parse(await readJson(addressOf(path, '/preview')));
const correct = (path: string, articles: unknown): Promise<Response> =>
  request(addressOf(path, '/correction'), {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ articles }),
  });
const pathsOf = ({ files }: CorpusFileList): string[] => files.map(({ path }) => path);
const acts = async (): Promise<Record<string, unknown>[]> =>
  (await readFile(made.auditFile, 'utf8'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe('the list of files', () => {
  it('says what waits, what is in the index, what has changed since and what is gone', async () => {
    expect((await listFiles()).files.map(({ state }) => state)).toEqual(['waiting', 'waiting']);
    await made.serving.build();
    const { files, counts, state } = await listFiles();
    expect(files.map(({ path, state }) => [path, state])).toEqual([
      ['2021/秋收.txt', 'indexed'],
      ['通知.txt', 'indexed'],
    ]);
    expect(files[1]?.paragraphs).toBeGreaterThan(1);
    expect(files[1]).toMatchObject({
      articleCount: 1,
      recognised: false,
      confidence: null,
      problem: null,
    });
    expect(files[1]?.articles[0]).toMatchObject({ id: '通知', title: '关于做好防汛工作的通知' });
    expect(counts).toMatchObject({ total: 2, indexed: 2, problems: 0 });
    expect(state).toMatchObject({ indexVersion: 'v1', builtAt: '2021-06-01T00:00:00.000Z', writable: true });
    await writeFile(join(made.folder, '通知.txt'), `${NOTICE}\n还要清理沟渠。\n`);
    await request(addressOf('2021/秋收.txt'), { method: 'DELETE' });
    await writeFile(join(made.folder, '新.txt'), OTHER);
    expect((await listFiles()).files.map(({ path, state }) => `${path} ${state}`).sort()).toEqual(
      ['2021/秋收.txt removed', '新.txt waiting', '通知.txt changed'].sort(),
    );
    expect((await listFiles('?show=waiting')).matching).toBe(3);
  });

  it('puts problems first, and finds words of paths and titles', async () => {
    await writeFile(join(made.folder, 'z坏.txt'), '');
    await made.serving.build();
    const all = await listFiles();
    expect(all.files[0]).toMatchObject({ path: 'z坏.txt', problem: { code: 'file_empty' }, articleCount: 0 });
    expect(all.counts).toMatchObject({ total: 3, problems: 1 });
    expect(pathsOf(await listFiles('?show=problems'))).toEqual(['z坏.txt']);
    expect(pathsOf(await listFiles('?q=防汛'))).toEqual(['通知.txt']);
    expect(pathsOf(await listFiles('?q=2021/'))).toEqual(['2021/秋收.txt']);
    expect(await listFiles('?limit=1&offset=1')).toMatchObject({ matching: 3, files: [{ path: '2021/秋收.txt' }] });
    expect(pathsOf(await listFiles('?q=没有这样的'))).toEqual([]);
  });

  it('names an article that stands in two files at both, each with the other', async () => {
    await writeFile(join(made.folder, '通知副本.txt'), NOTICE);
    await made.serving.build();
    const { files } = await listFiles('?q=防汛');
    expect(files.map(({ path, articles }) => [path, articles[0]?.id, articles[0]?.alsoIn])).toEqual([
      ['通知.txt', '通知', ['通知副本.txt']],
      ['通知副本.txt', '通知', ['通知.txt']],
    ]);
  });
});

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

describe('the preview of a file', () => {
  it('has its articles with paragraphs, pages and how sure recognition was', async () => {
    const scanned = await makeCorpus(
      { '扫描.txt': NOTICE },
      {
        openSource: (folder) => {
          const source = openCorpusFolder(folder);
          const read: typeof source.read = async (path) => {
            const reading = await source.read(path);
            const articles = reading.articles.map((article) => ({
              ...article,
              source: article.source.map((segment, at) => ({ ...segment, page: at + 1, confidence: 0.9 - at / 10 })),
            }));
            return { ...reading, articles, pages: 4, warnings: ['第 2 页没有文字。'] };
          };
          return { ...source, read };
        },
      },
    );
    const shown = filePreviewSchema.parse(await (await scanned.app.request(addressOf('扫描.txt', '/preview'))).json());
    expect(shown).toMatchObject({ path: '扫描.txt', pages: 4, warnings: ['第 2 页没有文字。'], problem: null });
    const paragraphs = shown.articles[0]?.paragraphs ?? [];
    expect(paragraphs.at(-1)?.text).toContain('雨前转移低洼处的住户');
    const pages = paragraphs.map(({ page }) => page);
    expect(pages).toEqual([...pages].sort());
    expect(paragraphs.at(-1)?.confidence).toBeLessThan(0.9);
    await scanned.close();
  });

  it('tells the problem of one that cannot be read, and knows nothing of others', async () => {
    await writeFile(join(made.folder, '空.txt'), '');
    expect(await preview('空.txt')).toMatchObject({ problem: { code: 'file_empty' }, articles: [] });
    expect(await problemOf(addressOf('没有.txt', '/preview'))).toEqual([404, 'corpus_file_not_found']);
  });
});

describe('the original of a file', () => {
  it('comes as it is, in a type that runs nothing', async () => {
    const page = '<!doctype html><script>alert(1)</script>';
    await writeFile(join(made.folder, "网'页.html"), page);
    const response = await request(addressOf("网'页.html", '/original'));
    expect(await response.text()).toBe(page);
    const { headers } = response;
    expect(headers.get('content-type')).toBe('text/plain');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toContain('sandbox');
    expect(headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''%E7%BD%91%27%E9%A1%B5.html");
    expect(headers.get('content-length')).toBe(String(page.length));
    const again = await request(addressOf("网'页.html", '/original'), {
      headers: { 'if-none-match': headers.get('etag') ?? '' },
    });
    expect(again.status).toBe(304);
  });

  it.each([
    ['a.pdf', 'application/pdf'],
    ['a.PNG', 'image/png'],
    ['a.docx', 'application/octet-stream'],
    ['a.xhtml', 'application/octet-stream'],
  ])('of %s is %s', async (name, type) => {
    await writeFile(join(made.folder, name), Buffer.from([1, 2, 3]));
    const response = await request(addressOf(name, '/original'));
    expect(response.headers.get('content-type')).toBe(type);
    expect(Buffer.from(await response.arrayBuffer())).toEqual(Buffer.from([1, 2, 3]));
  });

  it('of an empty file is empty', async () => {
    await writeFile(join(made.folder, '空.txt'), '');
    expect(await (await request(addressOf('空.txt', '/original'))).text()).toBe('');
  });

  it.each([
    '../data/audit.jsonl',
    '../../../../etc/passwd',
    '/etc/passwd',
    '通知.txt.correction.json',
    '外/密.txt',
    '2021',
    '%2e%2e/通知.txt',
    '通知.txt\0.txt',
  ])('of %j is not handed out', async (path) => {
    await correct('通知.txt', { '1': { title: '改过的题目' } });
    const outside = join(made.dataFolder, 'outside');
    await mkdir(outside, { recursive: true });
    await writeFile(join(outside, '密.txt'), '不是语料');
    await symlink(outside, join(made.folder, '外'), 'junction');
    for (const [behind, method] of [
      ['/original', 'GET'],
      ['/preview', 'GET'],
      ['', 'DELETE'],
      ['/correction', 'DELETE'],
    ] as const) {
      const [status, code] = await problemOf(addressOf(path, behind), { method });
      expect([behind, status, code]).toEqual([behind, 404, 'corpus_file_not_found']);
    }
    expect(existsSync(join(outside, '密.txt'))).toBe(true);
  });
});

describe('setting right what was read', () => {
  it('holds beside the file, in the preview and in the next index, until it is taken away', async () => {
    const title = '关于切实做好防汛工作的通知';
    expect(await (await correct('通知.txt', { '1': { title, publishedOn: '2021-06-02', places: [] } })).json()).toEqual(
      {
        articles: 1,
      },
    );
    const sidecar = await readFile(join(made.folder, '通知.txt.correction.json'), 'utf8');
    expect(JSON.parse(sidecar)).toEqual({ articles: { '1': { title, publishedOn: '2021-06-02', places: [] } } });
    expect((await preview('通知.txt')).articles[0]).toMatchObject({
      title,
      publishedOn: '2021-06-02',
      correction: { title, publishedOn: '2021-06-02', places: [] },
    });
    await made.serving.build();
    const { files } = await listFiles('?show=corrected');
    expect(files).toMatchObject([{ path: '通知.txt', corrected: true, state: 'indexed', articles: [{ title }] }]);
    await readJson(addressOf('通知.txt', '/correction'), { method: 'DELETE' });
    expect((await preview('通知.txt')).articles[0]).toMatchObject({
      title: '关于做好防汛工作的通知',
      correction: null,
    });
    expect((await readdir(made.folder)).sort()).toEqual(['2021', '通知.txt'].sort());
    expect((await listFiles('?q=通知.txt')).files[0]?.state).toBe('changed');
    expect((await acts()).map(({ act, details }) => [act, details])).toEqual([
      ['corpus.correct', { path: '通知.txt', articles: 1 }],
      ['corpus.correct', { path: '通知.txt', articles: 0 }],
    ]);
  });

  it.each([
    ['a date that is none', { '1': { publishedOn: '2021-02-30' } }],
    ['an empty title', { '1': { title: ' ' } }],
    ['a field that is not set right', { '1': { text: '正文' } }],
    ['an article without a number', { 一: { title: '题' } }],
    ['article 0', { '0': { title: '题' } }],
    ['no articles', undefined],
  ])('refuses %s', async (_name, articles) => {
    const response = await correct('通知.txt', articles);
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([400, 'request_invalid']);
    expect(existsSync(join(made.folder, '通知.txt.correction.json'))).toBe(false);
  });

  it('refuses what is not JSON, and a file that is not there', async () => {
    const text = { method: 'PUT', headers: { 'content-type': 'text/plain' }, body: '{}' };
    expect(await problemOf(addressOf('通知.txt', '/correction'), text)).toEqual([415, 'media_type_unsupported']);
    expect((await correct('没有.txt', {})).status).toBe(404);
  });
});

describe('taking a file out', () => {
  it('moves it with its correction to the removed files, beside one of its name', async () => {
    await correct('2021/秋收.txt', { '1': { title: '改过的题目' } });
    const removal = await readJson<{ movedTo: string }>(addressOf('2021/秋收.txt'), { method: 'DELETE' });
    expect(removal.movedTo).toMatch(/^removed\/\d{4}-\d{2}-\d{2}\/2021\/秋收\.txt$/);
    expect(await readFile(join(made.dataFolder, removal.movedTo), 'utf8')).toBe(OTHER);
    expect(existsSync(join(made.dataFolder, `${removal.movedTo}.correction.json`))).toBe(true);
    expect(await readdir(join(made.folder, '2021'))).toEqual([]);
    await writeFile(join(made.folder, '2021/秋收.txt'), NOTICE);
    const second = await readJson<{ movedTo: string }>(addressOf('2021/秋收.txt'), { method: 'DELETE' });
    expect(second.movedTo).toMatch(/\/秋收~2\.txt$/);
    expect(await readFile(join(made.dataFolder, removal.movedTo), 'utf8')).toBe(OTHER);
    expect(await problemOf(addressOf('2021/秋收.txt'), { method: 'DELETE' })).toEqual([404, 'corpus_file_not_found']);
  });
});

describe('the index', () => {
  it('is built when somebody asks for it, or the build that is under way goes on', async () => {
    const rebuild = (): Promise<Response> => request('/api/corpus/rebuild', { method: 'POST' });
    const first = await rebuild();
    expect([first.status, await first.json()]).toEqual([202, { joined: false }]);
    expect(await (await rebuild()).json()).toEqual({ joined: true });
    const rest = { sentencesLeft: 9, sentencesPerSecond: 1.5, secondsLeft: 6 };
    made.serving.steps = { filesDone: 1, filesTotal: 2, sentences: 3, ...rest };
    expect(corpusStateSchema.parse(await readJson('/api/corpus/state'))).toMatchObject({
      indexVersion: null,
      building: true,
      progress: made.serving.steps,
    });
  });

  it('before is put back and pinned, until one is built', async () => {
    const rollBack = { method: 'POST' };
    expect(await problemOf('/api/corpus/roll-back', rollBack)).toEqual([409, 'index_no_previous']);
    await made.serving.build();
    await upload(filesOf({ '新.txt': OTHER }));
    await made.serving.build();
    expect(await readJson('/api/corpus/state')).toMatchObject({ indexVersion: 'v2', canRollBack: true, pinned: false });
    expect(await readJson('/api/corpus/roll-back', rollBack)).toMatchObject({ indexVersion: 'v1', pinned: true });
    expect((await listFiles('?q=新')).files[0]?.state).toBe('waiting');
    await request('/api/corpus/rebuild', { method: 'POST' });
    expect(await readJson('/api/corpus/state')).toMatchObject({ pinned: false });
    expect((await acts()).slice(1).map(({ act, details }) => [act, details])).toEqual([
      ['corpus.roll_back', { from: 'v2', to: 'v1' }],
      ['corpus.rebuild', { joined: false }],
    ]);
  });
});

describe('a folder that cannot be written', () => {
  const isRoot = process.getuid?.() === 0;
  beforeEach(() => chmod(made.folder, 0o500));
  afterEach(() => chmod(made.folder, 0o700));

  it('is told, and nothing is taken for done', async () => {
    if (isRoot) return console.warn('以 root 运行：没有不能写入的文件夹，这一条没有检查。');
    expect(await readJson('/api/corpus/state')).toMatchObject({ writable: false });
    expect(await problemOf('/api/corpus/files', filesOf({ '新.txt': OTHER }))).toEqual([503, 'corpus_read_only']);
    expect(await problemOf(addressOf('通知.txt'), { method: 'DELETE' })).toEqual([503, 'corpus_read_only']);
    expect((await correct('通知.txt', { '1': { title: '题' } })).status).toBe(503);
    expect(existsSync(join(made.folder, '通知.txt'))).toBe(true);
  });
});

describe('a folder that is gone', () => {
  it('takes no files, and what was sent is not kept', async () => {
    await rm(made.folder, { recursive: true });
    expect(await readJson('/api/corpus/state')).toMatchObject({ writable: false });
    expect(await problemOf('/api/corpus/files', filesOf({ '新.txt': OTHER }))).toEqual([503, 'corpus_read_only']);
    expect(existsSync(join(made.dataFolder, 'uploads'))).toBe(false);
  });
});

describe('a server that looks after no corpus', () => {
  it('says so', async () => {
    const app = createApp({ answerer: () => null, pageFolder: 'web/dist', bodyLimitBytes: 1024 });
    const response = await app.request('/api/corpus/files');
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([503, 'corpus_unavailable']);
  });

  it('fails as any other where a reader breaks', async () => {
    const broken = await makeCorpus(
      { 'a.txt': NOTICE },
      {
        openSource: (folder) => ({
          ...openCorpusFolder(folder),
          read: (path) =>
            path === 'a.txt'
              ? Promise.resolve(failedReading(knownError('file_too_slow', '1 分钟')))
              : Promise.reject(new Error('broken')),
        }),
      },
    );
    const response = await broken.app.request('/api/corpus/files', filesOf({ 'b.txt': OTHER }));
    const [sent] = ((await response.json()) as UploadList).uploads;
    expect([sent?.state, sent?.problem?.code]).toEqual(['refused', 'internal']);
    expect(existsSync(join(broken.folder, 'b.txt'))).toBe(false);
    const shown = (await (await broken.app.request(addressOf('a.txt', '/preview'))).json()) as FilePreview;
    expect(shown.problem?.code).toBe('file_too_slow');
    await broken.close();
  });
});
