/** The head of an article's blocks: kicker, title lines, author's mark; what is left is the body. */
import { hasCells } from '../table.ts';
import { type Block, textOf } from './blocks.ts';
import { isAsked, isSpoken } from './speech.ts';
import {
  isKicker,
  isOpenTitleLine,
  isSubtitle,
  isTitleLine,
  isUnit,
  isWrappedText,
  joinTitleLines,
  readAuthorMark,
  TITLE_MAX,
} from './title.ts';

export interface ArticleHead {
  /** Null when no line at the head can be a title. */
  title: string | null;
  author: string | null;
  body: Block[];
}

/** More lines than this at the head are not one title. */
const TITLE_LINES_MAX = 4;

/** Reads the head of an article from its blocks. `isBelow` knows lines that stand under a title and are none of it. */
export function readArticleHead(blocks: Block[], isBelow: (line: string) => boolean = () => false): ArticleHead {
  let at = 0;
  const lineAt = (index: number): string => {
    const block = blocks[index];
    return block ? textOf(block) : '';
  };
  while (isKicker(lineAt(at)) && at < blocks.length - 1) at++;
  const lines: string[] = [];
  while (at < blocks.length - 1 && lines.length < TITLE_LINES_MAX && !blocks[at]?.row) {
    const line = lineAt(at);
    const continuesTitle = lines.length === 0 || isSubtitle(line) || isSameTitle(blocks[at - 1], blocks[at]);
    const isTitle = isSubtitle(line) || isTitleLine(line) || (isOpenTitleLine(line) && isTitleLine(lineAt(at + 1)));
    const length = [...lines, line].join('').length;
    const isBody = lines.length > 0 ? isWrappedText(line) || isSpoken(blocks, at) : isAsked(line);
    // The cells of a table below its title.
    if (lines.length > 0 && (isBelow(line) || hasCells(line) || isUnit(line))) break;
    if (!continuesTitle || !isTitle || isBody || length > TITLE_MAX || readAuthorMark(line) !== null) break;
    lines.push(line);
    at++;
  }
  const author = at < blocks.length - 1 ? readAuthorMark(lineAt(at)) : null;
  if (author !== null) at++;
  return { title: lines.length > 0 ? joinTitleLines(lines) : null, author, body: blocks.slice(at) };
}

/** Two title lines belong together when they are set alike: both as Markdown headings of a level, or both plain. */
function isSameTitle(first: Block | undefined, second: Block | undefined): boolean {
  return first !== undefined && second !== undefined && first.markdownLevel === second.markdownLevel;
}
