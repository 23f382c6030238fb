/**
 * A thread that ends its process when that takes too much memory or time, or when the process that started it is gone:
 * also while the main thread is in a loop that comes back to nothing, where no limit of its own would be looked at.
 *
 * Time is the processor's, since the last sign of progress (progress.ts): on a machine that has other things to do a
 * file takes longer for no fault of its own. One that waits for ever takes none, so the clock counts too, many times over.
 */
import { writeSync } from 'node:fs';
import process from 'node:process';
import { workerData } from 'node:worker_threads';

/** A library that fills memory as fast as it can takes some 50 MB meanwhile. */
const LOOK_MILLISECONDS = 20;

/** How many times slower than its processor's time a reading may be. */
const SLOWEST = 10;

const { memoryBytes, milliseconds, parentId, progress } = workerData;

let last = -1;
let processorStart = process.cpuUsage();
let clockStart = performance.now();

// A thread can end its process only as another process could; the reason is told on standard error.
setInterval(() => {
  const resident = process.memoryUsage.rss();
  if (resident > memoryBytes) end(`out of memory: ${resident} bytes are resident`);
  // Nobody is left to be told.
  if (process.ppid !== parentId) process.kill(process.pid, 'SIGKILL');
  const now = Atomics.load(progress, 0);
  if (now !== last) {
    last = now;
    processorStart = process.cpuUsage();
    clockStart = performance.now();
  }
  if (Atomics.load(progress, 1) === 0) return;
  const { user, system } = process.cpuUsage(processorStart);
  const taken = Math.max((user + system) / 1000, (performance.now() - clockStart) / SLOWEST);
  if (taken > milliseconds) end(`out of time: ${Math.round(taken)} ms`);
}, LOOK_MILLISECONDS);

function end(reason) {
  writeSync(2, `${reason}\n`);
  process.kill(process.pid, 'SIGKILL');
}
