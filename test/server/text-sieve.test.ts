/** The sieve lets every article through that holds a text, and hardly another one. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Article } from '../../corpus/article.ts';
import { fold } from '../../corpus/text.ts';
import { workAtOnce } from '../../server/steps.ts';
import { TextSieve } from '../../server/text-sieve.ts';
import { makeLargeFile } from '../bench/large-corpus.ts';
import { makeArticle } from '../index/make-article.ts';

const sieveOf = (articles: Article[]): TextSieve => workAtOnce(TextSieve.read(articles));
const idsOf = (articles: Iterable<Article>): string[] => [...articles].map(({ id }) => id);

const TEAM = makeArticle({ id: 'team', title: '驻村工作队', paragraphs: ['队员驻村。走访农户。'] });
const CARE = makeArticle({ id: 'care', title: '敬老院', paragraphs: ['推行联建联养。', '用上 App。'] });
const small = sieveOf([TEAM, CARE]);

describe('the sieve', () => {
  it.each([
    ['words of the text', '联建联养', ['care']],
    ['words of the title', '工作队', ['team']],
    ['words of the text in other forms', '聯建　聯養', ['care']],
    ['words that run on from the title into the text', '敬老院推行', ['care']],
    ['words of Latin letters in any case', 'APP', ['care']],
    ['words that nobody says', '油茶', []],
    ['a single character, whatever it is', '茶', ['team', 'care']],
    ['nothing', '', ['team', 'care']],
  ])('for %s', (_what, text, ids) => {
    expect(idsOf(small.candidates(text))).toEqual(ids);
  });

  it('gives the articles in their order, beyond the bits of one word', () => {
    const articles = Array.from({ length: 100 }, (_, at) => makeArticle({ id: `a${at}`, paragraphs: ['同样的话。'] }));
    expect(idsOf(sieveOf(articles).candidates('同样'))).toEqual(articles.map(({ id }) => id));
  });

  it('lets through every article that holds a stretch of any article, and few others', () => {
    const articles = Array.from({ length: 70 }, (_, at) =>
      makeArticle({ id: `a${at}`, paragraphs: makeLargeFile(at).text.split('\n').filter(Boolean) }),
    );
    const sieve = sieveOf(articles);
    let [held, passed] = [0, 0];
    fc.assert(
      fc.property(fc.nat(69), fc.nat(1_000), fc.integer({ min: 2, max: 8 }), (number, start, length) => {
        const stretch = (articles[number] as Article).text.slice(start, start + length);
        const candidates = idsOf(sieve.candidates(stretch));
        const holding = articles.filter(({ title, text }) => fold(`${title}\n${text}`).includes(fold(stretch)));
        for (const { id } of holding) expect(candidates).toContain(id);
        held += holding.length;
        passed += candidates.length;
      }),
    );
    expect(held / passed).toBeGreaterThan(0.7);
  });
});
