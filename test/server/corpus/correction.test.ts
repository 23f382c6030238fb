import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  acts,
  correct,
  listFiles,
  made,
  makeCorpusForEach,
  OTHER,
  preview,
  problemOf,
  readJson,
} from './corpus-requests.ts';
import { addressOf, NOTICE } from './made-corpus.ts';

makeCorpusForEach();

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
