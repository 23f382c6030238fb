/**
 * Words and vectors in one ranking. The formulas by hand; the ranking on articles written for it, with the real model:
 * the exact order, one reason a line.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildIndex } from '../../index/build.ts';
import { type Embedder, openEmbedder } from '../../index/embed.ts';
import {
  fuseScores,
  lexicalWeightFor,
  type Passage,
  retrievePassages,
  scaleSimilarity,
  SIMILARITY_FLOOR,
} from '../../index/fuse.ts';
import { openIndex } from '../../index/open.ts';
import type { PassageStore } from '../../index/store.ts';
import { termsOf } from '../../index/terms.ts';
import { readConfig } from '../../server/config.ts';
import { makeArticle, makeCorpus } from './make-article.ts';

describe('the fused score', () => {
  it('is the weighted sum of words and vectors', () => {
    // 0.6 × 0.5 + 0.4 × 1
    expect(fuseScores(0.5, 1, 0.6)).toBeCloseTo(0.7, 12);
    // 0.6 × 1 + 0.4 × 0.25
    expect(fuseScores(1, 0.25, 0.6)).toBeCloseTo(0.7, 12);
  });

  it('is 0 for nothing, 1 for the best of both, and in between it rises with either', () => {
    expect(fuseScores(0, 0, 0.5)).toBe(0);
    expect(fuseScores(1, 1, 0.5)).toBeCloseTo(1, 12);
    expect(fuseScores(0.6, 0.5, 0.5)).toBeGreaterThan(fuseScores(0.5, 0.5, 0.5));
    expect(fuseScores(0.5, 0.6, 0.5)).toBeGreaterThan(fuseScores(0.5, 0.5, 0.5));
  });

  it('leans on words the more of them the corpus knows, and never on one side alone', () => {
    expect(lexicalWeightFor(0)).toBeLessThan(0.5);
    expect(lexicalWeightFor(1)).toBeGreaterThan(0.5);
    expect(lexicalWeightFor(0)).toBeGreaterThan(0);
    expect(lexicalWeightFor(1)).toBeLessThan(1);
  });
});

describe('a scaled similarity', () => {
  it.each([
    ['the best of its question', 0.7, 0.7, 1],
    // (0.5 − 0.3) / (0.7 − 0.3)
    ['half way between floor and best', 0.5, 0.7, 0.5],
    ['at the floor', 0.3, 0.7, 0],
    ['below the floor', 0.1, 0.7, 0],
    ['opposite', -1, 0.7, 0],
    ['above the best, by an error of rounding', 0.7000001, 0.7, 1],
    ['the best, and no better than the floor', 0.3, 0.3, 0],
    ['of a question to which nothing is near', 0.2, 0.25, 0],
  ])('%s: %f of %f is %f', (_what, similarity, best, expected) => {
    expect(SIMILARITY_FLOOR).toBe(0.3);
    expect(scaleSimilarity(similarity, best)).toBeCloseTo(expected, 12);
  });
});

const ARTICLES = [
  makeArticle({
    id: 'workshop',
    title: '天等县办起扶贫车间',
    paragraphs: ['天等县在村头办起137个扶贫车间，农户不出村就能上班。', '工人平均每月领工资1500元。'],
  }),
  makeArticle({
    id: 'moving',
    title: '上思县推进易地扶贫搬迁',
    paragraphs: ['上思县搬迁594户2637人。', '安置点建起小菜园，新楼顶装上光伏板。'],
  }),
  makeArticle({
    id: 'housing',
    title: '上思县危房改造实行差异化奖补',
    paragraphs: ['四个档次的标准依次提高到每户4.3万元、4.5万元、4.7万元和4.97万元。', '家中只有一人的另定标准。'],
  }),
  makeArticle({
    id: 'silk',
    title: '环江毛南族自治县种桑养蚕',
    paragraphs: ['环江毛南族自治县桑园面积居全国前列。', '蚕茧由企业上门收购，蚕农不愁卖。'],
  }),
  makeArticle({
    id: 'market',
    title: '环江毛南族自治县推行六联一带',
    paragraphs: ['“六联一带”把企业、合作社和贫困户连在一起。', '分红逐年增加。'],
  }),
  makeArticle({
    id: 'care',
    title: '大化瑶族自治县探索联建联养',
    paragraphs: ['几户合建新房，共同赡养孤寡老人，这就是联建联养。', '村里派人上门送饭、打扫卫生。'],
  }),
  makeArticle({
    id: 'team',
    title: '天等县严管驻村工作队',
    paragraphs: ['全县派出工作队员322人，专业扶贫队员194名。', '不按时到岗的，由组织部门召回。'],
  }),
  makeArticle({
    id: 'clinic',
    title: '隆林各族自治县健康扶贫',
    paragraphs: ['家庭医生与贫困户签约，看病先诊疗后付费。', '大病保险二次报销。'],
  }),
  makeArticle({
    id: 'school',
    title: '那坡县教育扶贫',
    paragraphs: ['贫困家庭的孩子上学免学费，还领生活补助。', '近五年有74名学子考上大学。'],
  }),
  makeArticle({
    id: 'water',
    title: '巴马瑶族自治县交乐村修水柜',
    paragraphs: ['村民修起家庭水柜700多座，解决饮水难题。', '各级干部加强领导，强化督查考核。'],
  }),
  makeArticle({
    id: 'loan',
    title: '田东县小额信贷',
    paragraphs: ['贫困户凭信用评级贷款，免抵押、免担保。', '各级干部加强领导，强化督查考核。'],
  }),
  makeArticle({
    id: 'online',
    title: '乐业县电商扶贫',
    paragraphs: ['农产品上网销售，快递通到屯里。', '村村有网店。'],
  }),
];

describe('the ranking of a dozen articles', () => {
  let indexRoot: string;
  let embedder: Embedder;
  let store: PassageStore;

  beforeAll(async () => {
    indexRoot = await mkdtemp(join(tmpdir(), 'bulletin-qa-ranking-'));
    embedder = await openEmbedder(readConfig(process.env).modelFolder);
    const corpus = makeCorpus(ARTICLES);
    await buildIndex({ indexRoot, source: corpus, embedder });
    store = await openIndex(indexRoot, corpus.hash);
  });
  afterAll(() => rm(indexRoot, { recursive: true, force: true }));

  async function retrieve(question: string, limit = 12, scope: string[] | null = null): Promise<Passage[]> {
    const vector = await embedder.embedQuestion(question);
    return retrievePassages(store, { terms: termsOf(question), vector, scope, limit });
  }
  const rank = async (question: string, limit: number, scope: string[] | null = null): Promise<string[]> =>
    (await retrieve(question, limit, scope)).map(({ article }) => article.id);

  it('by name: words find what is named', async () => {
    expect(await rank('易地扶贫搬迁', 1)).toEqual(['moving']);
    expect(await rank('驻村工作队', 1)).toEqual(['team']);
  });

  it('by county: whoever names the county comes first', async () => {
    expect(await rank('天等县', 2)).toEqual([
      'workshop', // in the title and in the text
      'team', // in the title only
    ]);
    expect(await rank('环江毛南族自治县', 2)).toEqual([
      'silk', // in the title and in the text
      'market', // in the title only
    ]);
  });

  it('by slogan: pairs of characters find what no dictionary has to hold', async () => {
    expect(await rank('联建联养', 1)).toEqual(['care']);
    expect(await rank('六联一带', 1)).toEqual(['market']);
    // Neither is a word of the dictionary.
    expect(await rank('饮水难题', 1)).toEqual(['water']);
    expect(await rank('蚕农不愁卖', 1)).toEqual(['silk']);
  });

  it('by figure: a number is found whole', async () => {
    expect(await rank('4.97万元', 1)).toEqual(['housing']);
    expect(await rank('137个', 1)).toEqual(['workshop']);
    expect(await rank('２６３７ 人', 1)).toEqual(['moving']);
  });

  it('by everyday wording: vectors find what no word names', async () => {
    for (const [question, answer] of [
      ['生病住院花钱多怎么办', 'clinic'],
      ['没有水喝怎么办', 'water'],
      ['怎么借钱', 'loan'],
    ] as const) {
      const found = await retrieve(question);
      expect(found.every(({ scores }) => scores.lexical === 0)).toBe(true);
      expect(found[0]?.article.id).toBe(answer);
    }
  });

  it('by words and wording together: the article that has both comes first', async () => {
    expect(await rank('天等县的农户在家门口打工能挣多少钱', 2)).toEqual([
      'workshop', // names the county, and its wages are what is asked
      'team', // names the county
    ]);
    expect(await rank('上思县给危房户补多少钱', 2)).toEqual([
      'housing', // names the county, and its subsidies are what is asked
      'moving', // names the county
    ]);
  });

  it('the same sentence in two articles is found in both', async () => {
    expect(await rank('督查考核', 2)).toEqual([
      'loan', // the shorter passage
      'water', // the longer one
    ]);
  });

  it('a scope leaves nothing else, and the limit counts within it', async () => {
    expect(await rank('天等县', 5, ['silk', 'team'])).toEqual([
      'team', // names the county
      'silk', // near to nothing, but asked for
    ]);
    expect(await rank('天等县', 1, ['silk', 'team'])).toEqual(['team']);
    expect(await rank('天等县', 5, [])).toEqual([]);
  });

  it('a question of no words at all still ranks, without an error', async () => {
    expect((await retrieve('？？', 3)).map(({ scores }) => scores.lexical)).toEqual([0, 0, 0]);
  });

  it('each passage comes with its article and why it was found', async () => {
    const question = '贫困户在哪里上班';
    const found = await retrieve(question);
    const lexical = new Map(
      (await store.byTerms(termsOf(question), 100, null)).map(({ chunkId, score }) => [chunkId, score]),
    );
    for (const { chunk, article, similarities, scores } of found) {
      expect(article.id).toBe(chunk.articleId);
      expect(similarities).toHaveLength(chunk.sentences.length);
      expect(scores.vector).toBe(Math.max(...similarities));
      expect(scores.lexical).toBe(lexical.get(chunk.id) ?? 0);
      expect(scores.fused).toBeGreaterThanOrEqual(0);
      expect(scores.fused).toBeLessThanOrEqual(1);
    }
    expect(found.map(({ scores }) => scores.fused)).toEqual(
      found.map(({ scores }) => scores.fused).sort((a, b) => b - a),
    );
    expect(new Set(found.map(({ chunk }) => chunk.id)).size).toBe(found.length);
  });
});
