import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { gunzipSync, inflateSync } from 'node:zlib';
import type { OpenAPIHono } from '@hono/zod-openapi';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Answerer } from '../../server/answer.ts';
import type { ApiDocument } from '../../server/api-document.ts';
import { createApp } from '../../server/app.ts';
import { readConfig } from '../../server/config.ts';
import { DRAFT_MAX } from '../../server/contract-verify.ts';
import { STAGES } from '../../server/stage-clock.ts';
import { openDigests } from '../open-corpus.ts';

const ARTICLE = '/api/articles/2018-33-1-zhaibian';
const READ = [ARTICLE, '/api/articles', '/api/bulletins', '/api/examples', '/api/openapi.json', '/api/docs'];

let answerer: Answerer;
let app: OpenAPIHono;

const serve = (open: Answerer): OpenAPIHono =>
  createApp({ answerer: () => open, pageFolder: 'web/dist', bodyLimitBytes: readConfig({}).bodyLimitBytes });
const post = (path: string, body: string, headers: Record<string, string> = {}): Promise<Response> =>
  Promise.resolve(
    app.request(path, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body }),
  );

beforeAll(async () => {
  answerer = await openDigests();
  app = serve(answerer);
});

describe('conditional GET', () => {
  it.each(READ)('%s is answered 304 to whoever has it, with what a 200 would say of caching', async (path) => {
    const first = await app.request(path);
    const tag = first.headers.get('etag') ?? '';
    expect(tag).toMatch(/^W\/"[\da-f]+"$/);
    expect(first.headers.get('cache-control')).toBe('no-cache');
    const again = await app.request(path, { headers: { 'if-none-match': tag } });
    expect(again.status).toBe(304);
    expect(await again.text()).toBe('');
    for (const name of ['etag', 'cache-control', 'vary']) expect(again.headers.get(name)).toBe(first.headers.get(name));
    const other = await app.request(path, { headers: { 'if-none-match': '"other"' } });
    expect(other.status).toBe(200);
  });

  it('has one tag for the body as it is, compressed and asked for by HEAD', async () => {
    const tagOf = async (init: RequestInit): Promise<string | null> =>
      (await app.request(ARTICLE, init)).headers.get('etag');
    const tag = await tagOf({});
    expect(await tagOf({ headers: { 'accept-encoding': 'gzip' } })).toBe(tag);
    expect(await tagOf({ method: 'HEAD' })).toBe(tag);
  });

  it('has another tag exactly when the body is another', async () => {
    const { store } = answerer;
    const edited = serve({
      ...answerer,
      store: {
        ...store,
        article: async (id) => {
          const article = await store.article(id);
          return article && { ...article, title: `${article.title}（更正）` };
        },
        articles: () => store.articles(),
      },
    });
    const tagOf = async (from: OpenAPIHono, path: string): Promise<string | null> =>
      (await from.request(path)).headers.get('etag');
    expect(await tagOf(edited, ARTICLE)).not.toBe(await tagOf(app, ARTICLE));
    expect(await tagOf(edited, '/api/articles')).toBe(await tagOf(app, '/api/articles'));
    expect(await tagOf(serve(answerer), ARTICLE)).toBe(await tagOf(app, ARTICLE));
  });

  it('keeps no failure and no answer to POST', async () => {
    const missing = await app.request('/api/articles/nothing');
    expect([missing.headers.get('cache-control'), missing.headers.get('etag')]).toEqual(['no-store', null]);
    const answer = await post('/api/ask', '{"question":"伙食补贴是多少"}', { 'if-none-match': '*' });
    expect([answer.status, answer.headers.get('etag')]).toEqual([200, null]);
  });
});

describe('compression', () => {
  const script = (): string => `/assets/${readdirSync('web/dist/assets').find((name) => /^index-.*\.js$/u.test(name))}`;

  it.each([
    ['gzip', gunzipSync],
    ['deflate', inflateSync],
  ])('%s gives the same bytes', async (encoding, unpack) => {
    for (const path of [ARTICLE, '/api/openapi.json', '/api/docs', script()]) {
      const plain = Buffer.from(await (await app.request(path)).arrayBuffer());
      const response = await app.request(path, { headers: { 'accept-encoding': encoding } });
      expect(response.headers.get('content-encoding')).toBe(encoding);
      expect(response.headers.get('vary')).toMatch(/accept-encoding/i);
      const packed = Buffer.from(await response.arrayBuffer());
      expect(packed.length).toBeLessThan(plain.length);
      expect(unpack(packed).equals(plain)).toBe(true);
    }
  });

  it('is left to those who want it, and to bodies that are long enough', async () => {
    expect((await app.request(ARTICLE)).headers.get('content-encoding')).toBeNull();
    const none = await app.request(ARTICLE, { headers: { 'accept-encoding': 'gzip;q=0, br' } });
    expect(none.headers.get('content-encoding')).toBeNull();
    const short = await app.request('/api/health', { headers: { 'accept-encoding': 'gzip' } });
    expect(short.headers.get('content-encoding')).toBeNull();
    expect(Number(short.headers.get('content-length'))).toBe((await short.arrayBuffer()).byteLength);
  });

  it('leaves event streams alone', async () => {
    const headers = { accept: 'text/event-stream', 'accept-encoding': 'gzip' };
    const response = await post('/api/ask', '{"question":"伙食补贴是多少"}', headers);
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    expect(response.headers.get('content-encoding')).toBeNull();
    expect(await response.text()).toMatch(/^event: citations\n/);
  });
});

