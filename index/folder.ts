/**
 * The folder of indexes: each version beside the others, and a pointer file that names the current one.
 *
 * An index is replaced, never edited in place: it is built beside, flushed to disk, renamed, and then the pointer is
 * switched by one rename. Whatever stops the machine, the pointer names a whole index.
 */
import { mkdir, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
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

/**
 * Runs a build in an empty folder and makes its result the current index, one build at a time.
 *
 * @throws KnownError index_locked while another process builds.
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
    await build(building);
    await flush(building);
    // The same version may be built again to mend a damaged one, so a folder's name is never used twice.
    const finished = `${name}-${Date.now().toString(36)}`;
    await rename(building, join(indexRoot, finished));
    const previous = await readFile(join(indexRoot, POINTER), 'utf8').catch(() => null);
    await writeFile(join(indexRoot, `${POINTER}.next`), `${finished}\n`, { flush: true });
    await rename(join(indexRoot, `${POINTER}.next`), join(indexRoot, POINTER));
    await removeOthers(indexRoot, [finished, previous?.trim() ?? '']);
    return join(indexRoot, finished);
  });
}

async function flush(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = await open(join(entry.parentPath, entry.name), 'r+');
    await file.sync();
    await file.close();
  }
}

/** Keeps the current index and the one before it. */
async function removeOthers(indexRoot: string, keep: string[]): Promise<void> {
  for (const entry of await readdir(indexRoot, { withFileTypes: true })) {
    if (entry.isDirectory() && INDEX_FOLDER.test(entry.name) && !keep.includes(entry.name)) {
      await rm(join(indexRoot, entry.name), { recursive: true, force: true });
    }
  }
}
