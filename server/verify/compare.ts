/** Parts of a draft beside what they stand for in the articles → what differs. */
import { articleNumberAt, boundsOf, type Held } from './text-index.ts';
import type { Part } from './match.ts';
import type { Range } from './search.ts';
import { BREAK, isFigure, isNumeral, type Tokens } from './tokens.ts';

/** What differs, in tokens; at least one side is given. */
export interface TokenDifference {
  kind: 'figure' | 'words' | 'order';
  draft: Range | null;
  held: Range | null;
  /** Of words left out: the token of the draft before which they are missing. */
  at: number;
}

/** Words left out between two parts up to here are shown as left out; more is another passage. */
const LEFT_OUT_MAX = 60;

/** What differs in a range of a draft from the parts that were found of it; empty where it is word for word. */
export function compareParts(held: Held, draft: Tokens, range: Range, parts: readonly Part[]): TokenDifference[] {
  const differences: TokenDifference[] = [];
  const add = (inDraft: Range, inHeld: Range | null): void => {
    differences.push(...splitBlock(held, draft, inDraft, inHeld));
  };
  parts.forEach((part, index) => {
    const before = parts[index - 1];
    if (before) differences.push(...compareSeam(held, draft, before, part, parts));
    else if (part.draft.from > range.from) {
      const own = { from: range.from, to: part.draft.from };
      add(own, wordsBefore(held, part.held.from, size(own)));
    }
    part.runs.slice(1).forEach((run, at) => {
      const last = part.runs[at];
      if (!last) return;
      const inDraft = { from: last.draft + last.length, to: run.draft };
      const inHeld = { from: last.held + last.length, to: run.held };
      const isSentences = size(inDraft) === 0 && startsSentence(held, inHeld.from) && startsSentence(held, inHeld.to);
      if (!isSentences) add(inDraft, inHeld);
    });
  });
  const last = parts.at(-1);
  if (last && last.draft.to < range.to) {
    const own = { from: last.draft.to, to: range.to };
    add(own, wordsBehind(held, last.held.to, size(own)));
  }
  const told = differences.map((difference) => findMoved(held, draft, difference, parts));
  return told.sort((a, b) => order(a) - order(b) || (a.draft?.from ?? 0) - (b.draft?.from ?? 0));
}

/** Tokens around the parts within which words that seem added are looked for. */
const MOVED_REACH = 80;
/** One token is found anywhere. */
const MOVED_MIN = 2;

/** Words too few to be a part, which the draft only puts elsewhere in the passage. */
function findMoved(held: Held, draft: Tokens, difference: TokenDifference, parts: readonly Part[]): TokenDifference {
  const { draft: own, held: stands } = difference;
  if (!own || stands || size(own) < MOVED_MIN || size(own) > MOVED_REACH) return difference;
  for (const { held: near } of parts) {
    const last = Math.min(held.ids.length, near.to + MOVED_REACH) - size(own);
    for (let at = Math.max(0, near.from - MOVED_REACH); at <= last; at++) {
      const place = { from: at, to: at + size(own) };
      if (isSame(draft.ids, own, held.ids, at) && !parts.some((part) => isMatched(part, place))) {
        return { kind: 'order', draft: own, held: place, at: own.from };
      }
    }
  }
  return difference;
}

function isSame(ids: Int32Array, { from, to }: Range, others: Int32Array, at: number): boolean {
  for (let step = 0; step < to - from; step++) if (ids[from + step] !== others[at + step]) return false;
  return true;
}

function isMatched({ runs }: Part, place: Range): boolean {
  return runs.some((run) => overlap({ from: run.held, to: run.held + run.length }, place) > 0);
}

function order({ kind }: TokenDifference): number {
  return kind === 'figure' ? 0 : 1;
}

function size({ from, to }: Range): number {
  return to - from;
}

/** What stands between two parts that follow one another in the draft. */
function compareSeam(held: Held, draft: Tokens, before: Part, part: Part, parts: readonly Part[]): TokenDifference[] {
  const own = { from: before.draft.to, to: part.draft.from };
  const isSame = before.articleNumber === part.articleNumber;
  const isForward = isSame && part.held.from >= before.held.to;
  const between = isForward ? { from: before.held.to, to: part.held.from } : null;
  if (size(own) === 0 && joinsSentences(held, before, part)) return [];
  if (between && size(between) <= LEFT_OUT_MAX) {
    const isElsewhere = parts.some((other) => overlap(other.held, between) * 2 > size(between));
    return splitBlock(held, draft, own, isElsewhere ? null : between);
  }
  const moved = before.matched < part.matched ? before : part;
  const stands: TokenDifference = isSame
    ? { kind: 'order', draft: moved.draft, held: moved.held, at: moved.draft.from }
    : { kind: 'words', draft: moved.draft, held: null, at: moved.draft.from };
  if (size(own) === 0) return [stands];
  const replaced = [wordsBehind(held, before.held.to, size(own)), wordsBefore(held, part.held.from, size(own))].find(
    (place) => place !== null && !parts.some((other) => isMatched(other, place)),
  );
  return [stands, ...splitBlock(held, draft, own, replaced ?? null)];
}

