/** The lines at the head of an article: title, subtitle, author's mark, and what stands above the title. */
import type { Article, Span } from '../article.ts';
import { cellsOf } from '../table.ts';
import { endsSentence } from '../text.ts';
import { readMarker } from './markers.ts';

/** A title, all its lines together, is no longer than this. */
export const TITLE_MAX = 80;

/** The author behind a mark such as □ has no more characters than this. */
const AUTHOR_MAX = 40;

/** A printed title line holds about this many characters; a space beyond it is where the line was full. */
const TITLE_LINE = 16;

/** Text is wrapped at about this many characters or more. */
const WRAPPED_LINE = 24;

/** Particles, conjunctions and marks that no title ends with. */
const OPEN_ENDING = /[的和与及或把将对在为向以，,、：:]$/u;

const DATE = /^\d{4}\s*年\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?$/u;

/** A line such as “各民族同步奔小康”征文之十四, which names the column an article appears in. */
export function isKicker(line: string): boolean {
  return (
    /(?:征文|专栏|连载|系列(?:报道|文章)?|选登|摘登)(?:之?[一二三四五六七八九十\d]*)?(?:[（(]摘编[）)])?$/u.test(
      line,
    ) && line.length <= 40
  );
}

/** Whether a line can be (part of) a title: short, not numbered, not a sentence nor the uncut part of one. */
export function isTitleLine(line: string): boolean {
  const isClause = /[。；;]|[，,、：:！!]$/u.test(line) || (/[，,、]/u.test(line) && line.length > TITLE_MAX / 2);
  return line.length <= TITLE_MAX && readMarker(line) === null && !isClause && !isByline(line) && !DATE.test(line);
}

/** Whether a line can be the first half of a title that was cut behind a comma or colon. */
export function isOpenTitleLine(line: string): boolean {
  return /[，,、：:]$/u.test(line) && line.length <= TITLE_MAX / 2 && isTitleLine(line.slice(0, -1));
}

/** Whether a line below a title is rather the first of a paragraph that was wrapped: as long as one, with a comma. */
export function isWrappedText(line: string): boolean {
  return line.length >= WRAPPED_LINE && /[，,、]/u.test(line) && !isSubtitle(line);
}

/** Whether a line is a subtitle: it begins with a dash. */
export function isSubtitle(line: string): boolean {
  return /^(?:—|–|―|--)/u.test(line) && line.length <= TITLE_MAX && !endsSentence(line);
}

/** Whether a line says what the figures of a table are counted in: 单位：万元. */
export function isUnit(line: string): boolean {
  return /^[（(]?\p{Script=Han}{0,2}单位[：:]\s{0,2}[\p{Script=Han}、，/]{1,12}[）)]?$/u.test(line);
}

/** A byline stands alone in brackets and is not a sentence. */
export function isByline(line: string): boolean {
  return /^[（(](?:[^（）()。；！？]|[（(][^（）()]*[)）]){2,48}[)）]$/u.test(line) && readMarker(line) === null;
}

/** The words of a byline without its brackets. */
export function readByline(line: string): string {
  return line.slice(1, -1).trim();
}

/** The author in a line such as □ 陈光科, or null. */
export function readAuthorMark(line: string): string | null {
  const behind = /^[□■◇◆●○](.*)$/u.exec(line)?.[1];
  if (behind === undefined) return null;
  const name = behind.trimStart();
  return [...behind].length >= 2 && [...name].length <= AUTHOR_MAX ? name.trimEnd() : null;
}

/**
 * Makes a title whole. Bulletins set a space both for the caesura between the two halves of a title (脱贫有方 攻坚有路)
 * and where the printed line was full. The second kind is closed: where what stands before the space is as long as a
 * line, or ends in a particle that cannot end a phrase. A space within quotation marks is the slogan's own.
 */
export function joinTitleLines(lines: string[]): string {
  let title = '';
  let lastLength = 0;
  for (const line of lines) {
    const words = closeLineBreaks(line);
    title = title === '' || isSubtitle(line) ? title + words : joinHalves(title, words, lastLength);
    lastLength = line.length;
  }
  return title;
}

function closeLineBreaks(line: string): string {
  let whole = '';
  for (const part of line.trim().split(/\s+/u)) {
    whole = whole === '' ? part : joinHalves(whole, part, whole.length - (whole.lastIndexOf(' ') + 1));
  }
  return whole;
}

/** Joins two halves of a title; `lineLength` is how much of a printed line the first one fills. */
function joinHalves(first: string, second: string, lineLength: number): string {
  const inQuotes = (first.match(/“/gu)?.length ?? 0) > (first.match(/”/gu)?.length ?? 0);
  const atLineEnd = lineLength >= TITLE_LINE || OPEN_ENDING.test(first);
  const closes = atLineEnd && !inQuotes && !isAscii(first.at(-1)) && !isAscii(second[0]);
  return closes ? first + second : `${first} ${second}`;
}

function isAscii(character: string | undefined): boolean {
  return character !== undefined && character <= '\u007f';
}

/** To whom a document or a speech goes: 各县（区）人民政府，市直各部门： */
export function isAddressee(line: string): boolean {
  return line.length <= ADDRESSEE_MAX && /[：:]$/u.test(line) && !/[。；！？]/u.test(line) && readMarker(line) === null;
}

const ADDRESSEE_MAX = 160;

/** A title for a text that has none: the first clause behind the editor's note and the address to the readers. */
export function titleFromBody({ text: whole, paragraphs }: Pick<Article, 'text' | 'paragraphs'>): string {
  const bodies = paragraphs.filter(({ role }) => role !== 'note');
  const words = bodies.filter(({ role }) => role !== 'row');
  const first = words.find(({ start, end }) => !isAddressee(whole.slice(start, end))) ?? words[0];
  // A row is no title; what its table is of is told by the names of its columns.
  if (!first && bodies[0]) return columnsOf(whole.slice(bodies[0].start, bodies[0].end));
  return titleFromWords(whole, first ?? paragraphs[0]);
}

function columnsOf(row: string): string {
  return cellsOf(row)
    .map(({ start, end }) => row.slice(start, end))
    .filter(Boolean)
    .join('、')
    .slice(0, TITLE_FROM_BODY_MAX);
}

const TITLE_FROM_BODY_MAX = 40;

function titleFromWords(whole: string, first: Span | undefined): string {
  const text = whole.slice(first?.start, first?.end);
  const sentence = /^[^。！？；\n]+/u.exec(text)?.[0] ?? text;
  if (sentence.length <= TITLE_FROM_BODY_MAX) return sentence.trim();
  const clause = /^[^，：,:]{4,40}/u.exec(sentence)?.[0] ?? sentence.slice(0, TITLE_FROM_BODY_MAX);
  return clause.trim();
}
