/**
 * Blocks of one article → its text, paragraphs, sections and source map.
 *
 * The one place where article text is made, so that the two invariants of an article (see article.ts) need to be
 * right only here.
 */
import type { Article, Paragraph, ParagraphRole, SourceSegment, Span } from '../article.ts';
import { endsSentence } from '../text.ts';
import { type Block, textOf } from './blocks.ts';
import { isCaption, orderColumns } from './columns.ts';
import { isStandaloneHeading, readMarker } from './markers.ts';
import { type MarkedParagraph, readSections } from './sections.ts';

/** What the body of an article gives. */
export type Body = Pick<Article, 'text' | 'paragraphs' | 'sections' | 'source' | 'editorNote'>;

/** A raw line shorter than this that ends without punctuation is taken as it stands, not as a paragraph that was cut. */
const FULL_LINE = 24;

interface Part {
  role: ParagraphRole;
  markdownLevel: number;
  blocks: Block[];
}

/**
 * Assembles an article: columns in order, paragraphs cut by a page break joined, captions after the text.
 *
 * @throws RangeError when there are no blocks at all.
 */
export function assembleBody(note: Block[], body: Block[]): Body {
  const parts = [
    ...joinCutParagraphs(note, 'note'),
    ...joinCutParagraphs(orderColumns(body).filter((block) => !isCaption(block)), 'body'),
    ...body.filter(isCaption).map((block): Part => ({ role: 'caption', markdownLevel: 0, blocks: [block] })),
  ];
  if (parts.length === 0) throw new RangeError('an article needs at least one paragraph');
  let text = '';
  const source: SourceSegment[] = [];
  const paragraphs: MarkedParagraph[] = [];
  for (const part of parts) {
    if (text !== '') text += '\n';
    const start = text.length;
    part.blocks.forEach((block, index) => {
      if (index > 0) text += jointBetween(text, textOf(block));
      for (const piece of block.pieces) {
        source.push({ start: text.length, end: text.length + piece.text.length, line: piece.line, column: piece.column });
        text += piece.text;
      }
    });
    paragraphs.push({
      start,
      end: text.length,
      role: part.role,
      lines: [firstLine(part.blocks), lastLine(part.blocks)],
      markdownLevel: part.markdownLevel,
    });
  }
  return {
    text,
    source,
    sections: readSections(text, paragraphs),
    paragraphs: paragraphs.map(({ start, end, role, lines }): Paragraph => ({ start, end, role, lines })),
    editorNote: noteSpan(paragraphs),
  };
}

function joinCutParagraphs(blocks: Block[], role: ParagraphRole): Part[] {
  const parts: Part[] = [];
  for (const block of blocks) {
    const last = parts.at(-1);
    if (last?.role === role && continues(last, block)) last.blocks.push(block);
    else parts.push({ role: role === 'body' && isHeading(block) ? 'heading' : role, markdownLevel: block.markdownLevel, blocks: [block] });
  }
  return parts;
}

function isHeading(block: Block): boolean {
  return block.markdownLevel > 0 || block.runInHeading || isStandaloneHeading(textOf(block));
}

/** Whether `block` goes on in the middle of a sentence that a page break cut. */
function continues(part: Part, block: Block): boolean {
  const before = part.blocks.map(textOf).join('');
  if (endsSentence(before) || isHeading(block) || startsPart(textOf(block))) return false;
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
