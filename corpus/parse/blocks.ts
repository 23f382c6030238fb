/**
 * The lines of a document → blocks: one for each line that is not blank, with the place of each of its characters in the document.
 *
 * Everything the parser does to a document is done to blocks (dropped, joined, reordered, split); since a block's text is
 * only ever assembled from pieces of raw lines, each character keeps its line and column.
 */
import { CELL_SEPARATOR, type DocumentLine, type TableRow } from '../read/document.ts';
import { findEmphasis, MARK_LENGTH } from './emphasis.ts';
import { readMarker } from './markers.ts';

/** A stretch of one raw line: 1-based line, 0-based column. */
export interface Piece {
  line: number;
  column: number;
  text: string;
}

export interface Block {
  pieces: Piece[];
  /** Blank lines before this block. */
  gap: number;
  /** Level of the heading as which Markdown or the file's format marks this line, 0 for none. */
  markdownLevel: number;
  /** Whether the head or number of a page stood before this block. */
  afterPageBreak: boolean;
  /** Set by the author as a heading of its own (Markdown bold at the head of a paragraph). */
  runInHeading: boolean;
  /** Stands for itself: it does not go on in the next line, and a number at its head counts no section. */
  isApart: boolean;
  /** Of a row of a table: which table, and whether it names the columns. */
  row: TableRow | null;
}

/** The words of a block. */
export function textOf(block: Block): string {
  return block.pieces.map((piece) => piece.text).join('');
}

/** Emphasised words at the head of a line are a heading where they are numbered or closed like a sentence. */
const RUN_IN_HEADING = /[。．.：:！!？?][”’）)」』]*$/u;

/** Reads the blocks of a document. Markdown marks (`#`, paired `**` and `__`) are not part of the text. */
export function readBlocks(lines: readonly DocumentLine[]): Block[] {
  const blocks: Block[] = [];
  const tables = tablesOf(lines);
  let gap = 0;
  lines.forEach((documentLine, index) => {
    const { text, row } = documentLine;
    if (text.trim() === '') {
      gap++;
      return;
    }
    if (!row || !tables.has(row.table)) blocks.push(...readLine(documentLine, index + 1, gap));
    else if (/[\p{L}\p{N}]/u.test(text)) blocks.push(readRow(text, row, index + 1, gap));
    gap = 0;
  });
  return blocks;
}

/** The tables that have columns; one of a single column is a frame around text. */
function tablesOf(lines: readonly DocumentLine[]): Set<number> {
  return new Set(lines.flatMap(({ text, row }) => (row && text.includes(CELL_SEPARATOR.trim()) ? [row.table] : [])));
}

function readRow(text: string, row: TableRow, line: number, gap: number): Block {
  const pieces = piecesWithoutEmphasis(text, 0, text.length, line, 0);
  return { pieces, gap, markdownLevel: 0, afterPageBreak: false, runInHeading: false, isApart: false, row };
}

function readLine({ text: rawLine, heading: markedLevel = 0 }: DocumentLine, line: number, gap: number): Block[] {
  const indent = rawLine.length - rawLine.trimStart().length;
  const heading = /^(#{1,6})\s+/.exec(rawLine.slice(indent));
  const from = indent + (heading?.[0].length ?? 0);
  const content = rawLine.slice(from).trimEnd();
  const piecesOf = (start: number, end: number): Piece[] => piecesWithoutEmphasis(content, start, end, line, from);
  const markdownLevel = heading?.[1]?.length ?? markedLevel;
  const whole: Block = {
    pieces: piecesOf(0, content.length),
    gap,
    markdownLevel,
    afterPageBreak: false,
    runInHeading: false,
    isApart: false,
    row: null,
  };
  const [bold] = findEmphasis(content);
  const boldWords = bold ? content.slice(bold.start + MARK_LENGTH, bold.end - MARK_LENGTH) : '';
  const opensWithHeading = bold?.start === 0 && (RUN_IN_HEADING.test(boldWords) || readMarker(boldWords) !== null);
  if (!bold || !opensWithHeading || markdownLevel > 0 || bold.end === content.length) {
    return whole.pieces.length > 0 ? [whole] : [];
  }
  return [
    { ...whole, pieces: piecesOf(0, bold.end), runInHeading: true },
    { ...whole, pieces: piecesOf(bold.end, content.length), gap: 0 },
  ];
}

function piecesWithoutEmphasis(content: string, start: number, end: number, line: number, from: number): Piece[] {
  const pieces: Piece[] = [];
  let at = start;
  const push = (to: number): void => {
    if (to > at) pieces.push({ line, column: from + at, text: content.slice(at, to) });
  };
  for (const bold of findEmphasis(content.slice(start, end))) {
    push(start + bold.start);
    at = start + bold.start + MARK_LENGTH;
    push(start + bold.end - MARK_LENGTH);
    at = start + bold.end;
  }
  push(end);
  return trimPieces(pieces);
}

/** Pieces without white space at their outer edges; pieces left empty are dropped. */
export function trimPieces(pieces: Piece[]): Piece[] {
  const kept = pieces.filter((piece) => piece.text !== '').map((piece) => ({ ...piece }));
  for (let first = kept[0]; first; first = kept[0]) {
    const trimmed = first.text.trimStart();
    first.column += first.text.length - trimmed.length;
    first.text = trimmed;
    if (trimmed !== '') break;
    kept.shift();
  }
  for (let last = kept.at(-1); last; last = kept.at(-1)) {
    last.text = last.text.trimEnd();
    if (last.text !== '') break;
    kept.pop();
  }
  return kept;
}

/** The part of a block between two offsets of its text. */
export function sliceBlock(block: Block, start: number, end: number): Block {
  const pieces: Piece[] = [];
  let at = 0;
  for (const piece of block.pieces) {
    const from = Math.max(start - at, 0);
    const to = Math.min(end - at, piece.text.length);
    if (from < to) pieces.push({ line: piece.line, column: piece.column + from, text: piece.text.slice(from, to) });
    at += piece.text.length;
  }
  return { ...block, pieces: trimPieces(pieces) };
}
