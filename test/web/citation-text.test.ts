import { describe, expect, it } from 'vitest';
import { formatCopy, formatIssue, formatIssueId, formatLines, formatPeriod } from '../../web/citation-text.ts';
import { makeExampleQuestions } from '../../web/example-questions.ts';

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

  it('put the citation under the copied words', () => {
    expect(formatCopy({ text: '建成65个。', citation: { label: '《天等县…》' } })).toBe('建成65个。\n——《天等县…》');
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

describe('makeExampleQuestions', () => {
  it('asks once for each place, by the slogan of the title where it has one', () => {
    const articles = [
      { title: '天等县以“小车间”撬动“大扶贫”', places: ['天等县'] },
      { title: '天等县选优严管厚爱并重', places: ['天等县'] },
      { title: '上思县：脱贫有方 攻坚有路', places: ['上思县'] },
      { title: '工作要点', places: [] },
    ];
    expect(makeExampleQuestions(articles)).toEqual([
      '天等县的“小车间”怎么做？',
      '上思县有哪些做法？',
      '《工作要点》讲了哪些做法？',
    ]);
  });

  it('stops at six', () => {
    const articles = Array.from({ length: 9 }, (_, i) => ({ title: `第${i}篇`, places: [`第${i}县`] }));
    expect(makeExampleQuestions(articles)).toHaveLength(6);
  });
});
