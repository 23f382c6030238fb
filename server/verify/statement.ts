/** A sentence of a draft → the words in it that state something, and what was found of them. */
import type { Mention } from './claims.ts';
import { countMatched, distanceOf, type Finding, judgeRange } from './finding.ts';
import type { Held } from './text-index.ts';
import type { Draft } from './match.ts';
import { enumeratorEnd, isOnlyLinking, findLeadIns, type Quotation, sourceStart } from './own-words.ts';
import type { Range } from './search.ts';
import { BREAK, isFigure, tokenAt } from './tokens.ts';

export interface Sentence {
  start: number;
  end: number;
  /** Places and issues named in it; offsets in the draft. */
  mentions: readonly Mention[];
  /** What stands in quotation marks in it; offsets in the draft. */
  quotations: readonly Quotation[];
}

/** The findings of a sentence: one, or one of each quotation in words of the draft's own. */
export interface Statement {
  findings: Finding[];
  /** Whether only what stands in quotation marks was looked for. */
  isQuoted: boolean;
}

/** Quotations of fewer tokens are names and terms. */
const QUOTATION_MIN = 5;
/** Words around quotations are the draft's own up to this many, or as many as are quoted. */
const OWN_WORDS_MAX = 16;

/** Where one in this many of them is held, they are the sentence's that is quoted, not the draft's own. */
const OWN_LEAST = 4;

/** Finds what a sentence states. */
export function findStatement(held: Held, draft: Draft, sentence: Sentence): Statement {
  const range = { from: tokenAt(draft, sentence.start), to: tokenAt(draft, sentence.end) };
  const whole = judgeRange(held, draft, range);
  if (whole.verdict === 'verbatim') return { findings: [whole], isQuoted: false };
  let best = whole;
  for (const inner of withoutOwnWords(draft, sentence, range, whole)) {
    const finding = judgeRange(held, draft, inner);
    if (isBetter(finding, best)) best = finding;
  }
  best = dropLinks(held, draft, sentence, best);
  if (best.verdict === 'verbatim') return { findings: [best], isQuoted: false };
  const quoted = judgeQuotations(held, draft, sentence, range, best);
  return quoted ? { findings: quoted, isQuoted: true } : { findings: [best], isQuoted: false };
}

const RANK = { verbatim: 2, altered: 1, not_found: 0 } as const;

function isBetter(finding: Finding, than: Finding): boolean {
  const rank = RANK[finding.verdict] - RANK[than.verdict];
  return rank > 0 || (rank === 0 && finding.verdict === 'altered' && distanceOf(finding) < distanceOf(than));
}

/** Ranges without words that only say whose the rest is, where these do not stand in the articles themselves. */
function withoutOwnWords(draft: Draft, sentence: Sentence, range: Range, whole: Finding): Range[] {
  const text = draft.text.slice(sentence.start, sentence.end);
  const listItem = tokenAt(draft, sentence.start + enumeratorEnd(text));
  const isOwn = (own: Range, isSaying: boolean): boolean => {
    const unnamed = outsideOf(tokensOf(draft, sentence.mentions, own), own);
    const [matched, size] = [sumOf(unnamed, (part) => countMatched(whole, part)), sumOf(unnamed, sizeOf)];
    // Words that name who says it are the draft's own unless all of them are held; others once a third of them is, or a
    // clause with a word altered would pass for a lead-in.
    const isNaming = isSaying && size < sizeOf(own) && size <= OWN_WORDS_MAX;
    const isHeld = matched > 0 && matched >= (isNaming ? size : size / 3);
    return !isHeld && !statesFigure(draft, { from: Math.max(own.from, listItem), to: own.to }, sentence.mentions);
  };
  const leadIns = findLeadIns(text).map(({ end, isSaying }) => ({
    from: tokenAt(draft, sentence.start + end),
    isSaying,
  }));
  const own = leadIns.filter(({ from, isSaying }) => isOwn({ from: range.from, to: from }, isSaying));
  const starts = [...own.map(({ from }) => from), range.from];
  const sourceAt = tokenAt(draft, sentence.start + sourceStart(text));
  const to = sourceAt < range.to && isOwn({ from: sourceAt, to: range.to }, true) ? sourceAt : range.to;
  return [...new Set(starts)]
    .map((from) => ({ from, to }))
    .filter((inner) => inner.from < inner.to && (inner.from > range.from || inner.to < range.to));
}

