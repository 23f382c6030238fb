/**
 * Columns that came out of order when a page was turned into text.
 *
 * Where the numbered headings of an article run 三、四、一、二、 the text is a rotation of its right order: the column
 * that begins the article stands near the end of the file. The numbering proves the order, so the columns are put
 * right; without that proof nothing is moved.
 */
import { type Block, textOf } from './blocks.ts';
import { readMarker } from './markers.ts';

/** Blank lines that show a break between columns or pages; paragraphs are set apart by one. */
const COLUMN_GAP = 2;

export function isCaption(block: Block): boolean {
  return block.row === null && /^[▲△▼▽]/u.test(textOf(block));
}

/** The blocks of an article's body in the order that its numbering proves. */
export function orderColumns(body: Block[]): Block[] {
  const headings = body.flatMap((block, index) => {
    const marker = block.row === null ? readMarker(textOf(block)) : null;
    return marker?.kind === 'numeral' && marker.ordinal !== null ? [{ index, ordinal: marker.ordinal }] : [];
  });
  const turn = rotationPoint(headings.map(({ ordinal }) => ordinal));
  const before = headings[turn - 1];
  const first = headings[turn];
  if (!before || !first) return body;
  const start = columnStart(body, before.index + 1, first.index);
  return [...body.slice(start), ...body.slice(0, start)];
}

/** Index of 1 in a sequence such as 3 4 1 2 that is 1 … n turned; 0 for every other sequence. */
function rotationPoint(ordinals: number[]): number {
  const turn = ordinals.indexOf(1);
  if (turn <= 0) return 0;
  const turned = [...ordinals.slice(turn), ...ordinals.slice(0, turn)];
  return turned.every((ordinal, index) => ordinal === index + 1) ? turn : 0;
}

/**
 * Where between two headings the column with the earlier one begins: after the widest gap, past the captions that
 * stand in it. Without a gap only the heading itself is sure to belong to that column.
 */
function columnStart(body: Block[], from: number, heading: number): number {
  let start = heading;
  let widest = COLUMN_GAP - 1;
  for (let index = from; index <= heading; index++) {
    const gap = body[index]?.gap ?? 0;
    if (gap > widest) {
      widest = gap;
      start = index;
    }
  }
  while (start < heading && isCaption(body[start] as Block)) start++;
  return start;
}
