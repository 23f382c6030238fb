/** Any file → the document in it: the reader is chosen by the file's name and its first bytes. */
import { extname } from 'node:path';
import { knownError } from '../errors.ts';
import type { ReadDocument, Reader, ReadLimits } from './document.ts';
import { readText } from './text.ts';

/** Readers by the ending of a file's name. */
const READERS: Readonly<Record<string, Reader>> = {
  '.txt': readText,
  '.md': readText,
  '.markdown': readText,
};

/** Whether a file of this name is one for the corpus. */
export function isDocument(path: string): boolean {
  return extname(path).toLowerCase() in READERS;
}

/**
 * Reads a document.
 *
 * @throws KnownError file_… for what cannot or must not be read.
 */
export async function readDocument(path: string, bytes: Uint8Array, limits: ReadLimits): Promise<ReadDocument> {
  const ending = extname(path).toLowerCase();
  const reader = READERS[ending];
  if (!reader) {
    throw knownError('file_format_unsupported', `“${ending}”文件`, '请另存为 .docx、.pdf 或 .txt 后再放入');
  }
  return reader(bytes, limits);
}
