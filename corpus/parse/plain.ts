/** Any other document: one article with the best title that its text gives. */
import type { ParsedArticle } from './bulletin.ts';
import { type ArticleHead, readArticleHead } from './article-head.ts';
import { assembleBody } from './assemble.ts';
import { type Block, textOf } from './blocks.ts';
import { takeFootLabels } from './foot-labels.ts';
import { removeFurniture } from './furniture.ts';
import { takeNote } from './note.ts';
import { readHeadingTitle } from './heading-title.ts';
import { readOfficialTitle } from './official-head.ts';
import { takeSignature } from './signature.ts';
import { isByline, readByline, titleFromBody } from './title.ts';
import { isUnderTitle, readUnderTitle } from './under-title.ts';

export interface ParsedPlain extends ParsedArticle {
  digest: boolean;
  documentNumber: string | null;
  publisher: string | null;
  publishedOn: string | null;
  /** Words that say which place it is about, where the title names none; null where the first paragraph does. */
  about: string | null;
}

/** Reads a document as one article; null when it holds no text. */
export function parsePlain(all: Block[]): ParsedPlain | null {
  const { blocks, publishedOn: printedOn } = removeFurniture(all);
  if (blocks.length === 0) return null;
  const digest = blocks.slice(0, 4).some((block) => hasDigestMark(textOf(block)));
  const { note, rest } = takeNote(blocks);
  const head = readHeadingTitle(rest) ?? readKindOfTitle(rest) ?? readArticleHead(rest, isUnderTitle);
  const under = head.title === null ? null : readUnderTitle(head.body, 0);
  const foot = takeFootLabels(head.body.slice(under?.length ?? 0));
  const signed = takeSignature(foot.rest, { undated: false });
  const last = signed.rest.at(-1);
  const isSigned = last && last.row === null && signed.rest.length > 1 && isByline(textOf(last));
  const byline = isSigned ? readByline(textOf(last)) : null;
  const words = [...(under?.kept ?? []), ...(byline === null ? signed.rest : signed.rest.slice(0, -1))];
  const body = assembleBody(note, words.length + note.length > 0 ? words : head.body);
  const author = head.author === null ? null : withoutDigestMark(head.author);
  const issuer = signed.issuers.join(' ') || (under?.publisher ?? null);
  const about = [issuer, under?.occasion].filter(Boolean).join('，');
  return {
    ...body,
    title: head.title ?? titleFromBody(body),
    byline: byline ?? author ?? under?.byline ?? foot.byline,
    digest,
    documentNumber: under?.documentNumber ?? foot.documentNumber,
    publisher: issuer ?? foot.publisher,
    publishedOn: signed.date ?? under?.publishedOn ?? foot.publishedOn ?? printedOn,
    about: about || null,
  };
}

/** A title that says what the document is, as 总结 and 办法 do; several lines of it, and the one with 试行, are one title. */
function readKindOfTitle(blocks: Block[]): ArticleHead | null {
  const found = readOfficialTitle(blocks, 0);
  if (!found || found.length >= blocks.length) return null;
  return { title: found.title, author: null, body: blocks.slice(found.length) };
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
