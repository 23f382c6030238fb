/** The parts of a citation in words, the same wherever the page shows one. */
import type { Citation } from '../server/contract.ts';
import type { Bulletin } from '../server/contract-articles.ts';

type Printed = { series: string | null; issue: string | null; publishedOn: string | null };

/** The space before the dot does not break, so that no line begins with the dot. */
export const SEPARATOR = '\u00a0· ';

export function formatDate(isoDate: string): string {
  const [year, month, day] = isoDate.split('-').map(Number);
  return `${year}年${month}月${day}日`;
}

/** 《系列》期号 · 日期, as far as they are known. */
export function formatIssue({ series, issue, publishedOn }: Printed): string {
  const name = `${series ? `《${series}》` : ''}${issue ?? ''}`;
  return [name, publishedOn && formatDate(publishedOn)].filter(Boolean).join(SEPARATOR);
}

export function formatLines([first, last]: [number, number]): string {
  if (first === last) return `第 ${first} 行`;
  // Where columns were put back in order, the words run from a later line of the file to an earlier one.
  return first < last ? `第 ${first}–${last} 行` : `第 ${first} 行接第 ${last} 行`;
}

/** Files whose lines a reader can count; of others a line is what was read as one paragraph. */
const HAS_LINES = /\.(?:txt|md|markdown)$/i;

/** 第 3 页 of a paged file, 第 12 行 of plain text, 第 12 段 of any other. */
export function formatPlace({ file, lines, pages }: Pick<Citation['source'], 'file' | 'lines' | 'pages'>): string {
  if (pages) return pages[0] === pages[1] ? `第 ${pages[0]} 页` : `第 ${pages[0]}–${pages[1]} 页`;
  return HAS_LINES.test(file) ? formatLines(lines) : formatLines(lines).replace(/行/g, '段');
}

/** Recognised text that is surer than this is shown without the request to compare it. */
const SURE = 0.9;

/** 96%: rounded down, and never quite certain, as no recognition is. */
export function formatConfidence(confidence: number): string {
  return `${Math.min(99, Math.floor(confidence * 100))}%`;
}

/** Whether recognised text should be compared with the original before it is used. */
export function isUnsure(confidence: number | undefined): boolean {
  return confidence !== undefined && confidence < SURE;
}

/** "2018-14" → "2018年第14期"; an id of another form is shown as it is. */
export function formatIssueId(issueId: string): string {
  return issueId.replace(/^(\d{4})-(\d+)$/, '$1年第$2期');
}

/** How many files are held: 5 期简报; 4 期简报、1 份其他材料 where some are no issue; 5 份材料 where none is. */
export function formatHeld(bulletins: readonly Pick<Bulletin, 'issueId'>[]): string {
  const issues = bulletins.filter(({ issueId }) => issueId !== null).length;
  const others = bulletins.length - issues;
  if (issues === 0) return `${others} 份材料`;
  return others === 0 ? `${issues} 期简报` : `${issues} 期简报、${others} 份其他材料`;
}

/** "2018年4月—11月" over the bulletins that print a date; null where none does. */
export function formatPeriod(bulletins: readonly Pick<Bulletin, 'publishedOn' | 'year'>[]): string | null {
  const dates = bulletins.flatMap(({ publishedOn, year }) => publishedOn ?? (year === null ? [] : String(year)));
  if (dates.length === 0) return null;
  const first = dates.reduce((a, b) => (b < a ? b : a));
  const last = dates.reduce((a, b) => (b > a ? b : a));
  const [from, to] = [formatMonth(first), formatMonth(last)];
  if (from === to) return from;
  const sameYear = first.slice(0, 4) === last.slice(0, 4) && last.length > 4;
  return `${from}—${sameYear ? to.slice(5) : to}`;
}

function formatMonth(date: string): string {
  const [year, month] = date.split('-').map(Number);
  return month === undefined ? `${year}年` : `${year}年${month}月`;
}
