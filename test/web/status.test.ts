import { describe, expect, it } from 'vitest';
import type { Issue, Load } from '../../server/contract-status.ts';
import { CROWDED, layOutTimeline, shadeOf, shortIssue } from '../../web/status-timeline.ts';
import {
  describeLoad,
  formatBytes,
  formatCharacters,
  formatDuration,
  formatInterval,
  formatMilliseconds,
  formatShare,
} from '../../web/status-words.ts';

const issue = (publishedOn: string | null, articles = 1, issueId = `id-${publishedOn}`): Issue => ({
  issueId,
  issue: null,
  publishedOn,
  articles,
});

describe('the timeline', () => {
  it('has a line for each year, with its issues where their days stand', () => {
    const { years } = layOutTimeline([issue('2017-01-01', 2), issue('2018-07-02'), issue('2018-12-31', 3)]);
    expect(years.map(({ year, articles }) => [year, articles])).toEqual([
      ['2017', 2],
      ['2018', 4],
    ]);
    expect(years[0]?.marks[0]?.position).toBe(0);
    expect(years[1]?.marks.map(({ position }) => Math.round(position))).toEqual([50, 100]);
  });

  it('moves marks apart that would cover one another, and none beyond the year', () => {
    const { years } = layOutTimeline(
      ['2018-12-30', '2018-12-31', '2018-12-31'].map((day, at) => issue(day, 1, `${at}`)),
    );
    const positions = years[0]?.marks.map(({ position }) => position) ?? [];
    expect(positions).toEqual([92, 96, 100]);
  });

  it('finds room for an issue a day', () => {
    const days = Array.from({ length: 365 }, (_, day) =>
      new Date(Date.UTC(2018, 0, day + 1)).toISOString().slice(0, 10),
    );
    const { years } = layOutTimeline(days.map((day) => issue(day)));
    const positions = years[0]?.marks.map(({ position }) => position) ?? [];
    expect(positions.length).toBeGreaterThan(CROWDED);
    for (const [at, position] of positions.entries()) {
      expect(position).toBeGreaterThanOrEqual(-1e-9);
      expect(position).toBeLessThanOrEqual(100);
      if (at > 0) expect(position).toBeGreaterThan(positions[at - 1] as number);
    }
  });

  it('makes the marks larger the more articles they stand for', () => {
    const { years } = layOutTimeline([issue('2018-01-01', 1), issue('2018-05-01', 3), issue('2018-09-01', 40)]);
    const sizes = years[0]?.marks.map(({ size }) => size) ?? [];
    expect(sizes).toEqual([...sizes].sort((a, b) => a - b));
    expect(new Set(sizes).size).toBe(3);
  });

  it('sets issues without a date aside', () => {
    expect(layOutTimeline([issue(null)])).toMatchObject({ years: [], undated: [{ publishedOn: null }] });
  });

  it('names an issue by its number', () => {
    expect([shortIssue(issue(null, 1, '2018-14')), shortIssue(issue(null, 1, '增刊'))]).toEqual(['第14期', '增刊']);
  });
});

describe('the shade of a place', () => {
  it('tells the most from the fewest, and makes nothing of small differences', () => {
    expect([shadeOf(1, 1), shadeOf(1, 2), shadeOf(2, 2)]).toEqual([1, 1, 2]);
    expect([1, 10, 20, 30, 40].map((articles) => shadeOf(articles, 40))).toEqual([1, 1, 2, 3, 4]);
  });
});

describe('figures in words', () => {
  it.each([
    [0, '不到 1 分钟'],
    [61, '1 分钟'],
    [3_600, '1 小时'],
    [7_500, '2 小时 5 分钟'],
    [86_400, '1 天'],
    [273_600, '3 天 4 小时'],
  ])('%i seconds are %s', (seconds, words) => {
    expect(formatDuration(seconds)).toBe(words);
  });

  it.each([
    [0, '0%'],
    [1, '100%'],
    [0.1111, '11.1%'],
    [0.0001, '0.1%'], // seldom is not never
    [0.9999, '99.9%'], // nor almost always always
  ])('a share of %d is %s', (share, words) => {
    expect(formatShare(share)).toBe(words);
  });

  it('sizes and times have the unit that they are read in', () => {
    expect([formatBytes(300_000_000), formatBytes(2_000_000_000)]).toEqual(['286 MB', '1.9 GB']);
    expect([4.26, 31.7, 1_400].map(formatMilliseconds)).toEqual(['4.3 毫秒', '32 毫秒', '1.4 秒']);
    expect([9_999, 812_345].map(formatCharacters)).toEqual(['9999', '81.2 万']);
    expect(formatInterval({ rate: 0.1, n: 20, low: 0, high: 0.161 })).toBe('0%–16.1%');
  });

  it('the load names what happened, and nothing that did not', () => {
    const none = { requests: 0, answered: 0, noEvidence: 0, failed: 0, busy: 0 } as Load;
    expect(describeLoad(none)).toBe('最近一小时没有人提问。');
    expect(describeLoad({ ...none, requests: 5, answered: 4, busy: 1 })).toBe(
      '最近一小时提问 5 次：有摘录 4 次，太忙未答 1 次。',
    );
  });
});