describe('HEAD', () => {
  it.each([...READ, '/api/health', '/', '/verify'])('%s answers as GET does, without the body', async (path) => {
    const get = await app.request(path);
    const head = await app.request(path, { method: 'HEAD' });
    expect(head.status).toBe(200);
    expect(await head.text()).toBe('');
    expect(head.headers.get('content-type')).toBe(get.headers.get('content-type'));
    expect(head.headers.get('content-length')).toBe(get.headers.get('content-length'));
  });
});

describe('methods', () => {
  it('that a path does not have are 405, with those it has', async () => {
    const { paths } = (await (await app.request('/api/openapi.json')).json()) as ApiDocument;
    const documented = Object.entries(paths).map(([path, methods]): [string, string[]] => [
      path.replaceAll(/\{\w+\}/gu, 'x'),
      Object.keys(methods).flatMap((method) => (method === 'get' ? ['GET', 'HEAD'] : [method.toUpperCase()])),
    ]);
    const all: [string, string[]][] = [
      ...documented,
      ['/api/openapi.json', ['GET', 'HEAD']],
      ['/api/docs', ['GET', 'HEAD']],
      ['/mcp', ['POST']],
    ];
    for (const [path, allowed] of all) {
      const response = await app.request(path, { method: 'PATCH' });
      const given = response.headers.get('allow')?.split(', ').sort();
      expect([path, response.status, given]).toEqual([path, 405, allowed.sort()]);
      expect(await response.json()).toMatchObject({ code: 'method_not_allowed' });
    }
  });
});

describe('Server-Timing', () => {
  it('tells of an answer what each stage took, in order', async () => {
    const response = await post('/api/ask', '{"question":"天等县的伙食补贴是多少"}');
    const metrics = (response.headers.get('server-timing') ?? '').split(',');
    expect(metrics.every((metric) => /^[a-z]+;dur=\d+(?:\.\d+)?;desc="[^"]+"$/.test(metric))).toBe(true);
    const names = metrics.map((metric) => metric.split(';')[0]);
    expect(names).toHaveLength(Object.keys(STAGES).length + 1);
    expect(new Set(names)).toEqual(new Set([...Object.keys(STAGES), 'total']));
    expect(names.slice(0, 2)).toEqual(['wait', 'read']);
  });
});

describe('POST /api/verify and GET /api/citations/{id}', () => {
  it('takes the longest draft however it is escaped', async () => {
    const draft = '天等县'.repeat(DRAFT_MAX).slice(0, DRAFT_MAX);
    const escaped = draft.replace(/[^\0-\x7f]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
    expect((await post('/api/verify', `{"text":"${escaped}"}`)).status).toBe(200);
    const longer = await post('/api/verify', JSON.stringify({ text: `${draft}县` }));
    expect(longer.status).toBe(400);
    expect(await longer.json()).toMatchObject({ code: 'request_invalid' });
  });

  it('takes JSON only', async () => {
    const response = await post('/api/verify', 'text', { 'content-type': 'text/plain' });
    expect([response.status, await response.json()]).toMatchObject([415, { code: 'media_type_unsupported' }]);
  });

  it('resolves what an answer cites, and says so of an id that nobody gave out', async () => {
    const answer = await post('/api/ask', '{"question":"天等县的伙食补贴是多少"}');
    const { extracts } = (await answer.json()) as { extracts: { text: string; citation: { id: string } }[] };
    const [first] = extracts;
    const resolved = await app.request(`/api/citations/${first?.citation.id}`);
    expect(await resolved.json()).toMatchObject({ state: 'unchanged', text: first?.text, citation: first?.citation });
    const unknown = await app.request(`/api/citations/${createHash('sha256').digest('hex').slice(0, 32)}`);
    expect([unknown.status, await unknown.json()]).toMatchObject([404, { code: 'citation_not_found' }]);
  });
});

describe('/mcp', () => {
  it('stands behind the same limit of the body', async () => {
    const limit = readConfig({}).bodyLimitBytes;
    const response = await post('/mcp', JSON.stringify({ jsonrpc: '2.0', padding: 'x'.repeat(limit) }));
    expect([response.status, await response.json()]).toMatchObject([413, { code: 'body_too_large' }]);
  });
});

describe('guards', () => {
  it('stand before every route, the page and what is not there', async () => {
    const guarded = createApp({
      answerer: () => answerer,
      pageFolder: 'web/dist',
      bodyLimitBytes: 1024,
      guards: [(context) => Promise.resolve(context.json({ refused: context.req.path }, 401))],
    });
    for (const path of [...READ, '/api/ask', '/mcp', '/', '/verify', '/nothing', '/api/nothing']) {
      const response = await guarded.request(path);
      expect([response.status, await response.json()]).toEqual([401, { refused: path }]);
      expect(response.headers.get('content-security-policy')).toContain("default-src 'self'");
    }
  });
});
