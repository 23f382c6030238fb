/** The foot of a document: who issued it, and when. */
import { type Block, textOf } from './blocks.ts';
import { readDateAlone } from './date.ts';
import { readIssuers } from './issuer.ts';

export interface Signature {
  /** The bodies that sign, in order. */
  issuers: string[];
  /** ISO date. */
  date: string | null;
}

/** Bodies that sign together, each on a line of its own. */
const ISSUERS_MAX = 8;

/** Behind the date stand no more lines than this: a list of attachments, whom to call. */
const NOTES_MAX = 12;
const NOTE = /^(?:附\s*件|附[：:]|[（(]|联系|注[：:]|备注|\d{1,2}\s*[.．、])/u;
const NOTE_LENGTH = 80;
/** Notes as they are numbered by the reader of Word documents, and as sources are listed. */
const FIRST_FOOTNOTE = /^\[1\]\s/u;

/** What a line of a signature says: 某县人民政府 2018年3月1日, either of them alone, or nothing of the kind (null). */
export function readSignatureLine(line: string): Signature | null {
  const date = readDateAlone(line);
  if (date !== null) return { issuers: [], date };
  const issuers = readIssuers(line);
  if (issuers.length > 0) return { issuers, date: null };
  const dateAt = line.search(/[\d〇○零一二三四五六七八九Oo０-９]{4}\s*年/u);
  if (dateAt <= 0) return null;
  const both = { issuers: readIssuers(line.slice(0, dateAt)), date: readDateAlone(line.slice(dateAt)) };
  return both.issuers.length > 0 && both.date !== null ? both : null;
}

/** Where a dated signature ends for the first time, as the offset behind its last block; −1 where there is none. */
export function firstSignatureEnd(blocks: readonly Block[]): number {
  return (
    blocks.findIndex((block, index) => {
      const signature = signatureIn(block);
      if (index < 2 || !signature || signature.date === null) return false;
      return signature.issuers.length > 0 || (signatureIn(blocks[index - 1])?.issuers.length ?? 0) > 0;
    }) + 1 || -1
  );
}

export interface WithoutSignature extends Signature {
  rest: Block[];
}

/**
 * Takes the signature from the end of a document's blocks. A date alone will do; bodies without a date are a signature
 * only where `undated` says so.
 */
export function takeSignature(blocks: Block[], { undated }: { undated: boolean }): WithoutSignature {
  const end = endOfSignature(blocks);
  let start = end;
  let date: string | null = null;
  const issuers: string[] = [];
  while (start > 1 && end - start <= ISSUERS_MAX) {
    const line = signatureIn(blocks[start - 1]);
    // Above the date stand bodies only; a second date is none of the signature.
    if (!line || (line.date !== null && date !== null)) break;
    date ??= line.date;
    issuers.unshift(...line.issuers);
    start--;
  }
  if (start === end || (date === null && !undated)) return { issuers: [], date: null, rest: blocks };
  return { issuers, date, rest: [...blocks.slice(0, start), ...blocks.slice(end)] };
}

/** Behind the last line of the signature; notes may follow it. */
function endOfSignature(blocks: readonly Block[]): number {
  // Footnotes, which may take several paragraphs each, stand behind everything else.
  const footnotesAt = blocks.findLastIndex((block) => block.row === null && FIRST_FOOTNOTE.test(textOf(block)));
  for (const last of [blocks.length, ...(footnotesAt > 0 ? [footnotesAt] : [])]) {
    let end = last;
    while (end > 1 && last - end < NOTES_MAX && isNote(blocks[end - 1] as Block)) end--;
    if (signatureIn(blocks[end - 1])?.date) return end;
  }
  return blocks.length;
}

function isNote(block: Block): boolean {
  const text = textOf(block);
  return block.row === null && text.length <= NOTE_LENGTH && NOTE.test(text) && readDateAlone(text) === null;
}

function signatureIn(block: Block | undefined): Signature | null {
  return block && block.row === null && block.markdownLevel === 0 ? readSignatureLine(textOf(block)) : null;
}
