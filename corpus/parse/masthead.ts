/** The masthead at the head of a bulletin: series, year, number, publisher. */
import { type Block, textOf } from './blocks.ts';
import { readIssuers } from './issuer.ts';

/** What the masthead and the imprint tell of an issue. */
export interface Masthead {
  series: string;
  issueId: string;
  issue: string;
  year: number;
  publisher: string | null;
  publishedOn: string | null;
  digest: boolean;
}

export interface MastheadBlocks {
  masthead: Masthead;
  /** How many blocks the masthead takes. */
  length: number;
}

/** The masthead stands within the first lines of a file. */
const MASTHEAD_LINES = 12;

const SERIES_END = '(?:简报|快报|通报|专报|要报|要情|信息|动态)(?:[（(]摘编[）)])?$';
const SERIES = new RegExp(`^[^，。；：]{2,30}${SERIES_END}`, 'u');
/** What a series is, on a line below its name. */
const SERIES_KIND = new RegExp(`^${SERIES_END}`, 'u');
const ISSUE =
  /^[〔[(]?(\d{4})[〕\])]?\s*(?:年\s*)?第\s*(\d{1,4})\s*期[\s,]*(?:(?:\(\s*)?总\s*(?:第\s*)?(\d{1,5})\s*期\s*\)?)?$/u;
/** The number alone, where the year stands in the date; and the running number on a line of its own. */
const NUMBER = /^第\s*(\d{1,4})\s*期[\s,]*(?:(?:\(\s*)?总\s*(?:第\s*)?(\d{1,5})\s*期\s*\)?)?$/u;
const TOTAL = /^\(?\s*总\s*(?:第\s*)?(\d{1,5})\s*期\s*\)?$/u;
const DATE = '(\\d{4})\\s*年\\s*(\\d{1,2})\\s*月\\s*(\\d{1,2})\\s*日';
const DATE_ALONE = new RegExp(`^${DATE}$`, 'u');
const PUBLISHER = new RegExp(`^([^,。;]{4,60}?)(?:主?编印?|编辑|主办|编发)(?:\\s*${DATE})?$`, 'u');
const DIGEST = /摘编/u;

/** White space that sets apart what stands beside another on one line. */
const GAP = /\s{2,}|\t|\u3000/u;

/** A line as it is printed, and folded, so that full-width figures and brackets are read like the others. */
interface Line {
  printed: string;
  folded: string;
  /** Which block it stands in. */
  block: number;
  /** Whether it shares its block with others. */
  isBeside: boolean;
}

/** Whether a line is the year and number of an issue and nothing else. */
export function isIssueLine(line: string): boolean {
  return ISSUE.test(line.normalize('NFKC').trim());
}

/** Reads the masthead of a file's blocks; null when there is none. */
export function readMasthead(blocks: Block[]): MastheadBlocks | null {
  const lines = blocks.slice(0, MASTHEAD_LINES).flatMap((block, index) => linesOf(textOf(block), index));
  const issueAt = lines.findIndex(({ folded }) => ISSUE.test(folded) || NUMBER.test(folded));
  const series = readSeries(lines.slice(0, Math.max(issueAt, 0)));
  if (series === null) return null;
  const ownLines = lines.slice(0, mastheadLength(lines, issueAt));
  const publishedOn = readDate(ownLines);
  const issue = readIssue(ownLines, issueAt, publishedOn);
  if (!issue) return null;
  const { year, number, total } = issue;
  return {
    masthead: {
      series: series.replace(/[（(]摘编[）)]$/u, ''),
      issueId: `${year}-${Number(number)}`,
      issue: `${year}年第${Number(number)}期${total ? `（总第${total}期）` : ''}`,
      year: Number(year),
      publisher: readPublisher(ownLines, issueAt),
      publishedOn,
      digest: ownLines.some(({ printed }) => DIGEST.test(printed)),
    },
    length: (ownLines.at(-1)?.block ?? -1) + 1,
  };
}

