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

/** What the list is called, white space taken away; an issue names what is in it. */
const NAME = /^[【[〔]?(?:目录|要目|导读|本期(?:目录|要目|导读|内容|看点))[】\]〕]?[：:]?$/u;

/** Marks that set off the entries. */
const BULLET = /^[★☆◆◇●○■□▲△▪•·※*➢►-]\s*/u;

/** More entries than this that stand nowhere else show that the list is not one of titles. */
const MISSING_MAX = 3;

export interface Contents {
  /** Where its name stands. */
  at: number;
  /** Behind the last of its entries. */
  end: number;
  /** How many titles it names. */
  titles: number;
  /** Where those of them stand that are found again, in order. */
  starts: number[];
}

/** The table of contents at the head of a document; null where there is none. One of sections names no titles. */
export function readContents(blocks: readonly Block[]): Contents | null {
  const at = blocks.slice(0, CONTENTS_WITHIN).findIndex((block) => NAME.test(closeSpacing(textOf(block))));
  if (at < 0) return null;
  const sections = readSectionEntries(blocks, at + 1);
  if (sections > 0) return { at, end: at + 1 + sections, titles: 0, starts: [] };
  const { entries, end } = readEntries(blocks, at + 1);
  const titles = entries.filter((entry) => !isNumberedSection(entry)).map(foldTitle);
  if (titles.length === 0 || entries.filter(isSectionName).length * 2 > titles.length) return null;
  const starts: number[] = [];
  let from = end;
  for (const [index, title] of titles.entries()) {
    if (index - starts.length > MISSING_MAX) return null;
    let found = from;
    while (found < blocks.length && !standsAt(blocks, found, title)) found++;
    if (found === blocks.length) continue;
    starts.push(found);
    from = found + 1;
  }
  return { at, end, titles: titles.length, starts };
}

/** Where the articles of a collection begin, whose table of contents names them all; null where none does. */
export function startsByContents(blocks: Block[]): number[] | null {
  const contents = readContents(blocks);
  return contents && contents.titles > 1 && contents.starts.length === contents.titles ? contents.starts : null;
}

/** How many entries are sections of the text, numbered there as they are here. */
function readSectionEntries(blocks: readonly Block[], from: number): number {
  const entryAt = (at: number): string => withoutPage(textOf(blocks[at] as Block));
  let end = from;
  while (end < blocks.length && isNumberedSection(entryAt(end)) && (end === from || entryAt(end) !== entryAt(from)))
    end++;
  const title = end - from > 1 ? foldTitle(entryAt(from)) : null;
  const standsAgain =
    title !== null &&
    blocks.some((block, at) => at >= end && isNumberedSection(textOf(block)) && standsAt(blocks, at, title));
  return standsAgain ? end - from : 0;
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
    // Authors stand below the titles in some tables of contents, behind a mark that the titles do not have.
    const words = BULLET.test(first ?? entry) ? entry.replace(BULLET, '') : entry;
    if (entry !== '' && !(first !== undefined && isAuthorLine(words))) entries.push(entry);
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
  const listed = line.replace(BULLET, '');
  const words = listed.slice(readMarker(listed)?.length ?? 0);
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
