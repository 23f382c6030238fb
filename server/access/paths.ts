/** What each path asks of its caller: the one list of what is open, and everything else asks for a key. */
import type { Scope } from './keys.ts';

/** Answered without a key whatever the mode: whether the server runs, and the page, which holds nothing of the corpus. */
export const OPEN_PATHS: readonly string[] = [
  '/',
  '/admin',
  '/articles/:id',
  '/assets/*',
  '/browse',
  '/clips',
  '/status',
  '/verify',
  '/look.js',
  '/api/health',
  '/api/ready',
];

/** Besides what administers, the metrics: they tell how much is asked and when. */
const ADMIN_PATHS = /^\/(?:api\/(?:admin|corpus)(?:\/|$)|metrics$)/;

/** A question, a search or a draft takes the processor for up to seconds, whatever the rest for a millisecond. */
const COSTLY_PATHS: ReadonlySet<string> = new Set(['/api/ask', '/api/search', '/api/verify', '/mcp']);

const OPEN_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD']);

/** Whether a request needs no key. The path is the one that the router matches, so both read it alike. */
export function isOpen(method: string, path: string): boolean {
  return OPEN_METHODS.has(method) && OPEN_PATHS.some((pattern) => matches(pattern, path));
}

function matches(pattern: string, path: string): boolean {
  if (pattern.endsWith('/*')) return path.startsWith(pattern.slice(0, -1));
  const parts = path.split('/');
  const wanted = pattern.split('/');
  return (
    parts.length === wanted.length &&
    wanted.every((part, at) => (part.startsWith(':') ? parts[at] !== '' : part === parts[at]))
  );
}

/** The scope that a path needs. */
export function scopeOf(path: string): Scope {
  return ADMIN_PATHS.test(path) ? 'admin' : 'read';
}

/** Whether a path is counted with the costly ones. */
export function isCostly(path: string): boolean {
  return COSTLY_PATHS.has(path);
}
