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
  const paragraphs: MarkedParagraph[] = [];
  for (const { role, markdownLevel, blocks } of parts) {
    if (length > 0) append('\n');
    const start = length;
    blocks.forEach((block, index) => {
      if (index > 0) append(jointBetween(words.at(-1) ?? '', textOf(block)));
      for (const piece of block.pieces) {
        source.push({ start: length, end: length + piece.text.length, line: piece.line, column: piece.column });
        append(piece.text);
      }
    });
    paragraphs.push({ start, end: length, role, lines: [firstLine(blocks), lastLine(blocks)], markdownLevel });
  }
  const text = words.join('');
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
    else
      parts.push({
        role: role === 'body' && isHeading(block) ? 'heading' : role,
        markdownLevel: block.markdownLevel,
        blocks: [block],
      });
  }
  return parts;
}

function isHeading(block: Block): boolean {
  return block.markdownLevel > 0 || block.runInHeading || isStandaloneHeading(textOf(block));
}

/** Whether `block` goes on in the middle of a sentence that a page break cut. */
function continues(part: Part, block: Block): boolean {
  // The last two lines show how the paragraph stands: a closing mark may have come to a line of its own.
  const before = part.blocks.slice(-2).map(textOf).join('');
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
