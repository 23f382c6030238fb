/** The lines at the head of an article: title, subtitle, author's mark, and what stands above the title. */
import { endsSentence } from '../text.ts';
import { readMarker } from './markers.ts';

/** A title, all its lines together, is no longer than this. */
const TITLE_MAX = 80;

/** A printed title line holds about this many characters; a space beyond it is where the line was full. */
const TITLE_LINE = 16;

/** Particles and conjunctions that no phrase ends with. */
const OPEN_ENDING = /[的和与及或把将对在为向以]$/u;

/** A line such as “各民族同步奔小康”征文之十四, which names the column an article appears in. */
export function isKicker(line: string): boolean {
  return /(?:征文|专栏|连载|系列(?:报道|文章)?|选登|摘登)(?:之?[一二三四五六七八九十\d]*)?(?:[（(]摘编[）)])?$/u.test(line) && line.length <= 40;
}

/** Whether a line can be (part of) a title: short, not numbered, not a sentence nor the uncut part of one. */
export function isTitleLine(line: string): boolean {
  const isClause = /[。；;]|[，,、：:！!]$/u.test(line) || (/[，,、]/u.test(line) && line.length > TITLE_MAX / 2);
  return line.length <= TITLE_MAX && readMarker(line) === null && !isClause && !isByline(line);
}

/** Whether a line is a subtitle: it begins with a dash. */
export function isSubtitle(line: string): boolean {
  return /^(?:—|–|―|--)/u.test(line) && line.length <= TITLE_MAX && !endsSentence(line);
}

/** A byline stands alone in brackets and is not a sentence. */
export function isByline(line: string): boolean {
  return /^[（(][^（）()。；！？]{2,48}[)）]$/u.test(line);
}

/** The words of a byline without its brackets. */
export function readByline(line: string): string {
  return line.slice(1, -1).trim();
}

/** The author in a line such as □ 陈光科, or null. */
export function readAuthorMark(line: string): string | null {
  return /^[□■◇◆●○]\s*(.{2,40})$/u.exec(line)?.[1]?.trim() ?? null;
}

/**
 * Makes a title whole. Bulletins set a space both for the caesura between the two halves of a title (脱贫有方 攻坚有路)
 * and where the printed line was full. The second kind is closed: where what stands before the space is as long as a
 * line, or ends in a particle that cannot end a phrase. A space within quotation marks is the slogan's own.
 */
export function joinTitleLines(lines: string[]): string {
  let title = '';
  for (const line of lines) {
    if (title === '' || isSubtitle(line)) title += closeLineBreaks(line);
    else title = closeLineBreaks(`${title} ${line}`);
  }
  return title;
}

function closeLineBreaks(line: string): string {
  let whole = '';
  for (const part of line.trim().split(/[\s\u3000]+/u)) {
    const inQuotes = (whole.match(/“/gu)?.length ?? 0) > (whole.match(/”/gu)?.length ?? 0);
    const sinceSpace = whole.length - (whole.lastIndexOf(' ') + 1);
    const atLineEnd = sinceSpace >= TITLE_LINE || OPEN_ENDING.test(whole);
    if (whole === '' || (atLineEnd && !inQuotes && !isAscii(whole.at(-1)) && !isAscii(part[0]))) whole += part;
    else whole += ` ${part}`;
  }
  return whole;
}

function isAscii(character: string | undefined): boolean {
  return character !== undefined && character <= '\u007f';
}

/** A title for a text that has none: its first clause. */
export function titleFromText(text: string): string {
  const sentence = /^[^。！？；\n]+/u.exec(text)?.[0] ?? text;
  if (sentence.length <= 40) return sentence.trim();
  const clause = /^[^，：,:]{4,40}/u.exec(sentence)?.[0] ?? sentence.slice(0, 40);
  return clause.trim();
}
