/** A table of contents whose entries stand again as titles of articles. */
import { fold } from '../text.ts';
import { type Block, textOf } from './blocks.ts';
import { isSectionName } from './collection-parts.ts';
import { readCaseMark } from './collection-marks.ts';
import { closeSpacing } from './issuer.ts';
import { readMarker } from './markers.ts';
import { isAuthorLine } from './under-title.ts';

/** The contents stand within the first blocks of a document. */
const CONTENTS_WITHIN = 20;

const ENTRY_MAX = 90;

/** A title takes no more lines. */
const TITLE_LINES = 3;

/** Where the articles begin that the table of contents names; null where there is no such table, or it names sections. */
export function startsByContents(blocks: Block[]): number[] | null {
  const at = blocks.slice(0, CONTENTS_WITHIN).findIndex((block) => closeSpacing(textOf(block)) === '目录');
  if (at < 0) return null;
  const { entries, end } = readEntries(blocks, at + 1);
  const titles = entries.filter((entry) => !isNumberedSection(entry)).map(foldTitle);
  if (titles.length < 2 || entries.filter(isSectionName).length * 2 > titles.length) return null;
  const starts: number[] = [];
  for (let from = end; from < blocks.length && starts.length < titles.length; from++) {
    if (standsAt(blocks, from, titles[starts.length] as string)) starts.push(from);
  }
  return starts.length === titles.length ? starts : null;
}

/** The entries, and where the text begins: at the second appearance of the first of them. */
function readEntries(blocks: readonly Block[], from: number): { entries: string[]; end: number } {
  const entries: string[] = [];
  let at = from;
  for (; at < blocks.length; at++) {
    const text = textOf(blocks[at] as Block);
    const first = entries[0];
    if (text.length > ENTRY_MAX || /[。；]$/u.test(text)) break;
    if (first !== undefined && standsAt(blocks, at, foldTitle(first))) break;
    const entry = withoutPage(text);
    // Authors stand below the titles in some tables of contents.
    if (entry !== '' && !(entries.length > 0 && isAuthorLine(entry))) entries.push(entry);
  }
  return { entries, end: at };
}

/** An entry without the dots and the page number behind it. */
function withoutPage(entry: string): string {
  const words = entry.trimEnd().replace(/[（(]?\d{1,4}[）)]?$/u, '');
  const dotted = words.replace(/(?<![….·⋯\s])[….·⋯\s]+$/u, '');
  // Without dots or a gap the figure at the end is part of the title.
  return dotted.length < words.length ? dotted.trim() : entry.trim();
}

/** A report lists its own sections: 一、…, 第一章 …, （一）…. */
function isNumberedSection(entry: string): boolean {
  const kind = readMarker(entry)?.kind;
  return kind === 'numeral' || kind === 'chapter' || kind === 'bracketed numeral';
}

function foldTitle(line: string): string {
  const words = line.slice(readMarker(line)?.length ?? 0);
  return fold(words.slice(readCaseMark(words)?.length ?? 0));
}

/** Whether one to three lines from a block on are this title. */
function standsAt(blocks: readonly Block[], at: number, title: string): boolean {
  let joined = '';
  for (let length = 1; length <= TITLE_LINES; length++) {
    const block = blocks[at + length - 1];
    if (!block || block.row !== null) return false;
    joined += length === 1 ? foldTitle(textOf(block)) : fold(textOf(block));
    if (joined === title) return true;
    if (!title.startsWith(joined)) return false;
  }
  return false;
}
