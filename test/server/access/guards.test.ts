/** The guards in front of routes of the test's own, each request from an address that the test gives it. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Hono } from 'hono';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type AccessMode, createGuards, openAccess } from '../../../server/access/access.ts';
import { readConfig } from '../../../server/config.ts';
import { problemSchema } from '../../../server/contract.ts';
import { addKey, revokeKey } from '../../../server/access/keys.ts';
import { respondWithProblem } from '../../../server/problems.ts';

let folder: string;
let keysFile: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bulletin-qa-access-'));
  keysFile = join(folder, 'keys.json');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

type Sent = { method?: string; headers?: Record<string, string>; from?: string };
type Send = (path: string, sent?: Sent) => Promise<Response>;

/** Guarded routes that answer "done", and what the guards made of the environment. */
async function guard(environment: Record<string, string>): Promise<{ send: Send; mode: AccessMode }> {
  const access = await openAccess(readConfig(environment).access, keysFile);
  const app = new Hono();
  for (const guard of createGuards(access)) app.use(guard);
  // A response of the route's own, as the MCP transport makes one.
  app.all('*', () => new Response('done'));
  app.onError((error, context) => respondWithProblem(context, error));
  const send: Send = async (path, { method = 'GET', headers = {}, from = '203.0.113.9' } = {}) =>
    app.request(path, { method, headers }, { incoming: { socket: { remoteAddress: from } } });
  return { send, mode: access.mode };
}

const bearer = (token: string): Sent => ({ headers: { authorization: `Bearer ${token}` } });
async function codeOf(response: Response): Promise<string> {
  if (response.headers.get('content-type')?.startsWith('application/problem+json') !== true) return response.text();
  const problem = problemSchema.parse(await response.json());
  expect(problem.status).toBe(response.status);
  return `${problem.status} ${problem.code}`;
}

describe('the decision at the start', () => {
  const decide = async (environment: Record<string, string>): Promise<string> => (await guard(environment)).mode;

  it('is not asked for on loopback, with keys or without', async () => {
    for (const HOST of ['127.0.0.1', '127.1.2.3', '::1', 'localhost']) expect(await decide({ HOST })).toBe('open');
    await addKey(keysFile, '甲', 'read');
    expect(await decide({})).toBe('open');
  });

  it.each<Record<string, string>>([
    { HOST: '0.0.0.0' },
    { HOST: '::' },
    { HOST: '192.168.1.5' },
    { HOST: 'oa.example.cn' },
    { HOST: '127.example.cn' }, // a name, not an address
    { ALLOWED_HOSTS: 'qa.example.cn' }, // a proxy on this machine lets others in
    { TRUSTED_PROXIES: '127.0.0.1' },
    { REQUIRE_KEYS: 'true' },
  ])('%j is refused without keys, and the refusal names both remedies', async (environment) => {
    await expect(decide(environment)).rejects.toThrow(/npm run keys -- make.*ANONYMOUS_READ=true/);
    const { key } = await addKey(keysFile, '甲', 'read');
    expect(await decide(environment)).toBe('keys');
    await revokeKey(keysFile, key.id);
    await expect(decide(environment)).rejects.toMatchObject({ code: 'access_undecided' }); // none that is valid
  });

  it('may be for anybody’s reading', async () => {
    expect(await decide({ HOST: '0.0.0.0', ANONYMOUS_READ: 'true' })).toBe('anonymous');
  });

  it('is refused while the keys cannot be read, whatever else is set', async () => {
    await writeFile(keysFile, '{"version":1,"keys":[');
    const environments: Record<string, string>[] = [{}, { HOST: '::' }, { HOST: '::', ANONYMOUS_READ: 'true' }];
    for (const environment of environments) {
      await expect(decide(environment)).rejects.toThrow(keysFile);
    }
  });
});

