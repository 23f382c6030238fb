/**
 * Several articles in one file: 案例汇编, 交流材料之一, files that were put one behind another.
 *
 * What proves a new article is one of: marks that count (案例一 …案例二), a table of contents whose entries stand as
 * headings, red heads, headings of the top level, authors below titles or behind texts. Where the proof is not whole the document
 * stays one article, for an article cut to pieces is worse than two that were left together.
 */
import { endsSentence } from '../text.ts';
import { type Block, textOf } from './blocks.ts';
import { startsByContents } from './collection-contents.ts';
import { startsByHeadings } from './collection-headings.ts';
import { readCaseMark, withoutCaseMark } from './collection-marks.ts';
import { isSectionName, lengthOf } from './collection-parts.ts';
import { readDocumentNumber } from './document-number.ts';
import { closeSpacing, readIssuers } from './issuer.ts';
import { readMarker } from './markers.ts';
import { isByline, isTitleLine, readByline } from './title.ts';
import { isAuthorLine } from './under-title.ts';

/** An article has at least this many characters below its title. */
const ARTICLE_MIN = 80;

/** What stands before the first article, as a foreword does, is no longer than this. */
const FRONT_MAX = 1500;

/** The parts of a document that are an article each; the document itself where it is one. */
export function splitCollection(blocks: Block[]): Block[][] {
  for (const startsOf of [startsByMarks, startsByContents, startsByRedHeads, startsByHeadings, startsByAuthors]) {
    const starts = startsOf(blocks);
    if (starts && starts.length > 1 && areArticles(blocks, starts)) return partsOf(blocks, starts);
  }
  return [blocks];
}

function areArticles(blocks: Block[], starts: readonly number[]): boolean {
  return starts.every((start, index) => lengthOf(blocks, start + 1, starts[index + 1] ?? blocks.length) >= ARTICLE_MIN);
}

/** The articles, and before them the foreword if there are sentences in it; a title of the whole and its contents are none. */
function partsOf(blocks: Block[], starts: readonly number[]): Block[][] {
  const front = blocks.slice(0, starts[0]);
  const isForeword = front.some(
    (block) => block.row === null && /[。！？]$/u.test(textOf(block)) && endsSentence(textOf(block)),
  );
  const parts = starts.map((start, index) => withoutCaseMark(blocks.slice(start, starts[index + 1] ?? blocks.length)));
  return isForeword ? [front, ...parts] : parts;
}

/** 案例一 … 案例二: counted from one on, with nothing before them that is numbered or long. */
function startsByMarks(blocks: Block[]): number[] | null {
  const marks = blocks.flatMap((block, at) => {
    const mark = block.row === null ? readCaseMark(textOf(block)) : null;
    return mark ? [{ at, ...mark }] : [];
  });
  // In a table of contents the marks stand right behind one another.
  const followed = marks.filter(({ at }, index) => {
    return lengthOf(blocks, at + 1, marks[index + 1]?.at ?? blocks.length) >= ARTICLE_MIN;
  });
  const first = followed[0];
  if (!first || !followed.every(({ ordinal }, index) => ordinal === index + 1)) return null;
  const isSection = blocks
    .slice(0, first.at)
    .some((block) => isNumbered(block) || (readCaseMark(textOf(block)) === null && textOf(block).length > FRONT_MAX));
  if (isSection || lengthOf(blocks, 0, first.at) > FRONT_MAX) return null;
  return followed.map(({ at }) => at);
}

function isNumbered(block: Block): boolean {
  const kind = block.row === null ? readMarker(textOf(block))?.kind : undefined;
  return kind === 'numeral' || kind === 'chapter' || kind === 'bracketed numeral';
}

/** Official documents put together: each has its red head with its number below. */
function startsByRedHeads(blocks: Block[]): number[] | null {
  const starts = blocks.flatMap((block, at) => {
    const named = block.row === null ? /^(.{3,40})文件$/u.exec(closeSpacing(textOf(block)))?.[1] : undefined;
    if (named === undefined || readIssuers(named).length === 0) return [];
    const below = blocks.slice(at + 1, at + 4).map(textOf);
    return below.some((line) => readDocumentNumber(line) !== null) ? [at] : [];
  });
  return starts[0] === undefined || lengthOf(blocks, 0, starts[0]) > FRONT_MAX ? null : starts;
}

/** Each text ends with its author in brackets, or has its author below its title. */
function startsByAuthors(blocks: Block[]): number[] | null {
  return startsBehindBylines(blocks) ?? startsAboveAuthors(blocks);
}

function startsBehindBylines(blocks: Block[]): number[] | null {
  const ends = blocks.flatMap((block, at) => (at > 1 && isAuthorInBrackets(block) ? [at + 1] : []));
  const starts = [0, ...ends.filter((end) => end < blocks.length)];
  const areTitled = starts.every((start) => isTitle(blocks[start]));
  return ends.length > 1 && areTitled ? starts : null;
}

function isAuthorInBrackets(block: Block): boolean {
  const text = textOf(block);
  if (block.row !== null || !isByline(text)) return false;
  const words = readByline(text);
  const [office = '', ...names] = words.split(/\s+/u);
  const isOffice = readIssuers(office).length > 0 && names.every((name) => /^\p{Script=Han}{1,4}$/u.test(name));
  return isOffice || /(?:来稿|供稿|投稿|撰稿|整理)$/u.test(words) || /^(?:作者|撰稿|供稿)/u.test(words);
}

/** Running text stands two lines below a title, with the author between. */
function startsAboveAuthors(blocks: Block[]): number[] | null {
  const starts: number[] = [];
  for (let at = 0; at + 2 < blocks.length; at++) {
    const [title, author, text] = [blocks[at], blocks[at + 1], blocks[at + 2]] as [Block, Block, Block];
    if (!isTitle(title) || author.row !== null || !isAuthorLine(textOf(author))) continue;
    if (textOf(text).length < ARTICLE_MIN / 2 || text.row !== null || isAuthorLine(textOf(title))) continue;
    starts.push(titleStart(blocks, at));
  }
  const first = starts[0];
  return first === undefined || lengthOf(blocks, 0, first) > FRONT_MAX || blocks.slice(0, first).some(isNumbered)
    ? null
    : starts;
}

/** A title may take three lines; above it a text has ended. */
function titleStart(blocks: readonly Block[], at: number): number {
  let start = at;
  while (start > 0 && at - start < 2 && isTitle(blocks[start - 1]) && !isAuthorLine(textOf(blocks[start - 1] as Block)))
    start--;
  return start;
}

function isTitle(block: Block | undefined): boolean {
  if (!block || block.row !== null) return false;
  const text = textOf(block);
  return isTitleLine(text) && !isSectionName(text);
}