/** What a block holds of a masthead; a title that has a wide gap stays whole. */
function linesOf(printed: string, block: number): Line[] {
  const lineOf = (part: string, isBeside: boolean): Line => {
    return { printed: part, folded: part.normalize('NFKC').trim(), block, isBeside };
  };
  const whole = lineOf(printed, false);
  const parts = printed.split(GAP).filter((part) => part.trim() !== '');
  if (parts.length < 2 || ISSUE.test(whole.folded) || NUMBER.test(whole.folded)) return [whole];
  const beside = parts.map((part) => lineOf(part, true));
  return beside.some(({ folded }) => ISSUE.test(folded) || NUMBER.test(folded) || DATE_ALONE.test(folded))
    ? beside
    : [whole];
}

/** The name of the series above the issue, on one line or with what it is on a line of its own: 扶贫 / 简报. */
function readSeries(above: readonly Line[]): string | null {
  const names = above.map(({ printed }) => printed.replace(/\s/gu, ''));
  const whole = names.find((name) => SERIES.test(name));
  if (whole !== undefined) return whole;
  const kindAt = names.findIndex((name) => SERIES_KIND.test(name));
  const joined = `${names[kindAt - 1] ?? ''}${names[kindAt] ?? ''}`;
  return kindAt > 0 && SERIES.test(joined) ? joined : null;
}

interface IssueNumber {
  year: string;
  number: string;
  total: string | undefined;
}

function readIssue(lines: readonly Line[], issueAt: number, publishedOn: string | null): IssueNumber | null {
  const folded = lines[issueAt]?.folded ?? '';
  const standing = lines.map((line) => TOTAL.exec(line.folded)?.[1]).find((total) => total !== undefined);
  const [, yearPrinted, numberOfYear, totalOfYear] = ISSUE.exec(folded) ?? [];
  const [, numberAlone, totalAlone] = NUMBER.exec(folded) ?? [];
  const year = yearPrinted ?? publishedOn?.slice(0, 4);
  const number = numberOfYear ?? numberAlone;
  return year === undefined || number === undefined
    ? null
    : { year, number, total: totalOfYear ?? totalAlone ?? standing };
}

/** Behind the issue stand the publisher, the date, or the line that says whose digest this is. */
function mastheadLength(lines: Line[], issueAt: number): number {
  const behind = lines.slice(issueAt + 1);
  if (DIGEST.test(behind[0]?.printed ?? '')) return issueAt + 2;
  const count = behind.findIndex((line) => !isOfMasthead(line) && line.block !== lines[issueAt]?.block);
  return issueAt + 1 + (count < 0 ? behind.length : count);
}

function isOfMasthead({ folded, isBeside }: Line): boolean {
  return isBeside || PUBLISHER.test(folded) || DATE_ALONE.test(folded) || TOTAL.test(folded);
}

/** The name of the office that edits the issue, without the word 编; a digest's line is kept whole. */
function readPublisher(lines: Line[], issueAt: number): string | null {
  const digestLine = lines.slice(issueAt + 1).find(({ printed }) => DIGEST.test(printed));
  if (digestLine) return digestLine.printed;
  const line = lines.find(({ folded }) => PUBLISHER.test(folded));
  const nameLength = PUBLISHER.exec(line?.folded ?? '')?.[1]?.length ?? 0;
  if (line) return line.printed.slice(0, nameLength).trim();
  // Beside the issue or the date an office needs no word that says what it did.
  const office = lines.find(({ printed, isBeside }) => isBeside && readIssuers(printed).length > 0);
  return office ? readIssuers(office.printed).join(' ') : null;
}

function readDate(lines: Line[]): string | null {
  for (const { folded } of lines) {
    const [year, month, day] = DATE_ALONE.exec(folded)?.slice(1) ?? PUBLISHER.exec(folded)?.slice(2) ?? [];
    if (year && month && day) return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  }
  return null;
}
