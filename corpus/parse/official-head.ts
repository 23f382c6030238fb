/** The head of an official document: red head, 文号, who signed it, and a title of one to five lines. */
import { type Block, sliceBlock, textOf } from './blocks.ts';
import { documentNumberLength, isOrderNumber, readDocumentNumber } from './document-number.ts';
import { closeSpacing, readIssuers } from './issuer.ts';
import { type Labels, readLabels } from './labels.ts';
import { readMarker } from './markers.ts';
import { readSignatureLine } from './signature.ts';
import { isSubtitle } from './title.ts';
import { isOccasion } from './under-title.ts';

export interface OfficialHead extends Labels {
  /** Null where no line at the head is the title of an official document. */
  title: string | null;
  /** Whether a red head or a 文号 proves that the document is an official one. */
  isProven: boolean;
  /** Lines that say more than the fields hold: who signed. */
  kept: Block[];
  /** How many blocks were read. */
  length: number;
}

/** The head has no more lines above its title. */
const HEAD_LINES = 14;

/** How secret, how urgent, which copy, whether it may be made public: marks on the document and not its words. */
const MARKING =
  /^[（(]?(?:(?:绝密|机密|秘密|内部(?:资料|文件|使用)?|普通件|公开)(?:★[\d一二三四五六七八九十]{0,3}[年月]?(?:启封)?)?|特急|加急|平急|特提|急件|0\d{5}|(?:此件|本件).{0,8}(?:公开|发布|印发|传达|登报).{0,12})[）)]?$/u;

const RED_HEAD = /^(.{3,40})文件$/u;
const MEETING_HEAD = /^.{2,40}(?:会议纪要|纪要|令|公告|通告|议案|公报)$/u;
const SIGNER = /^签\s{0,2}发(?:\s{0,2}人)?\s{0,2}[：:]/u;

export function isMarking(text: string): boolean {
  return MARKING.test(closeSpacing(text));
}

/** Reads the head of an official document; what it does not find is null, and the title is looked for at the end of it. */
export function readOfficialHead(blocks: readonly Block[]): OfficialHead {
  const head: OfficialHead = {
    title: null,
    isProven: false,
    documentNumber: null,
    publisher: null,
    publishedOn: null,
    byline: null,
    kept: [],
    length: 0,
  };
  let meeting: string | null = null;
  while (head.length < Math.min(HEAD_LINES, blocks.length - 1)) {
    const block = blocks[head.length] as Block;
    if (block.row !== null) break;
    const text = textOf(block);
    const redLength = readRedHead(blocks, head);
    if (redLength > 0) head.length += redLength;
    else if (isMarking(text) || readNumberLine(block, head) || readLabelLine(text, head)) head.length++;
    else if (head.isProven && readDatedOffice(text, head)) head.length++;
    else if (meeting === null && isMeetingHead(blocks, head.length)) {
      meeting = closeSpacing(text);
      head.length++;
    } else break;
  }
  const title = readOfficialTitle(blocks, head.length);
  head.length += title?.length ?? 0;
  head.title = title?.title ?? meeting;
  return head;
}

/** How many blocks the red head takes that begins here; 0 where none does. */
function readRedHead(blocks: readonly Block[], head: OfficialHead): number {
  const issuers: string[] = [];
  for (let length = 1; length <= 4; length++) {
    const block = blocks[head.length + length - 1];
    if (!block || block.row !== null) return 0;
    const text = textOf(block);
    const closed = closeSpacing(text);
    const named = RED_HEAD.exec(closed)?.[1] ?? (closed === '文件' ? '' : null);
    const isHead = named !== null && (named === '' ? issuers.length > 0 : readIssuers(named).length > 0);
    // A letter has the body's name alone above its number.
    const isLetter = issuers.length > 0 && numberIn(text) !== null;
    if (isHead && named) issuers.push(named);
    if (isHead || isLetter) {
      head.isProven = true;
      head.publisher ??= issuers.join(' ');
      return isHead ? length : length - 1;
    }
    const bodies = readIssuers(text);
    if (bodies.length === 0) return 0;
    issuers.push(...bodies);
  }
  return 0;
}

/** The 文号 that a line holds, alone or before the one who signed. */
function numberIn(text: string): string | null {
  const length = documentNumberLength(text);
  const isBesideSigner = length > 0 && SIGNER.test(text.slice(length).trim());
  return isBesideSigner ? text.slice(0, length).trim() : readDocumentNumber(text);
}

function readNumberLine(block: Block, head: OfficialHead): boolean {
  const text = textOf(block);
  if (SIGNER.test(text)) {
    head.kept.push({ ...block, isApart: true });
    return true;
  }
  const number = numberIn(text);
  if (number === null) return head.isProven && isOrderNumber(text);
  head.isProven = true;
  head.documentNumber ??= number;
  const signer = sliceBlock(block, documentNumberLength(text), text.length);
  if (number.length < text.trim().length && SIGNER.test(textOf(signer))) head.kept.push({ ...signer, isApart: true });
  return true;
}

