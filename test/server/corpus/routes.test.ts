import { existsSync } from 'node:fs';
import { chmod, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openCorpusFolder } from '../../../corpus/corpus-folder.ts';
import { failedReading } from '../../../corpus/file-reading.ts';
import { knownError } from '../../../corpus/errors.ts';
import { createApp } from '../../../server/app.ts';
import { corpusStateSchema, type UploadList } from '../../../server/contract-corpus.ts';
import type { FilePreview } from '../../../server/contract-preview.ts';
import {
  acts,
  correct,
  listFiles,
  made,
  makeCorpusForEach,
  OTHER,
  problemOf,
  readJson,
  request,
  upload,
} from './corpus-requests.ts';
import { addressOf, filesOf, makeCorpus, NOTICE } from './made-corpus.ts';

makeCorpusForEach();

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
