/** BM25 by hand: every expected score is worked out in the test that states it. */
import { deserialize, serialize } from 'node:v8';
import { describe, expect, it } from 'vitest';
import { B, Bm25, countPostings, K1, type Postings } from '../../index/bm25.ts';

/** Three documents of 3, 1 and 5 terms: 3 on average. */
const DOCUMENTS = [['扶贫', '扶贫', '车间'], ['车间'], ['产业', '扶贫', '培训', '培训', '培训']];

const bm25 = new Bm25(countPostings(DOCUMENTS));

/** A collection in which every document but the given ones holds one term of its own. */
function among(documents: string[][], total: number): Bm25 {
  const others = Array.from({ length: total - documents.length }, (_, number) => [`其他${number}`]);
  return new Bm25(countPostings([...documents, ...others]));
}

function scoreOf(index: Bm25, document: number, ...terms: string[]): number {
  return index.score(terms)[document] ?? 0;
}

/** The documents that hold one of the terms. */
function foundBy(index: Bm25, ...terms: string[]): number[] {
  return [...index.score(terms)].flatMap((score, document) => (score > 0 ? [document] : []));
}

describe('the constants', () => {
  it('are the ones that the sums below use', () => {
    expect({ K1, B }).toEqual({ K1: 1.2, B: 0.75 });
  });
});

describe('inverse document frequency', () => {
  it.each([
    // ln(1 + (N − n + 0.5) / (n + 0.5)) with N = 3
    ['扶贫', 'in 2 of 3: ln(1 + 1.5 / 2.5) = ln 1.6', 0.470004],
    ['车间', 'in 2 of 3: ln(1 + 1.5 / 2.5) = ln 1.6', 0.470004],
    ['培训', 'in 1 of 3: ln(1 + 2.5 / 1.5) = ln 2.6667', 0.980829],
    ['县城', 'in none: ln(1 + 3.5 / 0.5) = ln 8', 2.079442],
  ])('of %s is %s', (term, _why, expected) => {
    expect(bm25.inverseDocumentFrequency(term)).toBeCloseTo(expected, 6);
  });

  it('is above zero for a term that every document holds', () => {
    const everywhere = new Bm25(countPostings([['的'], ['的'], ['的'], ['的']]));
    // ln(1 + 0.5 / 4.5) = ln 1.1111
    expect(everywhere.inverseDocumentFrequency('的')).toBeCloseTo(0.105361, 6);
  });
});

describe('the score of a document', () => {
  it('is idf × f × (k1 + 1) / (f + k1 × (1 − b + b × length / average))', () => {
    const scores = bm25.score(['扶贫']);
    // Document 0 is of average length: 0.470004 × 2 × 2.2 / (2 + 1.2 × 1) = 0.470004 × 1.375
    expect(scores[0]).toBeCloseTo(0.646255, 6);
    // Document 2 is 5/3 as long: 1.2 × (0.25 + 0.75 × 5/3) = 1.8, and 0.470004 × 1 × 2.2 / (1 + 1.8)
    expect(scores[2]).toBeCloseTo(0.369289, 6);
    // Document 1 does not hold the term.
    expect(scores[1]).toBe(0);
  });

  it('is the sum over the terms of the query', () => {
    // 扶贫 gives 0.369289, and 培训 three times gives 0.980829 × 3 × 2.2 / (3 + 1.8) = 1.348640
    expect(scoreOf(bm25, 2, '扶贫', '培训')).toBeCloseTo(1.717929, 6);
  });

  it('counts a term once, however often and in whatever order the query gives it', () => {
    expect(scoreOf(bm25, 2, '培训', '扶贫', '培训', '培训')).toBeCloseTo(scoreOf(bm25, 2, '扶贫', '培训'), 12);
  });

  it('gains less with every repetition of a term and stays below idf × (k1 + 1)', () => {
    const repeated = (times: number): number =>
      // Every document has ten terms, so that length plays no part.
      scoreOf(
        new Bm25(
          countPostings([
            [...Array<string>(times).fill('茶'), ...Array<string>(10 - times).fill('水')],
            Array<string>(10).fill('水'),
          ]),
        ),
        0,
        '茶',
      );
    const gains = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((times) => repeated(times) - (times > 1 ? repeated(times - 1) : 0));
    expect(gains.every((gain) => gain > 0)).toBe(true);
    expect(gains).toEqual([...gains].sort((a, b) => b - a));
    // In 1 of 2 documents: ln(1 + 1.5 / 1.5) = ln 2
    expect(repeated(9)).toBeLessThan(Math.log(2) * (K1 + 1));
  });

  it('is higher in a short document than in a long one with the same count', () => {
    const index = among(
      [
        ['茶', '水'],
        ['茶', ...Array<string>(20).fill('水')],
      ],
      10,
    );
    expect(scoreOf(index, 0, '茶')).toBeGreaterThan(scoreOf(index, 1, '茶'));
  });

  it('is higher for a rare term than for a common one with the same count', () => {
    const index = among([['茶', '水'], ['水'], ['水']], 10);
    expect(scoreOf(index, 0, '茶')).toBeGreaterThan(scoreOf(index, 0, '水'));
  });
});

