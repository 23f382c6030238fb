/** Where the words of a citation's id stand: in the articles held, and in the earlier texts that the archive holds. */
import type { Article, Span } from '../../corpus/article.ts';
import type { ArchivedArticle } from '../../index/archive.ts';
import { type CitationKey, CONTEXT, findWords, standsAs, surroundingsAt } from './citation-id.ts';
import { foldedBody, type FoldedBody, foldedWords } from '../folded-body.ts';

/** A place where the cited words stand. */
export interface Place<Of extends ArchivedArticle = Article> {
  article: Of;
  /** Folded offset of the words. */
  at: number;
  /** Whether everything around them is as it was. */
  isExact: boolean;
  /** How much of it is, 0–3: the words in front, those behind, the beginning of the article. */
  evidence: number;
}

/** What was cited, as an earlier index held it. */
export interface Cited {
  article: ArchivedArticle;
  body: FoldedBody;
  /** The cited words, in the folded text. */
  span: Span;
  /** Folded offsets of the same words elsewhere in that text. */
  others: number[];
}

/** At the edge of an article so little stands next to words that it is no evidence. */
const EVIDENCE_MIN = CONTEXT / 3;

/** Words of at least this many folded code units stand nowhere else by coincidence. */
const TELLING_LENGTH = 30;

/** Whether words that were found are the cited ones, rather than the same few words that others use as well. */
export function isTelling({ evidence }: Pick<Place, 'evidence'>, { length }: CitationKey): boolean {
  return evidence > 0 || length >= TELLING_LENGTH;
}

/** Every place in an article where the words of a key stand. */
export function placesIn<Of extends ArchivedArticle>(article: Of, key: CitationKey): Place<Of>[] {
  return findWords(foldedWords(article), key).map((at) => {
    const body = foldedBody(article);
    const found = surroundingsAt(article, body, key, at);
    const isBefore = found.before === key.before && at >= EVIDENCE_MIN;
    const isAfter = found.after === key.after && body.text.length - at - key.length >= EVIDENCE_MIN;
    const evidence = Number(isBefore) + Number(isAfter) + Number(found.opening === key.opening);
    return { article, at, isExact: standsAs(key, found), evidence };
  });
}

/** The place with most evidence; of those that nothing tells apart, the one that the key counts to. */
export function bestPlace<Of extends ArchivedArticle>(
  places: readonly Place<Of>[],
  key: CitationKey,
): Place<Of> | null {
  const rank = ({ isExact, evidence }: Place<Of>): number => evidence + Number(isExact);
  const most = Math.max(...places.map(rank));
  const best = places.filter((place) => rank(place) === most);
  return best[Math.max(0, key.copy - 1)] ?? best.at(-1) ?? null;
}

/** What a key cites, out of the texts that its article had, the latest first; null where none of them holds the words. */
export function findCited(versions: readonly ArchivedArticle[], key: CitationKey): Cited | null {
  // The places of one version only, since the key counts within an article.
  const best = versions.flatMap((version) => bestPlace(placesIn(version, key), key) ?? []);
  const place = best.reduce<Place<ArchivedArticle> | null>(
    (chosen, next) => (chosen && chosen.evidence >= next.evidence ? chosen : next),
    null,
  );
  if (!place) return null;
  const { article, at } = place;
  const others = placesIn(article, key).flatMap((other) => (other.at === at ? [] : other.at));
  return { article, body: foldedBody(article), span: { start: at, end: at + key.length }, others };
}
