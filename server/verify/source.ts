/** Whether the source that a draft claims for words is theirs. */
import type { Article, Span } from '../../corpus/article.ts';
import type { Mention } from './claims.ts';
import { type Finding, placesOf } from './finding.ts';
import { articleNumberAt, type Held } from './text-index.ts';
import type { Range } from './search.ts';
import type { Tokens } from './tokens.ts';

/** The article of tokens held and what they span in it. */
export function spanHeld(held: Held, { from, to }: Range): { article: Article; span: Span } {
  const article = held.articles[articleNumberAt(held, from)];
  if (!article || to <= from) throw new RangeError(`tokens ${from}–${to} stand in no article`);
  return { article, span: { start: held.starts[from] ?? 0, end: held.ends[to - 1] ?? 0 } };
}

/** What a draft names and the words found do not: that is said of their source. */
export function claimsOf(draft: Tokens, mentions: readonly Mention[], findings: readonly Finding[]): Mention[] {
  const near = findings.filter(({ verdict }) => verdict !== 'not_found');
  const runs = near.flatMap(({ parts }) => parts.flatMap((part) => part.runs));
  return mentions.filter(({ start, end }) => {
    return !runs.some((run) => {
      const last = run.draft + run.length - 1;
      return (draft.starts[run.draft] ?? 0) <= start && end <= (draft.ends[last] ?? 0);
    });
  });
}

/** Whether an article's words are of the places and the issues claimed; of several places or issues one is enough. */
export function fitsClaims(claims: readonly Mention[], article: Article, span: Span): boolean {
  return (['place', 'issue'] as const).every((kind) => {
    const ofKind = claims.filter((claim) => claim.kind === kind);
    return ofKind.length === 0 || ofKind.some((claim) => claim.fits(article, span));
  });
}

/** Parts of fewer tokens stand in too many places to be anybody's. */
const OWNED_MIN = 8;

/**
 * Where words that are held word for word stand in keeping with the claims; null where some of them do so nowhere. The
 * same words may stand in several articles, and any of them will do.
 */
export function findFitting(held: Held, { parts }: Finding, claims: readonly Mention[]): Range | null {
  const largest = [...parts].sort((a, b) => b.matched - a.matched);
  const owned = largest.filter((part, index) => index === 0 || part.matched >= OWNED_MIN);
  const fitting = owned.map((part) =>
    placesOf(held, part).find((range) => {
      const { article, span } = spanHeld(held, range);
      return fitsClaims(claims, article, span);
    }),
  );
  return fitting.every((range) => range !== undefined) ? (fitting[0] ?? null) : null;
}

/** What stands for the place that an article is about: 该县, 全村. */
const STANDS_FOR_PLACE = /[该我全本][县区市镇乡村]/gu;
/** Tokens around a difference within which the name of a place is completed. */
const AROUND = 6;

/**
 * Of the differences of a finding, the places claimed that stand where the article names or means its own: true words
 * given to another place.
 */
export function findSwaps(
  held: Held,
  draft: Tokens,
  finding: Finding,
  claims: readonly Mention[],
  findPlaces: (text: string) => readonly Mention[],
): Mention[] {
  return finding.differences.flatMap((difference) => {
    if (difference.kind !== 'words' || !difference.draft || !difference.held) return [];
    const start = draft.starts[difference.draft.from] ?? 0;
    const end = draft.ends[difference.draft.to - 1] ?? 0;
    const named = claims.find((claim) => claim.kind === 'place' && claim.start < end && claim.end > start);
    if (!named) return [];
    const { article, span } = spanHeld(held, difference.held);
    const from = held.starts[Math.max(difference.held.from - AROUND, 0)] ?? 0;
    // Tokens before an article's first are another article's.
    const around = { start: from > span.start ? 0 : from, end: span.end + AROUND };
    const text = article.text.slice(around.start, around.end);
    const overlaps = (at: number, length: number): boolean =>
      around.start + at < span.end && around.start + at + length > span.start;
    const isMeant = [...text.matchAll(STANDS_FOR_PLACE)].some((match) => overlaps(match.index, match[0].length));
    const isNamed = findPlaces(text).some(
      (place) => overlaps(place.start, place.end - place.start) && article.places.some((own) => place.name === own),
    );
    return (isMeant || isNamed) && !named.fits(article, span) ? [named] : [];
  });
}
