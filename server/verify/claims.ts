/** What a draft says of where its words are from: places and issues that it names, and whether an article is of them. */
import type { Article, Span } from '../../corpus/article.ts';
import { headingPath } from '../../corpus/article.ts';
import { type Division, findPlaces } from '../../corpus/places.ts';
import { simplifyEvenly } from '../../corpus/simplify.ts';
import { fold, readNumeral } from '../../corpus/text.ts';
import { longestEntryAt, type Vocabulary } from '../vocabulary.ts';

/** A place or an issue that a draft names. */
export interface Mention extends Span {
  kind: 'place' | 'issue';
  /** What it is called in messages: 天等县, 2018年第14期. */
  name: string;
  /** Of an issue: its id, where the year is known. */
  issueId: string | null;
  /** Whether an article is of this place or stands in this issue; of a place also words that name it. */
  fits: (article: Article, span: Span) => boolean;
}

/** The places and issues that a text names, in order. `segment` tells words, so that 大化 in 最大化 is none. */
export function findMentions(
  text: string,
  vocabulary: Vocabulary,
  articles: readonly Article[],
  segment: (text: string) => string[],
): Mention[] {
  const simplified = simplifyEvenly(text);
  const places = findPlaceMentions(simplified, vocabulary, segment);
  return [...places, ...findIssueMentions(simplified, articles)].sort((a, b) => a.start - b.start);
}

function findPlaceMentions(text: string, vocabulary: Vocabulary, segment: (text: string) => string[]): Mention[] {
  const divisions = new Map(findPlaces(text, vocabulary.province, true).map((mention) => [mention.start, mention]));
  const boundaries = boundariesOf(text, segment);
  const mentions: Mention[] = [];
  for (let at = 0; at < text.length; at++) {
    const entry = longestEntryAt(text, at, vocabulary);
    const division = divisions.get(at);
    const length = Math.max(entry?.length ?? 0, division ? division.end - at : 0);
    if (length === 0 || !(boundaries.has(at) || boundaries.has(at + length))) continue;
    const isProvince = division?.division.code.endsWith('0000') === true && !entry;
    const printed = text.slice(at, at + length);
    const end = at + length + (/^[县市区](?![长委直域])/u.test(text.slice(at + length, at + length + 2)) ? 1 : 0);
    if (!isProvince) {
      const held = entry && entry.length === length ? entry.entry : null;
      const name = held?.name ?? division?.division.name ?? printed;
      const fits = fitsPlace(held?.articleIds ?? new Set(), division?.division ?? null, printed);
      push(mentions, { kind: 'place', start: at, end, name, issueId: null, fits });
    }
    at = end - 1;
  }
  return mentions;
}

/** A county behind its city is one place, the narrower. */
function push(mentions: Mention[], mention: Mention): void {
  const last = mentions.at(-1);
  if (last && last.end === mention.start) mentions[mentions.length - 1] = { ...mention, start: last.start };
  else mentions.push(mention);
}

function boundariesOf(text: string, segment: (text: string) => string[]): Set<number> {
  const boundaries = new Set([0]);
  let at = 0;
  for (const word of segment(text)) boundaries.add((at += word.length));
  return boundaries;
}

function fitsPlace(articleIds: ReadonlySet<string>, division: Division | null, printed: string): Mention['fits'] {
  const names = [printed, division?.fullName, division?.shortName].flatMap((name) => (name ? [fold(name)] : []));
  return (article, span) => {
    if (articleIds.has(article.id)) return true;
    if (division && article.places.some((place) => isWithin(place, division))) return true;
    const around = fold([...headingPath(article, span.start), paragraphsAt(article, span)].join('\n'));
    return names.some((name) => around.includes(name));
  };
}

/** Whether a place lies in a city or is it. */
function isWithin(place: string, division: Division): boolean {
  const prefix = division.code.replace(/(?:00){1,2}$/u, '');
  return findPlaces(place, division.code.slice(0, 2), false).some((mention) =>
    mention.division.code.startsWith(prefix),
  );
}

function paragraphsAt({ text, paragraphs }: Article, span: Span): string {
  return paragraphs
    .filter(({ start, end }) => start < span.end && end > span.start)
    .map(({ start, end }) => text.slice(start, end))
    .join('\n');
}

const ISSUE =
  /(?:(?<year>(?:19|20)\d{2})\s{0,4}年\s{0,4})?(?<total>总\s{0,4})?第\s{0,4}(?<number>\d{1,4}|[一二三四五六七八九十]{1,3})\s{0,4}期/gu;

function findIssueMentions(text: string, articles: readonly Article[]): Mention[] {
  // Full-width digits are as wide in code units as their half-width forms.
  const narrow = text.replace(/[０-９]/gu, (digit) => digit.normalize('NFKC'));
  return [...narrow.matchAll(ISSUE)].flatMap((match) => {
    const { year, total, number: printed = '' } = match.groups ?? {};
    const number = readNumeral(printed);
    if (number === null) return [];
    const ids = new Set(articles.flatMap((article) => issueIdsOf(article, year, total !== undefined, number)));
    const [only] = ids.size === 1 ? ids : [];
    const issueId = only ?? (year !== undefined && total === undefined ? `${year}-${number}` : null);
    const name = `${year === undefined ? '' : `${year}年`}${total === undefined ? '' : '总'}第${number}期`;
    const fits = (article: Article): boolean => article.issueId !== null && ids.has(article.issueId);
    const start = match.index;
    return [{ kind: 'issue', start, end: start + match[0].length, name, issueId, fits } satisfies Mention];
  });
}

function issueIdsOf({ issueId, issue }: Article, year: string | undefined, isTotal: boolean, number: number): string[] {
  if (issueId === null) return [];
  const isNumber = isTotal ? issue?.includes(`总第${number}期`) === true : issueId.endsWith(`-${number}`);
  return isNumber && (year === undefined || issueId.startsWith(`${year}-`)) ? [issueId] : [];
}
