/** With keys on, every route the application has is walked without one, with a wrong one and with a right one. */
import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { OpenAPIHono } from '@hono/zod-openapi';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createGuards, openAccess } from '../../../server/access/access.ts';
import { isOpen, OPEN_PATHS } from '../../../server/access/paths.ts';
import { createApp } from '../../../server/app.ts';
import { readConfig } from '../../../server/config.ts';
import { addKey } from '../../../server/access/keys.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

let folder: string;
let app: OpenAPIHono;
let token: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bulletin-qa-routes-'));
  const { keysFile, access } = readConfig({ DATA_DIR: folder, REQUIRE_KEYS: 'true', RATE_LIMIT: '0' });
  token = (await addKey(keysFile, '甲', 'read')).token;
  const guards = createGuards(await openAccess(access, keysFile));
  await writeFile(join(folder, 'index.html'), 'the page');
  app = createApp({ answerer: () => null, pageFolder: folder, bodyLimitBytes: 65_536, guards });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** An address for each path that a route of the application is registered for. */
function listAddresses(): string[] {
  const paths = new Set(app.routes.map(({ path }) => path));
  return [...paths].map((path) => path.replace(/:\w+(?:\{[^}]*\})?/g, 'x').replace(/\*/g, 'x'));
}

const send = (method: string, path: string, headers: Record<string, string> = {}): Promise<Response> =>
  Promise.resolve(app.request(path, { method, headers }));

describe('with keys on', () => {
  it('there are routes to walk, the known ones among them', () => {
    const known = ['/api/ask', '/api/search', '/api/articles', '/api/articles/x', '/api/openapi.json', '/'];
    expect(listAddresses()).toEqual(expect.arrayContaining(known));
  });

  it('every route but the open paths asks for a key, by every method', async () => {
    const answered: string[] = [];
    for (const path of listAddresses()) {
      for (const method of METHODS) {
        const response = await send(method, path);
        if (response.status !== 401 && !isOpen(method, path)) answered.push(`${method} ${path}: ${response.status}`);
      }
    }
    expect(answered).toEqual([]);
  });

  it('nothing else than health and the page is open', () => {
    // A path more than these is a decision, to be made here as well.
    expect([...OPEN_PATHS].sort()).toEqual(
      [
        '/',
        '/admin',
        '/api/health',
        '/api/ready',
        '/articles/:id',
        '/assets/*',
        '/browse',
        '/clips',
        '/look.js',
        '/status',
        '/verify',
      ].sort(),
    );
    const open = listAddresses().filter((path) => path.startsWith('/api') && isOpen('GET', path));
    expect(open.sort()).toEqual(['/api/health', '/api/ready']);
  });

  it.each(['/', '/browse', '/clips', '/articles/2018-14-2'])('the page at %s is open', async (path) => {
    expect(await (await send('GET', path)).text()).toBe('the page');
    expect((await send('POST', path)).status).toBe(401);
  });

  it('health answers, here that there is no index', async () => {
    expect((await send('GET', '/api/health')).status).toBe(503);
  });

  it('all files that the page is built from by name are open', () => {
    const files = readdirSync(join(ROOT, 'web/public'), { recursive: true, withFileTypes: true });
    const paths = files.filter((file) => file.isFile()).map(({ name }) => `/${name}`);
    expect(paths).toEqual(paths.filter((path) => isOpen('GET', path)));
    expect(existsSync(join(ROOT, 'web/public/look.js'))).toBe(true);
  });

  it.each([
    '//api/ask',
    '/api/%61rticles',
    '/assets/../api/articles',
    '/assets/%2e%2e/api/articles',
    '/api/health/',
    '/API/health',
    '/api/health/x',
    '/articles/',
    '/articles/x/y',
    '/articles/x%2fy/z',
    '/articles/../api/articles',
    '/keys.json',
    '/browse/',
  ])('%s is not taken for an open path', async (path) => {
    expect((await send('GET', path)).status).toBe(401);
  });

  it('a right key goes through to the route', async () => {
    const response = await send('GET', '/api/articles', { authorization: `Bearer ${token}` });
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([503, 'index_missing']);
  });

  it('a refusal has no tag by which it could become "not modified"', async () => {
    const response = await send('GET', '/api/articles', { 'if-none-match': '*' });
    expect([response.status, response.headers.get('etag')]).toEqual([401, null]);
  });

  it('a refusal has the security headers of any answer', async () => {
    const { headers } = await send('GET', '/api/articles');
    expect(headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });
});
