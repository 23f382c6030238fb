/**
 * Changes of the corpus folder: what is put in is whole before it is seen, and what is taken out, or replaced, goes to
 * the removed files and is not destroyed.
 */
import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { access, copyFile, mkdir, open, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, extname, join, relative, sep } from 'node:path';
import { correctionPath } from '../../corpus/correction.ts';
import { knownError, messageOf } from '../../corpus/errors.ts';
import { findCorpusFile } from './file-names.ts';

export interface CorpusFolders {
  corpusFolder: string;
  dataFolder: string;
}

/** Below the data folder. */
const REMOVED = 'removed';

const REASONS: Readonly<Record<string, string>> = {
  EROFS: '它是只读的',
  EACCES: '没有写入权限',
  EPERM: '没有写入权限',
  ENOSPC: '磁盘已满',
  EDQUOT: '磁盘配额已用完',
  ENOENT: '文件夹不存在',
};

/** Whether files may be put into the folder. */
export function isWritable(folder: string): Promise<boolean> {
  return access(folder, constants.W_OK).then(
    () => true,
    () => false,
  );
}

/** @throws KnownError corpus_read_only. */
export async function requireWritable(folder: string): Promise<void> {
  await access(folder, constants.W_OK).catch(refuseReadOnly);
}

function refuseReadOnly(cause: NodeJS.ErrnoException): never {
  const reason = REASONS[cause.code ?? ''];
  if (reason === undefined) throw cause;
  throw Object.assign(knownError('corpus_read_only', reason), { cause });
}

/**
 * Puts a file into the folder under a name that is safe.
 *
 * @returns whether it took the place of another
 * @throws KnownError corpus_file_exists unless it may; corpus_read_only.
 */
export async function putFile(
  folders: CorpusFolders,
  staged: string,
  name: string,
  mayReplace: boolean,
): Promise<boolean> {
  const { corpusFolder } = folders;
  return writeBeside(corpusFolder, name, async (beside) => {
    await copyFile(staged, beside);
    const isThere = await exists(join(corpusFolder, name));
    if (isThere && !mayReplace) throw knownError('corpus_file_exists', `“${name}”`);
    if (isThere) await copyFile(join(corpusFolder, name), await freePlace(folders.dataFolder, name));
    return isThere;
  });
}

/** Makes a file whole under a name that nobody reads, and gives it its own by one rename. */
async function writeBeside<Result>(
  folder: string,
  path: string,
  write: (beside: string) => Promise<Result>,
): Promise<Result> {
  const target = join(folder, path);
  const beside = join(dirname(target), `.${randomUUID()}.part`);
  try {
    const result = await write(beside);
    await flush(beside, 'r+');
    await rename(beside, target);
    await flushFolder(dirname(target));
    return result;
  } catch (thrown) {
    await rm(beside, { force: true }).catch(() => undefined);
    return refuseReadOnly(thrown as NodeJS.ErrnoException);
  }
}

async function flush(path: string, flags: string): Promise<void> {
  const handle = await open(path, flags);
  await handle.sync().finally(() => handle.close());
}

/** A rename is on disk once its folder is; Windows opens no folders, and needs no flush of one. */
async function flushFolder(folder: string): Promise<void> {
  if (process.platform !== 'win32') await flush(folder, 'r');
}

/**
 * Writes the correction of a file.
 *
 * @throws KnownError corpus_file_not_found, corpus_read_only.
 */
export async function putCorrection({ corpusFolder }: CorpusFolders, path: string, content: string): Promise<void> {
  await findCorpusFile(corpusFolder, path);
  await writeBeside(corpusFolder, correctionPath(path), (beside) => writeFile(beside, content));
}

/**
 * Takes the correction of a file away; that there is none is no fault.
 *
 * @throws KnownError corpus_file_not_found, corpus_read_only.
 */
export async function removeCorrection({ corpusFolder }: CorpusFolders, path: string): Promise<void> {
  const file = await findCorpusFile(corpusFolder, path);
  await rm(correctionPath(file), { force: true }).catch(refuseReadOnly);
}

/**
 * Moves a file with its correction to the removed ones.
 *
 * @returns where it lies, relative to the data folder, with forward slashes
 * @throws KnownError corpus_file_not_found, corpus_read_only.
 */
export async function removeFile({ corpusFolder, dataFolder }: CorpusFolders, path: string): Promise<string> {
  const file = await findCorpusFile(corpusFolder, path);
  // Asked first: on another file system it is copied, and would be there twice where it may not be taken away.
  await requireWritable(dirname(file));
  const place = await freePlace(dataFolder, path);
  await move(file, place);
  if (await exists(correctionPath(file))) await move(correctionPath(file), correctionPath(place));
  return relative(dataFolder, place).split(sep).join('/');
}

async function move(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code !== 'EXDEV') refuseReadOnly(thrown as NodeJS.ErrnoException);
    await copyFile(from, to);
    await flush(to, 'r+');
    await rm(from).catch(refuseReadOnly);
  }
}

/** A place among the removed files of this day, in a folder that is there, where nothing lies. */
async function freePlace(dataFolder: string, path: string): Promise<string> {
  const [day = ''] = new Date().toISOString().split('T');
  const folder = join(dataFolder, REMOVED, day, dirname(path));
  await mkdir(folder, { recursive: true });
  const ending = extname(path);
  const stem = basename(path, ending);
  for (let copy = 1; ; copy++) {
    const place = join(folder, copy === 1 ? `${stem}${ending}` : `${stem}~${copy}${ending}`);
    if (!(await exists(place))) return place;
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw new Error(`“${path}” cannot be looked at: ${messageOf(thrown)}`, { cause: thrown });
  }
}
