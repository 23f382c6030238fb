/**
 * Blocks of one article → its text, paragraphs, sections and source map.
 *
 * The one place where article text is made, so that the two invariants of an article (see article.ts) need to be
 * right only here.
 */
import type { Article, Paragraph, ParagraphRole, SourceSegment, Span } from '../article.ts';
import type { TableRow } from '../read/document.ts';
import { endsSentence } from '../text.ts';
import { type Block, textOf } from './blocks.ts';
import { isCaption, orderColumns } from './columns.ts';
import { findListItems } from './list-items.ts';
import { isStandaloneHeading, readMarker } from './markers.ts';
import { type MarkedParagraph, readSections } from './sections.ts';

/** What the body of an article gives. */
export type Body = Pick<Article, 'text' | 'paragraphs' | 'sections' | 'source' | 'editorNote'>;

/**
 * A raw line shorter than this that ends without punctuation is taken as it stands, not as a paragraph that was cut,
 * unless the head or number of a page shows the cut.
 */
const FULL_LINE = 24;

interface Part {
  role: ParagraphRole;
  markdownLevel: number;
  blocks: Block[];
}

interface AssembledParagraph extends MarkedParagraph {
  row: TableRow | null;
}

/**
 * Assembles an article: columns in order, paragraphs cut by a page break joined, captions after the text.
 *
 * @throws RangeError when there are no blocks at all.
 */
export function assembleBody(note: Block[], body: Block[]): Body {
  const parts = [
    ...joinCutParagraphs(note, 'note'),
    ...joinCutParagraphs(
      orderColumns(body).filter((block) => !isCaption(block)),
      'body',
    ),
    ...body.filter(isCaption).map((block): Part => ({ role: 'caption', markdownLevel: 0, blocks: [block] })),
  ];
  if (parts.length === 0) throw new RangeError('an article needs at least one paragraph');
  const words: string[] = [];
  let length = 0;
  const append = (appended: string): void => {
    words.push(appended);
    length += appended.length;
  };
  const source: SourceSegment[] = [];
  const paragraphs: AssembledParagraph[] = [];
  const listItems = findListItems(parts.map(wordsOfItem));
  for (const [at, { role, markdownLevel, blocks }] of parts.entries()) {
    const isListItem = listItems.has(at);
    if (length > 0) append('\n');
    const start = length;
    blocks.forEach((block, index) => {
      if (index > 0) append(jointBetween(words.at(-1) ?? '', textOf(block)));
      for (const piece of block.pieces) {
        source.push({ start: length, end: length + piece.text.length, line: piece.line, column: piece.column });
        append(piece.text);
      }
    });
    const { row = null, isApart = false } = blocks[0] ?? {};
    paragraphs.push({
      start,
      end: length,
      role: isListItem ? 'body' : role,
      lines: [firstLine(blocks), lastLine(blocks)],
      markdownLevel,
      isApart: isApart || isListItem,
      row,
    });
  }
  const text = words.join('');
  return {
    text,
    source,
    sections: readSections(text, paragraphs),
    paragraphs: withTableHeaders(paragraphs),
    editorNote: noteSpan(paragraphs),
  };
}

/** The words of a part that can be an item of a list. */
function wordsOfItem({ role, markdownLevel, blocks }: Part): string {
  const canBeItem = (role === 'body' || role === 'heading') && markdownLevel === 0 && !blocks[0]?.runInHeading;
  return canBeItem ? blocks.map(textOf).join('') : '';
}

/** Paragraphs as an article has them: a row names the rows above it that name its columns. */
function withTableHeaders(paragraphs: readonly AssembledParagraph[]): Paragraph[] {
  let table: number | null = null;
  let header: Span | null = null;
  return paragraphs.map(({ start, end, role, lines, row }, index) => {
    if (!row || row.table !== table) header = null;
    table = row?.table ?? null;
    const below = header && !row?.isHeader ? { header } : {};
    // Names of columns may take several rows, one below another.
    const goesOn = header !== null && paragraphs[index - 1]?.row?.isHeader;
    if (row?.isHeader) header = { start: goesOn && header ? header.start : start, end };
    return { start, end, role, ...below, lines };
  });
}

function joinCutParagraphs(blocks: Block[], role: ParagraphRole): Part[] {
  const parts: Part[] = [];
  for (const block of blocks) {
    const last = parts.at(-1);
    if (last?.role === role && block.row === null && continues(last, block)) last.blocks.push(block);
    else parts.push({ role: roleOf(block, role), markdownLevel: block.markdownLevel, blocks: [block] });
  }
  return parts;
}

function roleOf(block: Block, role: ParagraphRole): ParagraphRole {
  if (block.row !== null) return 'row';
  return role === 'body' && !block.isApart && isHeading(block) ? 'heading' : role;
}

function isHeading(block: Block): boolean {
  return block.markdownLevel > 0 || block.runInHeading || isStandaloneHeading(textOf(block));
}

/** Whether `block` goes on in the middle of a sentence that a page break cut. */
function continues(part: Part, block: Block): boolean {
  // The last two lines show how the paragraph stands: a closing mark may have come to a line of its own.
  const before = part.blocks.slice(-2).map(textOf).join('');
  if (part.blocks.at(-1)?.isApart || block.isApart) return false;
  if (endsSentence(before) || isHeading(block) || startsPart(textOf(block))) return false;
  if (block.afterPageBreak) return true;
  const last = part.blocks.at(-1)?.pieces.at(-1);
  return /[，,、]$/u.test(before) || (last !== undefined && last.column + last.text.length >= FULL_LINE);
}

function startsPart(text: string): boolean {
  const marker = readMarker(text);
  return marker !== null && marker.kind !== 'slogan' && marker.kind !== 'term';
}

/** Chinese goes on without a space; two halves of an English text keep the line break between their words. */
function jointBetween(before: string, after: string): string {
  return /[A-Za-z0-9]$/.test(before) && /^[A-Za-z]/.test(after) ? '\n' : '';
}

function firstLine(blocks: Block[]): number {
  return blocks[0]?.pieces[0]?.line ?? 1;
}

function lastLine(blocks: Block[]): number {
  return blocks.at(-1)?.pieces.at(-1)?.line ?? 1;
}

function noteSpan(paragraphs: Paragraph[]): Span | null {
  const notes = paragraphs.filter(({ role }) => role === 'note');
  const [first, last] = [notes[0], notes.at(-1)];
  return first && last ? { start: first.start, end: last.end } : null;
}
