/** A thread that embeds one text after another: `{ number, text }` in, `{ number, vector }` or `{ number, failure }` out. */
import { parentPort, workerData } from 'node:worker_threads';
import { openModel } from './embed-model.mjs';

const embed = await openModel(workerData.folder);
parentPort.on('message', async ({ number, text }) => {
  try {
    const vector = await embed(text);
    parentPort.postMessage({ number, vector }, [vector.buffer]);
  } catch (failure) {
    parentPort.postMessage({ number, failure });
  }
});
parentPort.postMessage({ isOpen: true });
