/** Opening what lies in a folder that anyone may have put it into: no more is read than there was, and nobody waited for. */
import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { knownError } from './errors.ts';
import { inMegabytes } from './read/document.ts';

const NO_FILE = '不是普通文件';
const NO_FILE_BUT_FOLDER = '是一个打不开的文件夹';

/** What the system's codes mean to the owner of a file; its own messages are in English and name the full path. */
const REASONS: Readonly<Record<string, string>> = {
  ENOENT: '文件不存在',
  EACCES: '没有读取的权限',
  EPERM: '没有读取的权限',
  ELOOP: '链接指向自己',
  EISDIR: NO_FILE_BUT_FOLDER,
  ENAMETOOLONG: '名称过长',
  ENXIO: NO_FILE,
  ENODEV: NO_FILE,
  EBUSY: '正被别的程序使用',
  EIO: '磁盘读取出错',
};

/** Of a name in an encoding other than UTF-8, by which nothing is found. */
const REPLACED = '\ufffd';

/** What stands at a path below the folder; see {@link isInside}. */
export interface FilePlace {
  folder: string;
  /** Relative, with forward slashes. */
  path: string;
}

/** Whether a path with forward slashes names something below the folder that it is relative to. */
export function isInside(path: string): boolean {
  const parts = path.split(sep === '/' ? '/' : /[\\/]/);
  return !path.includes('\0') && parts.every((part) => part !== '' && part !== '.' && part !== '..');
}

/**
 * The bytes of a file.
 *
 * @throws KnownError file_unreadable, file_too_large.
 */
export function readFileBytes(place: FilePlace, limit: number): Promise<Uint8Array> {
  return withFile(place, limit, async (file, size) => {
    // One byte more than there were shows that a program is writing to it.
    const bytes = Buffer.allocUnsafe(size + 1);
    let length = 0;
    for (let read = 1; read > 0 && length < bytes.length; length += read) {
      ({ bytesRead: read } = await file.read(bytes, length, bytes.length - length, null));
    }
    if (length > size) throw unreadable('另一个程序正在写入，请等它写完');
    return bytes.subarray(0, length);
  });
}

/**
 * Gives the bytes of a file part by part.
 *
 * @returns how many there were
 * @throws KnownError file_unreadable, file_too_large.
 */
export function streamFileBytes(place: FilePlace, limit: number, take: (part: Uint8Array) => void): Promise<number> {
  return withFile(place, limit, async (file, size) => {
    const part = Buffer.allocUnsafe(Math.min(size + 1, PART_BYTES));
    let length = 0;
    for (let read = 1; read > 0; length += read) {
      ({ bytesRead: read } = await file.read(part, 0, part.length, null));
      if (length + read > size) throw unreadable('另一个程序正在写入，请等它写完');
      take(part.subarray(0, read));
    }
    return length;
  });
}

const PART_BYTES = 1024 * 1024;

async function withFile<T>(
  { folder, path }: FilePlace,
  limit: number,
  use: (file: FileHandle, size: number) => Promise<T>,
): Promise<T> {
  if (!isInside(path)) throw unreadable('路径不在语料文件夹之内');
  // Opening a pipe waits for someone who writes to it, unless it is said otherwise; Windows knows no such flag.
  const flags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);
  const file = await open(join(folder, path), flags).catch((cause: NodeJS.ErrnoException) => refuse(cause, path));
  try {
    const found = await file.stat();
    if (!found.isFile()) throw unreadable(found.isDirectory() ? NO_FILE_BUT_FOLDER : NO_FILE);
    if (found.size > limit) throw knownError('file_too_large', inMegabytes(found.size), inMegabytes(limit));
    return await use(file, found.size);
  } catch (thrown) {
    if (isSystemError(thrown)) refuse(thrown, path);
    throw thrown;
  } finally {
    await file.close();
  }
}

function isSystemError(thrown: unknown): thrown is NodeJS.ErrnoException {
  return thrown instanceof Error && 'errno' in thrown;
}

function refuse(cause: NodeJS.ErrnoException, path: string): never {
  const code = cause.code ?? cause.message;
  const isMisnamed = code === 'ENOENT' && path.includes(REPLACED);
  const reason = isMisnamed ? '文件名的编码不是 UTF-8，请改名' : REASONS[code];
  throw Object.assign(unreadable(reason ? `${reason}，${code}` : code), { cause });
}

function unreadable(problem: string): Error {
  return knownError('file_unreadable', problem);
}
