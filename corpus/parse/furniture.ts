/**
 * Page furniture of a printed bulletin: what the page carries but the article does not say. It is neither indexed nor
 * served; only the date of printing is read from it.
 */
import { endsSentence, readNumeral } from '../text.ts';
import { type Block, type Piece, sliceBlock, textOf, trimPieces } from './blocks.ts';
import { isByline } from './title.ts';

/** 领导批示 is the caption of a box for handwriting at the head of each page; it has no words of its own. */
const INSTRUCTION_BOX = /^领导批示[：:]?$/u;
const RULE = /^[-—–―─━═_=*＊·.\s]{3,}$/u;
const PAGE_NUMBER =
  /^(?:[-—–·\s]*\d{1,3}[-—–·\s]*|\d{1,3}\s*\/\s*\d{1,3}|第\s*\d{1,3}\s*页[\s,/共]*(?:\d{1,3}\s*)?页?)$/u;
const PRINT_RUN = /^\(?(?:共印|印数?)\s*(?:[:：]\s*)?\d{1,6}\s*份\)?$/u;
const DISTRIBUTION =
  /^(?:抄报|抄送|分送|主送|(?:报|送|发至?)(?=[：:].*(?:办公[厅室]|党委|政府|领导|单位|部门|小组|委员会|各[市县])))[：:]/u;
const OFFICE = /^[^，。；：]{4,40}(?:办公室|委员会|小组|办|厅|局|部)$/u;

/** The line of printing, alone or behind the office's name; 印发 inside a sentence is not one. */
const PRINTING =
  /^[^,。;:]{0,40}?([\d〇○零一二三四五六七八九]{4})\s*年\s*([\d一二三四五六七八九十]{1,3})\s*月\s*([\d一二三四五六七八九十]{1,3})\s*日\s*(?:印发|印制|印)(?:[\s(]*(?:(?:共印?|印)\s*)?\d{1,6}\s*份\)?)?$/u;

const CONTACT_LABEL =
  /(?<!\S)(?:联系人|联系方式|(?:联系|咨询|监督|编辑部)?电\s*话|手\s*机|传\s*真|(?:投稿|电子|联系)?邮\s*箱|电子邮件|邮\s*编|[Ee]-?[Mm][Aa][Ii][Ll]|(?:本期|责任)?编辑|主编|校对|审核|核稿|签发)\s*[：:]/u;
/** An address of electronic mail, a telephone number with its area, a mobile number. */
const CONTACT_VALUES = [
  /[\w.+-]@[\w-]+\.\w/u,
  /(?:^|\D)0\d{2,3}\s*[-—–]\s*\d{7,8}(?:\D|$)/u,
  /(?:^|\D)1[3-9]\d{9}(?:\D|$)/u,
];

/** A line of contacts or of printing is no longer than this. */
const CONTACT_MAX = 120;
const PRINTING_MAX = 60;

/** A distribution list and the imprint behind it are no more lines than this, however page breaks cut them. */
const DISTRIBUTION_LINES = 12;

/** A line of a distribution list that a page break cut is at least this long. */
const FULL_LINE = 24;

export interface WithoutFurniture {
  blocks: Block[];
  /** ISO date of printing, where the imprint gives one. */
  publishedOn: string | null;
}

export interface FurnitureOptions {
  /** Whether contacts belong to what the document says, as they do in a notice that asks for reports. */
  keepsContacts?: boolean;
}