function overlap(a: Range, b: Range): number {
  return Math.max(0, Math.min(a.to, b.to) - Math.max(a.from, b.from));
}

/**
 * Whether one part ends with a sentence and the other begins with one: whole sentences may be joined in any order,
 * clauses of one sentence may not.
 */
function joinsSentences(held: Held, before: Part, part: Part): boolean {
  if (!startsSentence(held, before.held.to) || !startsSentence(held, part.held.from)) return false;
  const isBackward = before.articleNumber === part.articleNumber && part.held.from < before.held.from;
  return !isBackward || startsBetween(held, part.held.to, before.held.from);
}

function startsSentence({ breaks }: Held, position: number): boolean {
  return breaks[position] === BREAK.sentence;
}

function startsBetween(held: Held, from: number, to: number): boolean {
  for (let at = from; at <= to; at++) if (startsSentence(held, at)) return true;
  return false;
}

/** Words of the same clause before a position, in whose place as many words of the draft may stand. */
function wordsBefore(held: Held, position: number, count: number): Range | null {
  const { from: least } = boundsOf(held, articleNumberAt(held, position));
  let from = position;
  while (from > least && (held.breaks[from] ?? 0) < BREAK.clause && position - from <= 2 * count + 4) from--;
  const isClause = (held.breaks[from] ?? 0) >= BREAK.clause || from === least;
  return isClause && from < position ? { from, to: position } : null;
}

/** Words of the same clause behind a position. */
function wordsBehind(held: Held, position: number, count: number): Range | null {
  const { to: most } = boundsOf(held, articleNumberAt(held, position - 1));
  let to = position;
  while (to < most && (held.breaks[to] ?? 0) < BREAK.clause && to - position <= 2 * count + 4) to++;
  const isClause = to === most || (held.breaks[to] ?? 0) >= BREAK.clause;
  return isClause && to > position ? { from: position, to } : null;
}

/** Words of the draft and what stands in their place, cut so that each figure stands beside its own. */
function splitBlock(held: Held, draft: Tokens, inDraft: Range, inHeld: Range | null): TokenDifference[] {
  const [ours, theirs] = trimEqual(held, draft, inDraft, inHeld ?? { from: 0, to: 0 });
  if (size(ours) === 0 && size(theirs) === 0) return [];
  const figures = figuresIn(draft.ids, ours);
  const others = figuresIn(held.ids, theirs);
  if (figures.length === 0 && others.length === 0) return [wordsOrNumerals(held, draft, ours, theirs)];
  if (figures.length !== others.length) return [describe('figure', ours, theirs)];
  const differences: TokenDifference[] = [];
  let [at, otherAt] = [ours.from, theirs.from];
  const addWords = (to: number, otherTo: number): void => {
    differences.push(...splitBlock(held, draft, { from: at, to }, { from: otherAt, to: otherTo }));
  };
  figures.forEach((figure, index) => {
    const other = others[index] as number;
    addWords(figure, other);
    if (draft.ids[figure] !== held.ids[other]) {
      differences.push(describe('figure', { from: figure, to: figure + 1 }, { from: other, to: other + 1 }));
    }
    [at, otherAt] = [figure + 1, other + 1];
  });
  addWords(ours.to, theirs.to);
  return differences;
}

function trimEqual(held: Held, draft: Tokens, ours: Range, theirs: Range): [Range, Range] {
  let [from, otherFrom, to, otherTo] = [ours.from, theirs.from, ours.to, theirs.to];
  while (from < to && otherFrom < otherTo && draft.ids[from] === held.ids[otherFrom]) {
    from++;
    otherFrom++;
  }
  while (to > from && otherTo > otherFrom && draft.ids[to - 1] === held.ids[otherTo - 1]) {
    to--;
    otherTo--;
  }
  return [
    { from, to },
    { from: otherFrom, to: otherTo },
  ];
}

function figuresIn(ids: Int32Array, { from, to }: Range): number[] {
  const found: number[] = [];
  for (let at = from; at < to; at++) if (isFigure(ids[at] ?? 0)) found.push(at);
  return found;
}

function wordsOrNumerals(held: Held, draft: Tokens, ours: Range, theirs: Range): TokenDifference {
  const isAll = (ids: Int32Array, range: Range): boolean =>
    ids.subarray(range.from, range.to).every((id) => isNumeral(id));
  if (!isAll(draft.ids, ours) || !isAll(held.ids, theirs)) return describe('words', ours, theirs);
  return describe('figure', wholeNumeral(draft, ours), wholeNumeral(held, theirs));
}

/** 二十三 for the 三 in it. */
function wholeNumeral({ ids, breaks }: Pick<Tokens, 'ids' | 'breaks'>, { from, to }: Range): Range {
  let [first, last] = [from, to];
  while (first > 0 && isNumeral(ids[first - 1] ?? 0) && breaks[first] === BREAK.none) first--;
  while (last < ids.length && isNumeral(ids[last] ?? 0) && breaks[last] === BREAK.none) last++;
  return { from: first, to: last };
}

function describe(kind: TokenDifference['kind'], draft: Range, held: Range): TokenDifference {
  return { kind, draft: size(draft) > 0 ? draft : null, held: size(held) > 0 ? held : null, at: draft.from };
}
