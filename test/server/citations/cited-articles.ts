/** Two articles written for tests of citations, and an index of them that is built again after an edit. */
import { afterEach, beforeEach, expect } from 'vitest';
import type { Article } from '../../../corpus/article.ts';
import type { PassageStore } from '../../../index/store.ts';
import { citeSpan } from '../../../server/cite.ts';
import type { ResolvedCitation } from '../../../server/contract-citations.ts';
import { resolveCitation } from '../../../server/citations/resolve-citation.ts';
import { makeArticle } from '../../index/make-article.ts';
import { createSampleIndex, type SampleIndex } from '../../index/sample-index.ts';

const ISSUE = { series: '甲省扶贫简报', issueId: '2018-14', issue: '2018年第14期（总第176期）' };

export const LEAD = '青山县地处石山区，全县共有贫困村三十二个，贫困人口一万六千余人。';
export const CARS = '去年以来，该县共建成扶贫车间39个，带动1200名贫困群众在家门口就业。';
export const SLOGAN = '群众满意度明显提高。';
export const LOANS = '县里发放小额信贷8600万元，扶持种桑养蚕和油茶种植。';
export const TEAM = '驻村工作队员吃住在村，逐户核对帮扶手册，每月召开两次分析会。';
export const WATER = '水利部门修建家庭水柜210座，解决了石山区群众的饮水困难。';

export const TEXT = `${LEAD}${CARS}${SLOGAN}\n${LOANS}${TEAM}${SLOGAN}${WATER}`;

export function articleOf(text: string, more: Partial<Article> & { headings?: Record<string, number> } = {}): Article {
  const { headings, ...fields } = more;
  const made = makeArticle({
    id: '2018-14-1',
    title: '青山县：石山里走出新路',
    paragraphs: text.split('\n'),
    ...(headings ? { headings } : {}),
  });
  return { ...made, ...ISSUE, ...fields };
}

export const OTHER = articleOf('绿水县推行联建联养，建起敬老院十二所，老人住得安心。', {
  id: '2018-14-2',
  title: '绿水县：联建联养',
});

export let index: SampleIndex;

/** Gives each test of a file an index folder of its own. */
export function useIndex(): void {
  beforeEach(async () => {
    index = await createSampleIndex();
  });
  afterEach(() => index.remove());
}

export async function build(...articles: Article[]): Promise<PassageStore> {
  await index.build(articles);
  return index.open(articles);
}

/** The id of words of an article; of the first of them, unless another is asked for. */
export function cite(article: Article, words: string, occurrence = 0): string {
  let start = article.text.indexOf(words);
  for (let skipped = 0; skipped < occurrence; skipped++) start = article.text.indexOf(words, start + 1);
  return citeSpan(article, { start, end: start + words.length }).id;
}

export async function resolve(store: PassageStore, id: string): Promise<ResolvedCitation> {
  const resolved = await resolveCitation({ store }, id);
  expect(resolved).not.toBeNull();
  return resolved as ResolvedCitation;
}

/** What becomes of a citation of the first text when the articles are those given afterwards. */
export async function becomes(words: string, ...after: Article[]): Promise<ResolvedCitation> {
  await build(articleOf(TEXT), OTHER);
  return resolve(await build(...after), cite(articleOf(TEXT), words));
}
