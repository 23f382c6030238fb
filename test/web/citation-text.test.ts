import { describe, expect, it } from 'vitest';
import {
  formatConfidence,
  formatHeld,
  formatIssue,
  formatIssueId,
  formatLines,
  formatPeriod,
  formatPlace,
  isUnsure,
} from '../../web/citation-text.ts';

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

  it('name the page of a paged file, the line of text, and the paragraph of any other', () => {
    expect([
      formatPlace({ file: 'a.pdf', lines: [3, 5], pages: [2, 2] }),
      formatPlace({ file: 'a.pdf', lines: [3, 5], pages: [2, 3] }),
      formatPlace({ file: 'a.txt', lines: [3, 5] }),
      formatPlace({ file: 'a.docx', lines: [3, 5] }),
    ]).toEqual(['第 2 页', '第 2–3 页', '第 3–5 行', '第 3–5 段']);
  });

  it('ask for a comparison below nine tenths, and never call a recognition certain', () => {
    expect([isUnsure(undefined), isUnsure(0.9), isUnsure(0.89)]).toEqual([false, false, true]);
    expect([formatConfidence(1), formatConfidence(0.899)]).toEqual(['99%', '89%']);
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

  it.each([
    [['2018-14', '2018-33'], '2 期简报'],
    [['2018-14', null, null], '1 期简报、2 份其他材料'],
    [[null], '1 份材料'],
    [[], '0 份材料'],
  ])('call the files %o what they are: %s', (issueIds, expected) => {
    expect(formatHeld(issueIds.map((issueId) => ({ issueId })))).toBe(expected);
  });
});
