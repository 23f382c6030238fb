/** The lines between a title and the text: who speaks or writes, when, and on what occasion. */
import { type Block, textOf } from './blocks.ts';
import { readDateAlone, readDateIn } from './date.ts';
import { readDocumentNumber } from './document-number.ts';
import { closeSpacing, readIssuers } from './issuer.ts';
import { type Labels, readLabels } from './labels.ts';
import { readSignatureLine } from './signature.ts';
import { isSpoken } from './speech.ts';
import { readAuthorMark } from './title.ts';

export interface UnderTitle extends Labels {
  /** 2018年2月5日在某县第十六届人民代表大会第三次会议上 */
  occasion: string | null;
  /** The lines that say more than the fields hold. */
  kept: Block[];
  /** How many blocks were read. */
  length: number;
}

const LINES_MAX = 6;
const LINE_MAX = 60;

const OCCASION =
  /^[—–―-]*[（(]?\s*(?:\d{4}|[〇○零一二三四五六七八九]{4})\s*年[^。；]{0,60}(?:会议|大会|例会|会|论坛|仪式|班)上?\s*[）)]?$/u;
/** Tested without white space. */
const OFFICER =
  /^[\p{Script=Han}（）()、]{0,24}?(?:[省州市县区乡镇]长(?![效期远久足大处])|书记|主任|局长|厅长|部长|主席|院长|检察长|组长|队长|站长|校长|处长|科长)[：:]?\p{Script=Han}{2,4}$/u;
const NAME = /^\p{Script=Han}{2,4}$/u;
const REPORTER = /^\p{Script=Han}{0,12}(?:记者|通讯员|实习生|撰稿人)$/u;
/** Without white space before the name only those that say whose reporter it is. */
const REPORTER_NAMED = /^本[报刊台网社](?:见习|实习|特约|驻\p{Script=Han}{1,6})?(?:记者|通讯员)\p{Script=Han}{2,4}$/u;
/** The characters of a name may be set apart. */
const NAME_PART = /^\p{Script=Han}{1,4}$/u;
const AUTHOR = /^(?:文[/／]|作者[：:]|撰稿[：:]|执笔[：:])\s*(.{2,30})$/u;

/** Reads what stands below a title that ends before `from`; at least one block is left for the text. */
export function readUnderTitle(blocks: readonly Block[], from: number): UnderTitle {
  const found: UnderTitle = {
    documentNumber: null,
    publisher: null,
    publishedOn: null,
    byline: null,
    occasion: null,
    kept: [],
    length: 0,
  };
  while (found.length < LINES_MAX && from + found.length < blocks.length - 1) {
    const block = blocks[from + found.length] as Block;
    const next = blocks[from + found.length + 1] as Block;
    if (block.row !== null || block.markdownLevel > 0 || isSpoken(blocks, from + found.length)) break;
    if (!readLine(block, next, found)) break;
    found.length++;
  }
  return found;
}

/** Whether a line is one that stands under a title; what it says is put into `found`. */
function readLine(block: Block, next: Block, found: UnderTitle): boolean {
  const text = textOf(block);
  const labels = readLabels(text);
  if (labels) {
    takeOver(found, labels);
    return true;
  }
  if (text.length > LINE_MAX) return false;
  const words = text.replace(/^[（(](.*)[）)]$/u, '$1').trim();
  const number = readDocumentNumber(text);
  const signature = readSignatureLine(words);
  if (number !== null) found.documentNumber ??= number;
  else if (OCCASION.test(text)) {
    found.occasion ??= words;
    found.publishedOn ??= readDateIn(words);
    found.kept.push({ ...block, isApart: true });
  } else if (signature) {
    if (signature.issuers.length > 0) found.publisher ??= signature.issuers.join(' ');
    found.publishedOn ??= signature.date;
  } else {
    const author =
      readAuthor(text, words) ?? (isBesideDate(found, next) && NAME.test(closeSpacing(words)) ? words : null);
    if (author === null) return false;
    found.byline ??= author;
  }
  return true;
}

function takeOver(found: UnderTitle, labels: Labels): void {
  found.documentNumber ??= labels.documentNumber;
  found.publisher ??= labels.publisher;
  found.publishedOn ??= labels.publishedOn;
  found.byline ??= labels.byline;
}

function readAuthor(text: string, words: string): string | null {
  const named = AUTHOR.exec(words)?.[1] ?? readAuthorMark(text);
  if (named !== null) return named.trim();
  if (OFFICER.test(closeSpacing(words)) || isReporter(words)) return words.replace(/\s+/gu, ' ');
  // （某县扶贫办 张某某）: an office and a name.
  const [office, ...names] = words.split(/\s+/u);
  const isSigned = names.length > 0 && names.every((name) => NAME.test(name)) && readIssuers(office ?? '').length > 0;
  return isSigned ? words : null;
}

/** 本报记者 张某某 通讯员 李某: who they are, each before the names. */
function isReporter(words: string): boolean {
  const [first = '', ...others] = words.split(/[\s/／、:：]+/u);
  if (REPORTER_NAMED.test(first)) return others.every((word) => NAME_PART.test(word));
  return (
    REPORTER.test(first) && others.length > 0 && others.every((word) => NAME_PART.test(word) || REPORTER.test(word))
  );
}

/** A name alone is one only where an occasion or a date stands with it: four characters may be a heading. */
function isBesideDate({ occasion, publishedOn }: UnderTitle, next: Block): boolean {
  const below = textOf(next);
  return (
    occasion !== null || publishedOn !== null || OCCASION.test(below) || readDateAlone(closeSpacing(below)) !== null
  );
}

/** Whether a line is one of those that stand under a title. */
export function isUnderTitle(line: string): boolean {
  return readLabels(line) !== null || isOccasion(line) || readDateAlone(line) !== null || isAuthorLine(line);
}

/** Whether a line says when and on what occasion something was said. */
export function isOccasion(line: string): boolean {
  return OCCASION.test(line);
}

/** Whether a line names an author: a mark with a name, an officer, an office with or without a name. */
export function isAuthorLine(line: string): boolean {
  if (line.length > LINE_MAX) return false;
  const words = line.replace(/^[（(](.*)[）)]$/u, '$1').trim();
  return readAuthor(line, words) !== null || readIssuers(words).length > 0;
}
