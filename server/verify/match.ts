/** A range of a draft → the parts of it that stand in the articles, each where it fits best. */
import { align, type Alignment, type Run } from './align.ts';
import { articleNumberAt, boundsOf, type Held } from './text-index.ts';
import { findStretches, findWhole, HITS_PER_TOKEN, type Range } from './search.ts';
import { BREAK, type Figures, type Tokens } from './tokens.ts';

/** A part of a draft and where it stands: runs of equal tokens, in order on both sides. */
export interface Part {
  runs: Run[];
  articleNumber: number;
  draft: Range;
  held: Range;
  /** Tokens that are the same. */
  matched: number;
}

/** A draft being checked, with the work that may still be spent on it. */
export interface Draft extends Tokens {
  /** Numbers of its figures; those of the index stay as they are. */
  figures: Figures;
  /** Pairs of tokens that may still be compared in aligning. */
  pairsLeft: number;
}

/**
 * Pairs of tokens compared for one draft, some two seconds of work. Drafts of sentences take a small part of it; what is
 * left of one that takes more, such as one clause repeated a thousand times, is looked for word for word only.
 */
export const PAIRS_MAX = 120_000_000;

/** Pairs compared in the time that one place found by the index takes. */
const PAIRS_PER_HIT = 16;

/** Tokens below which words are too few to be looked for. */
const PART_MIN = 4;
/** Tokens aligned at once: the work grows with the square of this, and with the text only in line. */
const PIECE_MAX = 240;
const STRETCHES = 4;
/** Parts of one piece: a draft that is stitched together more finely than this holds nothing in any one's words. */
const PARTS_MAX = 10;
/** How far around a part the words before and behind it are looked for first: a paragraph, in tokens. */
const NEIGHBOURHOOD = 160;
/** Words elsewhere have to fit by this much better than those nearby. */
const NEARBY = 0.8;

/** The parts of a range, in the order of the draft; they share no token. */
export function matchRange(held: Held, draft: Draft, range: Range): Part[] {
  const parts: Part[] = [];
  for (const piece of cutPieces(draft, range)) matchPiece(held, draft, piece, null, parts, parts.length + PARTS_MAX);
  const split = parts.flatMap((part) => splitAround(held, part, parts));
  return joinAdjoining(split.sort((a, b) => a.draft.from - b.draft.from));
}

/** A part that another was found within, in two. */
function splitAround(held: Held, part: Part, parts: readonly Part[]): Part[] {
  const inner = parts.filter(({ draft }) => draft.from > part.draft.from && draft.to < part.draft.to);
  if (inner.length === 0) return [part];
  const groups: Run[][] = [];
  part.runs.forEach((run, index) => {
    const before = part.runs[index - 1];
    const isApart = !before || inner.some(({ draft }) => draft.from >= before.draft && draft.to <= run.draft);
    if (isApart) groups.push([run]);
    else groups.at(-1)?.push(run);
  });
  return groups.flatMap((runs) => makePart(held, runs) ?? []);
}

/** Cuts at the ends of clauses where it can. */
function cutPieces({ breaks }: Tokens, { from, to }: Range): Range[] {
  const pieces: Range[] = [];
  let start = from;
  while (to - start > PIECE_MAX) {
    let end = start + PIECE_MAX;
    while (end > start + PIECE_MAX / 2 && (breaks[end] ?? 0) < BREAK.clause) end--;
    if ((breaks[end] ?? 0) < BREAK.clause) end = start + PIECE_MAX;
    pieces.push({ from: start, to: end });
    start = end;
  }
  pieces.push({ from: start, to });
  return pieces;
}

function matchPiece(held: Held, draft: Draft, range: Range, near: Part | null, parts: Part[], most: number): void {
  if (range.to - range.from < PART_MIN || parts.length >= most) return;
  const part = findPart(held, draft, range, near);
  if (!part) return;
  parts.push(part);
  for (const rest of restsOf(part, range)) matchPiece(held, draft, rest, part, parts, most);
}

