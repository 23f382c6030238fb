import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { checkHost, checkOrigin, isLoopbackName, shareWithOrigins } from '../../../server/access/origin.ts';
import { respondWithProblem } from '../../../server/problems.ts';

const OFFICE = 'https://oa.example.cn';

/** The three guards as a loopback server has them, with one origin allowed. */
function guarded(hosts: string[] | null = [], origins: string[] = [OFFICE]): Hono {
  const app = new Hono();
  app.use(checkHost(hosts), shareWithOrigins(origins), checkOrigin(origins));
  app.all('*', () => new Response('done'));
  app.onError((error, context) => respondWithProblem(context, error));
  return app;
}

const statusOf = async (app: Hono, method: string, headers: Record<string, string>, path = '/api/ask') =>
  (await app.request(`http://localhost:3000${path}`, { method, headers: { host: 'localhost:3000', ...headers } }))
    .status;

describe('the Host header on loopback', () => {
  it.each(['localhost', 'localhost:3000', 'LOCALHOST:80', 'localhost.', '127.0.0.1:3000', '127.9.9.9', '[::1]:3000'])(
    '%s is answered',
    async (host) => {
      expect(await statusOf(guarded(), 'GET', { host })).toBe(200);
    },
  );

  it.each([
    'evil.example',
    'evil.example:3000',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    '127.evil.example',
    'evil.example:3000@localhost',
    'localhost:3000, evil.example', // two headers
    '192.168.1.5:3000',
    '0.0.0.0:3000', // reaches this machine from a page on some systems
    '[::ffff:192.168.1.5]',
    '',
  ])('“%s” is refused, for reading too', async (host) => {
    for (const method of ['GET', 'POST', 'OPTIONS']) expect(await statusOf(guarded(), method, { host })).toBe(421);
  });

  it('is not the only place of a host: a request target with another one is refused', async () => {
    const { status } = await guarded().request('http://evil.example/api/ask', { headers: { host: 'localhost' } });
    expect(status).toBe(421);
  });

  it('of a name that is allowed is answered, of others not', async () => {
    const app = guarded(['qa.example.cn']);
    expect(await statusOf(app, 'GET', { host: 'QA.example.cn:443' })).toBe(200);
    expect(await statusOf(app, 'GET', { host: 'localhost:3000' })).toBe(200);
    expect(await statusOf(app, 'GET', { host: 'other.example.cn' })).toBe(421);
  });

  it('is not asked about by a server that names no hosts', async () => {
    expect(await statusOf(guarded(null), 'GET', { host: 'qa.example.cn' })).toBe(200);
  });

  it('is told back to the caller no longer than needed', async () => {
    const response = await guarded().request('/', { headers: { host: 'x'.repeat(5000) } });
    expect((await response.text()).length).toBeLessThan(1000);
  });
});

describe('a loopback name', () => {
  it.each(['localhost', '127.0.0.1', '127.255.0.1', '::1', '[::1]'])('is %s', (name) => {
    expect(isLoopbackName(name)).toBe(true);
  });
  it.each(['0.0.0.0', '::', '127.0.0.256', '127.1', '128.0.0.1', 'localhost.example', '[::1', ''])(
    'is not “%s”',
    (name) => {
      expect(isLoopbackName(name)).toBe(false);
    },
  );
});

describe('a request that changes something', () => {
  it.each<Record<string, string>>([
    {}, // no browser
    { origin: 'http://localhost:3000' },
    { origin: 'https://localhost:3000' }, // TLS ends at a proxy
    { origin: OFFICE, 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-origin' },
    { 'sec-fetch-site': 'none' }, // typed by the reader
  ])('with %j is answered', async (headers) => {
    expect(await statusOf(guarded(), 'POST', headers)).toBe(200);
  });

  it.each<Record<string, string>>([
    { origin: 'https://evil.example' },
    { origin: 'https://evil.example', 'content-type': 'application/json' },
    { origin: 'https://evil.example', 'content-type': 'text/plain', 'sec-fetch-site': 'same-origin' },
    { origin: 'null' }, // a sandboxed frame, or a file
    { origin: '' },
    { origin: 'http://localhost:8080' }, // another program of this machine
    { origin: 'http://localhost' },
    { origin: 'file://localhost:3000' },
    { origin: 'http://localhost:3000/x' },
    { origin: 'http://localhost:3000.evil.example' },
    { origin: `${OFFICE}.evil.example` },
    { origin: 'http://oa.example.cn' }, // anybody on the way could be it
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ])('with %j is refused, by every method that changes something', async (headers) => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      expect(await statusOf(guarded(), method, headers)).toBe(403);
    }
  });

  it('is told from one that reads, but at MCP, which listens by reading', async () => {
    const headers = { origin: 'https://evil.example' };
    expect(await statusOf(guarded(), 'GET', headers, '/api/articles')).toBe(200);
    expect(await statusOf(guarded(), 'GET', headers, '/mcp')).toBe(403);
  });
});

describe('sharing with origins', () => {
  const preflight = { 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' };

  it('answers the preflight of an allowed one', async () => {
    const response = await guarded().request('/api/ask', {
      method: 'OPTIONS',
      headers: { origin: OFFICE, ...preflight },
    });
    expect(response.status).toBe(204);
    expect(response.headers.get('access-control-allow-origin')).toBe(OFFICE);
    expect(response.headers.get('access-control-allow-headers')).toMatch(/Authorization/);
    expect(response.headers.get('access-control-allow-methods')).toMatch(/POST/);
    expect(response.headers.get('access-control-allow-credentials')).toBeNull();
  });

  it('lets its pages read answers', async () => {
    const response = await guarded().request('/api/articles', { headers: { origin: OFFICE } });
    expect(response.headers.get('access-control-allow-origin')).toBe(OFFICE);
    expect(response.headers.get('access-control-expose-headers')).toMatch(/RateLimit.*Retry-After/);
    expect(response.headers.get('vary')).toMatch(/Origin/);
  });

  it.each(['https://evil.example', 'null', '*', undefined])('tells %s nothing', async (origin) => {
    for (const method of ['GET', 'OPTIONS']) {
      const headers = { ...(origin === undefined ? {} : { origin }), ...(method === 'OPTIONS' ? preflight : {}) };
      const response = await guarded().request('/api/articles', { method, headers });
      const told = [...response.headers.keys()].filter((name) => name.startsWith('access-control'));
      expect(told).toEqual([]);
      // A cache must not give this answer to a page that is allowed.
      expect(response.headers.get('vary')).toMatch(/Origin/);
    }
  });

  it('is off without any', async () => {
    const response = await guarded([], []).request('/api/articles', { headers: { origin: OFFICE } });
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
    expect(response.headers.get('vary')).toBeNull();
  });
});
