/** Rows of tables in answers: found by their columns, cited with them, and known again by the quote checker. */
import { describe, expect, it } from 'vitest';
import type { Article } from '../../corpus/article.ts';
import { chunkArticle } from '../../index/chunk.ts';
import type { Passage } from '../../index/fuse.ts';
import { makeExtract } from '../../server/cite.ts';
import { type Choice, type ChosenSpan, chooseSpans, scoreSentences } from '../../server/extract.ts';
import { wordAnswer, wordPassages } from '../../server/mcp/words.ts';
import { presentPassage } from '../../server/present.ts';
import { checkDraft } from '../../server/verify/verify.ts';
import { only, parseLines } from '../corpus/parsed.ts';
import { makeAnswer } from '../web/kept-samples.ts';
import { openArticles } from './verify/samples.ts';

const HEADER = '村名 | 户数（户） | 减贫人数';
const row = (text: string, isHeader = false) => ({ text, row: { table: 1, isHeader } });

function tableOf(path: string, figures: [string, string, string], date: string): Article {
  const rows = figures.map((figure, index) => row(`${'甲乙丙'[index]}村 | ${figure} | ${300 + index * 31}`));
  const lines = [
    { text: '某县各村减贫情况', heading: 1 },
    { text: '各村的减贫情况见下表，数据由各乡镇上报，经县扶贫办核实。' },
    row(HEADER, true),
    ...rows,
    { text: '某县扶贫开发办公室' },
    { text: date },
  ];
  return only(parseLines(lines, path));
}

const article = tableOf('a.docx', ['120', '98', '75'], '2018年3月1日');

function passagesOf(...articles: Article[]): Passage[] {
  return articles.flatMap((held) =>
    chunkArticle(held).map((chunk) => ({
      chunk,
      article: held,
      scores: { lexical: 0, vector: 0.3, fused: 0, lexicalWeight: 0.5 },
      similarities: chunk.sentences.map(() => 0.3),
    })),
  );
}

function choose(passages: Passage[], words: string[], units: string[] = []): ChosenSpan[] {
  const choice: Choice = {
    terms: words.map((text) => ({ text, weight: 1, alternatives: [] })),
    wantsFigure: units.length > 0,
    wantsList: false,
    wantsDefinition: false,
    units,
    byArticle: false,
    limit: 5,
  };
  return chooseSpans(scoreSentences(passages, choice), choice);
}

describe('a row that answers', () => {
  it('is found by the names of its columns and cited with them', () => {
    const [best] = choose(passagesOf(article), ['乙村', '户数'], ['户']);
    const extract = best && makeExtract(best);
    expect(extract).toMatchObject({ text: '乙村 | 98 | 331', tableHeader: { text: HEADER } });
    const { start, end } = extract?.tableHeader ?? { start: 0, end: 0 };
    expect(article.text.slice(start, end)).toBe(HEADER);
    // The cell below the column that is asked for is marked, beside the words of the question.
    expect(extract?.highlights.map((mark) => extract.text.slice(mark.start, mark.end))).toEqual(['乙村', '98']);
  });

  it('is no answer by its header alone', () => {
    const texts = choose(passagesOf(article), ['减贫人数']).map(({ start, end }) => article.text.slice(start, end));
    expect(texts[0]).not.toBe(HEADER);
  });

  it('is said with its columns wherever its words are', () => {
    const [best] = choose(passagesOf(article), ['乙村']);
    const extracts = best ? [makeExtract(best)] : [];
    expect(wordAnswer(makeAnswer('乙村', extracts))).toContain(`表头（逐字）：${HEADER}\n乙村 | 98 | 331`);
    const rows = chunkArticle(article).flatMap((chunk) =>
      chunk.sentences.map(({ start, end }) => ({ ...chunk, start, end })),
    );
    const chunk = rows.find(({ start }) => article.text.startsWith('丙村', start));
    const [passage] = passagesOf(article);
    if (!chunk || !passage) throw new Error('the table has no such row');
    expect(wordPassages({ passages: [presentPassage({ ...passage, chunk })] })).toContain(`${HEADER}\n丙村`);
  });

  it('is known again by the quote checker', async () => {
    const { sentences } = await checkDraft(openArticles([article]), '乙村的98户、331人。\n\n甲村 | 120 | 300');
    expect(sentences.at(-1)).toMatchObject({ verdict: 'verbatim', original: { text: '甲村 | 120 | 300' } });
  });
});

describe('versions in one answer', () => {
  const link = (one: Article, other: Article): Article => ({ ...one, versions: [other.id] });
  const later = tableOf('b.docx', ['120', '99', '75'], '2018年6月1日');
  const passages = passagesOf(link(article, later), link(later, article));

  it('say the same once, in the words of the later one', () => {
    const spans = choose(passages, ['甲村', '户数']).filter(({ article: held, start }) =>
      held.text.startsWith('甲村', start),
    );
    expect(spans.map((span) => span.article.file)).toEqual(['b.docx']);
  });

  it('say the later figure first', () => {
    const spans = choose(passages, ['乙村', '户数']).filter(({ article: held, start }) =>
      held.text.startsWith('乙村', start),
    );
    expect(spans.map(({ article: held, start, end }) => held.text.slice(start, end))).toEqual([
      '乙村 | 99 | 331',
      '乙村 | 98 | 331',
    ]);
  });

  it('are not told by articles that only have words in common', () => {
    const spans = choose(passagesOf(article, later), ['甲村', '户数']).filter(({ article: held, start }) =>
      held.text.startsWith('甲村', start),
    );
    expect(spans).toHaveLength(2);
  });
});
