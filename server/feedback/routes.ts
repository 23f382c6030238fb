/** The routes of learning from use, declared as those of routes.ts. What is below /api/admin asks for that scope. */
import { createRoute, z } from '@hono/zod-openapi';
import { knownError } from '../../corpus/errors.ts';
import {
  exportQuerySchema,
  feedbackRequestSchema,
  feedbackResponseSchema,
  goldenRequestSchema,
  goldenResponseSchema,
  reportQuerySchema,
  reportSchema,
} from '../contract-feedback.ts';
import { CITATION_ID_EXAMPLE } from '../contract-fields.ts';
import { bodyProblems, json, problem, queryProblem, readProblems } from '../responses.ts';

const unavailable = knownError('feedback_unavailable', '正被另一程序占用');
const feedbackProblem = { 503: problem('The database of feedback cannot be used', unavailable) };
const feedbackOrIndexProblem = {
  503: problem(
    'No index is open, or the database of feedback cannot be used',
    knownError('index_missing'),
    unavailable,
  ),
};

/** What the documentation shows; the digests that the repository holds allow each of them. */
const FEEDBACK_EXAMPLES = {
  bad: {
    summary: 'An extract that does not answer, and why',
    value: {
      question: '天等县给驻村队员发多少伙食补贴？',
      citationId: CITATION_ID_EXAMPLE,
      articleId: '2018-33-1-zhaibian',
      start: 1277,
      end: 1327,
      verdict: 'bad' as const,
      word: '想知道的是全区的标准',
    },
  },
};

const GOLDEN_EXAMPLES = {
  facts: {
    summary: 'What the answer would have been',
    value: { kind: 'extract' as const, id: 1, facts: [['伙食补贴提到每人每天100元']] },
  },
  refusal: {
    summary: 'A question that has to be refused',
    value: { kind: 'extract' as const, id: 1, answerable: false },
  },
};

const CSV_EXAMPLE =
  '\ufeff"编号","时间","评价","问题"\r\n"e1","2018-08-13 09:00","不合适","天等县给驻村队员发多少伙食补贴？"\r\n';

export const feedbackRoute = createRoute({
  method: 'post',
  path: '/api/feedback',
  operationId: 'giveFeedback',
  tags: ['Learning'],
  summary: 'Say whether an extract answers its question',
  description: 'The question, the extract and what is said of it are kept on this server, for who runs it.',
  request: {
    body: {
      required: true,
      description: 'What is said of which extract',
      content: { 'application/json': { schema: feedbackRequestSchema, examples: FEEDBACK_EXAMPLES } },
    },
  },
  responses: {
    200: json(feedbackResponseSchema, 'It was kept'),
    404: problem('The extract is not held any more', knownError('citation_not_found', 'abc')),
    ...bodyProblems,
    ...feedbackOrIndexProblem,
  },
});

export const reportRoute = createRoute({
  method: 'get',
  path: '/api/admin/report',
  operationId: 'readReport',
  tags: ['Learning'],
  summary: 'Tell what could not be answered, and which extracts readers found bad',
  request: { query: reportQuerySchema },
  responses: { 200: json(reportSchema, 'The report'), ...queryProblem, ...readProblems, ...feedbackProblem },
});

export const exportRoute = createRoute({
  method: 'get',
  path: '/api/admin/report.csv',
  operationId: 'exportReport',
  tags: ['Learning'],
  summary: 'Export what was kept as a table',
  description:
    'UTF-8 with its byte order mark, for spreadsheet programs. A cell that would be read as a formula has an apostrophe in front.',
  request: { query: exportQuerySchema },
  responses: {
    200: {
      description: 'The table, with a line of column names',
      content: {
        'text/csv': { schema: z.string().openapi({ description: 'CSV (RFC 4180)', example: CSV_EXAMPLE }) },
      },
    },
    ...queryProblem,
    ...readProblems,
    ...feedbackProblem,
  },
});

export const goldenRoute = createRoute({
  method: 'post',
  path: '/api/admin/golden',
  operationId: 'addGolden',
  tags: ['Learning'],
  summary: 'Put a question into the installation’s own golden set, which `npm run eval` measures',
  description:
    'Doing so twice changes nothing. A question that is there already gets the facts added, or the decision replaced.',
  request: {
    body: {
      required: true,
      description: 'Which record, and what its answer has to be',
      content: { 'application/json': { schema: goldenRequestSchema, examples: GOLDEN_EXAMPLES } },
    },
  },
  responses: {
    200: json(goldenResponseSchema, 'The line'),
    404: problem(
      'There is no such record or article',
      knownError('feedback_not_found', 'e12'),
      knownError('article_not_found', '2018-99-1'),
    ),
    422: problem(
      'What was said does not make a question',
      knownError('golden_incomplete', '给出了答案，但没有说在哪篇文章里'),
      knownError('fact_not_found', '每人每天120元', '天等县选优严管厚爱并重 激励驻村干部脱贫攻坚一线担当作为'),
    ),
    ...bodyProblems,
    ...feedbackOrIndexProblem,
  },
});
