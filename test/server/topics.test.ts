/** What the articles are about: one table for the digests and, where they are at hand, for the originals. */
import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Article } from '../../corpus/article.ts';
import { loadCorpus } from '../../corpus/load.ts';
import { topicsOf } from '../../server/topics.ts';
import { DIGEST_SET, SHARED_SET } from '../eval/sets.ts';
import { makeArticle } from '../index/make-article.ts';

/** The article, what it is about beyond doubt, and what it must not be sorted under although its words occur. */
const ABOUT: [id: string, topics: string[], not: string[]][] = [
  ['2018-14-1', ['住房与搬迁', '村集体经济'], ['产业发展']], // resettlement and houses; hens and vegetables are a means
  ['2018-14-2', ['就业务工', '金融信贷', '技能培训'], ['教育']], // 旧学校 is a building to work in
  ['2018-14-3', ['基层党建', '产业发展', '基础设施'], ['旅游']], // one sentence of scenery that is not yet built
  ['2018-33-1', ['驻村帮扶', '督查与考核', '干部激励与关爱'], ['健康医疗', '住房与搬迁']], // 体检 and 住 of the cadres
  ['2018-33-2', ['基层党建', '驻村帮扶', '产业发展', '村集体经济'], ['教育', '旅游']], // 讲习所 teaches no children
  ['2018-33-3', ['消费与电商', '旅游'], ['基础设施']], // a market street, with tourism as one of its headings
  ['2018-48-1', ['村集体经济', '产业发展'], ['金融信贷']], // 股金 is no credit
  ['2018-48-2', ['驻村帮扶', '干部激励与关爱', '数据与信息化', '督查与考核'], ['教育', '健康医疗']], // 倾心教育, 远教
  ['2018-48-3', ['健康医疗', '兜底保障'], ['教育', '金融信贷', '公共服务']], // 健康教育, 商业保险, 窗口
  ['2018-60-1', ['数据与信息化', '公共服务', '内生动力', '村集体经济'], ['教育', '旅游']], // its four headings
  ['2018-60-2', ['产业发展', '督查与考核', '技能培训'], ['金融信贷', '驻村帮扶']], // 贷牛还牛 lends cattle, not money
  ['huanjiang-essay', ['精准识别与退出', '督查与考核', '金融信贷', '产业发展'], ['旅游', '住房与搬迁']], // named in passing
];

const STRONGEST: [id: string, topic: string][] = [
  ['2018-14-1', '住房与搬迁'], // the first of its three models and the second
  ['2018-14-2', '就业务工'], // workshops throughout, loans in one section
  ['2018-33-1', '驻村帮扶'], // the title names it
  ['2018-33-3', '消费与电商'], // the title names it, tourism is its third part
  ['2018-48-3', '健康医疗'], // hardly anything else
  ['huanjiang-essay', '精准识别与退出'], // the longest section, in an article of many
];

async function articlesOf(folder: string): Promise<Map<string, Article>> {
  const { articles } = await loadCorpus(folder);
  return new Map(articles.map((article) => [article.id.replace(/-zhaibian$/u, ''), article]));
}

function expectTopics(articles: Map<string, Article>, id: string, topics: string[], not: string[]): void {
  const article = articles.get(id);
  if (!article) expect.unreachable(`there is no article ${id}`);
  const found = topicsOf(article);
  expect(found).toEqual(expect.arrayContaining(topics));
  expect(found.filter((topic) => not.includes(topic))).toEqual([]);
}

describe('the topics of the digests', async () => {
  const articles = await articlesOf(DIGEST_SET.corpusFolder);

  it.each(ABOUT)('%s is about %j and not about %j', (id, topics, not) => {
    expectTopics(articles, id, topics, not);
  });

  it.each(STRONGEST)('%s is about %s most of all', (id, topic) => {
    expect(topicsOf(articles.get(id) as Article)[0]).toBe(topic);
  });

  it('leave no article without one', () => {
    expect(articles.size).toBe(ABOUT.length);
    for (const article of articles.values()) expect(topicsOf(article)).not.toEqual([]);
  });
});

const hasOriginals = existsSync(SHARED_SET.corpusFolder);

describe.runIf(hasOriginals)('the topics of the originals', async () => {
  const articles = hasOriginals ? await articlesOf(SHARED_SET.corpusFolder) : new Map<string, Article>();

  it.each(ABOUT)('%s is about %j and not about %j', (id, topics, not) => {
    expectTopics(articles, id, topics, not);
  });
});

describe.runIf(!hasOriginals)('without the originals', () => {
  it('only the digests are sorted: ../shared is not here', () => {
    expect(hasOriginals).toBe(false);
  });
});

describe('topicsOf', () => {
  const filler = '群众和干部一起想办法，日子一天比一天好。'.repeat(100);

  it.each([
    ['a word in passing makes no topic', { paragraphs: [`${filler}有人说起旅游。`] }, []],
    [
      'a word that comes again and again does',
      { paragraphs: [filler, '旅游、景区、游客、民宿、导游、观光。'] },
      ['旅游'],
    ],
    ['the title alone does', { title: '发展乡村旅游', paragraphs: [filler] }, ['旅游']],
    [
      'a heading with a word below it does',
      { paragraphs: [filler, '建景区', '游客来。', '旅游'], headings: { 建景区: 1 } },
      ['旅游'],
    ],
    ['traditional characters are read', { title: '發展鄉村旅遊', paragraphs: [filler] }, ['旅游']],
    ['a word inside a longer word of another matter is not', { paragraphs: [`思想政治教育、健康教育、${filler}`] }, []],
    ['an article may be about nothing of the list', { paragraphs: [filler] }, []],
  ])('%s', (_reason, draft, topics) => {
    expect(topicsOf(makeArticle({ id: 'a', ...draft }))).toEqual(topics);
  });
});
