/** A title that the file's format marks: a heading of the top level at the head of the document. */
import type { ArticleHead } from './article-head.ts';
import { type Block, textOf } from './blocks.ts';
import { closeSpacing } from './issuer.ts';
import { readMarker } from './markers.ts';
import { isSubtitle, joinTitleLines, readAuthorMark, TITLE_MAX } from './title.ts';
import { isOccasion } from './under-title.ts';

/**
 * Reads the head of a document whose first block is its only heading of the top level, or that has only such headings
 * in a row at its head, which are the lines of one title; null for any other document.
 */
export function readHeadingTitle(blocks: readonly Block[]): ArticleHead | null {
  const first = blocks[0];
  if (!first || first.markdownLevel === 0 || readMarker(textOf(first)) !== null) return null;
  const levels = blocks.filter(({ markdownLevel }) => markdownLevel > 0).map(({ markdownLevel }) => markdownLevel);
  if (levels.some((level) => level < first.markdownLevel)) return null;
  const isTop = ({ markdownLevel }: Block): boolean => markdownLevel === first.markdownLevel;
  const inRow = blocks.findIndex((block) => !isTop(block) || readMarker(textOf(block)) !== null);
  const others = blocks.slice(Math.max(inRow, 1)).some((block) => isTop(block) && readMarker(textOf(block)) === null);
  // Further headings of this level are sections or articles, so the title is one line.
  let length = others ? 1 : Math.max(inRow, 1);
  while (isSubtitleOf(blocks[length])) length++;
  const lines = blocks.slice(0, length).map(textOf);
  // Joining takes away white space alone, and takes long where there are many lines.
  if (closeSpacing(lines.join('')).length > TITLE_MAX) return null;
  const title = joinTitleLines(lines);
  if (length >= blocks.length || title.length > TITLE_MAX) return null;
  const author = length < blocks.length - 1 ? readAuthorMark(textOf(blocks[length] as Block)) : null;
  return { title, author, body: blocks.slice(author === null ? length : length + 1) };
}

function isSubtitleOf(block: Block | undefined): boolean {
  return block !== undefined && block.row === null && isSubtitle(textOf(block)) && !isOccasion(textOf(block));
}
