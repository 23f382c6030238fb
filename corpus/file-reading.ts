/** One file of a corpus folder → the articles in it, or why there are none. Nothing about other files is known here. */
import { createHash, type Hash } from 'node:crypto';
import type { ArticleDraft } from './article.ts';
import { correct, CORRECTION_SUFFIX, correctionPath, readCorrection } from './correction.ts';
import { type ErrorCode, KnownError, knownError, messageOf } from './errors.ts';
import { readFileBytes, streamFileBytes } from './file-access.ts';
import { parseDocument } from './parse/document.ts';
import { type DocumentLine, READ_LIMITS, type ReadLimits } from './read/document.ts';
import { withRawColumns } from './read/raw-columns.ts';
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
  /** Of the bytes that were read; absent where they could not be loaded. */
  hash?: string;
}

interface FileCorrection {
  /** The owner's correction; null where there is none. */
  correction: Uint8Array | null;
  /** Why there is none although it lies there. */
  correctionProblem?: string;
}

/** What a reading depends on. */
export interface FileBytes extends FileCorrection {
  bytes: Uint8Array;
}

/** A correction of every article of the largest collection is far smaller. */
const CORRECTION_BYTES = 4 * 1024 * 1024;

/** A name that has no room for the ending of a correction has none. */
const ABSENT = new Set(['ENOENT', 'ENOTDIR', 'ENAMETOOLONG']);

/**
 * Loads a file and its correction.
 *
 * @throws KnownError file_unreadable, file_too_large.
 */
export async function loadBytes(folder: string, path: string, limits: ReadLimits = READ_LIMITS): Promise<FileBytes> {
  const bytes = await readFileBytes({ folder, path }, limits.bytes);
  return { bytes, ...(await loadCorrection(folder, path)) };
}

/** SHA-256 of all that a reading depends on, in hexadecimal. */
export function hashBytes({ bytes, ...correction }: FileBytes): string {
  const hash = createHash('sha256').update(bytes);
  return withCorrection(hash, bytes.length, correction).digest('hex');
}

/**
 * What {@link hashBytes} gives for a file, without holding it.
 *
 * @throws KnownError file_unreadable, file_too_large.
 */
export async function hashFile(folder: string, path: string, limits: ReadLimits = READ_LIMITS): Promise<string> {
  const hash = createHash('sha256');
  const length = await streamFileBytes({ folder, path }, limits.bytes, (part) => hash.update(part));
  return withCorrection(hash, length, await loadCorrection(folder, path)).digest('hex');
}

function withCorrection(hash: Hash, length: number, { correction, correctionProblem }: FileCorrection): Hash {
  if (correction) hash.update(`\0${length}\0`).update(correction);
  if (correctionProblem) hash.update(`\0${length}\0\0${correctionProblem}`);
  return hash;
}

async function loadCorrection(folder: string, path: string): Promise<FileCorrection> {
  try {
    return { correction: await readFileBytes({ folder, path: correctionPath(path) }, CORRECTION_BYTES) };
  } catch (thrown) {
    if (!(thrown instanceof KnownError)) throw thrown;
    const isAbsent = ABSENT.has((thrown.cause as NodeJS.ErrnoException | undefined)?.code ?? '');
    return isAbsent ? { correction: null } : { correction: null, correctionProblem: thrown.message };
  }
}

/** Reads the articles of a file; what it cannot read is the problem of the reading. */
export async function readArticles(
  path: string,
  loaded: FileBytes,
  limits: ReadLimits = READ_LIMITS,
): Promise<FileReading> {
  return { ...(await readLoaded(path, loaded, limits)), hash: hashBytes(loaded) };
}

async function readLoaded(
  path: string,
  { bytes, correction, correctionProblem }: FileBytes,
  limits: ReadLimits,
): Promise<FileReading> {
  try {
    const { lines, pages, warnings: warningsOfReader } = await readDocument(path, bytes, limits);
    checkLength(lines, limits);
    const articles = withRawColumns(parseDocument(lines), lines);
    if (articles.length === 0) throw knownError('file_empty');
    const warnings = [...warningsOfReader];
    if (correctionProblem) warnings.push(`更正文件（${CORRECTION_SUFFIX}）没有采用：${correctionProblem}`);
    if (correction === null) return { articles, pages, warnings, problem: null };
    const read = readCorrection(correction);
    const corrected = correct(articles, read.correction);
    warnings.push(...read.warnings, ...corrected.warnings);
    return { articles: corrected.articles, pages, warnings, problem: null };
  } catch (thrown) {
    return failedReading(thrown);
  }
}

/** What a packed format unpacks to is taken apart as a text is, and may be no longer. */
function checkLength(lines: readonly DocumentLine[], { textBytes }: ReadLimits): void {
  let length = 0;
  for (const { text } of lines) length += text.length + 1;
  if (length > textBytes)
    throw knownError('file_too_large', `${inTenThousands(length)}的文字`, inTenThousands(textBytes));
}

function inTenThousands(characters: number): string {
  return `${Math.ceil(characters / 10_000)} 万字`;
}

/** The reading of a file that gave nothing. What no reader expected is the file's problem too: others are to be read. */
export function failedReading(thrown: unknown): FileReading {
  const { code, message } =
    thrown instanceof KnownError ? thrown : knownError('file_damaged', '文件', messageOf(thrown));
  return { articles: [], pages: null, warnings: [], problem: { code, message } };
}
