/** A folder with a few bulletins of the test's own, and indexes of it. */
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCorpusFolder } from '../../corpus/corpus-folder.ts';
import { buildIndex } from '../../index/build.ts';
import type { Embedder } from '../../index/embed.ts';

export interface SmallCorpus {
  /** Holds the two below. */
  folder: string;
  corpusFolder: string;
  indexRoot: string;
  /** Writes a bulletin of some sentences, each of them to be found by its number. */
  write: (name: string, sentences: number) => Promise<void>;
  build: (embedder: Embedder) => Promise<string>;
  /** The paths of the kept indexes, in no order. */
  indexes: () => Promise<string[]>;
  remove: () => Promise<void>;
}

/** Makes the folder, with one bulletin in it. `below` is where, if not among the temporary files. */
export async function createSmallCorpus(below = tmpdir()): Promise<SmallCorpus> {
  const folder = await mkdtemp(join(below, 'bulletin-qa-faults-'));
  const corpusFolder = join(folder, 'corpus');
  const indexRoot = join(folder, 'data', 'index');
  await mkdir(corpusFolder);
  const write = (name: string, sentences: number): Promise<void> => {
    const lines = Array.from({ length: sentences }, (_, number) => `${name}村第${number + 1}户种茶${number + 3}亩。`);
    return writeFile(join(corpusFolder, `${name}.txt`), [`${name}村的做法`, ...lines].join('\n'));
  };
  await write('甲', 3);
  return {
    folder,
    corpusFolder,
    indexRoot,
    write,
    build: async (embedder) => {
      const report = await buildIndex({ indexRoot, source: openCorpusFolder(corpusFolder), embedder });
      return report.manifest.indexVersion;
    },
    indexes: async () =>
      (await readdir(indexRoot)).filter((name) => /^[0-9a-f]{12}-/.test(name)).map((name) => join(indexRoot, name)),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