describe('with keys on', () => {
  it('a read key reads, an admin key reads and administers', async () => {
    const read = await addKey(keysFile, '甲', 'read');
    const admin = await addKey(keysFile, '乙', 'admin');
    const { send } = await guard({ HOST: '0.0.0.0' });
    expect(await codeOf(await send('/api/articles', bearer(read.token)))).toBe('done');
    expect(await codeOf(await send('/api/articles', bearer(admin.token)))).toBe('done');
    for (const path of ['/api/admin', '/api/admin/corpus']) {
      expect(await codeOf(await send(path, bearer(admin.token)))).toBe('done');
      const refused = await send(path, bearer(read.token));
      expect(refused.headers.get('www-authenticate')).toMatch(/^Bearer .*error="insufficient_scope", scope="admin"$/);
      expect(await codeOf(refused)).toBe('403 scope_insufficient');
      expect(await codeOf(await send(path))).toBe('401 key_required');
    }
  });

  it('says how to identify', async () => {
    const { token } = await addKey(keysFile, '甲', 'read');
    const { send } = await guard({ HOST: '0.0.0.0' });
    const without = await send('/api/articles');
    expect(without.headers.get('www-authenticate')).toBe('Bearer realm="bulletin-qa"');
    expect(await codeOf(without)).toBe('401 key_required');
    const wrong = await send('/api/articles', bearer(`${token}x`));
    expect(wrong.headers.get('www-authenticate')).toBe('Bearer realm="bulletin-qa", error="invalid_token"');
    expect(await codeOf(wrong)).toBe('401 key_wrong');
    // The scheme is case-insensitive (RFC 9110); the key in another place is no key.
    expect((await send('/api/articles', { headers: { authorization: `bearer ${token}` } })).status).toBe(200);
    expect((await send('/api/articles', { headers: { authorization: token } })).status).toBe(401);
    expect((await send(`/api/articles?key=${token}`)).status).toBe(401);
  });

  it('a revoked key fails at once, another one made meanwhile works at once', async () => {
    const { key, token } = await addKey(keysFile, '甲', 'read');
    const { send } = await guard({ HOST: '0.0.0.0' });
    expect((await send('/api/articles', bearer(token))).status).toBe(200);
    await revokeKey(keysFile, key.id);
    expect(await codeOf(await send('/api/articles', bearer(token)))).toBe('401 key_wrong');
    const other = await addKey(keysFile, '乙', 'read');
    expect((await send('/api/articles', bearer(other.token))).status).toBe(200);
  });

  it('a file damaged while running closes everything, and its place stays here', async () => {
    const { token } = await addKey(keysFile, '甲', 'read');
    const { send } = await guard({ HOST: '0.0.0.0' });
    await writeFile(keysFile, 'x');
    const logged = vi.spyOn(console, 'error').mockReturnValue();
    const response = await send('/api/articles', bearer(token));
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain(folder);
    expect(String(logged.mock.calls[0]?.[0])).toContain(keysFile); // whoever runs the server is told
    logged.mockRestore();
  });

  it('1,000 wrong keys learn nothing: every refusal is the same, known id or not', async () => {
    const { token } = await addKey(keysFile, '甲', 'admin');
    const { send } = await guard({ HOST: '0.0.0.0', RATE_LIMIT: '0' });
    const id = token.slice(0, 13);
    const refusals = new Set<string>();
    for (let at = 0; at < 1000; at++) {
      const secret = String(at).padStart(43, '0');
      const guess =
        at % 3 === 0 ? `${id}${secret}` : at % 3 === 1 ? `bqa_${String(at).padStart(8, '0')}_${secret}` : 'x';
      const response = await send(at % 2 ? '/api/ask' : '/api/admin/x', bearer(guess));
      refusals.add(JSON.stringify([response.status, [...response.headers], await response.text()]));
    }
    expect(refusals.size).toBe(1);
    expect((await send('/api/ask', bearer(token))).status).toBe(200);
  });
});

describe('the order of the guards', () => {
  it('answers a preflight without a key, and lets an allowed page read that it needs one', async () => {
    await addKey(keysFile, '甲', 'read');
    const { send } = await guard({ HOST: '0.0.0.0', CORS_ORIGINS: 'https://oa.example.cn' });
    const headers = { origin: 'https://oa.example.cn', 'access-control-request-method': 'POST' };
    expect((await send('/api/ask', { method: 'OPTIONS', headers })).status).toBe(204);
    const refused = await send('/api/ask', { method: 'POST', headers });
    expect(refused.headers.get('access-control-allow-origin')).toBe('https://oa.example.cn');
    expect(await codeOf(refused)).toBe('401 key_required');
  });

  it('asks for the host first, and for the origin before the key', async () => {
    const { token } = await addKey(keysFile, '甲', 'read');
    const { send } = await guard({ HOST: '0.0.0.0', ALLOWED_HOSTS: 'qa.example.cn' });
    const headers = { authorization: `Bearer ${token}`, origin: 'https://evil.example' };
    const other = await send('/api/ask', { method: 'POST', headers: { ...headers, host: 'evil.example' } });
    expect(await codeOf(other)).toBe('421 host_refused');
    expect(await codeOf(await send('/api/ask', { method: 'POST', headers }))).toBe('403 origin_refused');
  });
});

describe('with anonymous reading', () => {
  it('anybody reads, and what changes the server takes an admin key', async () => {
    const read = await addKey(keysFile, '甲', 'read');
    const { send } = await guard({ HOST: '0.0.0.0', ANONYMOUS_READ: 'true' });
    expect((await send('/api/ask', { method: 'POST' })).status).toBe(200);
    expect((await send('/mcp', { method: 'POST' })).status).toBe(200);
    expect(await codeOf(await send('/api/admin/x'))).toBe('401 key_required');
    expect(await codeOf(await send('/api/admin/x', bearer(read.token)))).toBe('403 scope_insufficient');
  });

  it('a wrong key is refused all the same: its owner believes to have one', async () => {
    const { send } = await guard({ HOST: '0.0.0.0', ANONYMOUS_READ: 'true' });
    expect(await codeOf(await send('/api/articles', bearer('bqa_00000000_x')))).toBe('401 key_wrong');
  });
});

