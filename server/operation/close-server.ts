/**
 * The end of a server that loses nothing of what has arrived.
 *
 * `Server.close` resets what the kernel has accepted and node:http has not, of which it takes one in a turn of the event
 * loop. So the server stays open until the turns bring nothing more.
 */
import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';
import { setImmediate as nextTurn, setTimeout as wait } from 'node:timers/promises';

/** Times are in milliseconds. */
export interface Farewell {
  /** So long the server goes on at least, for those who ask it whether it is ready. */
  least: number;
  /** So long at most it waits for the first request of a connection, which may never come. */
  silent: number;
  /** So long at most it takes new connections, which may never cease to come. */
  most: number;
}

const FAREWELL: Farewell = { least: 250, silent: 2_000, most: 10_000 };

/** In one turn a connection is taken, in the next its request is read. */
const QUIET_TURNS = 3;

/** Connections become idle with their last answer, and their clients would keep them open: how often these are closed. */
const IDLE_INTERVAL = 250;

/**
 * Watches a server's connections from its start, and gives the function that ends it: this resolves when all that has
 * arrived is answered and every connection is closed.
 */
export function watchConnections(server: Server, farewell = FAREWELL): () => Promise<void> {
  const unused = new Set<Socket>();
  let arrivals = 0;
  server.on('connection', (socket) => {
    arrivals++;
    unused.add(socket);
    socket.once('close', () => unused.delete(socket));
  });
  server.on('request', ({ socket }: IncomingMessage) => {
    arrivals++;
    unused.delete(socket);
  });

  async function waitForQuiet(until: number): Promise<void> {
    let quiet = 0;
    while (quiet < QUIET_TURNS && performance.now() < until) {
      const before = arrivals;
      await nextTurn();
      quiet = arrivals === before ? quiet + 1 : 0;
    }
  }

  return async () => {
    const startedAt = performance.now();
    await wait(farewell.least);
    await waitForQuiet(startedAt + farewell.most);
    while (unused.size > 0 && performance.now() < startedAt + farewell.silent) {
      await wait(farewell.least);
      await waitForQuiet(startedAt + farewell.most);
    }
    // To node:http they are not idle: it would wait for their requests.
    for (const socket of unused) socket.destroy();
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    // After a turn's reading, lest a request that has arrived is taken for none.
    const timer = setInterval(() => setImmediate(() => server.closeIdleConnections()), IDLE_INTERVAL);
    await closed;
    clearInterval(timer);
  };
}
