/** The bytes of a file of the corpus, in a type that no browser takes for a page of ours. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { Readable } from 'node:stream';
import { createMiddleware } from 'hono/factory';

export interface Original {
  headers: Record<string, string>;
  body: ReadableStream<Uint8Array>;
}

/** What browsers show by themselves and run nothing of; everything else is text, or bytes to be kept. */
const TYPES: Readonly<Record<string, string>> = {
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.txt': 'text/plain',
  '.md': 'text/plain',
  '.markdown': 'text/plain',
  // A page of whoever wrote it, which must not become one of ours.
  '.html': 'text/plain',
  '.htm': 'text/plain',
};

/** Whatever a browser makes of an original: it runs nothing, and is none of our pages. Stands before other policies. */
export const sandboxed = createMiddleware(async (context, next) => {
  await next();
  context.header('Content-Security-Policy', "sandbox; default-src 'none'");
});

/**
 * Opens a file to be sent.
 *
 * @throws Error of the file system, for a file that cannot be looked at.
 */
export async function openOriginal(file: string): Promise<Original> {
  const { size, mtimeMs } = await stat(file);
  return {
    headers: {
      'Content-Type': TYPES[extname(file).toLowerCase()] ?? 'application/octet-stream',
      'Content-Length': String(size),
      'Content-Disposition': `attachment; filename*=UTF-8''${encodeName(basename(file))}`,
      // Said here, so that the bytes need not be held to make it of them.
      ETag: `W/"${size.toString(36)}-${Math.round(mtimeMs).toString(36)}"`,
    },
    body: Readable.toWeb(createReadStream(file, { end: Math.max(0, size - 1) })) as ReadableStream<Uint8Array>,
  };
}

/** RFC 8187: what it allows unencoded is less than what encodeURIComponent leaves. */
function encodeName(name: string): string {
  return encodeURIComponent(name).replace(
    /['()*]/gu,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
