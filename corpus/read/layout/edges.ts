/**
 * The edges between which lines are set. A region of few or short lines does not show them itself: they are those of the
 * column that it stands in elsewhere in the document.
 */
import { endsSentence } from '../../text.ts';
import type { Region } from './columns.ts';
import type { Column } from './paragraphs.ts';
import { type Row, textOfRow } from './rows.ts';

export interface TextWidth {
  left: number;
  right: number;
  rows: number;
}

/** All lengths are in characters of the body's size. */
const TOLERANCE = 1;
const SAME_EDGE = 0.6;
const SAME_SIZE = 0.09;
const ROWS_MIN = 4;
const FILLED_LINE = 0.7;
const FILLED_SHARE = 0.4;
/** An edge is where at least this share of the lines ends: a table or a long word may stand out. */
const EDGE_SHARE = 0.1;

/** Lines that are all set in so far, each a sentence to its end, are paragraphs of one line. */
const INDENT = 1.2;
const INDENT_MAX = 5;
const SENTENCES_SHARE = 0.8;

/** The columns of a document that show their edges, and the whole width of its text. */
export function textWidthOf(regions: readonly Region[], size: number): TextWidth[] {
  const whole = edgesOf(
    regions.flatMap(({ rows }) => rows),
    size,
  );
  const shown = regions.filter(showsEdges).map((region) => ({ region, width: edgesOf(region.rows, size) }));
  const widths = [...shown.map(({ width }) => width), whole];
  const full = shown.filter(({ region, width }) => !areSingleLines(region, width, widths, size));
  return [...full.map(({ width }) => width), whole];
}

function showsEdges({ rows, left, right }: Region): boolean {
  const filled = rows.filter((row) => row.right - row.left >= FILLED_LINE * (right - left)).length;
  return rows.length >= ROWS_MIN && filled >= FILLED_SHARE * rows.length;
}

/** Whether the edges that a region shows are those of indents and of the ends of sentences, not of its column. */
function areSingleLines({ rows }: Region, own: TextWidth, widths: readonly TextWidth[], size: number): boolean {
  const sentences = rows.filter((row) => endsSentence(textOfRow(row))).length;
  if (sentences < SENTENCES_SHARE * rows.length) return false;
  return widths.some(({ left, right }) => {
    const indent = own.left - left;
    return indent >= INDENT * size && indent <= INDENT_MAX * size && right >= own.right - TOLERANCE * size;
  });
}

/** The column of a region: what it shows itself, or the narrowest of the document in which it fits. */
export function columnOf(region: Region, widths: readonly TextWidth[], size: number): Column {
  const own = edgesOf(region.rows, size);
  const pitch = pitchOf(region.rows);
  if (showsEdges(region) && !areSingleLines(region, own, widths, size))
    return { left: own.left, right: own.right, pitch };
  const around = widths
    .filter(({ left, right }) => left <= region.left + TOLERANCE * size && right >= region.right - TOLERANCE * size)
    .sort((a, b) => a.right - a.left - (b.right - b.left))[0];
  return {
    left: Math.min(around?.left ?? region.left, region.left),
    right: Math.max(around?.right ?? region.right, region.right),
    pitch,
  };
}

function edgesOf(rows: readonly Row[], size: number): TextWidth {
  const lefts = rows.map(({ left }) => left).sort((a, b) => a - b);
  const rights = rows.map(({ right }) => right).sort((a, b) => b - a);
  const edges = { left: edgeOf(lefts, size), right: edgeOf(rights, size), rows: rows.length };
  const wrapped = rows.findIndex((row, index) => isWrapped(rows[index - 1], row, edges, size));
  if (wrapped < 1) return edges;
  const [before, row] = [rows[wrapped - 1] as Row, rows[wrapped] as Row];
  return { ...edges, left: row.left, right: Math.max(edges.right, before.right) };
}

/**
 * Whether a row goes on in the sentence of the one before it, left of where most rows begin: these are indents then, of
 * paragraphs that fit into one line.
 */
function isWrapped(before: Row | undefined, row: Row, { left, right }: TextWidth, size: number): boolean {
  if (!before || row.page - before.page > 1 || before.pieces.length + row.pieces.length > 2) return false;
  const indent = (before.left - row.left) / size;
  return (
    Math.abs(before.left - left) <= SAME_EDGE * size &&
    before.right >= right - TOLERANCE * size &&
    indent >= INDENT &&
    indent <= INDENT_MAX &&
    Math.abs(before.size - row.size) <= SAME_SIZE * size &&
    !endsSentence(textOfRow(before)) &&
    endsSentence(textOfRow(row))
  );
}

/** The outermost of sorted places near which enough others are. */
function edgeOf(places: readonly number[], size: number): number {
  const enough = Math.max(2, EDGE_SHARE * places.length);
  for (let index = 0; index < places.length; index++) {
    const place = places[index] as number;
    let near = 0;
    while (Math.abs((places[index + near] ?? Infinity) - place) <= TOLERANCE * size) near++;
    if (near >= enough) return place;
  }
  return places[0] ?? 0;
}

/** The usual distance from line to line of one size. */
function pitchOf(rows: readonly Row[]): number {
  const pitches = rows
    .slice(1)
    .map((row, index) => ({ pitch: row.top - (rows[index]?.top ?? 0), isAlike: row.size === rows[index]?.size }))
    .filter(({ pitch, isAlike }) => isAlike && pitch > 0)
    .map(({ pitch }) => pitch)
    .sort((a, b) => a - b);
  return pitches.length < 3 ? 0 : (pitches[pitches.length >> 1] ?? 0);
}