describe('limits', () => {
  const anonymous = { HOST: '0.0.0.0', ANONYMOUS_READ: 'true' };

  it('are told on every counted answer, and after them comes 429 with the time to wait', async () => {
    const { send } = await guard({ ...anonymous, RATE_LIMIT: '2' });
    const first = await send('/api/articles');
    expect(first.headers.get('ratelimit-policy')).toBe('"read";q=2;w=60');
    expect(first.headers.get('ratelimit')).toBe('"read";r=1;t=60');
    expect(first.headers.get('retry-after')).toBeNull();
    await send('/api/articles');
    const refused = await send('/api/articles');
    expect(refused.headers.get('ratelimit')).toMatch(/^"read";r=0;t=\d+$/);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await codeOf(refused)).toBe('429 rate_limited');
  });

  it('count what is costly apart', async () => {
    const { send } = await guard({ ...anonymous, RATE_LIMIT: '1', RATE_LIMIT_COSTLY: '1' });
    expect((await send('/api/ask', { method: 'POST' })).headers.get('ratelimit-policy')).toBe('"costly";q=1;w=60');
    for (const path of ['/api/search', '/api/verify', '/mcp']) expect((await send(path)).status).toBe(429);
    expect((await send('/api/articles')).status).toBe(200);
  });

  it('count each address for itself, and IPv6 by subscriber', async () => {
    const { send } = await guard({ ...anonymous, RATE_LIMIT: '1' });
    const statuses: number[] = [];
    for (const from of [
      '192.0.2.1',
      '192.0.2.2',
      '::ffff:192.0.2.1',
      '2001:db8::1',
      '2001:db8::2',
      '2001:db8:0:1::1',
    ]) {
      statuses.push((await send('/api/articles', { from })).status);
    }
    expect(statuses).toEqual([200, 200, 429, 200, 429, 200]);
  });

  it('count a valid key by itself, wherever it is used from', async () => {
    const one = await addKey(keysFile, '甲', 'read');
    const other = await addKey(keysFile, '乙', 'read');
    const { send } = await guard({ HOST: '0.0.0.0', RATE_LIMIT: '1' });
    expect((await send('/api/articles', bearer(one.token))).status).toBe(200);
    expect((await send('/api/articles', bearer(other.token))).status).toBe(200);
    expect((await send('/api/articles', { ...bearer(one.token), from: '192.0.2.7' })).status).toBe(429);
  });

  it('count failed keys by address, also on costly paths, and shut nobody else out', async () => {
    const { token } = await addKey(keysFile, '甲', 'read');
    const { send } = await guard({ HOST: '0.0.0.0', RATE_LIMIT: '2' });
    const statuses: number[] = [];
    for (const path of ['/api/articles', '/api/ask', '/api/articles', '/api/ask']) {
      statuses.push((await send(path, bearer('bqa_00000000_x'))).status);
    }
    expect(statuses).toEqual([401, 401, 429, 429]);
    expect((await send('/api/articles', { from: '192.0.2.7' })).status).toBe(401);
    expect((await send('/api/articles', bearer(token))).status).toBe(200);
  });

  it('do not stand in the way of the page, nor of anybody on an open loopback server', async () => {
    const page = await guard({ ...anonymous, RATE_LIMIT: '1' });
    for (const path of ['/', '/look.js', '/api/health', '/']) expect((await page.send(path)).status).toBe(200);
    const loopback = await guard({ RATE_LIMIT: '1', RATE_LIMIT_COSTLY: '1' });
    for (const path of ['/api/ask', '/api/ask']) expect((await loopback.send(path)).status).toBe(200);
  });

  it('may be lifted', async () => {
    const { send } = await guard({ ...anonymous, RATE_LIMIT: '0' });
    expect((await send('/api/articles')).headers.get('ratelimit')).toBeNull();
  });

  it('believe a trusted proxy, and nobody else', async () => {
    const { send } = await guard({ ...anonymous, RATE_LIMIT: '1', TRUSTED_PROXIES: '10.0.0.0/8' });
    const through = async (from: string, forwarded: string): Promise<number> =>
      (await send('/api/articles', { from, headers: { 'x-forwarded-for': forwarded } })).status;
    expect(await through('10.0.0.1', '198.51.100.1')).toBe(200);
    expect(await through('10.0.0.1', '198.51.100.2')).toBe(200); // another client of the same proxy
    expect(await through('10.0.0.1', '192.0.2.99, 198.51.100.1')).toBe(429); // what the client put before counts nothing
    expect(await through('10.0.0.1', '198.51.100.1, 10.0.0.2')).toBe(429); // two proxies
    expect(await through('203.0.113.9', '198.51.100.3')).toBe(200); // counted as 203.0.113.9
    expect(await through('203.0.113.9', '198.51.100.4')).toBe(429);
    const { status } = await send('/api/articles', { headers: { forwarded: 'for=1.2.3.4', 'x-real-ip': '1.2.3.4' } });
    expect(status).toBe(429);
  });
});
