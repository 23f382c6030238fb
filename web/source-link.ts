/** The permanent address of a place in an article: `/articles/{id}#{start}-{end}`, or without `#…` for all of it. */
import type { Span } from './mark-segments.ts';

export type SourcePlace = { articleId: string; span: Span | null };

export function readSourceLink(url: Pick<URL, 'pathname' | 'hash'>): SourcePlace | null {
  const encodedId = /^\/articles\/([^/]+)\/?$/.exec(url.pathname)?.[1];
  const articleId = encodedId === undefined ? null : decodeId(encodedId);
  if (articleId === null) return null;
  const [, start, end] = /^#(\d{1,9})-(\d{1,9})$/.exec(url.hash) ?? [];
  const span = start !== undefined && end !== undefined ? { start: Number(start), end: Number(end) } : null;
  return { articleId, span: span && span.start < span.end ? span : null };
}

export function writeSourceLink({ articleId, span }: SourcePlace): string {
  return `/articles/${encodeURIComponent(articleId)}${span ? `#${span.start}-${span.end}` : ''}`;
}

function decodeId(encoded: string): string | null {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return null;
  }
}