describe('an explanation', () => {
  it('gives each term that the document holds with its idf, count and share, in the order asked', () => {
    const explained = bm25.explain(2, ['培训', '县城', '车间', '扶贫']);
    expect(explained.map(({ term, frequency }) => [term, frequency])).toEqual([
      ['培训', 3],
      ['扶贫', 1],
    ]);
    expect(explained[0]?.inverseDocumentFrequency).toBeCloseTo(0.980829, 6);
    expect(explained[0]?.score).toBeCloseTo(1.34864, 5);
  });

  it.each([0, 1, 2])('of document %i sums to its score', (document) => {
    const terms = ['扶贫', '车间', '产业', '培训', '扶贫', '县城'];
    const sum = bm25.explain(document, terms).reduce((total, { score }) => total + score, 0);
    expect(sum).toBeCloseTo(scoreOf(bm25, document, ...terms), 12);
  });

  it('of a document that is not there is empty', () => {
    expect(bm25.explain(7, ['扶贫'])).toEqual([]);
  });
});

describe('at the edges', () => {
  it('an empty collection finds nothing and weighs every term alike', () => {
    const empty = new Bm25(countPostings([]));
    expect([...empty.score(['扶贫'])]).toEqual([]);
    expect(empty.explain(0, ['扶贫'])).toEqual([]);
    // ln(1 + 0.5 / 0.5) = ln 2
    expect(empty.inverseDocumentFrequency('扶贫')).toBeCloseTo(0.693147, 6);
  });

  it('documents without a single term are counted and never found', () => {
    const index = new Bm25(countPostings([[], ['茶'], []]));
    expect(foundBy(index, '茶')).toEqual([1]);
    expect(scoreOf(index, 1, '茶')).toBeGreaterThan(0);
    expect(Number.isFinite(scoreOf(new Bm25(countPostings([[], []])), 0, '茶'))).toBe(true);
  });

  it('a query without terms, or with unknown ones only, finds nothing', () => {
    expect(foundBy(bm25)).toEqual([]);
    expect(foundBy(bm25, '县城', '')).toEqual([]);
  });

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', '1'])('%s is a term like any other', (term) => {
    const postings = countPostings([[term, '茶'], ['茶'], [term, term]]);
    for (const kept of [postings, deserialize(serialize(postings)) as Postings]) {
      const index = new Bm25(kept);
      expect(foundBy(index, term)).toEqual([0, 2]);
      expect(index.explain(2, [term])[0]?.frequency).toBe(2);
    }
    expect(foundBy(bm25, term)).toEqual([]);
  });

  it('postings that were written and read score the same', () => {
    const read = new Bm25(deserialize(serialize(countPostings(DOCUMENTS))) as Postings);
    const terms = ['扶贫', '车间', '产业', '培训'];
    expect(read.score(terms)).toEqual(bm25.score(terms));
  });
});
