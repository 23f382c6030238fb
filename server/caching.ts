/** Answers that are sent smaller, and not sent twice: compression, lengths and entity tags. */
import type { MiddlewareHandler } from 'hono';
import { compress } from 'hono/compress';
import { etag } from 'hono/etag';
import { createMiddleware } from 'hono/factory';

/** A body that fits one packet is not sent any sooner for being smaller. */
const COMPRESSED_FROM_BYTES = 1024;

/** Compresses text that is long enough. Event streams, ranges and what is compressed already pass as they are. */
export const compressed: MiddlewareHandler = compress({ threshold: COMPRESSED_FROM_BYTES });

/**
 * A cache may keep what was read and has to ask each time whether it still holds, which also asks whether the caller
 * may still have it. A failure is not kept at all.
 */
const askedAgain = createMiddleware(async (context, next) => {
  await next();
  const { method } = context.req;
  const { ok, status } = context.res;
  if (!ok && status !== 304) context.header('Cache-Control', 'no-store');
  else if (method === 'GET' || method === 'HEAD') {
    context.header('Cache-Control', 'no-cache');
    // Said of a 304 too, which has no type by which compression would know that it varies.
    context.header('Vary', 'Accept-Encoding', { append: true });
  }
});

/** Gives a body its length, which is what compression and the caller tell a short one from a long one by. */
const measured = createMiddleware(async (context, next) => {
  await next();
  const { res } = context;
  // What came out of a stream stays one; everything else here was made whole before it is sent.
  if (!res.body || res.headers.has('Transfer-Encoding') || res.headers.has('Content-Length')) return;
  const body = await res.arrayBuffer();
  context.res = new Response(body, res);
  context.res.headers.set('Content-Length', String(body.byteLength));
});

/**
 * Conditional GET. The tag is the hash of the body, so it changes exactly when the body does. It is weak: one tag
 * stands for the body as it is and for the same body compressed.
 */
export const conditional: MiddlewareHandler[] = [askedAgain, etag({ weak: true }), measured];
