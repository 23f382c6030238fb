/** The report as lines for a terminal. */
import type { FeedbackDay, Report } from '../contract-feedback.ts';
import { localTime } from './report.ts';

/** Heights of a day in one line, the lowest for nothing. */
const BLOCKS = '▁▂▃▄▅▆▇█';

/** A day each in a line of text; no more than fit a terminal. */
const CHART_DAYS = 60;

/** What stands beside a text whose question is in the golden set. */
const IN_GOLDEN = '（已在题集）';

/** The report in words, one entry after another. */
export function describeReport(report: Report): string {
  const { days, totals, unanswered, unansweredLeftOff, extracts, extractsLeftOff, logsQuestions } = report;
  const lines = [
    `最近 ${days} 天：未能回答 ${totals.unanswered} 次，评为有用 ${totals.good} 次，评为不合适 ${totals.bad} 次`,
    ...describeDays(report.byDay),
    '',
    `未能回答的问题${unanswered.length === 0 ? '：没有记录' : ''}`,
    ...unanswered.flatMap(({ id, question, history, count, lastAt, reason, places, golden }) => [
      `  u${id}  ${count} 次，最近 ${localTime(lastAt)}  ${joinQuestions(history, question)}${golden ? IN_GOLDEN : ''}`,
      `      ${[reason, places.length > 0 ? `地名：${places.join('、')}` : ''].filter(Boolean).join('  ')}`,
    ]),
    ...leftOff(unansweredLeftOff),
    ...(logsQuestions
      ? []
      : ['  没有开启记录：在启动服务的环境中设置 LOG_QUESTIONS=true 后重启，才会记下未能回答的问题。']),
    '',
    `评为不合适的摘录${extracts.length === 0 ? '：没有记录' : ''}`,
    ...extracts.flatMap(({ id, at, question, history, words, label, word, golden }) => [
      `  e${id}  ${localTime(at)}  ${joinQuestions(history, question)}${golden ? IN_GOLDEN : ''}`,
      `      摘录：${words.replace(/\s+/g, ' ')}`,
      `      出处：${label}`,
      ...(word === '' ? [] : [`      读者说：${word}`]),
    ]),
    ...leftOff(extractsLeftOff),
  ];
  return lines.map(showControls).join('\n');
}

function describeDays(byDay: readonly FeedbackDay[]): string[] {
  const shown = byDay.slice(-CHART_DAYS);
  const rows: [string, number[]][] = [
    ['未能回答', shown.map(({ unanswered }) => unanswered)],
    ['有用    ', shown.map(({ good }) => good)],
    ['不合适  ', shown.map(({ bad }) => bad)],
  ];
  // One scale for all three, so that they can be compared.
  const most = Math.max(1, ...rows.flatMap(([, counts]) => counts));
  const span = `${shown[0]?.day ?? ''} 至 ${shown.at(-1)?.day ?? ''}，最高一天 ${most} 次`;
  return [...rows.map(([name, counts]) => `  ${name} ${drawBar(counts, most)}`), `  ${span}`];
}

/** Counts as one line of blocks. Anything above none is higher than none. */
export function drawBar(counts: readonly number[], most: number): string {
  const top = BLOCKS.length - 1;
  return counts.map((count) => BLOCKS[Math.min(top, Math.ceil((count / most) * top))] ?? '').join('');
}

function joinQuestions(history: readonly string[], question: string): string {
  return [...history, question].join(' → ');
}

function leftOff(count: number): string[] {
  return count > 0 ? [`  另有 ${count} 条，见 --csv。`] : [];
}

/** What a reader typed must not command the terminal, nor reorder what it shows. */
function showControls(line: string): string {
  return line.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '�');
}