/** What a part leaves of its range: before it, behind it, and words of the draft's own within it. */
function restsOf({ runs, draft }: Part, range: Range): Range[] {
  const within = runs.slice(1).map((run, index) => {
    const before = runs[index] as Run;
    return { from: before.draft + before.length, to: run.draft };
  });
  return [{ from: range.from, to: draft.from }, ...within, { from: draft.to, to: range.to }];
}

function findPart(held: Held, draft: Draft, range: Range, near: Part | null): Part | null {
  const whole = nearest(findWhole(held, draft.ids, range), near);
  const length = range.to - range.from;
  if (whole !== null) return makePart(held, [{ draft: range.from, held: whole, length }]);
  if (draft.pairsLeft <= 0) return null;
  draft.pairsLeft -= length * HITS_PER_TOKEN * PAIRS_PER_HIT;
  let best = near ? alignWithin(held, draft, range, neighbourhood(held, near)) : null;
  const least = best ? best.score / NEARBY : 0;
  for (const stretch of findStretches(held, draft.ids, range, STRETCHES)) {
    const found = alignWithin(held, draft, range, stretch);
    if (found && found.score > Math.max(best?.score ?? 0, least)) best = found;
  }
  const part = best && makePart(held, trimEnds(best.runs));
  return part && part.matched >= PART_MIN ? part : null;
}

/** Fewer tokens than this behind a difference, at either end, are chance: what is beyond may stand elsewhere. */
const END_MIN = 3;

/** Runs without the few tokens at their ends; where these do belong, comparing what is left over finds them again. */
function trimEnds(runs: readonly Run[]): Run[] {
  let [from, to] = [0, runs.length];
  while (to - from > 1 && (runs[to - 1]?.length ?? 0) < END_MIN) to--;
  while (to - from > 1 && (runs[from]?.length ?? 0) < END_MIN) from++;
  return runs.slice(from, to);
}

function alignWithin(held: Held, draft: Draft, range: Range, stretch: Range): Alignment | null {
  const pairs = (range.to - range.from) * (stretch.to - stretch.from);
  if (draft.pairsLeft < pairs) return null;
  draft.pairsLeft -= pairs;
  return align(draft.ids, range, held.ids, stretch);
}

/** Of equal places the first behind what stands before it in the draft, else the first in the same article. */
function nearest(places: readonly number[], near: Part | null): number | null {
  const first = places[0];
  if (first === undefined || !near) return first ?? null;
  const distance = (place: number): number => Math.abs(place - near.held.to);
  return places.reduce((best, place) => (distance(place) < distance(best) ? place : best), first);
}

function neighbourhood(held: Held, { articleNumber, held: range }: Part): Range {
  const bounds = boundsOf(held, articleNumber);
  return { from: Math.max(bounds.from, range.from - NEIGHBOURHOOD), to: Math.min(bounds.to, range.to + NEIGHBOURHOOD) };
}

function makePart(held: Held, runs: Run[]): Part | null {
  const first = runs[0];
  const last = runs.at(-1);
  if (!first || !last) return null;
  return {
    runs,
    articleNumber: articleNumberAt(held, first.held),
    draft: { from: first.draft, to: last.draft + last.length },
    held: { from: first.held, to: last.held + last.length },
    matched: runs.reduce((sum, { length }) => sum + length, 0),
  };
}

/** Pieces are cut by length, so what was one passage is made one again. */
function joinAdjoining(parts: readonly Part[]): Part[] {
  const joined: Part[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    const goesOn = last && last.articleNumber === part.articleNumber && last.held.to === part.held.from;
    if (!last || !goesOn || last.draft.to !== part.draft.from) {
      joined.push(part);
      continue;
    }
    joined[joined.length - 1] = {
      ...last,
      runs: joinRuns(last.runs, part.runs),
      draft: { from: last.draft.from, to: part.draft.to },
      held: { from: last.held.from, to: part.held.to },
      matched: last.matched + part.matched,
    };
  }
  return joined;
}

function joinRuns(before: readonly Run[], behind: readonly Run[]): Run[] {
  const last = before.at(-1) as Run;
  const first = behind[0] as Run;
  return [...before.slice(0, -1), { ...last, length: last.length + first.length }, ...behind.slice(1)];
}
