/** Where the issues stand on the timeline: a line for each year, from January to December. */
import type { Issue } from '../server/contract-status.ts';

export type TimelineMark = {
  issue: Issue;
  /** Share of the year that has passed, in percent; moved on where it would cover the mark before it. */
  position: number;
  /** Width and height in rem. Its area grows with the articles. */
  size: number;
};

export type TimelineYear = { year: string; marks: TimelineMark[]; articles: number };

export type Timeline = {
  years: TimelineYear[];
  /** Issues that print no date. */
  undated: Issue[];
};

/** Room for the count of the articles within the mark. */
const SMALLEST_REM = 1.625;
const LARGEST_REM = 2.75;

/** Articles of an issue that is large among any. */
const LARGE_ISSUE = 8;

/** Issues in a year beyond which the marks have no room for counts. */
export const CROWDED = 18;

/** Issues in a year beyond which their names find no room on a phone. */
export const CROWDED_ON_PHONE = 6;

export function layOutTimeline(issues: readonly Issue[]): Timeline {
  const byYear = new Map<string, Issue[]>();
  for (const issue of issues) {
    const year = issue.publishedOn?.slice(0, 4);
    if (year !== undefined) byYear.set(year, [...(byYear.get(year) ?? []), issue]);
  }
  const most = Math.max(1, ...issues.map(({ articles }) => articles));
  const years = [...byYear].sort(([a], [b]) => a.localeCompare(b)).map(([year, held]) => layOutYear(year, held, most));
  return { years, undated: issues.filter(({ publishedOn }) => publishedOn === null) };
}

function layOutYear(year: string, issues: Issue[], most: number): TimelineYear {
  const gap = issues.length > CROWDED ? 100 / Math.max(issues.length, 80) : 4;
  const marks = issues.map((issue) => ({ issue, position: shareOfYear(issue), size: sizeOf(issue, most) }));
  let before = -gap;
  for (const mark of marks) before = mark.position = Math.max(mark.position, before + gap);
  // Back from the end of December, over which the last ones may have been pushed.
  let after = 100 + gap;
  for (const mark of marks.reverse()) after = mark.position = Math.min(mark.position, after - gap);
  return { year, marks: marks.reverse(), articles: issues.reduce((sum, { articles }) => sum + articles, 0) };
}

function shareOfYear({ publishedOn }: Issue): number {
  const [year = 0, month = 1, day = 1] = (publishedOn ?? '').split('-').map(Number);
  const [start, end] = [Date.UTC(year, 0, 1), Date.UTC(year, 11, 31)];
  return ((Date.UTC(year, month - 1, day) - start) / (end - start)) * 100;
}

function sizeOf({ articles }: Issue, most: number): number {
  // Against a fixed number at least, so that of three articles and two the one is not shown as the largest there is.
  return SMALLEST_REM + (LARGEST_REM - SMALLEST_REM) * Math.sqrt((articles - 1) / (Math.max(most, LARGE_ISSUE) - 1));
}

/** 第14期, where the id has that form. */
export function shortIssue({ issueId }: Pick<Issue, 'issueId'>): string {
  return issueId.replace(/^\d{4}-(\d+)$/, '第$1期');
}

/** How dark the tile of a place is, from 1 to 4, by its articles and the most that a place has. */
export function shadeOf(articles: number, most: number): number {
  return most <= 1 ? 1 : Math.min(4, 1 + Math.floor(((articles - 1) / Math.max(3, most - 1)) * 3.999));
}
