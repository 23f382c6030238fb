/** Any file → the document in it: what it is, and the reader for that. */
import { knownError } from '../errors.ts';
import { inMegabytes, type ReadDocument, type Reader, type ReadLimits } from './document.ts';
import { kindOfFile, type ReadableKind, refusalOf } from './file-kind.ts';

export { isDocument } from './file-kind.ts';

/** Loaded when the first file of their kind is read: a corpus of text needs no engine for PDF or pictures. */
const READERS: Readonly<Record<ReadableKind, () => Promise<Reader>>> = {
  text: async () => (await import('./text.ts')).readText,
  markdown: async () => (await import('./markdown/markdown.ts')).readMarkdown,
  html: async () => (await import('./html/html.ts')).readHtml,
  docx: async () => (await import('./word/docx.ts')).readDocx,
  pdf: async () => (await import('./pdf/pdf.ts')).readPdf,
  picture: async () => (await import('./ocr/picture.ts')).readPicture,
};

/**
 * Reads a document, by what its bytes are where these tell, and else by its name.
 *
 * @throws KnownError file_… for what cannot or must not be read.
 */
export async function readDocument(path: string, bytes: Uint8Array, limits: ReadLimits): Promise<ReadDocument> {
  if (bytes.length === 0) throw knownError('file_empty');
  if (bytes.length > limits.bytes) {
    throw knownError('file_too_large', inMegabytes(bytes.length), inMegabytes(limits.bytes));
  }
  const kind = kindOfFile(path, bytes);
  if (kind === null) throw knownError('file_format_unsupported', '这种文件', '请另存为 .docx、.pdf 或 .txt 后再放入');
  if (!isReadable(kind)) throw refusalOf(kind);
  const read = await READERS[kind]();
  return read(bytes, limits);
}

function isReadable(kind: string): kind is ReadableKind {
  return kind in READERS;
}
