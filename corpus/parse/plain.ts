/** Any other text or Markdown file: one article with the best title that its text gives. */
import type { DocumentLine } from '../read/document.ts';
import type { ParsedArticle } from './bulletin.ts';
import { readArticleHead } from './article-head.ts';
import { assembleBody } from './assemble.ts';
import { readBlocks, textOf } from './blocks.ts';
import { removeFurniture } from './furniture.ts';
import { takeNote } from './note.ts';
import { isByline, readByline, titleFromBody } from './title.ts';

export interface ParsedPlain extends ParsedArticle {
  digest: boolean;
  publishedOn: string | null;
}

/** Reads a document as one article; null when it holds no text. */
export function parsePlain(lines: readonly DocumentLine[]): ParsedPlain | null {
  const { blocks, publishedOn } = removeFurniture(readBlocks(lines));
  if (blocks.length === 0) return null;
  const digest = blocks.slice(0, 4).some((block) => hasDigestMark(textOf(block)));
  const { note, rest } = takeNote(blocks);
  const head = readArticleHead(rest);
  const last = head.body.at(-1);
  const byline = last && head.body.length > 1 && isByline(textOf(last)) ? readByline(textOf(last)) : null;
  const body = assembleBody(note, byline === null ? head.body : head.body.slice(0, -1));
  const author = head.author === null ? null : withoutDigestMark(head.author);
  return { ...body, title: head.title ?? titleFromBody(body), byline: byline ?? author, digest, publishedOn };
}

const DIGEST_MARK = /[（(]摘编/u;
const CLOSING_BRACKET = /[）)]/u;

/** Whether a line says in brackets that it is a digest. */
function hasDigestMark(line: string): boolean {
  const at = line.search(DIGEST_MARK);
  return at >= 0 && CLOSING_BRACKET.test(line.slice(at));
}

/** An author without the brackets at the end that say that this is a digest. */
function withoutDigestMark(author: string): string {
  if (!CLOSING_BRACKET.test(author.slice(-1))) return author;
  const lastBefore = [...author.slice(0, -1).matchAll(/[）)]/gu)].at(-1)?.index ?? -1;
  const at = author.slice(lastBefore + 1).search(DIGEST_MARK);
  return at < 0 ? author : author.slice(0, lastBefore + 1 + at);
}
