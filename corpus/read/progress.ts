/**
 * Signs of progress of a reading: its start, and each page that is done. What watches over the process
 * (process/watchdog.mjs) counts time from the last one, so that a scan of many pages may take long and a file that hangs
 * may not.
 */

/** How many signs there were, and whether a file is being read. */
export const progress = new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT));

/** Says that a page of a file is done. */
export function noteProgress(): void {
  Atomics.add(progress, 0, 1);
}

/** Says that a file is being read from here on, until the reading ends. */
export async function whileReading<Result>(read: () => Promise<Result>): Promise<Result> {
  noteProgress();
  Atomics.store(progress, 1, 1);
  try {
    return await read();
  } finally {
    Atomics.store(progress, 1, 0);
  }
}
