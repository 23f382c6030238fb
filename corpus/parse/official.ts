/**
 * An official document (通知、意见、方案、批复、函、决定、纪要): its head gives number and title, its foot the issuing body and the
 * date; what is attached to it is an article of its own.
 */
import { assembleBody } from './assemble.ts';
import { readArticleHead } from './article-head.ts';
import { type Attachment, splitAttachments } from './attachments.ts';
import { type Block, textOf } from './blocks.ts';
import { takeFootLabels } from './foot-labels.ts';
import { removeFurniture } from './furniture.ts';
import type { Labels } from './labels.ts';
import { takeNote } from './note.ts';
import { isMarking, type OfficialHead, readOfficialHead, readOfficialTitle } from './official-head.ts';
import type { ParsedPlain } from './plain.ts';
import { firstSignatureEnd, takeSignature } from './signature.ts';
import { isAddressee, isByline, readByline, titleFromBody } from './title.ts';
import { readUnderTitle } from './under-title.ts';

/** Whether a document is an official one: a red head or a number proves it, or a title of its kind with addressee or signature. */
export function isOfficial(blocks: Block[]): boolean {
  const head = readOfficialHead(blocks);
  if (head.isProven) return true;
  if (head.title === null) return false;
  const under = readUnderTitle(blocks, head.length);
  if (under.documentNumber !== null) return true;
  const first = blocks[head.length + under.length];
  return (first !== undefined && isAddressee(textOf(first))) || firstSignatureEnd(blocks) > 0;
}

/** Reads an official document and what is attached to it, an article each. */
export function parseOfficial(blocks: Block[]): ParsedPlain[] {
  const { blocks: printed, publishedOn: printedOn } = removeFurniture(blocks, { keepsContacts: true });
  const foot = takeFootLabels(printed.filter((block) => block.row !== null || !isMarking(textOf(block))));
  const words = foot.rest;
  if (words.length === 0) return [];
  const head = readOfficialHead(words);
  const rest = words.slice(head.length);
  const plain = head.title === null ? readArticleHead(rest) : null;
  const titled = plain ? plain.body : rest;
  const { main, attachments } = splitAttachments(titled, head.title ?? plain?.title ?? '');
  const stated = { ...foot, publishedOn: printedOn ?? foot.publishedOn };
  const article = parseMain(main, head, plain?.title ?? null, stated);
  return [article, ...attachments.flatMap((attachment, index) => parseAttachment(attachment, index, article))];
}

/** `foot` is what the imprint and the labels at the foot tell, for where nothing else does. */
function parseMain(main: Block[], head: OfficialHead, title: string | null, foot: Labels): ParsedPlain {
  const under = readUnderTitle(main, 0);
  const { note, rest } = takeNote(main.slice(under.length));
  const signed = takeSignature(rest, { undated: true });
  const { byline, body: words } = takeByline(signed.rest);
  const kept = [...head.kept, ...under.kept, ...words];
  const body = assembleBody(note, kept.length + note.length > 0 ? kept : main);
  const issuers = signed.issuers.join(' ');
  const publisher = (issuers || null) ?? under.publisher ?? head.publisher;
  const wholeTitle = head.title ?? title ?? titleFromBody(body);
  return {
    ...body,
    title: wholeTitle,
    byline: byline ?? under.byline ?? head.byline ?? foot.byline,
    digest: false,
    documentNumber: head.documentNumber ?? under.documentNumber ?? foot.documentNumber,
    publisher: publisher ?? foot.publisher,
    publishedOn: signed.date ?? under.publishedOn ?? head.publishedOn ?? foot.publishedOn,
    about: [publisher, under.occasion].filter(Boolean).join('，'),
  };
}

/** A report may end with its author in brackets, as an essay does. */
function takeByline(blocks: Block[]): { byline: string | null; body: Block[] } {
  const last = blocks.at(-1);
  const words =
    last && last.row === null && blocks.length > 1 && isByline(textOf(last)) ? readByline(textOf(last)) : '';
  const isAuthor = words !== '' && !/[：:，,]|\d{3}/u.test(words);
  return isAuthor ? { byline: words, body: blocks.slice(0, -1) } : { byline: null, body: blocks };
}

function parseAttachment({ label, blocks }: Attachment, index: number, parent: ParsedPlain): ParsedPlain[] {
  if (blocks.length === 0) return [];
  const own = readOfficialTitle(blocks, 0);
  const head = own ? { title: own.title, body: blocks.slice(own.length) } : readArticleHead(blocks);
  const under = readUnderTitle(head.body, 0);
  const rest = [...under.kept, ...head.body.slice(under.length)];
  const { note, rest: words } = takeNote(rest.length > 0 ? rest : blocks);
  const body = assembleBody(note, words);
  return [
    {
      ...body,
      title: head.title ?? (label || `附件${index + 1}`),
      byline: null,
      digest: false,
      documentNumber: parent.documentNumber,
      publisher: parent.publisher,
      publishedOn: parent.publishedOn,
      about: `${parent.title}，${parent.publisher ?? ''}`,
    },
  ];
}
