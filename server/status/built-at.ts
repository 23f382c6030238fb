/** When an index was built, by the date of its manifest, which is written last. */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { MANIFEST_FILE } from '../../index/manifest.ts';

/** The latest build of a version below `indexRoot`; null where none of it is there any more. */
export async function findBuiltAt(indexRoot: string, indexVersion: string): Promise<Date | null> {
  const names = await readdir(indexRoot).catch(() => []);
  const dates = await Promise.all(
    names
      .filter((name) => name.startsWith(`${indexVersion}-`))
      .map((name) =>
        stat(join(indexRoot, name, MANIFEST_FILE)).then(
          ({ mtime }) => [mtime],
          // Removed, since it was listed, by a build that has replaced it.
          () => [],
        ),
      ),
  );
  return dates.flat().sort((a, b) => b.getTime() - a.getTime())[0] ?? null;
}
