/** What was kept, as an administrator reads it: by day, by question, by extract; and as a table. */
import type { ExportKind, FeedbackDay, Report } from '../contract-feedback.ts';
import { formatCsv } from './csv.ts';
import type { DayCount, FeedbackReader, JudgementVerdict } from './feedback-store.ts';
import { goldenId } from './golden-set.ts';

/** Entries of a list that a person might read. */
const LIST_MAX = 200;

const VERDICT_WORDS: Record<JudgementVerdict, string> = { good: '有用', bad: '不合适' };

export interface Period {
  /** Days of the server's calendar, today among them. */
  days: number;
  today: Date;
}

/** The report of a period. */
export async function makeReport(
  store: FeedbackReader,
  { days, today, goldenIds, logsQuestions }: Period & { goldenIds: ReadonlySet<string>; logsQuestions: boolean },
): Promise<Report> {
  const since = startOf({ days, today });
  const byDay = fillDays(await store.countByDay(since), { days, today });
  const { groups, leftOff } = await store.listUnanswered(since, LIST_MAX);
  const bad = await store.listJudgements(since, LIST_MAX, 'bad');
  const isGolden = (question: string, history: readonly string[]): boolean =>
    goldenIds.has(goldenId(question, history));
  return {
    days,
    logsQuestions,
    totals: {
      unanswered: sum(byDay.map((day) => day.unanswered)),
      good: sum(byDay.map((day) => day.good)),
      bad: sum(byDay.map((day) => day.bad)),
    },
    byDay,
    unanswered: groups.map(({ id, at, question, history, understood, reason, places, count }) => ({
      ...{ id, question, history: [...history], understood, reason, places: [...places], count, lastAt: at },
      golden: isGolden(question, history),
    })),
    unansweredLeftOff: leftOff,
    extracts: bad.judgements.map(({ id, at, question, history, words, citationId, articleId, label, url, word }) => ({
      ...{ id, at, question, history: [...history], words, citationId, articleId, label, url, word },
      golden: isGolden(question, history),
    })),
    extractsLeftOff: bad.leftOff,
  };
}

/** A period as a table, and how many rows it has. Of extracts the good ones too: a table is for counting. */
export async function exportTable(
  store: FeedbackReader,
  { kind, ...period }: Period & { kind: ExportKind },
): Promise<{ csv: string; rows: number }> {
  const since = startOf(period);
  if (kind === 'unanswered') {
    const { groups } = await store.listUnanswered(since, Number.MAX_SAFE_INTEGER);
    const rows = groups.map(({ id, at, count, question, history, understood, reason, places }) => [
      ...[`u${id}`, localTime(at), count, question, history.join('；'), understood, reason, places.join('、')],
    ]);
    const columns = ['编号', '最近一次', '次数', '问题', '此前的问题', '理解为', '原因', '地名'];
    return { csv: formatCsv(columns, rows), rows: rows.length };
  }
  const { judgements } = await store.listJudgements(since, Number.MAX_SAFE_INTEGER);
  const rows = judgements.map(({ id, at, verdict, question, history, words, label, url, word }) => [
    ...[`e${id}`, localTime(at), VERDICT_WORDS[verdict], question, history.join('；'), words, label, url, word],
  ]);
  const columns = ['编号', '时间', '评价', '问题', '此前的问题', '摘录', '出处', '位置', '读者的话'];
  return { csv: formatCsv(columns, rows), rows: rows.length };
}

/** The midnight that a period begins with. */
export function startOf({ days, today }: Period): Date {
  return new Date(today.getFullYear(), today.getMonth(), today.getDate() - days + 1);
}

/** Every day of the period. What a clock that was ahead has dated later than today counts as today's. */
function fillDays(counts: readonly DayCount[], { days, today }: Period): FeedbackDay[] {
  const { year, month, date } = { year: today.getFullYear(), month: today.getMonth(), date: today.getDate() };
  const filled = Array.from({ length: days }, (_, at) => ({
    day: formatDay(new Date(year, month, date - days + 1 + at)),
    ...{ unanswered: 0, good: 0, bad: 0 },
  }));
  const byDay = new Map(filled.map((day) => [day.day, day]));
  for (const { day, unanswered, good, bad } of counts) {
    const at = byDay.get(day) ?? filled.at(-1);
    if (!at) continue;
    at.unanswered += unanswered;
    at.good += good;
    at.bad += bad;
  }
  return filled;
}

function formatDay(date: Date): string {
  return [date.getFullYear(), pad(date.getMonth() + 1), pad(date.getDate())].join('-');
}

/** A time as the server's calendar and clock have it, to the minute. */
export function localTime(iso: string): string {
  const date = new Date(iso);
  return `${formatDay(date)} ${pad(date.getHours())}:${pad(date.getMinutes())}`;
}

function pad(number: number): string {
  return String(number).padStart(2, '0');
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
