/**
 * Where words of an earlier version of a text stand in a later one. Both versions are folded.
 *
 * The versions are compared clause by clause, which finds what was inserted, taken out and moved; what was edited in
 * between is compared character by character, which finds what became of it.
 */
import { diffArrays } from 'diff';
import type { Span } from '../../corpus/article.ts';

/** A stretch that both versions hold. */
export interface Run {
  before: number;
  after: number;
  length: number;
}

/** What became of a span of the earlier version. */
export interface Followed {
  /** Everything in the later version between what stood before the words and what stood behind them. */
  room: Span;
  /** From the first to the last character in the room that is one of the words'; null where none is left. */
  span: Span | null;
  /** Characters of the span that still stand, in runs of at least {@link RUN_MIN}. */
  kept: number;
}

/** Clauses that differ beyond which two texts are not versions of each other; it bounds the time of comparing them. */
const CLAUSE_EDITS_MAX = 2_000;

/** Characters that differ beyond which an edited stretch counts as replaced; it bounds the time of comparing it. */
const CHARACTER_EDITS_MAX = 800;

/** Single characters agree by chance: 的, a comma. */
const RUN_MIN = 2;

const CLAUSE_END = new Set([...',。;!?:、\n']);

/** The stretches that two versions share, in the order of both. */
export function alignTexts(before: string, after: string): Run[] {
  const runs: Run[] = [];
  const coarse = diffArrays(splitClauses(before), splitClauses(after), { maxEditLength: CLAUSE_EDITS_MAX });
  // Where nothing agrees, there is one gap: all of it.
  let gap = { before: 0, after: 0 };
  let at = { before: 0, after: 0 };
  const closeGap = (): void => {
    const texts = [before.slice(gap.before, at.before), after.slice(gap.after, at.after)] as const;
    for (const run of alignCharacters(...texts)) {
      runs.push({ before: gap.before + run.before, after: gap.after + run.after, length: run.length });
    }
  };
  for (const { value, added, removed } of coarse ?? []) {
    const { length } = value.join('');
    if (removed) at = { ...at, before: at.before + length };
    else if (added) at = { ...at, after: at.after + length };
    else {
      closeGap();
      runs.push({ ...at, length });
      gap = at = { before: at.before + length, after: at.after + length };
    }
  }
  at = { before: before.length, after: after.length };
  closeGap();
  return runs;
}

function splitClauses(text: string): string[] {
  const clauses: string[] = [];
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    if (!CLAUSE_END.has(text[at] as string)) continue;
    clauses.push(text.slice(start, at + 1));
    start = at + 1;
  }
  if (start < text.length) clauses.push(text.slice(start));
  return clauses;
}

function alignCharacters(before: string, after: string): Run[] {
  if (before === '' || after === '') return [];
  // Code units, since offsets count them; one that is half a character agrees with the same half only.
  const fine = diffArrays(before.split(''), after.split(''), { maxEditLength: CHARACTER_EDITS_MAX });
  const runs: Run[] = [];
  const at = { before: 0, after: 0 };
  for (const { count, added, removed } of fine ?? []) {
    if (!added && !removed && count >= RUN_MIN) runs.push({ ...at, length: count });
    if (!added) at.before += count;
    if (!removed) at.after += count;
  }
  return runs;
}

/** Follows a span of the earlier version into the later one, which is `length` long. */
export function followSpan(runs: readonly Run[], { start, end }: Span, length: number): Followed {
  const room = { start: 0, end: length };
  const span = { start: -1, end: -1 };
  let kept = 0;
  for (const run of runs) {
    const shift = run.after - run.before;
    const runEnd = run.before + run.length;
    if (run.before < start) room.start = Math.min(runEnd, start) + shift;
    if (runEnd > end) {
      room.end = Math.max(run.before, end) + shift;
      if (run.before >= end) break;
    }
    const [from, to] = [Math.max(run.before, start), Math.min(runEnd, end)];
    if (from < to) {
      if (kept === 0) span.start = from + shift;
      span.end = to + shift;
      kept += to - from;
    }
    if (runEnd > end) break;
  }
  return { room, span: kept > 0 ? span : null, kept };
}

/** Clauses that are compared to tell how much two texts share; more would not tell it better. */
const SAMPLE = 24;

/** Shorter clauses stand in many texts. */
const SAMPLE_LENGTH_MIN = 8;

/**
 * Measures the share of an earlier text's clauses that a later one still holds, 0–1, by a sample over the whole of it;
 * 0 for a share below `least`, which is soon seen.
 */
export function createShareMeasure(before: string): (after: string, least: number) => number {
  const clauses = splitClauses(before).filter(({ length }) => length >= SAMPLE_LENGTH_MIN);
  const step = Math.max(1, clauses.length / SAMPLE);
  const sample = clauses.filter((_, index) => Math.floor(index / step) !== Math.floor((index - 1) / step));
  return (after, least) => {
    const missesMax = sample.length * (1 - least);
    let misses = 0;
    for (const clause of sample) if (!after.includes(clause) && ++misses > missesMax) return 0;
    return (sample.length - misses) / Math.max(1, sample.length);
  };
}
