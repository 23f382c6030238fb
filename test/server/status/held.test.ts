import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Article } from '../../../corpus/article.ts';
import { findBuiltAt } from '../../../server/status/built-at.ts';
import { listIssues } from '../../../server/status/issues.ts';
import { groupPlaces } from '../../../server/status/places.ts';
import { makeArticle } from '../../index/make-article.ts';

const GUANGXI = '45';

function article(of: Partial<Article>): Article {
  return { ...makeArticle({ id: 'a', paragraphs: ['文。'] }), ...of };
}
const about = (...places: string[]): Article => article({ places });

describe('places', () => {
  it('stand by county under their prefecture, both in the order of the administrative codes', () => {
    const articles = [
      about('天等县'),
      about('巴马瑶族自治县燕洞镇交乐村'),
      about('都安瑶族自治县'),
      about('巴马瑶族自治县'),
    ];
    expect(groupPlaces(articles, GUANGXI)).toEqual([
      {
        name: '河池市',
        articles: 3,
        places: [
          { name: '巴马瑶族自治县', filter: '巴马瑶族自治县', articles: 2 },
          { name: '都安瑶族自治县', filter: '都安瑶族自治县', articles: 1 },
        ],
      },
      { name: '崇左市', articles: 1, places: [{ name: '天等县', filter: '天等县', articles: 1 }] },
    ]);
  });

  it('show a district without its city, and filter by it with its city', () => {
    const [prefecture] = groupPlaces([about('南宁市西乡塘区')], GUANGXI);
    expect(prefecture).toEqual({
      name: '南宁市',
      articles: 1,
      places: [{ name: '西乡塘区', filter: '南宁市西乡塘区', articles: 1 }],
    });
  });

  it('count an article about several counties once for their prefecture', () => {
    const [prefecture] = groupPlaces([about('都安瑶族自治县', '大化瑶族自治县')], GUANGXI);
    expect(prefecture?.articles).toBe(1);
    expect(prefecture?.places).toHaveLength(2);
  });

  it('count for a city what its filter lets through: its districts too', () => {
    const [prefecture] = groupPlaces([about('南宁市'), about('南宁市西乡塘区')], GUANGXI);
    expect(prefecture?.places.map(({ filter, articles }) => [filter, articles])).toEqual([
      ['南宁市', 2],
      ['南宁市西乡塘区', 1],
    ]);
  });

  it('come under the province where no city is between', () => {
    expect(groupPlaces([about('仙桃市')], '42')[0]).toMatchObject({ name: '湖北省' });
  });

  it('that the gazetteer does not have stand last, under no name', () => {
    const groups = groupPlaces([about('某某村'), about('天等县')], GUANGXI);
    expect(groups.map(({ name }) => name)).toEqual(['崇左市', null]);
    expect(groups[1]?.places).toEqual([{ name: '某某村', filter: '某某村', articles: 1 }]);
  });
});

describe('issues', () => {
  it('stand once each, by date and then by number, those without a date last', () => {
    const printed: [string, string | null][] = [
      ['2018-10', '2018-05-01'],
      ['2018-9', '2018-05-01'],
      ['2017-2', null],
      ['2018-14', '2018-04-27'],
      ['2018-14', '2018-04-27'],
    ];
    const issues = listIssues(printed.map(([issueId, publishedOn]) => article({ issueId, publishedOn })));
    expect(issues.map(({ issueId, articles }) => [issueId, articles])).toEqual([
      ['2018-14', 2],
      ['2018-9', 1],
      ['2018-10', 1],
      ['2017-2', 1],
    ]);
  });

  it('leave out articles of none', () => {
    expect(listIssues([article({ issueId: null })])).toEqual([]);
  });
});

describe('the time when an index was built', () => {
  it('is that of the latest build of its version, and unknown where there is none', async () => {
    const root = await mkdtemp(join(tmpdir(), 'bulletin-qa-built-'));
    const build = async (name: string, day: string): Promise<void> => {
      await mkdir(join(root, name));
      await writeFile(join(root, name, 'manifest.json'), '{}');
      await utimes(join(root, name, 'manifest.json'), new Date(day), new Date(day));
    };
    await build('aaaaaaaaaaaa-1', '2026-01-01');
    await build('aaaaaaaaaaaa-2', '2026-01-02');
    await build('bbbbbbbbbbbb-3', '2026-01-03');
    await mkdir(join(root, 'aaaaaaaaaaaa-4'));
    expect(await findBuiltAt(root, 'aaaaaaaaaaaa')).toEqual(new Date('2026-01-02'));
    expect(await findBuiltAt(root, 'cccccccccccc')).toBeNull();
    expect(await findBuiltAt(join(root, 'nowhere'), 'aaaaaaaaaaaa')).toBeNull();
    await rm(root, { recursive: true, force: true });
  });
});
