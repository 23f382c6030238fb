/**
 * Lines in reading order → paragraphs, over the ends of columns and pages.
 *
 * Chinese print shows a paragraph's start by an indent and its end by a line that leaves room for what follows; headings
 * and bylines stand centred, in a size of their own. Where none of this is seen, a wider space between lines tells.
 */
import { OPENING_MARK } from '../marks.ts';
import { joinWords } from './rows.ts';

/** A line with the edges between which it is set; lengths of one page are in one unit. */
export interface SetLine {
  text: string;
  page: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
  size: number;
  isBold: boolean;
  confidence?: number;
  column: Column;
}

/** Where a stretch of lines is set. */
export interface Column {
  left: number;
  right: number;
  /** Usual distance from line to line; 0 where there are too few lines to tell. */
  pitch: number;
}

/** A paragraph: a heading, too. */
export interface Paragraph {
  text: string;
  lines: SetLine[];
}

/** All lengths are in characters. */
const INDENT = 1.2;
const INDENT_MAX = 5;
const ROOM = 0.8;
const CENTRED_INDENT = 2.6;
const CENTRED_DIFFERENCE = 1;
const CENTRED_SHARE = 0.05;

/** Sizes differ when one is larger by this share; recognised heights vary. */
const SAME_SIZE = 0.09;
const SAME_RECOGNISED_SIZE = 0.3;

/** Columns are as wide as each other when the narrower one has this share of the width of the other. */
const SAME_WIDTH = 0.75;

/** Lines further apart than this many usual distances belong to two paragraphs. */
const WIDE_PITCH = 1.35;

/** Lines of one title are no further apart than this many times their size. */
const TITLE_PITCH = 2.2;
const TITLE_MAX = 80;
const BYLINE_LINES_MAX = 3;

/** Joins lines into paragraphs; body is the size in which most of the text is set. */
export function paragraphsOf(lines: readonly SetLine[], body: number): Paragraph[] {
  const paragraphs: SetLine[][] = [];
  for (const line of lines) {
    const last = paragraphs.at(-1);
    if (last && continuesParagraph(last, line, body)) last.push(line);
    else paragraphs.push([line]);
  }
  return paragraphs.map((paragraph) => ({ text: joinLines(paragraph), lines: paragraph }));
}

function continuesParagraph(paragraph: readonly SetLine[], line: SetLine, body: number): boolean {
  const before = paragraph.at(-1) as SetLine;
  if (!isSameSetting(before, line)) return false;
  if (isDisplayed(before, body) && isDisplayed(line, body)) return continuesTitle(paragraph, before, line);
  if (isInBrackets(paragraph, line)) return true;
  if (isInOneBracket(paragraph) || !isSameWidth(before.column, line.column)) return false;
  if (isCentred(before) || isCentred(line)) return isWrappedCentred(before, line);
  if (isFarRight(before) && line.left < before.left - INDENT_MAX * line.size) return false;
  if ((startsItem(line.text) || isEven(line)) && endsSentence(before.text)) return false;
  if (isApart(before, line) || hasRoomFor(before, line.text)) return false;
  return !isIndented(line) || continuesIndent(paragraph, before, line);
}

function isSameSetting(before: SetLine, line: SetLine): boolean {
  const limit = before.confidence === undefined ? SAME_SIZE : SAME_RECOGNISED_SIZE;
  const isSameSize = Math.abs(before.size - line.size) <= limit * Math.max(before.size, line.size);
  // A heading is bold; a paragraph of which only the first words are, goes on in a line that is not.
  return isSameSize && (before.isBold === line.isBold || !hasRoomFor(before, line.text));
}

/** Whether a line is set as titles are: larger than the text, or bold and centred. */
function isDisplayed(line: SetLine, body: number): boolean {
  const limit = line.confidence === undefined ? SAME_SIZE : SAME_RECOGNISED_SIZE;
  return line.size > body * (1 + limit) || (line.isBold && isCentred(line));
}

