/** Text: every line of the file is a line of the document. */
import { decodeText } from '../decode.ts';
import { knownError } from '../errors.ts';
import { inMegabytes, type ReadDocument, type Reader, type ReadLimits } from './document.ts';

/**
 * @throws KnownError file_too_large, and file_format_unsupported for bytes that are text in no encoding we read.
 */
export const readText: Reader = (bytes, limits) =>
  Promise.resolve().then(() => documentOf(readTextLines(bytes, limits)));

/**
 * Reads the bytes of a text export.
 *
 * @throws KnownError file_format_unsupported for bytes that are text in no encoding we read.
 */
export function readTextBytes(bytes: Uint8Array): ReadDocument {
  return documentOf(linesIn(bytes));
}

/**
 * The lines of a file of text.
 *
 * @throws KnownError file_too_large, and file_format_unsupported for bytes that are text in no encoding we read.
 */
export function readTextLines(bytes: Uint8Array, limits: ReadLimits): string[] {
  if (bytes.length <= limits.textBytes) return linesIn(bytes);
  throw knownError('file_too_large', inMegabytes(bytes.length), inMegabytes(limits.textBytes));
}

function linesIn(bytes: Uint8Array): string[] {
  return decodeText(bytes).split(/\r\n|\n|\r/);
}

function documentOf(lines: readonly string[]): ReadDocument {
  return { lines: lines.map((text) => ({ text })), pages: null, warnings: [] };
}
