/**
 * The folder of indexes: each version beside the others, and a pointer file that names the current one.
 *
 * An index is replaced, never edited in place: it is built beside, flushed to disk, renamed, and then the pointer is
 * switched by one rename. Whatever stops the machine, the pointer names a whole index.
 */
import { mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { knownError, messageOf } from '../corpus/errors.ts';
import { withLock } from './lock.ts';

const POINTER = 'current';
const LOCK = 'lock';
const BUILDING = '.building';

/** Folders that {@link replaceIndex} made; what else lies there is not ours to remove. */
const INDEX_FOLDER = /^[0-9a-f]{12}-[0-9a-z]+$/;

/** The folder of the current index, or null where none was ever built. */
export async function currentFolder(indexRoot: string): Promise<string | null> {
  const name = await readFile(join(indexRoot, POINTER), 'utf8').catch(() => null);
  return name === null ? null : join(indexRoot, name.trim());
}

/** The folders of all indexes that are kept, the current one first and then the newest. */
export async function indexFolders(indexRoot: string): Promise<string[]> {
  const current = await currentFolder(indexRoot);
  const names = await readdir(indexRoot).catch(() => []);
  const folders = names.filter((name) => INDEX_FOLDER.test(name)).map((name) => join(indexRoot, name));
  const dated = await Promise.all(
    folders.map(async (folder) => ({ folder, builtAt: (await stat(folder).catch(() => null))?.mtimeMs ?? 0 })),
  );
  return dated
    .sort((a, b) => Number(b.folder === current) - Number(a.folder === current) || b.builtAt - a.builtAt)
    .map(({ folder }) => folder);
}

/**
 * Runs a build in an empty folder and makes its result the current index, one build at a time.
 *
 * @throws KnownError index_locked while another process builds, disk_full.
 */
export async function replaceIndex(
  indexRoot: string,
  name: string,
  build: (folder: string) => Promise<void>,
): Promise<string> {
  await mkdir(indexRoot, { recursive: true });
  return withLock(join(indexRoot, LOCK), async () => {
    const building = join(indexRoot, BUILDING);
    await rm(building, { recursive: true, force: true });
    await mkdir(building);
    try {
      await build(building);
      await flush(building);
    } catch (thrown) {
      // On a full disk what was built of it must not be what keeps it full.
      await rm(building, { recursive: true, force: true });
      throw isDiskFull(thrown) ? Object.assign(knownError('disk_full', indexRoot), { cause: thrown }) : thrown;
    }
    const finished = await freeName(indexRoot, name);
    await rename(building, join(indexRoot, finished));
    await flushFolder(indexRoot);
    const previous = await readFile(join(indexRoot, POINTER), 'utf8').catch(() => null);
    await writeFile(join(indexRoot, `${POINTER}.next`), `${finished}\n`, { flush: true });
    await rename(join(indexRoot, `${POINTER}.next`), join(indexRoot, POINTER));
    await flushFolder(indexRoot);
    await removeOthers(indexRoot, [finished, previous?.trim() ?? '']);
    return join(indexRoot, finished);
  });
}

/** The library that writes the vectors passes the system's error on in its words only. */
function isDiskFull(thrown: unknown): boolean {
  return (thrown as NodeJS.ErrnoException).code === 'ENOSPC' || messageOf(thrown).includes('ENOSPC');
}

/** The same version may be built again to mend a damaged one, and the clock may go back: no name is used twice. */
async function freeName(indexRoot: string, name: string): Promise<string> {
  const taken = new Set(await readdir(indexRoot));
  for (let time = Date.now(); ; time++) {
    const free = `${name}-${time.toString(36)}`;
    if (!taken.has(free)) return free;
  }
}

async function flush(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = await open(join(entry.parentPath, entry.name), 'r+');
    await file.sync();
    await file.close();
  }
}

/** A rename is on disk once its folder is. */
async function flushFolder(folder: string): Promise<void> {
  // Windows opens no folders, and its file system needs no flush of one.
  if (process.platform === 'win32') return;
  const opened = await open(folder, 'r');
  await opened.sync();
  await opened.close();
}

/** Keeps the current index and the one before it. */
async function removeOthers(indexRoot: string, keep: string[]): Promise<void> {
  for (const entry of await readdir(indexRoot, { withFileTypes: true })) {
    if (entry.isDirectory() && INDEX_FOLDER.test(entry.name) && !keep.includes(entry.name)) {
      await rm(join(indexRoot, entry.name), { recursive: true, force: true });
    }
  }
}