/** Lines of a title stand close, centred, and the first is no line that is complete in itself. */
function continuesTitle(title: readonly SetLine[], before: SetLine, line: SetLine): boolean {
  const isSameColumn = before.page === line.page && before.column === line.column;
  const isClose = line.top - before.top <= TITLE_PITCH * line.size && line.top > before.top;
  const isTitle = isFull(before) || (isBalanced(before) && (isBalanced(line) || isFull(line)));
  if (!isSameColumn || !isClose || !isTitle || lengthOf([...title, line]) > TITLE_MAX) return false;
  // A subtitle may be two lines long; only its first begins with a dash.
  const isLongSubtitle =
    SUBTITLE.test(before.text) && before.right - before.left >= SUBTITLE_SHARE * widthOf(before.column);
  return !standsAlone(line.text) && (isLongSubtitle || !standsAlone(before.text) || !hasRoomFor(before, line.text));
}

const SUBTITLE = /^[-—–―]/u;
const SUBTITLE_SHARE = 0.6;

function widthOf({ left, right }: Column): number {
  return right - left;
}

/** A subtitle, a byline in brackets, an author, an issue and a date are lines of their own. */
function standsAlone(text: string): boolean {
  return SUBTITLE.test(text) || startsItem(text) || OWN_LINES.some((pattern) => pattern.test(text));
}

const OWN_LINES = [
  /^[（(□■◇◆●○]/u,
  /第\s{0,2}\d{1,4}\s{0,2}期/u,
  /\d{4}\s{0,2}年\s{0,2}\d{1,2}\s{0,2}月/u,
  /^.{2,30}(?:简报|快报|通报|专报|要报|要情|信息|动态)$/u,
  /[〔[（(]\d{4}[〕\])）]\s{0,2}\d{1,5}\s{0,2}号/u,
];

const ITEM =
  /^(?:第[一二三四五六七八九十\d]{1,3}[章节篇条]|[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.．、](?!\d)|[①-⑳●•■◆▲△★※□○◇·▪➢✓-])/u;

function startsItem(text: string): boolean {
  return ITEM.test(text);
}

function endsSentence(text: string): boolean {
  return /[。！？；!?;：:…][”’」』）)]?$/u.test(text);
}

/** Whether a line stands in the middle of its column, further from both edges than an indent. */
export function isCentred(line: SetLine): boolean {
  const { left, right, size, column } = line;
  return Math.min(left - column.left, column.right - right) >= CENTRED_INDENT * size && isBalanced(line);
}

/** Whether a line is as far from one edge of its column as from the other. */
function isBalanced({ left, right, size, column }: SetLine): boolean {
  const tolerance = Math.max(CENTRED_DIFFERENCE * size, CENTRED_SHARE * widthOf(column));
  return Math.abs(left - column.left - (column.right - right)) <= tolerance;
}

/** Whether a centred line is the rest of the one before, which was as long as the column allows. */
function isWrappedCentred(before: SetLine, line: SetLine): boolean {
  if (before.column !== line.column || hasRoomFor(before, line.text) || isApart(before, line)) return false;
  return isEven(before) || hasOpenBracket(before.text);
}

/** Whether a paragraph that opens with a bracket, as bylines do, closes it in the next line. */
function isInBrackets(paragraph: readonly SetLine[], line: SetLine): boolean {
  if (paragraph.length > BYLINE_LINES_MAX || !/^[（(]/u.test(paragraph[0]?.text ?? '')) return false;
  const before = paragraph.at(-1) as SetLine;
  const isOpen = hasOpenBracket(paragraph.map(({ text }) => text).join('')) && /[）)]$/u.test(line.text);
  return isOpen && before.column === line.column && !isApart(before, line);
}

/** A byline in brackets is whole. */
function isInOneBracket(paragraph: readonly SetLine[]): boolean {
  if (paragraph.length > BYLINE_LINES_MAX) return false;
  return /^(?:（[^（）]*）|\([^()]*\))$/u.test(paragraph.map(({ text }) => text).join(''));
}

/** Text goes on in a column that is as wide; what is set across two of them is another. */
function isSameWidth(first: Column, second: Column): boolean {
  return Math.min(widthOf(first), widthOf(second)) >= SAME_WIDTH * Math.max(widthOf(first), widthOf(second));
}

