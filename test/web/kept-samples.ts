/** Answers and turns in the shape of the API, for the tests of what the browser keeps. */
import type { Answer, Extract } from '../../server/contract.ts';
import type { AnsweredTurn } from '../../web/conversation.ts';

export function makeExtract(articleId: string, start: number, text: string): Extract {
  const end = start + text.length;
  return {
    text,
    start,
    end,
    highlights: [{ start: 0, end: 1 }],
    score: 0.9,
    tableHeader: null,
    citation: {
      id: `${articleId}-${start}`,
      articleId,
      articleTitle: '一篇文章',
      byline: null,
      places: ['天等县'],
      series: '简报',
      issue: '2018年第14期',
      issueId: '2018-14',
      publishedOn: '2018-04-27',
      digest: false,
      section: ['一、做法'],
      source: { file: '2018-14.txt', lines: [3, 4] },
      label: '《一篇文章》，《简报》2018年第14期',
      url: `/articles/${articleId}#${start}-${end}`,
    },
  };
}

export function makeAnswer(question: string, extracts: Extract[] = [makeExtract('a', 10, '建设扶贫车间')]): Answer {
  return {
    question,
    understood: question,
    query: { kind: 'how', places: ['天等县'], issueId: null, year: 2018, topic: ['扶贫车间'] },
    status: 'answered',
    extracts,
    outline: { heading: '做法', total: 1, items: [makeExtract('a', 30, '一、建车间')] },
    near: [],
    reason: null,
    suggestions: ['还有呢？'],
    coverage: { bulletins: 1, articles: 1, indexVersion: '1' },
    tookMs: 3,
  };
}

export function makeTurn(id: number, question = `第${id}问`): AnsweredTurn {
  return {
    id,
    question,
    history: [],
    filter: { place: '天等县' },
    without: [],
    outcome: { state: 'answered', answer: makeAnswer(question) },
  };
}
