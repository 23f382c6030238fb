/**
 * What someone does on the machine without a network, run there by the packed Node: asks on the terminal, starts the
 * server, asks it, stops it. `node carried-journey.mjs <folder of the package> <question>`; prints one line of JSON.
 */
import { execFile, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';

const POLL_MILLISECONDS = 100;
const START_MILLISECONDS = 120_000;

const [folder, question] = process.argv.slice(2);
const isWindows = process.platform === 'win32';
const command = (name) => join(folder, `${name}.${isWindows ? 'cmd' : 'sh'}`);

const port = await findFreePort();
const origin = `http://127.0.0.1:${port}`;
const asked = await promisify(execFile)(command('ask'), [question], { shell: isWindows });

const server = spawn(command('start'), [], {
  env: { ...process.env, PORT: String(port) },
  stdio: ['ignore', 'pipe', 'pipe'],
  shell: isWindows,
});
let printed = '';
for (const stream of [server.stdout, server.stderr]) stream.on('data', (text) => (printed += text));
const ended = new Promise((fulfil) => server.once('exit', (code, signal) => fulfil(code ?? signal)));
const health = await untilHealthy();
const response = await fetch(`${origin}/api/ask`, {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ question }),
});
const answer = await response.json();
const page = await (await fetch(origin)).text();
server.kill('SIGTERM');
const ending = await ended;
const isCutOff = Object.keys(networkInterfaces()).every((name) => name === 'lo');
console.log(
  JSON.stringify({ isCutOff, asked: asked.stdout, told: asked.stderr, health, answer, page, ending, printed }),
);

async function untilHealthy() {
  const startedAt = Date.now();
  while (server.exitCode === null && Date.now() - startedAt < START_MILLISECONDS) {
    const response = await fetch(`${origin}/api/health`).catch(() => null);
    if (response?.ok) return response.json();
    await wait(POLL_MILLISECONDS);
  }
  server.kill('SIGTERM');
  throw new Error(`the server did not come up:\n${printed}`);
}

function findFreePort() {
  return new Promise((fulfil, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => fulfil(port));
    });
  });
}
