/** A bulletin stays one in every format: headings, cells, and several words of its masthead on one line. */
import { describe, expect, it } from 'vitest';
import type { DocumentLine } from '../../corpus/read/document.ts';
import { OPENING, parseLines } from './parsed.ts';

const BODY: DocumentLine[] = [
  { text: '天等县产业扶贫见成效', heading: 2 },
  { text: OPENING },
  { text: '（天等县扶贫办 王小明）' },
  { text: '凤山县办好学校', heading: 2 },
  { text: '凤山县落实教育扶贫政策，办好每一所学校。' },
  { text: '（凤山县教育局）' },
];

const row = (text: string): DocumentLine => ({ text, row: { table: 1, isHeader: false } });

describe('a bulletin', () => {
  it.each<[string, DocumentLine[]]>([
    [
      'with heading levels',
      [
        { text: '精 准 扶 贫 简 报', heading: 1 },
        { text: '2018年第14期（总第176期）', heading: 2 },
        { text: '某省扶贫办编', heading: 3 },
      ],
    ],
    [
      'with issue and publisher on one line',
      [{ text: '精准扶贫简报' }, { text: '2018年第14期（总第176期）        某省扶贫办' }],
    ],
    [
      'with publisher and date set apart by a tab',
      [{ text: '精准扶贫简报' }, { text: '2018年第14期（总第176期）' }, { text: '某省扶贫办\t2018年4月27日' }],
    ],
    ['with them in cells', [{ text: '精准扶贫简报' }, row('2018年第14期（总第176期） | 某省扶贫办编')]],
    [
      'with its series on two lines',
      [{ text: '精准扶贫' }, { text: '简  报' }, { text: '2018年第14期（总第176期）' }, { text: '某省扶贫办编' }],
    ],
    [
      'with the running number below',
      [{ text: '精准扶贫简报' }, { text: '2018年第14期' }, { text: '（总第176期）' }, { text: '某省扶贫办编' }],
    ],
    [
      'whose year stands in its date',
      [{ text: '精准扶贫简报' }, { text: '第14期（总第176期）' }, { text: '某省扶贫办    2018年4月27日' }],
    ],
  ])('%s', (_, masthead) => {
    const articles = parseLines([...masthead, ...BODY]);
    expect(articles.map(({ id, title }) => [id, title])).toEqual([
      ['2018-14-1', '天等县产业扶贫见成效'],
      ['2018-14-2', '凤山县办好学校'],
    ]);
    for (const article of articles) {
      expect(article).toMatchObject({
        series: '精准扶贫简报',
        issue: '2018年第14期（总第176期）',
        publisher: '某省扶贫办',
        documentNumber: null,
      });
    }
  });
});
