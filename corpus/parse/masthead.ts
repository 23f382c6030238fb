/** The masthead at the head of a bulletin: series, year, number, publisher. */
import { type Block, textOf } from './blocks.ts';

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

const SERIES = /^[^，。；：]{2,30}(?:简报|快报|通报|专报|要报|要情|信息|动态)(?:[（(]摘编[）)])?$/u;
const ISSUE =
  /^[〔[(]?(\d{4})[〕\])]?\s*(?:年\s*)?第\s*(\d{1,4})\s*期[\s,]*(?:(?:\(\s*)?总\s*(?:第\s*)?(\d{1,5})\s*期\s*\)?)?$/u;
const DATE = '(\\d{4})\\s*年\\s*(\\d{1,2})\\s*月\\s*(\\d{1,2})\\s*日';
const DATE_ALONE = new RegExp(`^${DATE}$`, 'u');
const PUBLISHER = new RegExp(`^([^,。;]{4,60}?)(?:主?编印?|编辑|主办|编发)(?:\\s*${DATE})?$`, 'u');
const DIGEST = /摘编/u;

/** A line as it is printed, and folded, so that full-width figures and brackets are read like the others. */
interface Line {
  printed: string;
  folded: string;
}

/** Reads the masthead of a file's blocks; null when there is none. */
export function readMasthead(blocks: Block[]): MastheadBlocks | null {
  const lines = blocks.slice(0, MASTHEAD_LINES).map((block): Line => {
    const printed = textOf(block);
    return { printed, folded: printed.normalize('NFKC').trim() };
  });
  const issueAt = lines.findIndex(({ folded }) => ISSUE.test(folded));
  const issue = ISSUE.exec(lines[issueAt]?.folded ?? '');
  const aboveIssue = lines.slice(0, Math.max(issueAt, 0)).map(({ printed }) => printed.replace(/\s/gu, ''));
  const series = aboveIssue.find((line) => SERIES.test(line));
  if (!issue || series === undefined) return null;
  const [, year = '', number = '', total] = issue;
  const length = mastheadLength(lines, issueAt);
  const ownLines = lines.slice(0, length);
  return {
    masthead: {
      series: series.replace(/[（(]摘编[）)]$/u, ''),
      issueId: `${year}-${Number(number)}`,
      issue: `${year}年第${Number(number)}期${total ? `（总第${total}期）` : ''}`,
      year: Number(year),
      publisher: readPublisher(ownLines, issueAt),
      publishedOn: readDate(ownLines),
      digest: ownLines.some(({ printed }) => DIGEST.test(printed)),
    },
    length,
  };
}

/** Behind the issue stand the publisher, the date, or the line that says whose digest this is. */
function mastheadLength(lines: Line[], issueAt: number): number {
  const behind = lines.slice(issueAt + 1);
  if (DIGEST.test(behind[0]?.printed ?? '')) return issueAt + 2;
  const count = behind.findIndex(({ folded }) => !PUBLISHER.test(folded) && !DATE_ALONE.test(folded));
  return issueAt + 1 + (count < 0 ? behind.length : count);
}

/** The name of the office that edits the issue, without the word 编; a digest's line is kept whole. */
function readPublisher(lines: Line[], issueAt: number): string | null {
  const digestLine = lines.slice(issueAt + 1).find(({ printed }) => DIGEST.test(printed));
  if (digestLine) return digestLine.printed;
  const line = lines.find(({ folded }) => PUBLISHER.test(folded));
  const nameLength = PUBLISHER.exec(line?.folded ?? '')?.[1]?.length ?? 0;
  return line ? line.printed.slice(0, nameLength).trim() : null;
}

function readDate(lines: Line[]): string | null {
  for (const { folded } of lines) {
    const [year, month, day] = DATE_ALONE.exec(folded)?.slice(1) ?? PUBLISHER.exec(folded)?.slice(2) ?? [];
    if (year && month && day) return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  }
  return null;
}
