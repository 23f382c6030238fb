import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { Article } from '../../corpus/article.ts';
import { segment } from '../../index/terms.ts';
import { type Answerer, answerQuestion, exampleQuestions } from '../../server/answer.ts';
import { makeExamples } from '../../server/examples.ts';
import type { Find } from '../../server/found.ts';
import { askHow } from '../../server/suggest.ts';
import { hasShared, openDigests, openShared } from '../open-corpus.ts';

let answerer: Answerer;
let articles: readonly Article[];

beforeAll(async () => {
  answerer = await openDigests();
  articles = await answerer.store.articles();
});

/** The place that a question opens with; none in one over several places. */
const placeIn = (question: string, held: readonly Article[]): string | undefined =>
  held.flatMap(({ places }) => places).find((place) => question.startsWith(place));

describe('example questions', () => {
  const corpora: [string, () => Promise<Answerer>][] = [['the digests', openDigests]];
  if (hasShared) corpora.push(['the real bulletins', openShared]);

  it.each(corpora)('over %s are six, each answered, of different places and kinds', async (_name, open) => {
    const opened = await open();
    const held = await opened.store.articles();
    const questions = await exampleQuestions(opened);
    expect(questions).toHaveLength(6);
    const places = questions.flatMap((question) => placeIn(question, held) ?? []);
    expect(new Set(places).size).toBe(places.length);
    const kinds = await Promise.all(
      questions.map(async (question) => {
        const answer = await answerQuestion(opened, { question });
        const place = placeIn(question, held);
        expect(answer.status, question).toBe('answered');
        if (place) expect(answer.extracts[0]?.citation.places, question).toContain(place);
        else expect(new Set(answer.extracts.map(({ citation }) => citation.articleId)).size).toBeGreaterThan(1);
        return answer.query.kind;
      }),
    );
    expect(kinds).toEqual(expect.arrayContaining(['figure', 'how', 'example']));
  });

  it('are of the articles that a filter lets through, and answered from them', async () => {
    const filter = { article: 'huanjiang-essay' };
    const questions = await exampleQuestions(answerer, filter);
    expect(questions.length).toBeGreaterThan(1);
    for (const question of questions) {
      const { extracts } = await answerQuestion(answerer, { question, filter });
      expect(extracts[0]?.citation.articleId).toBe('huanjiang-essay');
    }
    expect(await exampleQuestions(answerer, { place: '没有的地方' })).toEqual([]);
  });

  it('are found once, and once more after a failure', async () => {
    const questions = await exampleQuestions(answerer);
    const byVector = vi.spyOn(answerer.store, 'byVector');
    expect(await exampleQuestions(answerer)).toBe(questions);
    expect(byVector).not.toHaveBeenCalled();

    const broken = {
      ...answerer,
      examples: new Map<string, Promise<string[]>>(),
      embedder: { ...answerer.embedder, embedQuestion: () => Promise.reject(new Error('no model')) },
    };
    await expect(exampleQuestions(broken)).rejects.toThrow('no model');
    expect(broken.examples.size).toBe(0);
    byVector.mockRestore();
  });

  it('are none where nothing is answered, after no more searches than the limit', async () => {
    const find = vi.fn<Find>(() => Promise.resolve({ spans: [] } as unknown as Awaited<ReturnType<Find>>));
    expect(await makeExamples(articles, segment, find)).toEqual([]);
    expect(find.mock.calls.length).toBeLessThanOrEqual(40);
    const asked = find.mock.calls.map(([{ question }]) => question);
    expect(new Set(asked).size).toBe(asked.length);
  });

  it('are none where there is no article', async () => {
    expect(await makeExamples([], segment, () => Promise.reject(new Error('nothing to ask')))).toEqual([]);
  });
});

describe('a question how something was done', () => {
  it.each([
    ['落实“四个保障”', '天等县落实“四个保障”是怎么做的？'], // begins with a verb
    ['“四共”齐抓联建', '天等县的“四共”齐抓联建是怎么做的？'], // a slogan
    ['农村危房改造实行差异化奖补', '天等县农村危房改造实行差异化奖补是怎么做的？'], // what it is done to
  ])('is Chinese whatever the heading begins with: %s', (topic, question) => {
    expect(askHow('天等县', topic)).toBe(question);
  });
});
