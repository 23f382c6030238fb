/**
 * A thread that ends its process when that takes too much memory, or when the process that started it is gone: also
 * while the main thread is in a loop that comes back to nothing, where no limit of its own would be looked at.
 */
import { writeSync } from 'node:fs';
import process from 'node:process';
import { workerData } from 'node:worker_threads';

/** A library that fills memory as fast as it can takes some 50 MB meanwhile. */
const LOOK_MILLISECONDS = 20;

const { memoryBytes, parentId } = workerData;

// A thread can end its process only as another process could; the reason is told on standard error.
setInterval(() => {
  const resident = process.memoryUsage.rss();
  if (resident > memoryBytes) {
    writeSync(2, `out of memory: ${resident} bytes are resident\n`);
    process.kill(process.pid, 'SIGKILL');
  }
  if (process.ppid !== parentId) process.kill(process.pid, 'SIGKILL');
}, LOOK_MILLISECONDS);
