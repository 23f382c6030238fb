/**
 * A thread that embeds one text after another: `{ number, text }` in, `{ number, vector }` or `{ number, failure }` out.
 *
 * The runtime of the model ends the whole process if its thread is ended while it runs. So the thread says in `state`,
 * which it shares with the one that opened it, when it runs, and does not begin to once it is closed: embed-state.mjs.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { begin, end } from './embed-state.mjs';

const { folder, state } = workerData;

begin(state);
const { openModel } = await import('./embed-model.mjs');
const embed = await openModel(folder);
end(state);

parentPort.on('message', async ({ number, text }) => {
  if (!begin(state)) return;
  let answer;
  try {
    answer = { number, vector: await embed(text) };
  } catch (failure) {
    answer = { number, failure };
  }
  end(state);
  parentPort.postMessage(answer, answer.vector ? [answer.vector.buffer] : []);
});
parentPort.postMessage({ isOpen: true });
