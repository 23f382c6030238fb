/** Requests that no client would make, over real sockets to a real server with short limits. */
import type { Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { Hono } from 'hono';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { problemSchema } from '../../server/contract.ts';
import { respondWithProblem } from '../../server/problems.ts';
import { listen, type ListenLimits } from '../../server/listen.ts';

const LIMITS: ListenLimits = {
  headerBytes: 4096,
  headerCount: 20,
  headersTimeout: 300,
  requestTimeout: 600,
  uploadTimeout: 1_500,
  keepAliveTimeout: 300,
  silenceTimeout: 5_000,
  checkingInterval: 50,
  connections: 4,
};
const HEAD = 'POST /read HTTP/1.1\r\nHost: localhost\r\n';

let server: Server;
let sockets: Socket[];

beforeEach(async () => {
  sockets = [];
  const app = new Hono();
  app.post('/read', async (context) => context.text(`read ${(await context.req.text()).length}`));
  app.post('/files', async (context) => context.text(`files ${(await context.req.text()).length}`));
  app.post('/early', () => new Response('early'));
  app.get('/count', (context) => context.text(String([...context.req.raw.headers].length)));
  app.onError((error, context) => respondWithProblem(context, error));
  server = await new Promise<Server>((resolve) => {
    const isUpload = (method: string, path: string): boolean => method === 'POST' && path === '/files';
    const options = { fetch: app.fetch, hostname: '127.0.0.1', port: 0, limits: LIMITS, isUpload };
    const listening: Server = listen({ ...options, onListening: () => resolve(listening) });
  });
});
afterEach(() => {
  for (const socket of sockets) socket.destroy();
  server.closeAllConnections();
  return new Promise<void>((resolve) => server.close(() => resolve()));
});

interface Connection {
  socket: Socket;
  /** All that was received, when the server has closed the connection. */
  ended: Promise<string>;
}

function open(): Connection {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  sockets.push(socket);
  let received = '';
  socket.setEncoding('utf8').on('data', (text) => (received += String(text)));
  socket.on('error', () => undefined); // a reset is an end as well
  return { socket, ended: new Promise((resolve) => socket.on('close', () => resolve(received))) };
}

/** What is answered until the connection is closed. */
function exchange(sent: string): Promise<string> {
  const { socket, ended } = open();
  socket.write(sent);
  return ended;
}

/** The one problem that a whole connection was answered with. */
function problemIn(received: string): { status: number; code: string } {
  const [head = '', body = ''] = received.split('\r\n\r\n');
  expect(head).toMatch(/^HTTP\/1\.1 \d{3} [\w ]+\r\n/);
  expect(head).toMatch(/Content-Type: application\/problem\+json/i);
  expect(Number(/content-length: (\d+)/i.exec(head)?.[1])).toBe(Buffer.byteLength(body));
  const { status, code } = problemSchema.parse(JSON.parse(body));
  expect(head).toContain(` ${status} `);
  return { status, code };
}

describe('what never becomes a request', () => {
  it.each([
    ['no HTTP', 'hello\r\n\r\n'],
    ['another protocol', '\x16\x03\x01\x02\x00\x01'],
    ['a line feed in a header', 'GET / HTTP/1.1\r\nHost: localhost\r\nX: a\nb: c\r\n\r\n'],
    ['two lengths', `${HEAD}Content-Length: 3\r\nContent-Length: 4\r\n\r\nabc`],
    ['a length and chunks', `${HEAD}Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\nabc`],
    ['a length below zero', `${HEAD}Content-Length: -1\r\n\r\n`],
    ['a chunk that is none', `${HEAD}Transfer-Encoding: chunked\r\n\r\nxyz\r\n`],
  ])('%s is answered 400 and closed, without saying why', async (_, sent) => {
    const received = await exchange(sent);
    expect(problemIn(received)).toEqual({ status: 400, code: 'request_malformed' });
    expect(received).not.toMatch(/HPE_|Parse Error|node/i);
  });

  it('a Host that makes no address is answered 400', async () => {
    const received = await exchange('GET /count HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n');
    expect(problemIn(received)).toEqual({ status: 400, code: 'request_malformed' });
  });

  it('headers over the limit are answered 431', async () => {
    const received = await exchange(`GET /count HTTP/1.1\r\nHost: localhost\r\nX: ${'x'.repeat(5000)}\r\n\r\n`);
    expect(problemIn(received)).toEqual({ status: 431, code: 'headers_too_large' });
  });

  it('too many headers are answered 431, not read in part', async () => {
    const many = Array.from({ length: LIMITS.headerCount }, (_, at) => `X-${at}: ${at}\r\n`).join('');
    const received = await exchange(`GET /count HTTP/1.1\r\nHost: localhost\r\n${many}\r\n`);
    expect(problemIn(received)).toEqual({ status: 431, code: 'headers_too_large' });
  });
});

describe('a slow request', () => {
  it('is answered 408 when its headers do not end in time, however it drips', async () => {
    const { socket, ended } = open();
    socket.write('GET /count HTTP/1.1\r\nHost: localhost\r\n');
    const dripping = setInterval(() => socket.writable && socket.write('X: x\r\n'), 50);
    expect(problemIn(await ended)).toEqual({ status: 408, code: 'request_timeout' });
    clearInterval(dripping);
  });

  it('is answered 408 when its body does not end in time, however it drips', async () => {
    const { socket, ended } = open();
    socket.write(`${HEAD}Content-Length: 1000\r\n\r\n`);
    const dripping = setInterval(() => socket.writable && socket.write('x'), 50);
    expect(problemIn(await ended)).toEqual({ status: 408, code: 'request_timeout' });
    clearInterval(dripping);
  });

  it('may take longer where it brings files', async () => {
    const { socket, ended } = open();
    socket.write('POST /files HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 3\r\n\r\na');
    await wait(LIMITS.requestTimeout + 200);
    socket.write('bc');
    expect(await ended).toContain('files 3');
  });

  it('is answered 408 even with files when they do not come in their time', async () => {
    const { socket, ended } = open();
    socket.write('POST /files HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\na');
    expect(problemIn(await ended)).toEqual({ status: 408, code: 'request_timeout' });
  });

  it('is not answered twice when the answer went out before the body was read', async () => {
    const { socket, ended } = open();
    socket.write('POST /early HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nx');
    const received = await ended;
    expect(received).toContain('early');
    expect(received).not.toContain('request_timeout');
  });

  it('does not keep others waiting', async () => {
    for (let at = 0; at < 3; at++) open().socket.write(`${HEAD}Content-Length: 1000\r\n\r\nx`);
    await wait(50);
    const received = await exchange(`${HEAD}Content-Length: 3\r\nConnection: close\r\n\r\nabc`);
    expect(received).toContain('read 3');
  });
});

describe('a connection', () => {
  it('that is cut off in a body leaves the server serving, and no error in its log', async () => {
    const logged = vi.spyOn(console, 'error');
    for (let at = 0; at < 3; at++) {
      const { socket, ended } = open();
      socket.write(`${HEAD}Content-Length: 1000\r\n\r\nx`, () => socket.destroy());
      await ended;
    }
    expect(await exchange(`${HEAD}Content-Length: 3\r\nConnection: close\r\n\r\nabc`)).toContain('read 3');
    expect(logged.mock.calls).toEqual([]);
    logged.mockRestore();
  });

  it('that is half closed in a body is ended', async () => {
    const { socket, ended } = open();
    socket.end(`${HEAD}Content-Length: 1000\r\n\r\nx`);
    expect(await ended).not.toContain('read');
  });

  it('is kept for the next request, and closed when none comes', async () => {
    const received = await exchange(`${HEAD}Content-Length: 1\r\n\r\na${HEAD}Content-Length: 2\r\n\r\nab`);
    expect(received).toMatch(/read 1[^]*read 2$/);
  });

  it('beyond the limit is closed unanswered', async () => {
    const first = Array.from({ length: LIMITS.connections }, open);
    await Promise.all(first.map(({ socket }) => new Promise((resolve) => socket.once('connect', resolve))));
    await wait(50);
    expect(await exchange('GET /count HTTP/1.1\r\nHost: localhost\r\n\r\n')).toBe('');
  });
});
