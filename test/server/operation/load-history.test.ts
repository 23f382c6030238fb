import { describe, expect, it } from 'vitest';
import { LoadHistory } from '../../../server/operation/load-history.ts';

const MINUTE = 60_000;

function createHistory(): { history: LoadHistory; at: (minute: number) => void } {
  let now = 0;
  return { history: new LoadHistory(() => now), at: (minute) => (now = minute * MINUTE) };
}

describe('the load of the last hour', () => {
  it('is nothing before anything was asked', () => {
    const { answered, no_evidence, failed, busy, median, p95, bins } = createHistory().history.lastHour();
    expect([answered, no_evidence, failed, busy, median, p95]).toEqual([0, 0, 0, 0, null, null]);
    expect(bins.map(({ from, to }) => from - to)).toEqual(bins.map(() => 5));
    expect([bins[0]?.from, bins.at(-1)?.to]).toEqual([60, 0]);
  });

  it('counts each outcome in the minutes that it ended in', () => {
    const { history, at } = createHistory();
    at(100);
    history.record({ outcome: 'answered', milliseconds: 10 });
    history.record({ outcome: 'busy', milliseconds: 0 });
    at(107);
    history.record({ outcome: 'no_evidence', milliseconds: 10 });
    history.record({ outcome: 'failed', milliseconds: 10 });
    const { bins, ...counts } = history.lastHour();
    expect(counts).toMatchObject({ answered: 1, no_evidence: 1, failed: 1, busy: 1 });
    expect(bins.at(-1)).toEqual({ from: 5, to: 0, answered: 0, no_evidence: 1, failed: 1, busy: 0 });
    expect(bins.at(-2)).toEqual({ from: 10, to: 5, answered: 1, no_evidence: 0, failed: 0, busy: 1 });
  });

  it('forgets what is an hour old, also where nothing was asked since', () => {
    const { history, at } = createHistory();
    history.record({ outcome: 'answered', milliseconds: 10 });
    at(59);
    expect(history.lastHour().answered).toBe(1);
    at(60);
    expect(history.lastHour()).toMatchObject({ answered: 0, median: null });
    history.record({ outcome: 'answered', milliseconds: 10 });
    expect(history.lastHour().answered).toBe(1);
  });

  it('tells median and 95th percentile of the answers to within 2.5 %, leaving failures and refusals out', () => {
    const { history } = createHistory();
    for (let milliseconds = 1; milliseconds <= 1000; milliseconds++) {
      history.record({ outcome: milliseconds % 2 ? 'answered' : 'no_evidence', milliseconds });
      history.record({ outcome: 'busy', milliseconds: 0 });
      history.record({ outcome: 'failed', milliseconds: 60_000 });
    }
    const { median, p95 } = history.lastHour();
    expect(Math.abs((median as number) - 500)).toBeLessThanOrEqual(0.026 * 500);
    expect(Math.abs((p95 as number) - 950)).toBeLessThanOrEqual(0.026 * 950);
  });

  it('takes times of any size', () => {
    for (const milliseconds of [0, -1, 1e12, Infinity]) {
      const { history } = createHistory();
      history.record({ outcome: 'answered', milliseconds });
      expect(Number.isFinite(history.lastHour().median)).toBe(true);
    }
  });

  it('grows with nothing: hours of requests leave what one leaves', () => {
    const { history, at } = createHistory();
    for (let minute = 0; minute < 600; minute++) {
      at(minute);
      for (let request = 0; request < 50; request++) history.record({ outcome: 'answered', milliseconds: request });
    }
    expect(history.lastHour().answered).toBe(60 * 50);
    expect(history.lastHour().bins.map(({ answered }) => answered)).toEqual(Array.from({ length: 12 }, () => 250));
  });
});
