/**
 * The id of a citation → what became of the words that it cites.
 *
 * An id tells where it was made (citation-id.ts), so words that stand as they did are found by rolling over the text of
 * their article. Where that text was edited, the archive (index/archive.ts) has the text that was cited, and comparing
 * the two tells what became of the words. In this order:
 *
 * 1. The words stand in their article: `unchanged`, however edits elsewhere shifted them; `moved` if they stand under
 *    another heading while the one they were cited under is still there. An article that got another title is the same
 *    one if at least half of its clauses are left in the same issue; where there is no issue, if none has its title.
 * 2. Most of them stand between what stood around them: `changed`.
 * 3. The words stand in another article, with what stood around them or at such length that they are no coincidence:
 *    `moved`; or that article holds most of the former one and the words were edited in it: `changed`.
 * 4. Other words stand in their place: `changed`.
 * 5. Otherwise they are `withdrawn`.
 */
import { type Article, headingPath, type Span } from '../../corpus/article.ts';
import { type ArchivedArticle, identityOf } from '../../index/archive.ts';
import type { Answerer } from '../answer.ts';
import { type CitationKey, hashHeading, readCitationId } from './citation-id.ts';
import { compareWords } from './citation-differences.ts';
import { citeSpan, labelOf } from '../cite.ts';
import { bestPlace, type Cited, findCited, isTelling, type Place, placesIn } from './cited-places.ts';
import type { CitationState, Cited as CitedResponse, ResolvedCitation } from '../contract-citations.ts';
import { createShareMeasure } from './follow-words.ts';
import { foldedBody, foldedWords, toOriginal } from '../folded-body.ts';
import { type Steps, workInTurns } from '../steps.ts';
import { followCitation, type Outcome } from './followed-citation.ts';

/** An article that holds this share of another one's clauses goes on with it. */
const SUCCESSOR_SHARE = 0.5;

/** Where the words stand, or what stands in their place, and whether that is another article than the cited one. */
type Resolution = Outcome & { isElsewhere: boolean };

/**
 * What became of the words that a citation's id was made of.
 *
 * @returns null for what is no id, and for one whose words no index here ever held.
 */
export async function resolveCitation(
  { store }: Pick<Answerer, 'store'>,
  id: string,
): Promise<ResolvedCitation | null> {
  const key = readCitationId(id);
  if (!key) return null;
  const articles = await store.articles();
  const homes = (await articlesByIdentity(articles)).get(key.identity) ?? [];
  const here = homes.flatMap((home) => placesIn(home, key));
  const exact = here.filter(({ isExact }) => isExact);
  const [only] = exact;
  if (only && exact.length === 1 && key.copy === 0) {
    const { article, span } = locate(only, key);
    return present(id, key, { kind: 'standing', place: only, isElsewhere: false }, describe(article, span, true));
  }

  const cited = findCited(await store.archived(key.identity), key);
  const strangers = articles.filter((article) => !homes.includes(article));
  const resolution = cited
    ? await followThrough(key, cited, homes, strangers)
    : (standing(bestPlace(here, key), false) ?? standing(await findElsewhere(key, strangers), true));
  if (resolution) return present(id, key, resolution, cited && describeCited(cited, true));
  return cited && withdrawn(id, describeCited(cited, false));
}

async function followThrough(
  key: CitationKey,
  cited: Cited,
  homes: readonly Article[],
  strangers: readonly Article[],
): Promise<Resolution | null> {
  const measure = createShareMeasure(cited.body.text);
  const replaced: Resolution[] = [];
  const followInto = async (
    list: readonly Article[],
    least: number,
    isElsewhere: boolean,
  ): Promise<Resolution | null> => {
    for (const { article, share } of await workInTurns(rank(list, least, measure))) {
      const outcome = followCitation(key, cited, article, share);
      if (!outcome) continue;
      if (outcome.kind === 'standing' || !outcome.isReplaced) return { ...outcome, isElsewhere };
      replaced.push({ ...outcome, isElsewhere });
    }
    return null;
  };
  // Articles of no issue have nothing in common: another one is the cited one only where that is gone.
  const mayBeRetitled = cited.article.issueId !== null || homes.length === 0;
  const isSameIssue = ({ series, issueId, digest }: Article): boolean =>
    mayBeRetitled &&
    series === cited.article.series &&
    issueId === cited.article.issueId &&
    digest === cited.article.digest;
  const ofOtherIssues = strangers.filter((article) => !isSameIssue(article));
  return (
    (await followInto(homes, 0, false)) ??
    (await followInto(strangers.filter(isSameIssue), SUCCESSOR_SHARE, false)) ??
    standing(await findElsewhere(key, strangers), true) ??
    (await followInto(ofOtherIssues, SUCCESSOR_SHARE, true)) ??
    replaced[0] ??
    null
  );
}

