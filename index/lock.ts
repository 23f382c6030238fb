/**
 * One build at a time: a lock file that names the process that builds.
 *
 * A process that was killed leaves its lock behind, and its number may since have gone to another one: after a restart,
 * or in a container, where numbers are few. So a lock counts only while its process runs and keeps touching it.
 */
import { readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { knownError } from '../corpus/errors.ts';

/** How often a lock is touched while it is held. */
const TOUCH_MILLISECONDS = 5_000;

/** How often a lock is looked at that may be abandoned. */
const LOOK_MILLISECONDS = 500;

/** A lock that was not touched for so long is nobody's; far above the longest stretch in which a build cannot touch it. */
export const ABANDONED_MILLISECONDS = 120_000;

const ATTEMPTS = 3;

/** Locks that this process holds or is taking. */
const held = new Set<string>();

/**
 * Runs while holding the lock at `file`.
 *
 * @throws KnownError index_locked while another process, or another build in this one, holds it.
 */
export async function withLock<Result>(file: string, run: () => Promise<Result>): Promise<Result> {
  const path = resolve(file);
  if (held.has(path)) throw knownError('index_locked', String(process.pid));
  held.add(path);
  try {
    await acquire(path);
    return await runTouching(path, run);
  } finally {
    held.delete(path);
  }
}

async function runTouching<Result>(path: string, run: () => Promise<Result>): Promise<Result> {
  // A touch that fails is made good by the next one.
  const touch = setInterval(() => void utimes(path, new Date(), new Date()).catch(() => {}), TOUCH_MILLISECONDS);
  touch.unref();
  try {
    return await run();
  } finally {
    clearInterval(touch);
    if ((await holderOf(path)) === String(process.pid)) await rm(path, { force: true });
  }
}

async function acquire(path: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await writeFile(path, String(process.pid), { flag: 'wx' });
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw cause;
      const touchedAt = await touchTime(path);
      const holder = await holderOf(path);
      const isFree = touchedAt === null || holder === null || !(await isHeld(path, holder, touchedAt));
      if (!isFree || attempt === ATTEMPTS) {
        throw Object.assign(knownError('index_locked', holder || '（未知）'), { cause });
      }
      if (touchedAt !== null) await removeAbandoned(path, touchedAt);
    }
  }
}

async function isHeld(path: string, holder: string, touchedAt: number): Promise<boolean> {
  if (Date.now() - touchedAt > ABANDONED_MILLISECONDS) return false;
  // The clock has gone back: how long ago that was is not to be told, but a holder touches its lock again.
  if (touchedAt - Date.now() > ABANDONED_MILLISECONDS) {
    if (!(await isTouchedAgain(path, touchedAt))) return false;
  }
  // A new lock is empty for a moment, until its holder has written its number.
  if (holder === '') return true;
  // This process does not hold it, so a lock with its number was left by an earlier process of the same number.
  return holder !== String(process.pid) && isRunning(Number(holder));
}

/** Whether a lock is touched within the time in which its holder touches it. */
async function isTouchedAgain(path: string, touchedAt: number): Promise<boolean> {
  for (let waited = 0; waited <= TOUCH_MILLISECONDS + LOOK_MILLISECONDS; waited += LOOK_MILLISECONDS) {
    if ((await touchTime(path)) !== touchedAt) return true;
    await wait(LOOK_MILLISECONDS);
  }
  return false;
}

function isRunning(processId: number): boolean {
  if (!Number.isInteger(processId) || processId <= 0) return false;
  try {
    process.kill(processId, 0);
    return true;
  } catch (thrown) {
    return (thrown as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Takes an abandoned lock away, unless another process did so first and has its own there by now. */
async function removeAbandoned(path: string, touchedAt: number): Promise<void> {
  const aside = `${path}.${process.pid}`;
  const isMoved = await rename(path, aside).then(
    () => true,
    () => false,
  );
  if (!isMoved) return;
  if ((await touchTime(aside)) === touchedAt) await rm(aside, { force: true });
  else await rename(aside, path);
}

function touchTime(path: string): Promise<number | null> {
  return stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => null,
  );
}

function holderOf(path: string): Promise<string | null> {
  return readFile(path, 'utf8').then(
    (holder) => holder.trim(),
    () => null,
  );
}
