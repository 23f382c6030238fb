import { describe, expect, it } from 'vitest';
import { formatIssue, formatIssueId, formatLines, formatPeriod } from '../../web/citation-text.ts';

describe('citation texts', () => {
  it('name the issue as far as it is known', () => {
    const series = '广西精准脱贫攻坚简报';
    expect(formatIssue({ series, issue: '2018年第14期', publishedOn: '2018-05-07' })).toBe(
      '《广西精准脱贫攻坚简报》2018年第14期\u00a0· 2018年5月7日',
    );
    expect(formatIssue({ series: null, issue: null, publishedOn: null })).toBe('');
  });

  it('name lines of the file, also where its columns were put back in order', () => {
    expect([formatLines([3, 3]), formatLines([3, 5]), formatLines([90, 12])]).toEqual([
      '第 3 行',
      '第 3–5 行',
      '第 90 行接第 12 行',
    ]);
  });

  it('read an issue id only in the form of a year and a number', () => {
    expect([formatIssueId('2018-14'), formatIssueId('特刊')]).toEqual(['2018年第14期', '特刊']);
  });

  it.each([
    [[], null],
    [[{ publishedOn: null, year: null }], null],
    [[{ publishedOn: '2018-04-27', year: 2018 }], '2018年4月'],
    [
      [
        { publishedOn: '2018-11-02', year: 2018 },
        { publishedOn: '2018-04-27', year: 2018 },
      ],
      '2018年4月—11月',
    ],
    [
      [
        { publishedOn: '2018-11-02', year: 2018 },
        { publishedOn: null, year: 2020 },
      ],
      '2018年11月—2020年',
    ],
  ])('give the period of %o: %s', (bulletins, expected) => {
    expect(formatPeriod(bulletins)).toBe(expected);
  });
});
