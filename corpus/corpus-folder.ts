/** A folder of files as the source of a corpus. */
import { readdir, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import PQueue from 'p-queue';
import { correctionPath } from './correction.ts';
import { KnownError, knownError } from './errors.ts';
import { failedReading, type FileReading, hashBytes, loadBytes, readArticles } from './file-reading.ts';
import { isDocument } from './read/read-document.ts';
import type { CorpusFile, CorpusSource } from './source.ts';

/** A file written so shortly before it is looked at may be written again without its time showing it, in milliseconds. */
const TIME_GRAIN = 2_000;

/** Files that are looked at, and loaded to be hashed, at a time. */
const FILES_AT_ONCE = 8;

/** Opens a folder as a corpus; whether it is there is seen when it is listed. */
export function openCorpusFolder(folder: string): CorpusSource {
  return {
    name: folder,
    list: (known) => listFiles(folder, known ?? new Map()),
    read: (path) => readFileOf(folder, path),
    close: () => Promise.resolve(),
  };
}

async function readFileOf(folder: string, path: string): Promise<FileReading> {
  try {
    return await readArticles(path, await loadBytes(folder, path));
  } catch (thrown) {
    return failedReading(thrown);
  }
}

async function listFiles(folder: string, known: ReadonlyMap<string, CorpusFile>): Promise<CorpusFile[]> {
  const queue = new PQueue({ concurrency: FILES_AT_ONCE });
  const paths = await listPaths(folder);
  return queue.addAll(paths.map((path) => () => lookAt(folder, path, known.get(path)))) as Promise<CorpusFile[]>;
}

async function lookAt(folder: string, path: string, known: CorpusFile | undefined): Promise<CorpusFile> {
  const [file, correction] = await Promise.all([
    stat(join(folder, path)).catch(() => null),
    stat(join(folder, correctionPath(path))).catch(() => null),
  ]);
  const size = (file?.size ?? 0) + (correction?.size ?? 0);
  const modifiedAt = Math.max(file?.mtimeMs ?? 0, correction?.mtimeMs ?? 0);
  const isSame = known?.size === size && known.modifiedAt === modifiedAt && modifiedAt > 0;
  const hash = isSame ? known.hash : await hashFile(folder, path);
  // What may still change unseen is not known next time.
  return { path, size, modifiedAt: Date.now() - modifiedAt > TIME_GRAIN ? modifiedAt : 0, hash };
}

async function hashFile(folder: string, path: string): Promise<string> {
  try {
    return hashBytes(await loadBytes(folder, path));
  } catch (thrown) {
    if (!(thrown instanceof KnownError)) throw thrown;
    return thrown.message;
  }
}

async function listPaths(folder: string): Promise<string[]> {
  if (!(await isFolder(folder))) throw knownError('corpus_missing', folder);
  const paths: string[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const full = join(entry.parentPath, entry.name);
    const path = relative(folder, full).split(sep).join('/');
    if (!isDocument(entry.name) || path.split('/').some((part) => part.startsWith('.'))) continue;
    // A link to nothing is listed, so that its owner learns of it.
    if (entry.isFile() || (entry.isSymbolicLink() && !(await isFolder(full)))) paths.push(path);
  }
  return paths.sort();
}

function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
