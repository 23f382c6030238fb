import { describe, expect, it } from 'vitest';
import { chunkArticle } from '../../index/chunk.ts';
import type { Passage } from '../../index/fuse.ts';
import { type Choice, chooseSpans, coverageOf, highlightsOf, scoreSentences } from '../../server/extract.ts';
import { parseText } from '../corpus/parsed.ts';

/** A passage for each chunk of a text, whose vectors say nothing, so that words decide. */
function passagesOf(file: string, text: string): Passage[] {
  const [article] = parseText(text, file);
  if (!article) throw new Error('the text gives no article');
  return chunkArticle(article).map((chunk) => ({
    chunk,
    article,
    scores: { lexical: 0, vector: 0.3, fused: 0, lexicalWeight: 0.5 },
    similarities: chunk.sentences.map(() => 0.3),
  }));
}

const choice = (words: string[], more: Partial<Choice> = {}): Choice => ({
  terms: words.map((text) => ({ text, weight: 1, alternatives: [] })),
  wantsFigure: false,
  wantsList: false,
  wantsDefinition: false,
  units: [],
  byArticle: false,
  limit: 5,
  ...more,
});

function extractTexts(passages: Passage[], wanted: Choice): string[] {
  const spans = chooseSpans(scoreSentences(passages, wanted), wanted);
  return spans.map(({ article, start, end }) => article.text.slice(start, end));
}

const workshop = passagesOf(
  'workshop.txt',
  `东山县办车间的做法

东山县办起车间，群众在家门口上班。

一、场地

车间的厂房由村里的旧学校改建。全县改建旧学校23所，花费460万元。村民看了都说好。

二、培训

县里请来师傅教技术。`,
);

describe('the choice of extracts', () => {
  it('ranks the sentences', () => {
    expect(extractTexts(workshop, choice(['旧学校', '厂房'])).slice(0, 1)).toEqual([
      // Both words stand in the first sentence; its neighbour holds one of them and is no part of the answer.
      '车间的厂房由村里的旧学校改建。',
    ]);
  });

  it('shows neighbouring sentences that answer alike as one extract', () => {
    expect(extractTexts(workshop, choice(['旧学校']))[0]).toBe(
      '车间的厂房由村里的旧学校改建。全县改建旧学校23所，花费460万元。',
    );
  });

  it('prefers the sentence with the figure, and among figures the unit asked for', () => {
    const text = `西山县修路

西山县修路惠及32个村。西山县修路用工人数很多。西山县修路花费460万元。`;
    const [first] = scoreSentences(
      passagesOf('road.txt', text),
      choice(['修路'], { wantsFigure: true, units: ['元'] }),
    );
    expect(first && first.article.text.slice(first.sentence.start, first.sentence.end)).toBe('西山县修路花费460万元。');
  });

  it('prefers the sentence that lists where the members of a list are asked for', () => {
    const text = `南山县“三送”

南山县的“三送”很受欢迎。南山县的“三送”包括送技术、送岗位、送政策。`;
    const wanted = choice(['三送'], { wantsList: true });
    const [first] = scoreSentences(passagesOf('list.txt', text), wanted);
    expect(first && first.article.text.slice(first.sentence.start, first.sentence.end)).toMatch(/送技术/);
  });

  it('does not quote a bare heading before what stands under it', () => {
    const texts = extractTexts(workshop, choice(['培训', '技术']));
    expect(texts[0]).toBe('县里请来师傅教技术。');
  });

  it('lets articles take turns where every place is asked for, best article first', () => {
    const other = passagesOf('other.txt', '北山县办车间\n\n北山县的车间用旧学校作厂房。北山县的车间厂房宽敞。');
    const wanted = choice(['车间', '厂房', '旧学校'], { byArticle: true });
    const spans = chooseSpans(scoreSentences([...workshop, ...other], wanted), wanted);
    expect(new Set(spans.slice(0, 2).map(({ article }) => article.file)).size).toBe(2);
  });

  it('leaves out an article that is far behind the best one', () => {
    const far = passagesOf('far.txt', '北山县养鸡\n\n北山县养鸡。');
    const wanted = choice(['车间', '厂房', '旧学校'], { byArticle: true });
    const spans = chooseSpans(scoreSentences([...workshop, ...far], wanted), wanted);
    expect(spans.some(({ article }) => article.file === 'far.txt')).toBe(false);
  });

  it('keeps the same sentence of two articles, each with its own citation', () => {
    const sentence = '全县旧学校厂房一律免租。';
    const first = passagesOf('first.txt', `东山县免租\n\n${sentence}`);
    const second = passagesOf('second.txt', `西山县免租\n\n${sentence}`);
    const wanted = choice(['旧学校', '厂房']);
    const spans = chooseSpans(scoreSentences([...first, ...second], wanted), wanted);
    expect(spans.map(({ article }) => article.file).sort()).toEqual(['first.txt', 'second.txt']);
  });

  it('gives no more extracts than are wanted', () => {
    expect(extractTexts(workshop, choice(['县', '车间'], { limit: 2 })).length).toBeLessThanOrEqual(2);
  });
});

describe('coverage', () => {
  it('is the weighted share of the terms that a text holds', () => {
    const terms = [
      { text: '车间', weight: 3, alternatives: [] },
      { text: '厂房', weight: 1, alternatives: ['仓库'] },
    ];
    expect(coverageOf(terms, '车间很大')).toBe(0.75);
    expect(coverageOf(terms, '没有')).toBe(0);
    expect(coverageOf([], '车间')).toBe(0);
  });
});

describe('highlights', () => {
  it('mark the words of the question in the text as printed, stray spaces and widths included, overlaps as one', () => {
    const [passage] = passagesOf('marks.txt', '标记\n\n全县有 １3７ 个扶贫 车间，扶贫车间很多。');
    if (!passage) throw new Error('no passage');
    const { article } = passage;
    const start = article.text.indexOf('全县');
    const span = { article, start, end: article.text.length };
    const words = article.text.slice(span.start, span.end);
    const terms = ['137', '扶贫车间', '车间'].map((text) => ({ text, weight: 1, alternatives: [] }));
    const marked = highlightsOf(span, terms).map((mark) => words.slice(mark.start, mark.end));
    expect(marked).toEqual(['１3７', '扶贫 车间', '扶贫车间']);
  });

  it('mark the figures where one is asked for: those in its unit, or all where it names none', () => {
    const [passage] = passagesOf('figures.txt', '改造\n\n全县32个村投入1.5万元，改造旧学校23所。');
    if (!passage) throw new Error('no passage');
    const { article } = passage;
    const span = { article, start: article.text.indexOf('全县'), end: article.text.length };
    const marked = (units: string[] | null): string[] =>
      highlightsOf(span, [], units).map((mark) => article.text.slice(span.start + mark.start, span.start + mark.end));
    expect(marked(['元'])).toEqual(['1.5万元']);
    expect(marked([])).toEqual(['32个', '1.5万元', '23所']);
    expect(marked(null)).toEqual([]);
  });
});
