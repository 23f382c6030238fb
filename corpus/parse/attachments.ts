/** The attachments that follow an official document in the same file, and the plan that a notice brings with it. */
import { fold } from '../text.ts';
import { type Block, textOf } from './blocks.ts';
import { closeSpacing } from './issuer.ts';
import { readMarker } from './markers.ts';
import { readOfficialTitle } from './official-head.ts';
import { firstSignatureEnd } from './signature.ts';
import { isTitleLine } from './title.ts';

export interface Attachment {
  /** What stands behind its mark, or the mark itself: 附件1. */
  label: string;
  /** Its blocks below the mark. */
  blocks: Block[];
}

export interface WithAttachments {
  main: Block[];
  attachments: Attachment[];
}

const NUMBER = '[一二三四五六七八九十\\d]{0,3}';
/** 附件1, on a line of its own; white space is taken away. */
const MARK_ALONE = new RegExp(`^[【[（(]?附[件录表]?${NUMBER}[】\\]）)]?[：:]?$`, 'u');
const MARK_TITLED = new RegExp(
  `^附\\s{0,2}[件录表]\\s{0,2}${NUMBER}(?:\\s{0,2}[：:、.．]\\s{0,2}|\\s{1,2})(?=\\S)`,
  'u',
);

/** Parts a document from what is attached to it. `title` is the document's own. */
export function splitAttachments(blocks: Block[], title: string): WithAttachments {
  const signedAt = firstSignatureEnd(blocks);
  const starts: { at: number; label: string; skip: number }[] = [];
  blocks.forEach((block, at) => {
    const found = at === 0 || block.row !== null ? null : markAt(blocks, at, signedAt);
    if (found) starts.push({ at, ...found });
  });
  const first = starts[0]?.at ?? blocks.length;
  if (signedAt > 0 && signedAt < first && isBrought(blocks, signedAt, title)) {
    starts.unshift({ at: signedAt, label: '', skip: 0 });
  }
  return {
    main: setListApart(blocks.slice(0, starts[0]?.at ?? blocks.length)),
    attachments: starts.map(({ at, label, skip }, index) => {
      return { label, blocks: blocks.slice(at + skip, starts[index + 1]?.at ?? blocks.length) };
    }),
  };
}

const LIST = new RegExp(`^附\\s{0,2}[件录表]?\\s{0,2}${NUMBER}\\s{0,2}[：:]`, 'u');

/** The numbers in a document's list of attachments count no sections. */
function setListApart(blocks: readonly Block[]): Block[] {
  let isListed = false;
  return blocks.map((block) => {
    const text = textOf(block);
    isListed = block.row === null && (LIST.test(text) || (isListed && readMarker(text)?.kind === 'digit'));
    return isListed ? { ...block, isApart: true } : block;
  });
}

/** The mark of an attachment at a block; null for any other line, a line of the list of attachments among them. */
function markAt(blocks: readonly Block[], at: number, signedAt: number): { label: string; skip: number } | null {
  const text = textOf(blocks[at] as Block);
  const next = blocks[at + 1];
  if (!next) return null;
  if (MARK_ALONE.test(closeSpacing(text))) {
    const isList = readMarker(textOf(next)) !== null && next.row === null;
    // Without a signature above it the mark has to be followed by a title, for it may stand over a list of names.
    const isSure = signedAt > 0 && at >= signedAt ? true : next.row === null && isTitleLine(textOf(next));
    return !isList && isSure ? { label: closeSpacing(text).replace(/[：:]/gu, ''), skip: 1 } : null;
  }
  const titled = MARK_TITLED.exec(text);
  if (!titled || signedAt < 0 || at < signedAt) return null;
  const label = text.slice(titled[0].length);
  const isListed = readMarker(label) !== null || readMarker(textOf(next)) !== null || MARK_TITLED.test(textOf(next));
  // A plan may begin with 一、 right below its mark; a list of attachments has its second entry there.
  const isEntry = isListed && !/^[一1]/u.test(textOf(next));
  return isTitleLine(label) && !isEntry && readMarker(label) === null ? { label, skip: 1 } : null;
}

/** Whether what follows the signature is the document that the title or the notice names: 关于印发《…方案》的通知. */
function isBrought(blocks: readonly Block[], at: number, title: string): boolean {
  const brought = readOfficialTitle(blocks, at);
  if (!brought || at + brought.length >= blocks.length) return false;
  const notice = blocks.slice(0, at).map(textOf).join('');
  return fold(`${title}\n${notice}`).includes(fold(brought.title)) || /印发|转发|公布|发布/u.test(title);
}
