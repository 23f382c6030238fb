/** A folder of files as the source of a corpus. */
import { type Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import PQueue from 'p-queue';
import { correctionPath } from './correction.ts';
import { KnownError, knownError } from './errors.ts';
import { failedReading, type FileReading, hashFile, loadBytes, readArticles } from './file-reading.ts';
import { READ_LIMITS, type ReadLimits } from './read/document.ts';
import { isDocument, kindOfFile } from './read/file-kind.ts';
import { openReadingProcess } from './read/process/reading-process.ts';
import type { CorpusFile, CorpusSource } from './source.ts';

/** A file written so shortly before it is looked at may be written again without its time showing it, in milliseconds. */
const TIME_GRAIN = 2_000;

/** Files that are looked at, and loaded to be hashed, at a time. */
const FILES_AT_ONCE = 8;

/** Text is read in time and memory linear in its length: what is so short is not worth the way to another process. */
const TEXT_ENDINGS = new Set(['.txt', '.md', '.markdown']);
const SHORT_TEXT_BYTES = 256 * 1024;

/**
 * Opens a folder as a corpus; whether it is there is seen when it is listed. All but short texts are read in a process
 * of its own, which starts when the first such file is read and ends when the source is closed.
 */
export function openCorpusFolder(folder: string, limits: ReadLimits = READ_LIMITS): CorpusSource {
  const process = openReadingProcess(limits);
  return {
    name: folder,
    list: (known) => listFiles(folder, known ?? new Map(), limits),
    read: async (path) => (await readShortText(folder, path, limits)) ?? process.read(folder, path),
    close: () => process.close(),
  };
}

/** Null for what is no short text by its name or by its bytes, which may be those of a PDF. */
async function readShortText(folder: string, path: string, limits: ReadLimits): Promise<FileReading | null> {
  if (!TEXT_ENDINGS.has(extname(path).toLowerCase())) return null;
  try {
    const loaded = await loadBytes(folder, path, { ...limits, bytes: Math.min(SHORT_TEXT_BYTES, limits.bytes) });
    const kind = kindOfFile(path, loaded.bytes);
    return kind === 'text' || kind === 'markdown' ? await readArticles(path, loaded, limits) : null;
  } catch (thrown) {
    const isLong = thrown instanceof KnownError && thrown.code === 'file_too_large';
    return isLong ? null : failedReading(thrown);
  }
}

async function listFiles(
  folder: string,
  known: ReadonlyMap<string, CorpusFile>,
  limits: ReadLimits,
): Promise<CorpusFile[]> {
  const queue = new PQueue({ concurrency: FILES_AT_ONCE });
  const paths = await listPaths(folder);
  const looks = paths.map((path) => () => lookAt(folder, path, known.get(path), limits));
  return queue.addAll<CorpusFile>(looks);
}

async function lookAt(
  folder: string,
  path: string,
  known: CorpusFile | undefined,
  limits: ReadLimits,
): Promise<CorpusFile> {
  const [file, correction] = await Promise.all([
    stat(join(folder, path)).catch(() => null),
    stat(join(folder, correctionPath(path))).catch(() => null),
  ]);
  const size = (file?.size ?? 0) + (correction?.size ?? 0);
  const modifiedAt = Math.max(file?.mtimeMs ?? 0, correction?.mtimeMs ?? 0);
  const isSame = known?.size === size && known.modifiedAt === modifiedAt && modifiedAt > 0;
  const hash = isSame ? known.hash : await hashOrReason(folder, path, limits);
  // What may still change unseen is not known next time.
  return { path, size, modifiedAt: Date.now() - modifiedAt > TIME_GRAIN ? modifiedAt : 0, hash };
}

async function hashOrReason(folder: string, path: string, limits: ReadLimits): Promise<string> {
  try {
    return await hashFile(folder, path, limits);
  } catch (thrown) {
    if (!(thrown instanceof KnownError)) throw thrown;
    return thrown.message;
  }
}

async function listPaths(folder: string): Promise<string[]> {
  if (!(await isFolder(folder))) throw knownError('corpus_missing', folder);
  const paths = new Set<string>();
  const folders = [''];
  for (let path = folders.pop(); path !== undefined; path = folders.pop()) {
    const entries = await readdir(join(folder, path), { withFileTypes: true }).catch((cause: unknown) => {
      if (path === '') throw Object.assign(knownError('corpus_missing', folder), { cause });
      return null;
    });
    // A folder that cannot be opened is listed as if it were a file, so that its owner learns of it.
    if (entries === null) paths.add(path);
    for (const entry of entries ?? []) {
      if (entry.name.startsWith('.')) continue;
      const inner = path === '' ? entry.name : `${path}/${entry.name}`;
      if (entry.isDirectory()) folders.push(inner);
      else if (isDocument(entry.name) && !(await isLinkToFolder(entry, join(folder, inner)))) paths.add(inner);
    }
  }
  return [...paths].sort();
}

/** Links to folders are left aside; a link to nothing is listed, so that its owner learns of it. */
async function isLinkToFolder(entry: Dirent, full: string): Promise<boolean> {
  return entry.isSymbolicLink() && (await isFolder(full));
}

function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
