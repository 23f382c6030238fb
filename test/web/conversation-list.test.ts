import { describe, expect, it } from 'vitest';
import { dayOf, formatMoment, matchesSearch } from '../../web/conversation-list.ts';

// Months are counted from 0: the third of January, shortly after midnight by the calendar of this machine.
const NOW = new Date(2026, 0, 3, 0, 5);
const at = (...parts: [number, number, number, number, number]) => new Date(...parts).getTime();

describe('days', () => {
  it('begin at midnight, not a number of hours ago', () => {
    expect(dayOf(at(2026, 0, 3, 0, 1), NOW)).toBe('今天');
    expect(dayOf(at(2026, 0, 2, 23, 59), NOW)).toBe('昨天');
    expect(dayOf(at(2026, 0, 2, 0, 0), NOW)).toBe('昨天');
    expect(dayOf(at(2026, 0, 1, 23, 59), NOW)).toBe('更早');
  });

  it('are told by the time as long as they are near, then by the date, with the year where it is another', () => {
    expect(formatMoment(at(2026, 0, 2, 9, 5), NOW)).toBe('9:05');
    expect(formatMoment(at(2026, 0, 1, 9, 5), NOW)).toBe('1月1日');
    expect(formatMoment(at(2025, 11, 31, 9, 5), NOW)).toBe('2025年12月31日');
  });
});

describe('search', () => {
  const summary = { id: '1', title: '车间', changedAt: 0, questions: ['天等县怎么做的？', 'ＡＢ 县投入100万元？'] };

  it.each(['', '车间', '天等县', '车间 怎么', 'ab县', '１００万元'])('finds by “%s”', (search) => {
    expect(matchesSearch(summary, search)).toBe(true);
  });

  it.each(['蒙山县', '车间 蒙山县'])('does not find by “%s”', (search) => {
    expect(matchesSearch(summary, search)).toBe(false);
  });
});
