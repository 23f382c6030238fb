/**
 * Asks a server for its health at a steady rate, whatever it takes to answer, in a thread of its own: what asks the
 * questions is busy, and would measure itself. Ends when it is told to, with the milliseconds of each answer.
 */
import { Agent, get } from 'node:http';
import { parentPort, workerData } from 'node:worker_threads';

const { origin, eachSecond } = workerData;
const times = [];
const pending = new Set();

// Not fetch, whose own queue of requests would be measured with the server.
const agent = new Agent({ keepAlive: true });

function ask() {
  return new Promise((resolve) => {
    const startedAt = performance.now();
    const end = (isAnswered) => {
      times.push(isAnswered ? performance.now() - startedAt : Infinity);
      resolve();
    };
    get(`${origin}/api/health`, { agent }, (response) => {
      response.resume().on('end', () => end(response.statusCode === 200));
    }).on('error', () => end(false));
  });
}

// The first request loads what the others use; its time is not the server's.
await ask();
times.pop();
parentPort.postMessage('ready');

const timer = setInterval(() => {
  const asked = ask().finally(() => pending.delete(asked));
  pending.add(asked);
}, 1000 / eachSecond);

parentPort.once('message', async () => {
  clearInterval(timer);
  await Promise.all(pending);
  agent.destroy();
  parentPort.postMessage(times);
});