/** The articles that hold at least a share of an earlier text, the one with most of it first. */
function* rank(
  articles: readonly Article[],
  least: number,
  measure: ReturnType<typeof createShareMeasure>,
): Steps<{ article: Article; share: number }[]> {
  const ranked: { article: Article; share: number }[] = [];
  for (const article of articles) {
    const share = measure(foldedWords(article), least);
    if (share >= least) ranked.push({ article, share });
    yield;
  }
  return ranked.sort((one, other) => other.share - one.share);
}

/** The words in another article than their own, where they are no coincidence. */
function findElsewhere(key: CitationKey, strangers: readonly Article[]): Promise<Place | null> {
  return workInTurns(lookFor(key, strangers));
}

function* lookFor(key: CitationKey, strangers: readonly Article[]): Steps<Place | null> {
  const places: Place[] = [];
  for (const article of strangers) {
    places.push(...placesIn(article, key).filter((place) => isTelling(place, key)));
    yield;
  }
  return bestPlace(places, key);
}

function standing(place: Place | null, isElsewhere: boolean): Resolution | null {
  return place && { kind: 'standing', place, isElsewhere };
}

/** Identities are asked for each time. */
const identified = new WeakMap<readonly Article[], Promise<Map<string, Article[]>>>();

function articlesByIdentity(articles: readonly Article[]): Promise<Map<string, Article[]>> {
  let known = identified.get(articles);
  if (!known) identified.set(articles, (known = workInTurns(identify(articles))));
  return known;
}

function* identify(articles: readonly Article[]): Steps<Map<string, Article[]>> {
  const byIdentity = new Map<string, Article[]>();
  for (const article of articles) {
    const identity = identityOf(article);
    const alike = byIdentity.get(identity);
    if (alike) alike.push(article);
    else byIdentity.set(identity, [article]);
    yield;
  }
  return byIdentity;
}

function locate({ article, at }: Place, { length }: CitationKey): { article: Article; span: Span } {
  return { article, span: toOriginal(article, foldedBody(article), { start: at, end: at + length }) };
}

function present(id: string, key: CitationKey, found: Resolution, cited: CitedResponse | null): ResolvedCitation {
  const { article, span } = found.kind === 'standing' ? locate(found.place, key) : found;
  const text = article.text.slice(span.start, span.end);
  const state = stateOf(key, found, article, span);
  const differences = state === 'changed' && cited?.text ? compareWords(cited.text, text) : [];
  return { id, state, citation: citeSpan(article, span), text, ...span, cited, differences };
}

function stateOf(
  key: CitationKey,
  { kind, isElsewhere }: Resolution,
  article: Article,
  { start }: Span,
): CitationState {
  if (kind === 'edited') return 'changed';
  return isElsewhere || isUnderOtherHeading(key, article, start) ? 'moved' : 'unchanged';
}

/** A heading that was only reworded, or that the words are still below, moves nothing. */
function isUnderOtherHeading({ section }: CitationKey, article: Article, position: number): boolean {
  const path = headingPath(article, position).map(hashHeading);
  if (path.includes(section) || section === hashHeading(undefined)) return false;
  return article.sections.some(({ heading }) => hashHeading(heading) === section);
}

function withdrawn(id: string, cited: CitedResponse): ResolvedCitation {
  return { id, state: 'withdrawn', citation: null, text: null, start: null, end: null, cited, differences: [] };
}

function describeCited({ article, body, span }: Cited, withText: boolean): CitedResponse {
  return describe(article, toOriginal(article, body, span), withText);
}

function describe(article: ArchivedArticle, { start, end }: Span, withText: boolean): CitedResponse {
  const { title, byline, series, issue, issueId, publishedOn, digest } = article;
  const section = headingPath(article, start);
  const label = labelOf(article, section);
  const text = withText ? article.text.slice(start, end) : null;
  return { articleTitle: title, byline, series, issue, issueId, publishedOn, digest, section, label, text };
}
