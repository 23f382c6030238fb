/** A range of a draft → whether the articles hold it, where, and what differs. Of words only; claims are judged above. */
import { compareParts, type TokenDifference } from './compare.ts';
import type { Held } from './text-index.ts';
import { type Draft, matchRange, type Part } from './match.ts';
import { findWhole, type Range } from './search.ts';

export interface Finding {
  verdict: 'verbatim' | 'altered' | 'not_found';
  /** The tokens judged. */
  range: Range;
  /** What was found of them, however little. */
  parts: Part[];
  /** The part that says most, with those around it; null where nothing is near. */
  main: { articleNumber: number; held: Range } | null;
  differences: TokenDifference[];
}

/** The least share of the words that has to stand in one passage, or in whole passages, for them to be near it. */
const NEAR_LEAST = 0.6;
/** Fewer words that are the same in another passage are chance. */
const PASSAGE_LEAST = 10;
/** And this share of what the passage stands for has to be the same. */
const DENSITY_LEAST = 0.7;
/** Tokens around a part within which another belongs to the same passage. */
const PASSAGE_REACH = 160;
/** Fewer words than this are verbatim or nothing. */
const ALTERED_MIN = 6;

/** Judges a range of a draft. */
export function judgeRange(held: Held, draft: Draft, range: Range): Finding {
  const found = matchRange(held, draft, range);
  const main = mainPassage(found);
  const size = range.to - range.from;
  const nothing: Finding = { verdict: 'not_found', range, parts: found, main: null, differences: [] };
  if (!main) return nothing;
  const isMain = (part: Part): boolean => part.articleNumber === main.articleNumber && isNear(part.held, main.held);
  const parts = found.filter((part) => isMain(part) || isPassage(part));
  const differences = compareParts(held, draft, range, parts);
  if (differences.length === 0) return { verdict: 'verbatim', range, parts, main, differences };
  const matched = (list: Part[]): number => list.reduce((sum, part) => sum + part.matched, 0);
  const differing = differences.reduce((sum, { kind, draft: own }) => (kind === 'order' ? sum : sum + sizeOf(own)), 0);
  const near = Math.max(size - differing, matched(parts.filter(isMain)), matched(parts.filter(isPassage))) / size;
  if (near < NEAR_LEAST || size < ALTERED_MIN) return nothing;
  return { verdict: 'altered', range, parts, main, differences };
}

function isPassage({ matched, draft }: Part): boolean {
  return matched >= PASSAGE_LEAST && matched >= (draft.to - draft.from) * DENSITY_LEAST;
}

function isNear(a: Range, b: Range): boolean {
  return a.from <= b.to + PASSAGE_REACH && b.from <= a.to + PASSAGE_REACH;
}

/** The passage with most of the words, by its largest part. */
function mainPassage(parts: readonly Part[]): Finding['main'] {
  let best: { weight: number; main: NonNullable<Finding['main']> } | null = null;
  for (const { articleNumber, held } of [...parts].sort((a, b) => b.matched - a.matched).slice(0, PASSAGES_WEIGHED)) {
    const own = parts.filter((part) => part.articleNumber === articleNumber && isNear(part.held, held));
    const weight = own.reduce((sum, { matched }) => sum + matched, 0);
    if (best && best.weight >= weight) continue;
    const from = Math.min(...own.map((part) => part.held.from));
    const to = Math.max(...own.map((part) => part.held.to));
    best = { weight, main: { articleNumber, held: { from, to } } };
  }
  return best?.main ?? null;
}

/** The largest parts, around which passages are weighed. */
const PASSAGES_WEIGHED = 8;

/** Tokens of a finding that differ: how far it is from the words held. */
export function distanceOf({ differences }: Finding): number {
  return differences.reduce((sum, { draft, held }) => sum + Math.max(sizeOf(draft), sizeOf(held)), 0);
}

function sizeOf(range: Range | null): number {
  return range ? range.to - range.from : 0;
}

/** Tokens of a range that stand in the articles as they are. */
export function countMatched({ parts }: Finding, { from, to }: Range): number {
  let count = 0;
  for (const { runs } of parts) {
    for (const { draft, length } of runs) count += Math.max(0, Math.min(to, draft + length) - Math.max(from, draft));
  }
  return count;
}

/** Every place where the words of a part stand, its own among them. */
export function placesOf(held: Held, { held: range }: Part): Range[] {
  const length = range.to - range.from;
  const places = findWhole(held, held.ids, range).map((from) => ({ from, to: from + length }));
  return places.length > 0 ? places : [range];
}
