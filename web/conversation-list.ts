/** The list of kept conversations as the reader sees it: by day, and searched. */
import { foldForSearch } from './fold-text.ts';
import type { ConversationSummary } from './kept-conversations.ts';

export const DAYS = ['今天', '昨天', '更早'] as const;
export type Day = (typeof DAYS)[number];

/** The day of a moment by the calendar of the reader. */
export function dayOf(moment: number, now: Date): Day {
  if (moment >= startOfDay(now, 0)) return '今天';
  return moment >= startOfDay(now, 1) ? '昨天' : '更早';
}

/** The time of today and yesterday, the date of any day before. */
export function formatMoment(moment: number, now: Date): string {
  const date = new Date(moment);
  if (dayOf(moment, now) !== '更早') return `${date.getHours()}:${String(date.getMinutes()).padStart(2, '0')}`;
  const day = `${date.getMonth() + 1}月${date.getDate()}日`;
  return date.getFullYear() === now.getFullYear() ? day : `${date.getFullYear()}年${day}`;
}

/** Whether each word of a search stands in the title or in one of the questions. */
export function matchesSearch({ title, questions }: ConversationSummary, search: string): boolean {
  const searched = foldForSearch([title, ...questions].join('\n'));
  return search
    .split(/\s+/u)
    .map(foldForSearch)
    .every((word) => searched.includes(word));
}

function startOfDay(now: Date, daysBefore: number): number {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() - daysBefore).getTime();
}
