/** Questions that name a place or an issue and ask nothing more of it. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Article } from '../../corpus/article.ts';
import { type Answerer, answerQuestion } from '../../server/answer.ts';
import type { Answer, AskRequest } from '../../server/contract.ts';
import { openDigests } from '../open-corpus.ts';

let answerer: Answerer;
let articles: readonly Article[];

beforeAll(async () => {
  answerer = await openDigests();
  articles = await answerer.store.articles();
});

const ask = (request: AskRequest): Promise<Answer> => answerQuestion(answerer, request);
const idsOf = (held: readonly Article[]): Set<string> => new Set(held.map(({ id }) => id));
const citedIn = ({ extracts }: Answer): Set<string> => new Set(extracts.map(({ citation }) => citation.articleId));

describe('a survey', () => {
  it.each([
    ['天等县有哪些做法', ['天等县']], // a county of several articles
    ['柳州市有什么经验', ['融安县']], // a prefecture is its counties
    ['桂林', ['全州县']],
  ])('is of the articles about a place: %s', async (question, counties) => {
    const about = articles.filter(({ places }) =>
      places.some((place) => counties.some((name) => place.includes(name))),
    );
    expect(citedIn(await ask({ question, limit: about.length }))).toEqual(idsOf(about));
  });

  it.each(['2018年第33期有哪些文章', '总第195期讲了什么', '2018年8月的简报讲了什么'])(
    'is of the articles of an issue: %s',
    async (question) => {
      const printed = articles.filter(({ issueId }) => issueId === '2018-33');
      const answer = await ask({ question, limit: printed.length });
      expect(citedIn(answer)).toEqual(idsOf(printed));
      expect(answer.query.issueId).toBe('2018-33');
    },
  );

  it('is of the issue printed last', async () => {
    const latest = articles.toSorted((a, b) => (b.publishedOn ?? '').localeCompare(a.publishedOn ?? '', 'en'))[0];
    const { extracts } = await ask({ question: '最新一期讲了什么' });
    expect(new Set(extracts.map(({ citation }) => citation.issueId))).toEqual(new Set([latest?.issueId]));
  });

  it('goes on where more is wanted', async () => {
    const question = '天等县有哪些做法';
    const first = await ask({ question });
    const more = await ask({ question: '还有呢', history: [question] });
    expect(more.status).toBe('answered');
    const shown = first.extracts.map(({ citation }) => citation.id);
    expect(more.extracts.filter(({ citation }) => shown.includes(citation.id))).toEqual([]);
  });

  it('is none of an issue that is not held', async () => {
    expect((await ask({ question: '第99期讲了什么' })).status).toBe('no_evidence');
  });
});