function readLabelLine(text: string, head: OfficialHead): boolean {
  const labels = readLabels(text);
  if (!labels) return false;
  head.documentNumber ??= labels.documentNumber;
  head.publisher ??= labels.publisher;
  head.publishedOn ??= labels.publishedOn;
  head.byline ??= labels.byline;
  head.isProven ||= labels.documentNumber !== null;
  return true;
}

/** Below the number of minutes stand the office and the day. */
function readDatedOffice(text: string, head: OfficialHead): boolean {
  const line = readSignatureLine(text);
  if (!line || line.date === null) return false;
  if (line.issuers.length > 0) head.publisher = line.issuers.join(' ');
  head.publishedOn ??= line.date;
  return true;
}

function isMeetingHead(blocks: readonly Block[], at: number): boolean {
  const next = blocks[at + 1];
  if (!next || !MEETING_HEAD.test(closeSpacing(textOf(blocks[at] as Block)))) return false;
  const below = textOf(next);
  return (
    readDocumentNumber(below) !== null || isOrderNumber(below) || /^[（(]?第?\s*\d{1,3}\s*[期次号][）)]?$/u.test(below)
  );
}

/** What the title of an official document ends with. */
const KINDS =
  '通知 通知书 意见 方案 批复 复函 函 决定 纪要 通报 报告 请示 公告 通告 公报 决议 议案 命令 令 办法 规定 细则 规划 计划 要点 总结 章程 条例 制度 预案 规则 指南 清单 名单 一览表 统计表 明细表 登记表 倡议书 公开信 责任书 承诺书 汇报 讲话 致辞 提纲 安排 说明'.split(
    ' ',
  );
const ADDITION =
  /^[（(](?:试行|暂行|草案|送审稿|征求意见稿|讨论稿|修订|修订稿|审议稿|节选|摘要|代拟稿|[^（）()]{0,6}稿)[）)]$/u;
/** Whether a title ends with its kind, or with it and something in brackets. */
function isOfKind(title: string): boolean {
  let words = title;
  while (/[）)]$/u.test(words)) {
    const open = Math.max(words.lastIndexOf('（'), words.lastIndexOf('('));
    if (open < 0 || words.length - open > BRACKETS_MAX) return false;
    words = words.slice(0, open);
  }
  return KINDS.some((kind) => words.endsWith(kind));
}

const BRACKETS_MAX = 16;

/** A line that goes on with the one above it. */
const GOES_ON = /^(?:的|及|和|与|》|”|）|、|——)/u;

const TITLE_LINES = 5;
const TITLE_LINE_MAX = 60;
const TITLE_MAX = 160;

/** The title that begins at a block, its lines joined, and how many blocks it takes; null where none ends like one. */
export function readOfficialTitle(blocks: readonly Block[], at: number): { title: string; length: number } | null {
  let title = '';
  let found: { title: string; length: number } | null = null;
  for (let length = 1; length <= TITLE_LINES && at + length <= blocks.length; length++) {
    const block = blocks[at + length - 1] as Block;
    const line = closeWithin(textOf(block));
    const isAddition = found !== null && ADDITION.test(line);
    if (found !== null && !isAddition && !GOES_ON.test(line) && !isOpen(title)) break;
    if (!canBeTitle(block, line) || title.length + line.length > TITLE_MAX) break;
    title = title === '' || !needsSpace(title, line) ? title + line : `${title} ${line}`;
    if (isOfKind(title) && !isOpen(title)) found = { title, length };
  }
  const below = found && blocks[at + found.length];
  if (!found || !below || below.row !== null || !isSubtitle(textOf(below)) || isOccasion(textOf(below))) return found;
  return { title: found.title + closeWithin(textOf(below)), length: found.length + 1 };
}

function canBeTitle(block: Block, line: string): boolean {
  if (block.row !== null || line.length > TITLE_LINE_MAX || readMarker(line) !== null) return false;
  if (!/[。；！？：:]/u.test(withoutQuotes(line))) return true;
  // One colon, as between a place and what was done there, is part of a title.
  const [before = '', after = '', ...others] = line.split(/[：:]/u);
  return before.length >= 2 && after !== '' && others.length === 0 && !/[，。；]/u.test(line);
}

/** What stands in title marks or quotation marks may be a sentence. */
function withoutQuotes(line: string): string {
  return line
    .split(/[《“]/u)
    .map((part, index) => (index === 0 ? part : part.slice(Math.max(part.search(/[》”]/u), 0))))
    .join('');
}

/** A title has no space but beside Latin letters. */
function closeWithin(line: string): string {
  const words = line.trim().split(/\s+/u);
  return words.map((word, index) => (needsSpace(words[index - 1] ?? '', word) ? ` ${word}` : word)).join('');
}

function needsSpace(before: string, after: string): boolean {
  return /[A-Za-z0-9]/u.test(before.slice(-1)) && /^[A-Za-z]/u.test(after);
}

/** Whether a title mark or bracket is still open. */
function isOpen(title: string): boolean {
  return ['《》', '（）', '“”'].some(([open = '', close = '']) => title.split(open).length > title.split(close).length);
}
