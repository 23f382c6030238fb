import { describe, expect, it } from 'vitest';
import type { ArticleSummary } from '../../server/contract-articles.ts';
import {
  type BrowseQuery,
  countyOf,
  describeFilter,
  EMPTY_QUERY,
  type Facet,
  filterArticles,
  filterOf,
  narrowArticles,
  readBrowseQuery,
  writeBrowseQuery,
} from '../../web/browse-filter.ts';
import { listChoices } from '../../web/facet-choices.ts';
import { makeSummary } from './make-summary.ts';

const ARTICLES = [
  makeSummary({ id: 'a', places: ['天等县'], issueId: '2018-9', year: 2018, topics: ['就业务工', '产业发展'] }),
  makeSummary({ id: 'b', places: ['天等县进结镇'], issueId: '2018-14', year: 2018, topics: ['产业发展'] }),
  makeSummary({ id: 'c', places: ['来宾市兴宾区'], issueId: '2019-2', year: 2019, topics: ['就业务工'] }),
  makeSummary({ id: 'd', places: ['大化瑶族自治县', '那坡县'], topics: ['产业发展'] }),
];

const query = (changed: Partial<BrowseQuery>): BrowseQuery => ({ ...EMPTY_QUERY, ...changed });
const ids = (articles: readonly ArticleSummary[]): string[] => articles.map(({ id }) => id);
const counts = (facet: Facet, chosen: Partial<BrowseQuery>, found = ARTICLES): Record<string, number> =>
  Object.fromEntries(listChoices(facet, ARTICLES, found, query(chosen)).map(({ label, count }) => [label, count]));

describe('the query of the address', () => {
  it('is read as it was written', () => {
    const whole = query({
      topic: '住房与搬迁',
      place: '天等县',
      issue: '2018-14',
      year: '2018',
      words: '车间 100%&a=b',
    });
    expect(readBrowseQuery(writeBrowseQuery(whole))).toEqual(whole);
    expect(writeBrowseQuery(EMPTY_QUERY)).toBe('');
  });

  it.each([
    ['?year=abc', {}], // no year
    ['?year=0018', {}], // none that the API takes
    ['?topic=&place=%20', {}], // nothing chosen
    ['?colour=red', {}], // not ours
    ['?q=%20%E8%BD%A6%E9%97%B4%20', { words: '车间' }], // without white space around
    [`?topic=${'长'.repeat(99)}`, { topic: '长'.repeat(60) }], // no longer than the API takes
    ['?topic=%E0%A4%A', { topic: '\ufffd%A' }], // broken escapes are text like any other
  ])('%s is read as %j', (search, read) => {
    expect(readBrowseQuery(search)).toEqual(query(read));
  });
});

describe('the county of a place', () => {
  it.each([
    ['天等县', '天等县'],
    ['巴马瑶族自治县燕洞镇交乐村', '巴马瑶族自治县'], // with township and village
    ['来宾市兴宾区', '来宾市兴宾区'], // a district goes by its city
    ['南宁市西乡塘区', '南宁市西乡塘区'], // 乡 inside a name is no township
    ['北流市塘岸镇长塘社区', '北流市'], // the 区 of 社区 is no district
    ['乐山市市中区', '乐山市市中区'], // a name that begins with 市
    ['百色市', '百色市'], // a city alone
    ['大将镇', '大将镇'], // no county known
  ])('%s → %s', (place, county) => {
    expect(countyOf(place)).toBe(county);
  });
});

describe('narrowing', () => {
  it.each([
    [{ topic: '就业务工' }, ['a', 'c']],
    [{ place: '天等县' }, ['a', 'b']], // with its townships
    [{ place: '那坡县' }, ['d']], // one of several places
    [{ issue: '2018-9' }, ['a']],
    [{ year: '2018' }, ['a', 'b']], // an article without a year is of none
    [{ topic: '产业发展', place: '天等县', issue: '2018-14' }, ['b']], // all together
    [{ topic: '教育' }, []],
    [{}, ['a', 'b', 'c', 'd']],
  ])('to %j leaves %j', (chosen, left) => {
    expect(ids(narrowArticles(ARTICLES, query(chosen)))).toEqual(left);
  });
});

describe('choices', () => {
  it('count what each would leave, in a steady order', () => {
    expect(Object.entries(counts('topic', {}))).toEqual([
      ['产业发展', 3], // the most frequent first
      ['就业务工', 2],
    ]);
    expect(Object.keys(counts('issue', {}))).toEqual(['2019年第2期', '2018年第14期', '2018年第9期']); // the newest first
    expect(counts('place', {})).toEqual({ 天等县: 2, 来宾市兴宾区: 1, 大化瑶族自治县: 1, 那坡县: 1 });
  });

  it('follow the other facets and not their own', () => {
    expect(counts('topic', { place: '天等县' })).toEqual({ 产业发展: 2, 就业务工: 1 });
    expect(counts('topic', { topic: '就业务工' })).toEqual({ 产业发展: 3, 就业务工: 2 });
    expect(counts('year', { topic: '就业务工' })).toEqual({ '2019年': 1, '2018年': 1 });
  });

  it('follow the words searched for', () => {
    const found = ARTICLES.filter(({ id }) => id === 'c');
    expect(counts('topic', {}, found)).toEqual({ 产业发展: 0, 就业务工: 1 });
  });

  it('keep one that the address makes and no article has, so that it can be taken away', () => {
    const choices = listChoices('topic', ARTICLES, ARTICLES, query({ topic: '海洋渔业' }));
    expect(choices.filter(({ chosen }) => chosen)).toEqual([
      { value: '海洋渔业', label: '海洋渔业', count: 0, chosen: true },
    ]);
  });

  it('promise what making them gives', () => {
    const chosen = query({ topic: '产业发展' });
    for (const facet of ['topic', 'place', 'issue', 'year'] as const) {
      for (const { value, count } of listChoices(facet, ARTICLES, ARTICLES, chosen)) {
        expect(narrowArticles(ARTICLES, { ...chosen, [facet]: value })).toHaveLength(count);
      }
    }
  });
});

describe('the filter of a conversation', () => {
  it('has the choices and not the words', () => {
    expect(filterOf(query({ topic: '就业务工', year: '2018', words: '车间' }))).toEqual({
      topic: '就业务工',
      year: 2018,
    });
    expect(filterOf(query({ words: '车间' }))).toBeNull();
  });

  it.each([
    [{ topic: '就业务工' }, '主题“就业务工”的 2 篇文章', ['a', 'c']],
    [{ place: '天等县', issue: '2018-14', year: 2018 }, '天等县、2018年第14期、2018年的 1 篇文章', ['b']],
    [{ article: 'c' }, '《c》', ['c']], // an article goes by its title
    [{ article: 'gone' }, '《gone》', []], // or by its id, where it is no longer held
  ])('%j is called %s', (filter, words, left) => {
    expect(describeFilter(filter, ARTICLES)).toBe(words);
    expect(ids(filterArticles(ARTICLES, filter))).toEqual(left);
  });

  it('is none where every article is searched', () => {
    expect(filterArticles(ARTICLES, null)).toHaveLength(ARTICLES.length);
  });
});
