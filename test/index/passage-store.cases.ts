/** What every store of passages does, whatever holds them: each implementation calls this with its own `createStore`. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Article } from '../../corpus/article.ts';
import { type Chunk, chunkArticle, embeddedText } from '../../index/chunk.ts';
import type { Embedder } from '../../index/embed.ts';
import type { PassageStore } from '../../index/store.ts';
import { termsOf, wordsOf } from '../../index/terms.ts';
import { createFakeEmbedder } from './fake-embedder.ts';
import { type MadeCorpus, makeArticle, makeCorpus } from './make-article.ts';

export interface OpenedStore {
  store: PassageStore;
  close: () => Promise<void>;
}

/** Puts a corpus into a store of its own and opens it. */
export type CreateStore = (corpus: MadeCorpus, embedder: Embedder) => Promise<OpenedStore>;

const FILLER = '各部门按照分工抓好落实。'.repeat(8);

const ARTICLES: Article[] = [
  makeArticle({
    id: 'workshop',
    title: '天等县扶贫车间',
    paragraphs: ['一、建厂房', '扶贫车间招收贫困户。车间就在村里。', '二、育工人', '培训缝纫。'],
    headings: { '一、建厂房': 1, '二、育工人': 1 },
  }),
  makeArticle({ id: 'team', title: '驻村工作队', paragraphs: ['工作队走访扶贫车间。', FILLER] }),
  makeArticle({ id: 'care', title: '敬老院', paragraphs: ['推行联建联养。'] }),
  makeArticle({ id: 'tea', title: '茶园', paragraphs: ['村民种茶。'] }),
  makeArticle({ id: 'tea-again', title: '茶园', paragraphs: ['村民种茶。', '茶树成行。'] }),
];

const CORPUS = makeCorpus(ARTICLES);
const CHUNKS = ARTICLES.flatMap((article) => chunkArticle(article));

