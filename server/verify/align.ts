/**
 * Two rows of tokens → the stretches of both that fit best, token by token: Smith–Waterman's local alignment with
 * Gotoh's affine gaps (O. Gotoh, J. Mol. Biol. 162 (1982), 705–708).
 */
import type { Range } from './search.ts';
import { isFigure } from './tokens.ts';

/** Tokens that are the same on both sides. */
export interface Run {
  draft: number;
  held: number;
  length: number;
}

export interface Alignment {
  /** In order on both sides; what stands between two runs differs. */
  runs: Run[];
  score: number;
}

/** A figure in a figure's place is the likeliest change; a single equal character far from others is chance. */
const MATCH = 4;
const MISMATCH = -3;
const OTHER_FIGURE = -1;
const GAP_OPEN = -5;
const GAP_EXTEND = -1;

const STOP = 0;
const DIAGONAL = 1;
const LEFT_OUT = 2;
const ADDED = 3;
/** Whether a gap goes on, beside the three ways in the low bits. */
const LEFT_OUT_GOES_ON = 4;
const ADDED_GOES_ON = 8;

/** Cells are written once and read back within one call, so one buffer serves all. */
let cells = new Uint8Array(0);

/** Aligns a range of the draft with a range of the articles; null where nothing fits. */
export function align(draft: Int32Array, inDraft: Range, held: Int32Array, inHeld: Range): Alignment | null {
  const rows = inDraft.to - inDraft.from;
  const columns = inHeld.to - inHeld.from;
  if (rows <= 0 || columns <= 0) return null;
  if (cells.length < (rows + 1) * (columns + 1)) cells = new Uint8Array((rows + 1) * (columns + 1));
  cells.fill(0, 0, (rows + 1) * (columns + 1));
  const scores = new Int32Array(columns + 1);
  const added = new Int32Array(columns + 1).fill(-1_000_000);
  let best = { score: 0, row: 0, column: 0 };
  for (let row = 1; row <= rows; row++) {
    const token = draft[inDraft.from + row - 1] ?? 0;
    const isFigureHere = isFigure(token);
    let diagonal = 0;
    let leftOut = -1_000_000;
    for (let column = 1; column <= columns; column++) {
      const other = held[inHeld.from + column - 1] ?? 0;
      const isPaired = isFigureHere && isFigure(other);
      const fit = diagonal + (token === other ? MATCH : isPaired ? OTHER_FIGURE : MISMATCH);
      let cell = 0;
      const leftOutOn = leftOut + GAP_EXTEND;
      leftOut = (scores[column - 1] ?? 0) + GAP_OPEN + GAP_EXTEND;
      if (leftOutOn > leftOut) {
        leftOut = leftOutOn;
        cell |= LEFT_OUT_GOES_ON;
      }
      const addedOn = (added[column] ?? 0) + GAP_EXTEND;
      let addedHere = (scores[column] ?? 0) + GAP_OPEN + GAP_EXTEND;
      if (addedOn > addedHere) {
        addedHere = addedOn;
        cell |= ADDED_GOES_ON;
      }
      added[column] = addedHere;
      let score = 0;
      let way = STOP;
      if (fit > score) [score, way] = [fit, DIAGONAL];
      if (leftOut > score) [score, way] = [leftOut, LEFT_OUT];
      if (addedHere > score) [score, way] = [addedHere, ADDED];
      cells[row * (columns + 1) + column] = cell | way;
      diagonal = scores[column] ?? 0;
      scores[column] = score;
      if (score > best.score) best = { score, row, column };
    }
  }
  if (best.score === 0) return null;
  return { runs: traceBack(draft, inDraft, held, inHeld, best), score: best.score };
}

function traceBack(
  draft: Int32Array,
  inDraft: Range,
  held: Int32Array,
  inHeld: Range,
  end: { row: number; column: number },
): Run[] {
  const columns = inHeld.to - inHeld.from;
  const runs: Run[] = [];
  let { row, column } = end;
  let way = (cells[row * (columns + 1) + column] ?? 0) & 3;
  while (row > 0 && column > 0 && way !== STOP) {
    const cell = cells[row * (columns + 1) + column] ?? 0;
    if (way === DIAGONAL) {
      const inDraftAt = inDraft.from + row - 1;
      const inHeldAt = inHeld.from + column - 1;
      if (draft[inDraftAt] === held[inHeldAt]) extendBack(runs, inDraftAt, inHeldAt);
      row--;
      column--;
      way = (cells[row * (columns + 1) + column] ?? 0) & 3;
    } else {
      const isLeftOut = way === LEFT_OUT;
      const goesOn = (cell & (isLeftOut ? LEFT_OUT_GOES_ON : ADDED_GOES_ON)) !== 0;
      if (isLeftOut) column--;
      else row--;
      if (!goesOn) way = (cells[row * (columns + 1) + column] ?? 0) & 3;
    }
  }
  return runs.reverse();
}

/** Runs are found from the end, so the last one pushed is the one that may begin one token earlier. */
function extendBack(runs: Run[], draft: number, held: number): void {
  const last = runs.at(-1);
  if (last && last.draft === draft + 1 && last.held === held + 1) {
    last.draft = draft;
    last.held = held;
    last.length++;
  } else {
    runs.push({ draft, held, length: 1 });
  }
}