/** Takes the furniture out of a document's blocks; sentences that a page head interrupted are made whole. */
export function removeFurniture(blocks: Block[], { keepsContacts = false }: FurnitureOptions = {}): WithoutFurniture {
  const kept: Block[] = [];
  let publishedOn: string | null = null;
  const imprintAt = blocks.findLastIndex((block) => block.row === null && readPrintingDate(textOf(block)) !== null);
  const tailAt = tailStart(blocks, imprintAt);
  let listLine: string | null = null;
  let afterPageBreak = false;
  blocks.forEach((block, index) => {
    const text = textOf(block);
    if (block.row !== null) {
      listLine = null;
      kept.push({ ...block, afterPageBreak });
      afterPageBreak = false;
      return;
    }
    const printed = readPrintingDate(text);
    if (printed !== null) publishedOn = printed;
    if (isPageBreak(text)) afterPageBreak = true;
    const isBehindImprint = imprintAt >= 0 && index > imprintAt;
    if (printed !== null || isStandingFurniture(text) || isOfficeOfImprint(blocks, index)) return;
    if ((!keepsContacts || isBehindImprint) && isContact(text, isBehindImprint)) return;
    const inTail = index >= tailAt && index < imprintAt;
    if (isDistribution(text) || (listLine !== null && (inTail || isCut(listLine)))) {
      listLine = text;
      return;
    }
    listLine = null;
    const cleaned = removeInstructionBox(block);
    if (cleaned.pieces.length === 0) return;
    kept.push({ ...cleaned, afterPageBreak });
    afterPageBreak = false;
  });
  return { blocks: kept, publishedOn };
}

/** Whether a line begins a list of those to whom the document goes: 抄送：… */
export function isDistribution(text: string): boolean {
  return DISTRIBUTION.test(text.replace(/\s/gu, ''));
}

/** Where the lines begin in which a distribution list goes on to the imprint, past the byline of the last article. */
function tailStart(blocks: Block[], imprintAt: number): number {
  const bylineAt = blocks.slice(0, Math.max(imprintAt, 0)).findLastIndex((block) => isByline(textOf(block)));
  return Math.max(bylineAt + 1, imprintAt - DISTRIBUTION_LINES);
}

function isCut(listLine: string): boolean {
  return /[，,、]$/u.test(listLine) || (listLine.length >= FULL_LINE && !endsSentence(listLine));
}

function isStandingFurniture(text: string): boolean {
  return isPageBreak(text) || RULE.test(text) || PRINT_RUN.test(text.normalize('NFKC').trim());
}

function isPageBreak(text: string): boolean {
  return INSTRUCTION_BOX.test(text.replace(/\s/gu, '')) || PAGE_NUMBER.test(text.normalize('NFKC').trim());
}

/** A contact line; a sentence of an article that names a telephone number is none. */
function isContact(text: string, afterImprint: boolean): boolean {
  if (text.length > CONTACT_MAX) return false;
  const folded = text.normalize('NFKC');
  if (CONTACT_LABEL.test(folded)) return afterImprint || !/[。！？!?；;]./u.test(text);
  return CONTACT_VALUES.some((value) => value.test(folded)) && (afterImprint || !/[。！？；]/u.test(text));
}

/** The office's name that stands above the line of printing. */
function isOfficeOfImprint(blocks: Block[], index: number): boolean {
  if (!OFFICE.test(textOf(blocks[index] as Block))) return false;
  let next = index + 1;
  while (next < blocks.length && isStandingFurniture(textOf(blocks[next] as Block))) next++;
  return next < blocks.length && readPrintingDate(textOf(blocks[next] as Block)) !== null;
}

/** Inside a line the box's caption is furniture only where white space sets it off: 根据领导批示要求 is a sentence. */
function removeInstructionBox(block: Block): Block {
  const text = textOf(block);
  const pieces: Piece[] = [];
  let at = 0;
  for (const match of text.matchAll(/^(?:领导批示\s+)+|(?<!\s)(?:\s+领导批示)+\s*/gu)) {
    pieces.push(...sliceBlock(block, at, match.index).pieces);
    at = match.index + match[0].length;
  }
  return at === 0 ? block : { ...block, pieces: trimPieces([...pieces, ...sliceBlock(block, at, text.length).pieces]) };
}

/** The ISO date in a line of printing, or null. */
export function readPrintingDate(text: string): string | null {
  if (text.length > PRINTING_MAX) return null;
  const [, year, month, day] = PRINTING.exec(text.normalize('NFKC')) ?? [];
  if (year === undefined || month === undefined || day === undefined) return null;
  const yearDigits = [...year].map((digit) => readNumeral(digit === '○' ? '〇' : digit)).join('');
  return `${yearDigits}-${twoDigits(month)}-${twoDigits(day)}`;
}

function twoDigits(numeral: string): string {
  return String(readNumeral(numeral) ?? 0).padStart(2, '0');
}
