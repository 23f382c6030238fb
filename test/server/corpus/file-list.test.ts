import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listFiles, made, makeCorpusForEach, OTHER, pathsOf, request } from './corpus-requests.ts';
import { addressOf, NOTICE } from './made-corpus.ts';

makeCorpusForEach();

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
