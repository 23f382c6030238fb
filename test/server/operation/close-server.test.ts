/** The end of a server while connections arrive, over real sockets. */
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { watchConnections } from '../../../server/operation/close-server.ts';

const REQUEST = 'GET / HTTP/1.1\r\nHost: localhost\r\nConnection: keep-alive\r\n\r\n';
/** In milliseconds; none of what is tested takes nearly as long as the longest. */
const FAREWELL = { least: 20, silent: 3_000, most: 20_000 };

let server: Server;
let close: () => Promise<void>;
let sockets: Socket[];

beforeEach(async () => {
  sockets = [];
  server = createServer((_request, response) => void response.end('answered'));
  close = watchConnections(server, FAREWELL);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(() => {
  for (const socket of sockets) socket.destroy();
  server.closeAllConnections();
  server.close();
});

/** An open connection, and all that it received when it is closed. */
async function open(): Promise<{ socket: Socket; received: Promise<string> }> {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1').setEncoding('utf8');
  sockets.push(socket);
  let text = '';
  socket.on('data', (part) => (text += String(part)));
  const received = new Promise<string>((resolve, reject) =>
    socket.on('error', reject).on('close', () => resolve(text)),
  );
  await new Promise((resolve) => socket.on('connect', resolve));
  return { socket, received };
}

describe('the end of a server', () => {
  it('waits for the first request of a connection, and answers it', async () => {
    const { socket, received } = await open();
    const ended = close();
    await wait(10 * FAREWELL.least);
    socket.write(REQUEST);
    expect(await received).toContain('answered');
    await ended;
  });

  it('comes although a connection never says anything, and closes it', async () => {
    const { received } = await open();
    await close();
    expect(await received).toBe('');
  });

  it('closes a connection that is kept open after its last answer', async () => {
    const { socket, received } = await open();
    socket.write(REQUEST);
    await new Promise((resolve) => socket.once('data', resolve));
    await close();
    expect(await received).toContain('answered');
  });

  it('comes after all that wait to be taken, though every turn of the loop takes long', async () => {
    const busy = setInterval(() => {
      const until = Date.now() + FAREWELL.least;
      while (Date.now() < until);
    });
    try {
      const connections = await Promise.all(Array.from({ length: 20 }, open));
      for (const { socket } of connections) socket.write(REQUEST);
      const ended = close();
      const all = await Promise.all(connections.map(({ received }) => received));
      expect(all.filter((text) => text.includes('answered'))).toHaveLength(20);
      await ended;
    } finally {
      clearInterval(busy);
    }
  });
});
