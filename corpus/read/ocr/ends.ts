/**
 * Strokes at the ends of a line that the detection leaves out: a dash is too thin for it, but a subtitle begins with one.
 */
import type { PlacedBox } from './lines.ts';
import { type Normalization, type Pyramid, sampleBox } from './pixels.ts';

/** Lines are looked at this many pixels high. */
const ROWS = 24;
/** The band in which a dash runs, and how much ink makes a rule of a table of what crosses it. */
const BAND = [9, 16] as const;
const RULE_SHARE = 0.8;

/** In heights of the line: how far a dash may reach, and how far it may stand from the rest. */
const REACH = 2.6;
const GAP = 0.6;
/** A shorter stroke is a speck. */
const STROKE = 0.5;

const LUMINANCE: Normalization = { scale: [1, 1, 1], offset: [0, 0, 0] };

/** Makes the boxes of lines longer where a dash begins or ends them. */
export function extendToDashes(pyramid: Pyramid, lines: readonly PlacedBox[]): PlacedBox[] {
  return lines.map((line) => {
    const rest = lines.filter((other) => other !== line && isBeside(other, line));
    const left = Math.max(
      ...rest.map(({ x, width }) => x + width).filter((end) => end <= line.x + line.height),
      -Infinity,
    );
    const right = Math.min(...rest.map(({ x }) => x).filter((x) => x >= line.x + line.width - line.height), Infinity);
    return extend(pyramid, line, line.x - left, right - line.x - line.width);
  });
}

function isBeside(a: PlacedBox, b: PlacedBox): boolean {
  return a.y < b.y + b.height && b.y < a.y + a.height;
}

function extend(pyramid: Pyramid, line: PlacedBox, roomLeft: number, roomRight: number): PlacedBox {
  const unit = line.height / ROWS;
  const reach = Math.round(REACH * ROWS);
  const columns = Math.max(1, Math.round(line.width / unit));
  const sampled = { ...line.box, width: (columns + 2 * reach) * unit };
  const width = columns + 2 * reach;
  const planes = new Float32Array(3 * ROWS * width);
  sampleBox(pyramid, sampled, { width, height: ROWS }, LUMINANCE, planes);
  const green = planes.subarray(ROWS * width, 2 * ROWS * width);
  const isInk = inkOf(green, width, reach, columns);
  const strokes = Array.from({ length: width }, (_, column) => strokeAt(isInk, width, column));
  const before = endOfDash(strokes.slice(0, reach).reverse(), roomLeft / unit) * unit;
  const after = endOfDash(strokes.slice(reach + columns), roomRight / unit) * unit;
  if (before === 0 && after === 0) return line;
  const shift = (after - before) / 2;
  const { box } = line;
  return {
    ...line,
    x: line.x - before,
    width: line.width + before + after,
    box: {
      ...box,
      x: box.x + shift * Math.cos(box.angle),
      y: box.y + shift * Math.sin(box.angle),
      width: box.width + before + after,
    },
  };
}

/** What differs from the paper by more than half of what the line's own print does. */
function inkOf(
  values: Float32Array,
  width: number,
  from: number,
  count: number,
): (row: number, column: number) => boolean {
  const own: number[] = [];
  for (let row = 0; row < ROWS; row++) {
    for (let column = from; column < from + count; column++) own.push(values[row * width + column] as number);
  }
  own.sort((a, b) => a - b);
  const paper = own[own.length >> 1] as number;
  const darkest = own[Math.floor(own.length * 0.03)] as number;
  const lightest = own[Math.floor(own.length * 0.97)] as number;
  const contrast = paper - darkest > lightest - paper ? darkest - paper : lightest - paper;
  return (row, column) => ((values[row * width + column] as number) - paper) / contrast > 0.5;
}

type Stroke = 'none' | 'dash' | 'rule';

function strokeAt(isInk: (row: number, column: number) => boolean, width: number, column: number): Stroke {
  let inked = 0;
  let inBand = 0;
  for (let row = 0; row < ROWS; row++) {
    if (!isInk(row, column)) continue;
    inked++;
    if (row >= BAND[0] && row < BAND[1]) inBand++;
  }
  if (inked >= RULE_SHARE * ROWS) return 'rule';
  return inBand > 0 && inBand === inked ? 'dash' : 'none';
}

/** How far a dash reaches from a line's end outwards; 0 where there is none. */
function endOfDash(strokes: readonly Stroke[], room: number): number {
  let end = 0;
  let inked = 0;
  for (let index = 0; index < Math.min(strokes.length, room); index++) {
    const stroke = strokes[index];
    if (stroke === 'rule' || index - end > GAP * ROWS) break;
    if (stroke === 'none') continue;
    inked++;
    end = index + 1;
  }
  return inked >= STROKE * ROWS ? Math.min(end + 2, room) : 0;
}
