/**
 * Markdown: every line of the file is a line of the document, without the marks that only set it. The signs of headings
 * and strong emphasis stay for the parser, which reads them in exports of plain text, too.
 */
import type { Span } from '../../article.ts';
import type { DocumentLine, ReadDocument, Reader, TableRow } from '../document.ts';
import { readTextLines } from '../text.ts';
import { type FrontMatter, readFrontMatter } from './front-matter.ts';
import { keptWords } from './marks.ts';

/**
 * @throws KnownError file_too_large, and file_format_unsupported for bytes that are text in no encoding we read.
 */
export const readMarkdown: Reader = (bytes, limits) =>
  Promise.resolve().then(() => readMarkdownLines(readTextLines(bytes, limits)));

/** Reads the lines of a file of Markdown. */
export function readMarkdownLines(raw: readonly string[]): ReadDocument {
  const front = readFrontMatter(raw);
  const lines = [...linesOfFront(front), ...linesOfBody(raw, front?.length ?? 0)];
  return { lines: front ? withStatements(lines, front) : lines, pages: null, warnings: [] };
}

const FENCE = /^\s{0,3}(```+|~~~+)/u;
const UNDERLINE = /^\s{0,3}={3,}\s*$/u;
const DEFINITION = /^\s{0,3}\[[^[\]^]{1,60}\]:\s+\S+\s*$/u;
const NOTE = /^\s{0,3}(\[\^[^[\]\s]{1,60}\]):/u;
const HEADING = /^\s{0,3}#{1,6}\s/u;
const RULE = /^\s{0,3}[-*_](?:\s*[-*_]){2,}\s*$/u;

function linesOfBody(raw: readonly string[], from: number): DocumentLine[] {
  const tables = tablesOf(raw, from);
  let fence: string | null = null;
  return raw.slice(from).map((line, index): DocumentLine => {
    const at = from + index;
    const mark = FENCE.exec(line)?.[1];
    if (fence !== null) {
      if (!mark?.startsWith(fence)) return { text: line };
      fence = null;
      return BLANK;
    }
    if (mark !== undefined) {
      fence = mark;
      return BLANK;
    }
    const row = tables.get(at);
    if (row !== undefined) return row === null ? BLANK : { ...keep(line, keptWords(line, insideOf(line))), row };
    if (DEFINITION.test(line) || (UNDERLINE.test(line) && isHeadingAbove(raw[at - 1]))) return BLANK;
    const heading = UNDERLINE.test(raw[at + 1] ?? '') && isHeadingAbove(line) ? { heading: 1 } : {};
    return { ...keep(line, keptWordsOf(line)), ...heading };
  });
}

const BLANK: DocumentLine = { text: '' };

/** A line of words above a rule of equals signs is a heading. */
function isHeadingAbove(line: string | undefined): boolean {
  return line !== undefined && /[\p{L}\p{N}]/u.test(line) && !HEADING.test(line);
}

const CLOSED_HEADING = /\s#+\s*$/u;
const QUOTE_OR_ITEM = /^(?:\s*>)+\s*|^\s+/u;
const BULLET = /^[-*+]\s+(?:\[[ x]\]\s+)?/iu;

function keptWordsOf(line: string): Span[] {
  if (RULE.test(line)) return [{ start: 0, end: line.length }];
  const note = NOTE.exec(line);
  if (note) {
    const end = note[0].length;
    return [...keptWords(line, { start: 0, end: end - 1 }), ...keptWords(line, { start: end, end: line.length })];
  }
  if (HEADING.test(line)) {
    return keptWords(line, { start: 0, end: CLOSED_HEADING.exec(line)?.index ?? line.length });
  }
  const inside = prefixOf(line);
  return keptWords(line, { start: inside, end: line.length });
}

/** How long the marks of quotes and of an item are at the head of a line; an indent alone stays. */
function prefixOf(line: string): number {
  const quote = QUOTE_OR_ITEM.exec(line)?.[0] ?? '';
  const bullet = BULLET.exec(line.slice(quote.length))?.[0] ?? '';
  return quote.includes('>') || bullet !== '' ? quote.length + bullet.length : 0;
}

/** A line of stretches of the raw one, with their columns where it is not the raw one from its head. */
function keep(raw: string, kept: readonly Span[]): DocumentLine {
  let text = '';
  const columns = kept.map(({ start, end }) => {
    const at = text.length;
    text += raw.slice(start, end);
    return { at, column: start };
  });
  const isRaw = columns.length === 0 || (columns.length === 1 && columns[0]?.column === 0);
  return isRaw ? { text } : { text, columns };
}

/** The lines of tables: their rows, and null for the line that sets a header off. */
function tablesOf(raw: readonly string[], from: number): Map<number, TableRow | null> {
  const found = new Map<number, TableRow | null>();
  let table = 0;
  for (let at = from + 1; at < raw.length; at++) {
    const columns = cellsIn(raw[at] ?? '');
    const header = raw[at - 1] ?? '';
    const isDelimiter = columns.length > 1 && columns.every((cell) => /^:?-+:?$/u.test(cell));
    if (!isDelimiter || cellsIn(header).length !== columns.length || found.has(at - 1)) continue;
    table++;
    found.set(at - 1, { table, isHeader: true });
    found.set(at, null);
    for (at++; (raw[at] ?? '').includes('|'); at++) found.set(at, { table, isHeader: false });
  }
  return found;
}

/** Where the cells of a row stand in its line, without the marks of a quote and the bars at its ends. */
function insideOf(line: string): Span {
  const start = prefixOf(line);
  const from = start + (/^\s*\|?\s*/u.exec(line.slice(start))?.[0].length ?? 0);
  const trimmed = line.trimEnd();
  const end = trimmed.endsWith('|') ? trimmed.length - 1 : trimmed.length;
  return { start: from, end: Math.max(from, line.slice(0, end).trimEnd().length) };
}

function cellsIn(line: string): string[] {
  const { start, end } = insideOf(line);
  return line
    .slice(start, end)
    .split('|')
    .map((cell) => cell.trim());
}

function linesOfFront(front: FrontMatter | null): DocumentLine[] {
  return Array.from({ length: front?.length ?? 0 }, () => BLANK);
}

/** The title and what stands under it, where the fields were; under the first heading, where they have no title. */
function withStatements(lines: DocumentLine[], { title, date, author }: FrontMatter): DocumentLine[] {
  const labels = [date && `发布时间：${date}`, author && `作者：${author}`].filter(Boolean).join(' ');
  const first = lines.findIndex(({ text }) => text.trim() !== '');
  const heading = lines[first];
  const isHeading = heading !== undefined && HEADING.test(heading.text);
  if (title === null) {
    const isRoom = labels !== '' && isHeading && lines[first + 1]?.text.trim() === '';
    return isRoom ? lines.with(first + 1, { text: labels }) : lines;
  }
  const stated = [{ text: title, heading: 1 }, { text: labels }, ...lines.slice(2)];
  const isSame = isHeading && closed(heading.text.replace(HEADING, '')) === closed(title);
  return isSame ? stated.with(first, BLANK) : stated;
}

function closed(text: string): string {
  return text.normalize('NFKC').replace(/\s|\*\*/gu, '');
}
