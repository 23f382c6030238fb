/** Text and Markdown: every line of the file is a line of the document. */
import { decodeText } from '../decode.ts';
import { knownError } from '../errors.ts';
import { inMegabytes, type ReadDocument, type Reader } from './document.ts';

/**
 * @throws KnownError file_too_large, and file_format_unsupported for bytes that are text in no encoding we read.
 */
export const readText: Reader = (bytes, limits) => {
  if (bytes.length > limits.textBytes) {
    return Promise.reject(knownError('file_too_large', inMegabytes(bytes.length), inMegabytes(limits.textBytes)));
  }
  return Promise.resolve(readTextBytes(bytes));
};

/**
 * Reads the bytes of a text export.
 *
 * @throws KnownError file_format_unsupported for bytes that are text in no encoding we read.
 */
export function readTextBytes(bytes: Uint8Array): ReadDocument {
  const lines = decodeText(bytes).split(/\r\n|\n|\r/);
  return { lines: lines.map((text) => ({ text })), pages: null, warnings: [] };
}
