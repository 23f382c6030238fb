/** Files that are sent once more, as they lie in the corpus already. */
import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type FilePlace, streamFileBytes } from '../../corpus/file-access.ts';
import { READ_LIMITS } from '../../corpus/read/document.ts';

/** Whether two files hold the same bytes; one that cannot be read, or is too large to be, is like no other. */
export async function isSameFile(one: FilePlace, other: FilePlace): Promise<boolean> {
  const [size, otherSize] = await Promise.all([sizeOf(one), sizeOf(other)]);
  if (size === null || size !== otherSize) return false;
  const [hash, otherHash] = await Promise.all([hashOf(one), hashOf(other)]);
  return hash !== null && hash === otherHash;
}

function sizeOf({ folder, path }: FilePlace): Promise<number | null> {
  return stat(join(folder, path)).then(
    ({ size }) => size,
    () => null,
  );
}

async function hashOf(place: FilePlace): Promise<string | null> {
  const hash = createHash('sha256');
  try {
    await streamFileBytes(place, READ_LIMITS.bytes, (part) => hash.update(part));
  } catch {
    return null;
  }
  return hash.digest('hex');
}
