import { existsSync } from 'node:fs';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openCorpusFolder } from '../../../corpus/corpus-folder.ts';
import { filePreviewSchema } from '../../../server/contract-preview.ts';
import { correct, made, makeCorpusForEach, preview, problemOf, request } from './corpus-requests.ts';
import { addressOf, makeCorpus, NOTICE } from './made-corpus.ts';

makeCorpusForEach();

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