export function describePassageStore(name: string, createStore: CreateStore): void {
  describe(`${name} as a store of passages`, () => {
    const embedder = createFakeEmbedder();
    let opened: OpenedStore;
    let store: PassageStore;

    beforeAll(async () => {
      opened = await createStore(CORPUS, embedder);
      store = opened.store;
    });
    afterAll(() => opened.close());

    const idsByTerms = async (text: string, limit = 10, scope: string[] | null = null): Promise<string[]> =>
      (await store.byTerms(termsOf(text), limit, scope)).map(({ chunkId }) => chunkId);
    const sentenceVector = (chunk: Chunk, number: number): Promise<Float32Array> => {
      const article = ARTICLES.find(({ id }) => id === chunk.articleId) as Article;
      return embedder.embedText(embeddedText(article, chunk, chunk.sentences[number] as Chunk['sentences'][number]));
    };
    const chunkOf = (id: string): Chunk => CHUNKS.find((chunk) => chunk.id === id) as Chunk;

    describe('articles', () => {
      it('are all there, whole and in the order of the corpus', async () => {
        expect(await store.articles()).toEqual(ARTICLES);
      });

      it('are found by id, and an unknown id is null', async () => {
        expect(await store.article('care')).toEqual(ARTICLES[2]);
        expect(await store.article('nobody')).toBeNull();
        expect(await store.article('__proto__')).toBeNull();
      });
    });

    describe('chunks', () => {
      it('of an article come in reading order', async () => {
        expect(await store.chunksOf('workshop')).toEqual(chunkArticle(ARTICLES[0] as Article));
        expect((await store.chunksOf('workshop')).map(({ headings }) => headings)).toEqual([
          ['一、建厂房'],
          ['二、育工人'],
        ]);
      });

      it('of an unknown article are none', async () => {
        expect(await store.chunksOf('nobody')).toEqual([]);
      });

      it('come by id in the order asked, and ids that are not held are left out', async () => {
        expect(await store.chunks(['tea/0', 'tea/1', 'nobody/0', '', 'workshop/1', '__proto__'])).toEqual([
          chunkOf('tea/0'),
          chunkOf('workshop/1'),
        ]);
        expect(await store.chunks([])).toEqual([]);
      });
    });

    describe('by terms', () => {
      it('the best come first', async () => {
        expect(await idsByTerms('扶贫车间')).toEqual([
          'workshop/0', // in the title and in the text, which is short
          'workshop/1', // in the title of a short text
          'team/0', // once, in a long text
        ]);
      });

      it('a rare term counts for more than a common one', async () => {
        expect(await idsByTerms('扶贫车间联建联养')).toEqual([
          'care/0', // 联建联养 stands nowhere else
          'workshop/0',
          'workshop/1',
          'team/0',
        ]);
      });

      it('a term is found in title, headings and text', async () => {
        expect(await idsByTerms('敬老院')).toEqual(['care/0']);
        expect(await idsByTerms('厂房')).toEqual(['workshop/0']);
        expect(await idsByTerms('缝纫')).toEqual(['workshop/1']);
      });

      it('no pair of characters is made of the end of a title and the beginning of the text', async () => {
        // 敬老院 + 推行联建联养
        expect((await store.byTerms({ words: [], bigrams: ['院推'] }, 10, null)).length).toBe(0);
        expect((await store.byTerms({ words: [], bigrams: ['敬老'] }, 10, null)).length).toBe(1);
      });

      it('equal chunks keep reading order', async () => {
        expect(await idsByTerms('种茶')).toEqual(['tea/0', 'tea-again/0']);
        expect(await idsByTerms('茶种村民')).toEqual(await idsByTerms('村民种茶'));
      });

      it('scores are above zero and go down', async () => {
        const scores = (await store.byTerms(termsOf('扶贫车间的工作队'), 10, null)).map(({ score }) => score);
        expect(scores.every((score) => score > 0)).toBe(true);
        expect(scores).toEqual([...scores].sort((a, b) => b - a));
      });

      it('no more are given than the limit, the best of all', async () => {
        expect(await idsByTerms('扶贫车间', 2)).toEqual(['workshop/0', 'workshop/1']);
        expect(await idsByTerms('扶贫车间', 0)).toEqual([]);
      });

      it('a scope holds back the other articles, before the limit counts', async () => {
        expect(await idsByTerms('扶贫车间', 1, ['team', 'care'])).toEqual(['team/0']);
        expect(await idsByTerms('扶贫车间', 10, [])).toEqual([]);
        expect(await idsByTerms('扶贫车间', 10, ['nobody'])).toEqual([]);
      });

      it('terms that no chunk holds find nothing', async () => {
        expect(await idsByTerms('火星探测')).toEqual([]);
        expect(await idsByTerms('')).toEqual([]);
        expect(await store.byTerms({ words: ['__proto__', 'constructor'], bigrams: [] }, 10, null)).toEqual([]);
      });
    });

    describe('by vector', () => {
      it('the sentence itself is nearest, and every sentence is told by its number', async () => {
        const vector = await sentenceVector(chunkOf('workshop/0'), 2);
        const [nearest, ...others] = await store.byVector(vector, 10, null);
        expect(nearest).toMatchObject({ chunkId: 'workshop/0', sentence: 2 });
        expect(nearest?.similarity).toBeCloseTo(1, 5);
        expect(others.every(({ similarity }) => similarity < 0.999)).toBe(true);
      });

      it('the best come first', async () => {
        const found = await store.byVector(await embedder.embedQuestion('敬老院推行联建联养'), 3, null);
        expect(found[0]).toMatchObject({ chunkId: 'care/0', sentence: 0 });
        expect(found.map(({ similarity }) => similarity)).toEqual(
          found.map(({ similarity }) => similarity).sort((a, b) => b - a),
        );
      });

      it('the same sentence in two articles is found in both', async () => {
        const found = await store.byVector(await sentenceVector(chunkOf('tea/0'), 0), 2, null);
        expect(found.map(({ chunkId }) => chunkId).sort()).toEqual(['tea-again/0', 'tea/0']);
      });

      it('no more are given than the limit, and no more than there are', async () => {
        const vector = await embedder.embedQuestion('扶贫车间');
        expect(await store.byVector(vector, 2, null)).toHaveLength(2);
        expect(await store.byVector(vector, 0, null)).toHaveLength(0);
        const sentences = CHUNKS.flatMap((chunk) => chunk.sentences.map((_, number) => `${chunk.id}#${number}`));
        const all = await store.byVector(vector, 1000, null);
        expect(all.map(({ chunkId, sentence }) => `${chunkId}#${sentence}`).sort()).toEqual(sentences.sort());
      });

      it('a scope holds back the other articles, before the limit counts', async () => {
        const vector = await sentenceVector(chunkOf('workshop/0'), 1);
        expect((await store.byVector(vector, 1, ['care', 'tea']))[0]?.chunkId).toMatch(/^(?:care|tea)\//u);
        expect(await store.byVector(vector, 10, [])).toEqual([]);
        expect(await store.byVector(vector, 10, ['nobody'])).toEqual([]);
      });
    });

    describe('similarities', () => {
      it('are those of the sentences of the chunk, in order', async () => {
        const chunk = chunkOf('workshop/0');
        const vector = await embedder.embedQuestion('车间招收贫困户');
        const expected = await Promise.all(chunk.sentences.map((_, number) => sentenceVector(chunk, number)));
        const similarities = await store.similarities(vector, chunk);
        expect(similarities).toHaveLength(chunk.sentences.length);
        similarities.forEach((similarity, number) => {
          expect(similarity).toBeCloseTo(cosine(vector, expected[number] as Float32Array), 5);
        });
      });

      it('agree with the search by vector', async () => {
        const vector = await embedder.embedQuestion('驻村工作队走访');
        for (const { chunkId, sentence, similarity } of await store.byVector(vector, 1000, null)) {
          expect((await store.similarities(vector, chunkOf(chunkId)))[sentence]).toBeCloseTo(similarity, 5);
        }
      });
    });

    describe('the weight of a term', () => {
      it('rises as fewer chunks hold it, and is highest where none does', async () => {
        const { words, bigrams } = await store.weigh(termsOf('扶贫车间，缝纫，火星'));
        // In 3, 1 and 0 chunks.
        expect(words.get('缝纫')).toBeGreaterThan(words.get('扶贫车间') as number);
        expect(words.get('火星')).toBeGreaterThan(words.get('缝纫') as number);
        expect(bigrams.get('缝纫')).toBeGreaterThan(bigrams.get('扶贫') as number);
        expect(bigrams.get('火星')).toBeGreaterThan(bigrams.get('缝纫') as number);
      });

      it('is above zero even where every chunk holds it, and is given for each term asked', async () => {
        const terms = termsOf('村民种茶，扶贫车间，constructor');
        const { words, bigrams } = await store.weigh(terms);
        expect(new Set(words.keys())).toEqual(new Set(terms.words));
        expect(new Set(bigrams.keys())).toEqual(new Set(terms.bigrams));
        expect([...words.values(), ...bigrams.values()].every((weight) => weight > 0)).toBe(true);
      });
    });

    it('explains a score: what the terms add is the score, and nothing for a chunk that is not held', async () => {
      const terms = termsOf('扶贫车间，缝纫，火星');
      for (const { chunkId, score } of await store.byTerms(terms, 10, null)) {
        const explained = await store.explain(chunkId, terms);
        expect(explained.reduce((sum, part) => sum + part.score, 0)).toBeCloseTo(score, 9);
      }
      expect(await store.explain('没有这一段', terms)).toEqual([]);
    });

    it('gives every word that its chunks hold, each once', async () => {
      const words = await store.vocabulary();
      const expected = ARTICLES.flatMap(({ title, text }) => wordsOf(`${title}\n${text}`));
      expect([...words].sort()).toEqual([...new Set(expected)].sort());
    });

    it('counts what it holds in its manifest', () => {
      expect(store.manifest.counts).toEqual({
        bulletins: ARTICLES.length,
        articles: ARTICLES.length,
        chunks: CHUNKS.length,
        sentences: CHUNKS.flatMap(({ sentences }) => sentences).length,
      });
    });
  });
}

function cosine(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, at) => sum + value * (b[at] as number), 0);
}
