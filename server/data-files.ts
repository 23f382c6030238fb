/** Small files of the data folder: changed by one process at a time, and never seen half written. */
import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { KnownError } from '../corpus/errors.ts';
import { withLock } from '../index/lock.ts';

/** Their owner alone reads and writes them. */
const OWNER_ONLY = 0o600;

/** Puts a text in place of a file, or makes it; whatever stops the machine, the file holds the one text or the other. */
export async function replaceFile(file: string, text: string): Promise<void> {
  const beside = `${file}.${randomUUID()}`;
  try {
    const handle = await open(beside, 'wx', OWNER_ONLY);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(beside, file);
  } catch (thrown) {
    await rm(beside, { force: true });
    throw thrown;
  }
}

/** A change takes milliseconds; one that waits for longer than these together meets something else. */
const LOCK_ATTEMPTS = 40;
const LOCK_WAIT_MILLISECONDS = 50;

/**
 * Runs while holding the lock of a file, `<file>.lock`, for which it waits up to two seconds.
 *
 * @throws KnownError index_locked when another process holds it for longer.
 */
export async function withFileLock<Result>(file: string, run: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await withLock(`${file}.lock`, run);
    } catch (thrown) {
      if (!isLocked(thrown) || attempt === LOCK_ATTEMPTS) throw thrown;
    }
    await wait(LOCK_WAIT_MILLISECONDS);
  }
}

/** Whether a lock was held by another for too long. */
export function isLocked(thrown: unknown): boolean {
  return thrown instanceof KnownError && thrown.code === 'index_locked';
}