/** The tokens of the places and issues named within a range, in order. */
function tokensOf(draft: Draft, mentions: readonly Mention[], { from, to }: Range): Range[] {
  return mentions
    .map(({ start, end }) => ({ from: tokenAt(draft, start), to: tokenAt(draft, end) }))
    .filter((named) => named.from >= from && named.to <= to);
}

function sizeOf({ from, to }: Range): number {
  return to - from;
}

function sumOf(ranges: readonly Range[], measure: (range: Range) => number): number {
  return ranges.reduce((sum, range) => sum + measure(range), 0);
}

/** Dates and numbers of issues say when and where; any other figure states something. */
function statesFigure(draft: Draft, { from, to }: Range, mentions: readonly Mention[]): boolean {
  for (let at = from; at < to; at++) {
    if (!isFigure(draft.ids[at] ?? 0)) continue;
    const [start, end] = [draft.starts[at] ?? 0, draft.ends[at] ?? 0];
    const isNamed = mentions.some((mention) => mention.start <= start && end <= mention.end);
    if (!isNamed && !/^\s?[年月日号期]/u.test(draft.text.slice(end, end + 2))) return true;
  }
  return false;
}

/** Tokens that a sentence held begins with before the words found; more are no link in whose place another may stand. */
const LINK_MAX = 6;

/** A finding without words before it that only link: 同时，; but a link in another's place is an altered one. */
function dropLinks(held: Held, draft: Draft, { mentions }: Sentence, finding: Finding): Finding {
  const first = finding.parts[0];
  if (finding.verdict !== 'altered' || !first || first.draft.from <= finding.range.from) return finding;
  const [start, end] = [draft.starts[finding.range.from] ?? 0, draft.ends[first.draft.from - 1] ?? 0];
  const names = mentions
    .filter((mention) => mention.start >= start && mention.end <= end)
    .map((mention) => ({ start: mention.start - start, end: mention.end - start }));
  if (!isOnlyLinking(draft.text.slice(start, end), names)) return finding;
  const before = tokensBefore(held, first.held.from);
  if (before > 0 && before <= LINK_MAX) return finding;
  return judgeRange(held, draft, { from: first.draft.from, to: finding.range.to });
}

/** Tokens of the same sentence before a position, counted as far as matters. */
function tokensBefore({ breaks }: Held, position: number): number {
  let count = 0;
  while (count <= LINK_MAX && breaks[position - count] !== BREAK.sentence) count++;
  return count;
}

function judgeQuotations(
  held: Held,
  draft: Draft,
  { quotations, mentions }: Sentence,
  range: Range,
  whole: Finding,
): Finding[] | null {
  const quoted = quotations
    .map(({ start, end }) => ({ from: tokenAt(draft, start), to: tokenAt(draft, end) }))
    .map(({ from, to }) => ({ from: Math.max(range.from, from), to: Math.min(range.to, to) }))
    .filter(({ from, to }) => to - from >= QUOTATION_MIN);
  if (quoted.length === 0) return null;
  const own = outsideOf(quoted, range);
  // However long the names of places and issues are, they state nothing.
  const unnamed = own.flatMap((outside) => outsideOf(tokensOf(draft, mentions, outside), outside));
  const count = sumOf(unnamed, sizeOf);
  const isOwn =
    sumOf(unnamed, (outside) => countMatched(whole, outside)) * OWN_LEAST <= count &&
    count <= Math.max(OWN_WORDS_MAX, sumOf(quoted, sizeOf)) &&
    !own.some((outside) => statesFigure(draft, outside, mentions));
  return isOwn ? quoted.map((quotation) => judgeRange(held, draft, quotation)) : null;
}

function outsideOf(quoted: readonly Range[], range: Range): Range[] {
  const outside: Range[] = [];
  let from = range.from;
  for (const quotation of quoted) {
    outside.push({ from, to: quotation.from });
    from = quotation.to;
  }
  outside.push({ from, to: range.to });
  return outside.filter((own) => own.to > own.from);
}
