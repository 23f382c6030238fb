/**
 * Which names the server answers to, and which web pages may call it.
 *
 * A page on the web can make a reader's browser send requests to this machine, in two ways: by a name of its own that
 * it lets point here (DNS rebinding), and across origins. The first is refused by the Host header, the second by Origin
 * and Sec-Fetch-Site, which a browser sets and a page cannot change. Callers that are no browser send neither.
 */
import { isIP } from 'node:net';
import type { Context, MiddlewareHandler } from 'hono';
import { cors } from 'hono/cors';
import { createMiddleware } from 'hono/factory';
import { knownError } from '../../corpus/errors.ts';

const HOST = /^(?<name>\[[^\]]+\]|[^:[\]]+)(?::\d{1,5})?$/;
const LOOPBACK_ADDRESS = /^(?:127(?:\.\d{1,3}){3}|::1|\[::1\])$/;
const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** The MCP transport asks for Origin to be checked on every request, also on those that only listen. */
const CHECKED_ALWAYS = '/mcp';

const SHOWN_MAX = 100;
const PREFLIGHT_SECONDS = 600;

/** Whether a name or address, as HOST or ALLOWED_HOSTS give it, can be reached from this machine alone. */
export function isLoopbackName(name: string): boolean {
  return name.toLowerCase() === 'localhost' || (LOOPBACK_ADDRESS.test(name) && isIP(name.replace(/[[\]]/g, '')) !== 0);
}

/** The name of a Host header without its port, lower case; null where it is none. */
export function nameOfHost(host: string): string | null {
  return HOST.exec(host)?.groups?.['name']?.toLowerCase().replace(/\.$/, '') ?? null;
}

/**
 * Refuses requests for other hosts than loopback names and those allowed.
 *
 * @param allowed names, lower case, or null for any.
 */
export function checkHost(allowed: readonly string[] | null): MiddlewareHandler {
  return createMiddleware(async (context, next) => {
    // A request target with a host in it overrides the header (RFC 9112, 3.2.2), so both have to be right.
    const { host } = new URL(context.req.url);
    for (const given of [context.req.header('host') ?? host, host]) {
      const name = nameOfHost(given);
      if (allowed && (name === null || !(isLoopbackName(name) || allowed.includes(name)))) {
        throw knownError('host_refused', given.slice(0, SHOWN_MAX));
      }
    }
    await next();
  });
}

/** Refuses what a page of another origin sends to change something, or at all to MCP. */
export function checkOrigin(allowed: readonly string[]): MiddlewareHandler {
  return createMiddleware(async (context, next) => {
    const { method, path } = context.req;
    const foreign = SAFE_METHODS.has(method) && path !== CHECKED_ALWAYS ? null : foreignOrigin(context, allowed);
    if (foreign !== null) throw knownError('origin_refused', foreign.slice(0, SHOWN_MAX));
    await next();
  });
}

function foreignOrigin(context: Context, allowed: readonly string[]): string | null {
  const origin = context.req.header('origin');
  if (origin !== undefined) return allowed.includes(origin) || isOwn(origin, context) ? null : origin;
  const site = context.req.header('sec-fetch-site');
  return site === undefined || site === 'same-origin' || site === 'none' ? null : site;
}

/** By host and port; the scheme may differ, since TLS ends at a proxy. */
function isOwn(origin: string, context: Context): boolean {
  if (!URL.canParse(origin)) return false;
  const { protocol, host, origin: parsed } = new URL(origin);
  const own = `${protocol}//${context.req.header('host') ?? new URL(context.req.url).host}`;
  return /^https?:$/.test(protocol) && parsed === origin && URL.canParse(own) && new URL(own).host === host;
}

/**
 * Answers preflights of allowed origins and lets their pages read answers. No credentials: a key goes in Authorization,
 * which the page has to set itself, so there is nothing that a browser would add on its own.
 */
export function shareWithOrigins(allowed: readonly string[]): MiddlewareHandler {
  const share = cors({
    origin: [...allowed],
    allowMethods: ['GET', 'HEAD', 'POST', 'PUT', 'DELETE'],
    allowHeaders: [
      ...['Accept', 'Authorization', 'Content-Type', 'If-None-Match'],
      ...['Last-Event-ID', 'Mcp-Protocol-Version', 'Mcp-Session-Id'],
    ],
    exposeHeaders: [
      ...['ETag', 'Mcp-Session-Id', 'RateLimit', 'RateLimit-Policy'],
      ...['Retry-After', 'Server-Timing', 'WWW-Authenticate'],
    ],
    maxAge: PREFLIGHT_SECONDS,
  });
  return createMiddleware(async (context, next) => {
    if (allowed.includes(context.req.header('origin') ?? '')) return share(context, next);
    await next();
    // Caches must not hand a foreign page the answer without permission, or this one to an allowed page.
    if (allowed.length > 0) context.header('Vary', 'Origin', { append: true });
  });
}
