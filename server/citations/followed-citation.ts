/** What became of cited words in a later text of their article: still there, edited, replaced, or gone. */
import type { Article, Span } from '../../corpus/article.ts';
import { splitSentences, trimSpan } from '../../corpus/text.ts';
import type { CitationKey } from './citation-id.ts';
import { bestPlace, type Cited, isTelling, type Place, placesIn } from './cited-places.ts';
import { type Followed, alignTexts, followSpan, type Run } from './follow-words.ts';
import { foldedBody, toOriginal } from '../folded-body.ts';

export type Outcome =
  | { kind: 'standing'; place: Place }
  /** Edited words in the article's text; `isReplaced` where hardly any of the cited ones are left in them. */
  | { kind: 'edited'; article: Article; span: Span; isReplaced: boolean };

/** The share of the cited words that has to be left in edited ones; with less, other words stand in their place. */
const KEPT_MIN = 0.25;

/** What stands in the place of cited words is at most so many times as long, or the passage is gone. */
const REPLACEMENT_MAX = 3;

/** Articles that share less of their clauses have hardly anything but their title in common. */
export const SHARE_MIN = 0.2;

/**
 * Follows cited words into a text that their article has at present.
 *
 * @param share of the earlier text's clauses that the present one holds, 0–1
 */
export function followCitation(key: CitationKey, cited: Cited, article: Article, share: number): Outcome | null {
  const body = foldedBody(article);
  const runs = alignTexts(cited.body.text, body.text);
  const words = cited.body.text.slice(cited.span.start, cited.span.end);
  const follow = (span: Span): Followed => followSpan(runs, span, body.text.length);
  const standsWhole = (span: Span | null): span is Span =>
    span !== null && body.text.slice(span.start, span.end) === words;

  const places = placesIn(article, key).filter((place) => share >= SHARE_MIN || isTelling(place, key));
  const followed = follow(cited.span);
  if (standsWhole(followed.span)) {
    const place = places.find(({ at }) => at === followed.span?.start);
    return place ? { kind: 'standing', place } : null;
  }

  // Words that stood twice still stand where the others do.
  const others = cited.others.map((at) => follow({ start: at, end: at + key.length }).span).filter(standsWhole);
  const free = places.filter(({ at }) => others.every(({ start }) => start !== at));
  const place = bestPlace(free, key);
  if (place) return { kind: 'standing', place };

  return editedWords(article, followed, key.length, runs, share);
}

function editedWords(
  article: Article,
  { room, span, kept }: Followed,
  length: number,
  runs: readonly Run[],
  share: number,
): Outcome | null {
  const body = foldedBody(article);
  if (room.end <= room.start) return null;
  const bounds = toOriginal(article, body, room);
  if (span && kept >= KEPT_MIN * length) {
    return {
      kind: 'edited',
      article,
      span: wholeSentences(article, toOriginal(article, body, span), bounds),
      isReplaced: false,
    };
  }
  const isRoomKnown = runs.length > 0 && share >= SHARE_MIN && room.end - room.start <= REPLACEMENT_MAX * length;
  if (!isRoomKnown || !/[\p{L}\p{N}]/u.test(body.text.slice(room.start, room.end))) return null;
  return { kind: 'edited', article, span: trimSpan(article.text, bounds), isReplaced: true };
}

/** The sentences that hold a span, as far as they reach within the bounds. */
function wholeSentences({ text }: Article, span: Span, bounds: Span): Span {
  const sentences = splitSentences(text, { start: 0, end: text.length });
  const first = sentences.find(({ end }) => end > span.start);
  const last = sentences.find(({ end }) => end >= span.end);
  const start = Math.min(span.start, Math.max(first?.start ?? span.start, bounds.start));
  const end = Math.max(span.end, Math.min(last?.end ?? span.end, bounds.end));
  return trimSpan(text, { start, end });
}
