/**
 * The folder of indexes: each version beside the others, and a pointer file that names the current one.
 *
 * An index is replaced, never edited in place: it is built beside, flushed to disk, renamed, and then the pointer is
 * switched by one rename. Whatever stops the machine, the pointer names a whole index.
 */
import { mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { knownError, messageOf } from '../corpus/errors.ts';
import { withLock } from './lock.ts';

const POINTER = 'current';
/** While it is there, no index is built unless somebody asks for it. */
const PIN = 'pinned';
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
 * @param build gives the version of what it built
 * @param afterwards told of the folders of indexes that are kept
 *
 * @throws KnownError index_locked while another process builds, disk_full.
 */
export async function replaceIndex(
  indexRoot: string,
  build: (folder: string) => Promise<string>,
  afterwards: (kept: string[]) => Promise<void>,
): Promise<string> {
  await mkdir(indexRoot, { recursive: true });
  return withLock(join(indexRoot, LOCK), async () => {
    const building = join(indexRoot, BUILDING);
    await rm(building, { recursive: true, force: true });
    await mkdir(building);
    let version: string;
    try {
      version = await build(building);
      await flushFiles(building);
    } catch (thrown) {
      // On a full disk what was built of it must not be what keeps it full.
      await rm(building, { recursive: true, force: true });
      throw isDiskFull(thrown) ? Object.assign(knownError('disk_full', indexRoot), { cause: thrown }) : thrown;
    }
    const finished = await freeName(indexRoot, version);
    await rename(building, join(indexRoot, finished));
    await flushFolder(indexRoot);
    const previous = await readFile(join(indexRoot, POINTER), 'utf8').catch(() => null);
    await switchPointer(indexRoot, finished);
    await rm(join(indexRoot, PIN), { force: true });
    await removeOthers(indexRoot, [finished, previous?.trim() ?? '']);
    await afterwards(await indexFolders(indexRoot));
    return join(indexRoot, finished);
  });
}

async function switchPointer(indexRoot: string, name: string): Promise<void> {
  await writeFile(join(indexRoot, `${POINTER}.next`), `${name}\n`, { flush: true });
  await rename(join(indexRoot, `${POINTER}.next`), join(indexRoot, POINTER));
  await flushFolder(indexRoot);
}

/** The folder of the index before the current one; null where none is kept. */
export async function previousFolder(indexRoot: string): Promise<string | null> {
  const current = await currentFolder(indexRoot);
  if (current === null) return null;
  const builtAt = (await stat(current).catch(() => null))?.mtimeMs ?? Infinity;
  for (const folder of await indexFolders(indexRoot)) {
    if (folder !== current && (await stat(folder)).mtimeMs <= builtAt) return folder;
  }
  return null;
}

/**
 * Makes the index before the current one current, and pins it: it stays so until somebody asks for a build.
 *
 * @throws KnownError index_no_previous where none is kept, index_locked while a build is under way.
 */
export async function rollBack(indexRoot: string): Promise<void> {
  if ((await currentFolder(indexRoot)) === null) throw knownError('index_no_previous');
  await withLock(join(indexRoot, LOCK), async () => {
    const previous = await previousFolder(indexRoot);
    if (previous === null) throw knownError('index_no_previous');
    // First, so that nothing builds the newer one again as soon as the older is current.
    await writeFile(join(indexRoot, PIN), '', { flush: true });
    await switchPointer(indexRoot, basename(previous));
  });
}

/** Whether the current index is to stay although the corpus is another. */
export async function isPinned(indexRoot: string): Promise<boolean> {
  return (await stat(join(indexRoot, PIN)).catch(() => null)) !== null;
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

/** Flushes every file below a folder to disk. */
export async function flushFiles(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = await open(join(entry.parentPath, entry.name), 'r+');
    await file.sync();
    await file.close();
  }
}

/** Flushes a folder to disk: a rename in it is there once it is. */
export async function flushFolder(folder: string): Promise<void> {
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
