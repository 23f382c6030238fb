/** One file of a corpus folder → the articles in it, or why there are none. Nothing about other files is known here. */
import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ArticleDraft } from './article.ts';
import { correct, correctionPath, readCorrection } from './correction.ts';
import { type ErrorCode, KnownError, knownError } from './errors.ts';
import { parseDocument } from './parse/document.ts';
import { inMegabytes, READ_LIMITS, type ReadLimits } from './read/document.ts';
import { readDocument } from './read/read-document.ts';

/** Why a file gave no article: a code out of the table of errors, and the message for its owner. */
export interface ReadingProblem {
  code: ErrorCode;
  message: string;
}

export interface FileReading {
  articles: ArticleDraft[];
  /** Pages of a paged format; null for others. */
  pages: number | null;
  /** What the owner of the file should know, in Chinese, a sentence each. */
  warnings: string[];
  problem: ReadingProblem | null;
}

/** The bytes that a reading depends on. */
export interface FileBytes {
  bytes: Uint8Array;
  /** The owner's correction; null where there is none. */
  correction: Uint8Array | null;
}

/**
 * Loads a file and its correction.
 *
 * @throws KnownError file_unreadable, file_too_large.
 */
export async function loadBytes(folder: string, path: string, limits: ReadLimits = READ_LIMITS): Promise<FileBytes> {
  const full = join(folder, path);
  const { size } = await stat(full).catch(refuseUnreadable);
  if (size > limits.bytes) throw knownError('file_too_large', inMegabytes(size), inMegabytes(limits.bytes));
  const bytes = await readFile(full).catch(refuseUnreadable);
  const correction = await readFile(join(folder, correctionPath(path))).catch((thrown: NodeJS.ErrnoException) => {
    if (thrown.code === 'ENOENT' || thrown.code === 'ENOTDIR') return null;
    throw thrown;
  });
  return { bytes, correction };
}

/** SHA-256 of all that a reading depends on, in hexadecimal. */
export function hashBytes({ bytes, correction }: FileBytes): string {
  const hash = createHash('sha256').update(bytes);
  if (correction) hash.update(`\0${bytes.length}\0`).update(correction);
  return hash.digest('hex');
}

/** The system's own message is in English and names the full path. */
function refuseUnreadable(cause: NodeJS.ErrnoException): never {
  throw Object.assign(knownError('file_unreadable', cause.code ?? cause.message), { cause });
}

/** Reads the articles of a file; what it cannot read is the problem of the reading. */
export async function readArticles(
  path: string,
  { bytes, correction }: FileBytes,
  limits: ReadLimits = READ_LIMITS,
): Promise<FileReading> {
  try {
    const { lines, pages, warnings } = await readDocument(path, bytes, limits);
    const articles = parseDocument(lines);
    if (articles.length === 0) throw knownError('file_empty');
    if (correction === null) return { articles, pages, warnings, problem: null };
    const read = readCorrection(correction);
    const corrected = correct(articles, read.correction);
    const allWarnings = [...warnings, ...read.warnings, ...corrected.warnings];
    return { articles: corrected.articles, pages, warnings: allWarnings, problem: null };
  } catch (thrown) {
    return failedReading(thrown);
  }
}

/**
 * The reading of a file that gave nothing.
 *
 * @throws what is no known problem of a file.
 */
export function failedReading(thrown: unknown): FileReading {
  if (!(thrown instanceof KnownError)) throw thrown;
  return { articles: [], pages: null, warnings: [], problem: { code: thrown.code, message: thrown.message } };
}