/** Whether a line begins so far from the left that it is set at the right: a date, a byline. */
function isFarRight({ left, size, column }: SetLine): boolean {
  return left - column.left > INDENT_MAX * size;
}

/** Whether a line leaves as much room on the left as on the right, if only a little. */
function isEven({ left, right, size, column }: SetLine): boolean {
  const indent = left - column.left;
  return indent > 0.3 * size && Math.abs(indent - (column.right - right)) <= 0.5 * size;
}

function hasOpenBracket(text: string): boolean {
  return (
    Math.max(text.lastIndexOf('（'), text.lastIndexOf('(')) > Math.max(text.lastIndexOf('）'), text.lastIndexOf(')'))
  );
}

function isFull({ left, right, size, column }: SetLine): boolean {
  return left - column.left <= CENTRED_INDENT * size && column.right - right <= CENTRED_INDENT * size;
}

function isIndented({ left, size, column }: SetLine): boolean {
  return left - column.left >= INDENT * size;
}

/** Lines of an item are set in behind its number, and so are those of a block that is indented as a whole. */
function continuesIndent(paragraph: readonly SetLine[], before: SetLine, line: SetLine): boolean {
  const isSameEdge = Math.abs(line.left - before.left) <= 0.5 * line.size && before.column === line.column;
  if (paragraph.length === 1) {
    const shift = (line.left - before.left) / line.size;
    const isItem = startsItem(before.text) && !startsItem(line.text) && before.column === line.column;
    return isItem && !isIndented(before) && shift > 0.5 && shift < INDENT_MAX && !endsSentence(before.text);
  }
  return isSameEdge && !endsSentence(before.text);
}

/** Whether the line before would have held the first word of the next one: then its paragraph ends there. */
function hasRoomFor(before: SetLine, next: string): boolean {
  return before.column.right - before.right >= (firstWordLength(next) + ROOM) * before.size;
}

const CLOSING_MARK = /[”’）》〉」』】〕。，、；：！？…—]/u;

/** The widest that a word is that is not broken at a line's end, in characters. */
const WORD_MAX = 12;

/** No line begins with a closing mark nor ends with an opening one, nor is a word or figure cut. In characters. */
function firstWordLength(text: string): number {
  let length = 0;
  let at = 0;
  while (OPENING_MARK.test(text[at] ?? '')) {
    at++;
    length++;
  }
  if (isNarrow(text[at])) {
    for (; at < text.length && isNarrow(text[at]) && length < WORD_MAX; at++) length += 0.55;
  } else {
    at++;
    length++;
  }
  for (; CLOSING_MARK.test(text[at] ?? '') && length < WORD_MAX; at++) length++;
  return length;
}

/** Whether a character is part of a word or figure in letters half as wide as a Chinese character. */
function isNarrow(character: string | undefined): boolean {
  return character !== undefined && character > ' ' && character < '\u0250';
}

/** Whether two lines of a column are further apart than its lines usually are. */
function isApart(before: SetLine, line: SetLine): boolean {
  const { pitch } = line.column;
  if (before.column !== line.column || before.page !== line.page || pitch === 0) return false;
  return line.top - before.top > WIDE_PITCH * pitch;
}

function joinLines(paragraph: readonly SetLine[]): string {
  return joinWords(
    paragraph.map((line, index) => {
      const before = paragraph[index - 1];
      const isCouplet = before && isCentred(before) && isCentred(line) && isHalf(before.text, line.text);
      return isCouplet ? ` ${line.text}` : line.text;
    }),
  );
}

function lengthOf(lines: readonly SetLine[]): number {
  return lines.reduce((sum, { text }) => sum + text.length, 0);
}

/** Two lines of a title that its setter parted are the halves of a couplet if they are equally long. */
function isHalf(first: string, second: string): boolean {
  const isEqual = [...first].length === [...second].length && [...first].length >= 4;
  return isEqual && !/[的和与及或]$/u.test(first) && /^[\p{Script=Han}“”]+$/u.test(first + second);
}
