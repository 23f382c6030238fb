/**
 * A question without the parts of its reading that the reader took away: a place by its name, a topic word, an issue id
 * (2018-14), a year (2018年).
 *
 * Pure: the reading is given as a function, and the words and places as `readQuery` has them.
 */
import { FUNCTION_WORDS } from './function-words.ts';
import { findNamedPlaces } from './named-places.ts';
import { namesIssue, type Query, type QueryContext } from './query.ts';

interface Span {
  start: number;
  end: number;
}

type Reading = Pick<QueryContext, 'vocabulary' | 'segment'>;

/**
 * The query of what is left of a question, read standing alone. The query itself where nothing named is part of it, or
 * where nothing would be left to search for.
 */
export function leaveOut(
  query: Query,
  without: readonly string[],
  reading: Reading,
  read: (question: string) => Query,
): Query {
  const left = textWithout(query, without, reading);
  if (left === null) return query;
  const rest = read(left);
  return hasContent(rest) ? rest : query;
}

function hasContent(query: Query): boolean {
  return query.places.length > 0 || query.topic.length > 0 || namesIssue(query);
}

/** What is left of the question as understood; null where none of the parts stands in it. */
export function textWithout(
  query: Pick<Query, 'understood' | 'printedIn'>,
  without: readonly string[],
  reading: Reading,
): string | null {
  // The words of a reading are those of the text in its plain forms, which the question as written need not have.
  for (const text of [query.understood, query.understood.normalize('NFKC')]) {
    let left = text;
    for (const part of without) left = removeSpans(left, spansOf(part, left, query.printedIn, reading), reading);
    if (left !== text) return left;
  }
  return null;
}

/** Where a part stands in a text: as a place, else as an issue or a year, else as a word. */
function spansOf(part: string, text: string, printedIn: string | null, reading: Reading): Span[] {
  const places = findNamedPlaces(text, reading.segment(text), reading.vocabulary).filter(({ name }) => name === part);
  if (places.length > 0) return places;
  const [, issueYear, issue] = /^((?:19|20)\d{2})-0*(\d{1,4})$/u.exec(part) ?? [];
  if (issueYear && issue) return matchesOf(issuePattern(issueYear, issue, printedIn), text);
  const year = /^((?:19|20)\d{2})年?$/u.exec(part)?.[1];
  const years = year ? matchesOf(new RegExp(`${year}\\s*年(?:[度底初末里]|以来|期间)?`, 'gu'), text) : [];
  return years.length > 0 ? years : wordSpans(part, text, reading);
}

/** An issue is named by its number, or by the month of its printing. */
function issuePattern(year: string, issue: string, printedIn: string | null): RegExp {
  const isMonth = printedIn?.startsWith(year) ?? false;
  const month = isMonth ? `|${year}年0?${Number(printedIn?.slice(5))}月(?:份|\\d{1,2}日)?(?:印发|出|印|发)?` : '';
  return new RegExp(
    `(?:(?:${year}\\s*年\\s*的?)?第\\s*0*${issue}\\s*期${month})(?:的?(?:那|这|各)?(?:一|几)?(?:期|简报))*`,
    'gu',
  );
}

function matchesOf(pattern: RegExp, text: string): Span[] {
  return [...text.matchAll(pattern)].map(({ 0: match, index }) => ({ start: index, end: index + match.length }));
}

/** A word where it is one (车间, not in 扶贫车间); where it is none, as what stands in quotation marks, wherever it stands. */
function wordSpans(word: string, text: string, { segment }: Reading): Span[] {
  let at = 0;
  const words = segment(text).map((token) => ({ token, start: at, end: (at += token.length) }));
  const quoted = matchesOf(new RegExp(`[“"「『《]?${escapePattern(word)}[”"」』》]?`, 'gu'), text);
  const isWord = ({ start, end }: Span): boolean =>
    words.some((span) => span.token === word && span.start >= start && span.end <= end);
  const found = quoted.filter(isWord);
  return found.length > 0 ? found : quoted;
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&');
}

const JOINER = '[和与及跟、,，]';
const JOINER_BEFORE = new RegExp(`${JOINER}\\s*$`, 'u');
const JOINER_AFTER = new RegExp(`^\\s*${JOINER}`, 'u');

/** A text without the spans, from the last to the first, and without what only tied them to the rest. */
function removeSpans(text: string, spans: readonly Span[], reading: Reading): string {
  let left = text;
  for (const { start, end } of [...spans].sort((a, b) => b.start - a.start)) {
    left = join(left.slice(0, start), left.slice(end), reading);
  }
  return spans.length === 0 ? left : tidy(left);
}

function join(before: string, after: string, { segment }: Reading): string {
  if (JOINER_BEFORE.test(before)) return before.replace(JOINER_BEFORE, '') + after;
  if (JOINER_AFTER.test(after)) return before + after.replace(JOINER_AFTER, '');
  if (/^\s*的/u.test(after)) return before + after.replace(/^\s*的/u, '');
  const next = segment(after.trim())[0] ?? '';
  const endsHere = next === '' || /^\P{L}/u.test(next) || FUNCTION_WORDS.has(next);
  return (endsHere ? before.replace(/(?:的|在|于|从)\s*$/u, '') : before) + after;
}

/** Empty quotation marks, doubled spaces and what stands before the first word or after the last are not part of it. */
function tidy(text: string): string {
  return text
    .replace(/[“"「『《]\s*[”"」』》]/gu, '')
    .replace(/(?<!\s)\s+(?=[：:，,。？?！!、])|(?<=[：:])\s+/gu, '')
    .replace(/\s{2,}/gu, ' ')
    .replace(/^[\s：:，,。、；;？?！!的]+/u, '')
    .trim();
}
