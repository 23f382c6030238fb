/** The routes of the contract, declared once for validation, types and the OpenAPI document. */
import { createRoute, z } from '@hono/zod-openapi';
import { knownError } from '../corpus/errors.ts';
import {
  answerSchema,
  askRequestSchema,
  exampleListSchema,
  filterSchema,
  healthSchema,
  LIMIT_MAX,
  QUESTION_MAX,
  readySchema,
  searchResponseSchema,
} from './contract.ts';
import { articleListSchema, articleResponseSchema, bulletinListSchema } from './contract-articles.ts';
import { citationParamsSchema, resolvedCitationSchema } from './contract-citations.ts';
import { statusSchema } from './contract-status.ts';
import { verifyRequestSchema, verifyResponseSchema } from './contract-verify.ts';
import { ASK_EXAMPLES, VERIFY_EXAMPLES } from './request-examples.ts';
import {
  bodyProblems,
  guardProblems,
  indexProblem,
  json,
  problem,
  queryProblem,
  readinessProblem,
  readProblems,
  workProblem,
} from './responses.ts';

const { place, issue, topic, article } = filterSchema.shape;
const year = z.coerce
  .number()
  .int()
  .min(1900)
  .max(2200)
  .optional()
  .openapi({ description: 'Year of the issue', example: 2018 });

const words = z.string().trim().min(1).max(QUESTION_MAX);

export const askRoute = createRoute({
  method: 'post',
  path: '/api/ask',
  operationId: 'ask',
  tags: ['Asking'],
  summary: 'Answer a question with verbatim, cited extracts',
  description:
    'Every extract is a slice of an article, and nothing is generated. Where what is held does not answer, `status` is ' +
    '`no_evidence` and `reason` says why. `Server-Timing` tells where the time went. To a request whose `Accept` ' +
    'prefers `text/event-stream` the answer comes as events: `citations` as soon as the extracts are chosen, then ' +
    '`answer`, which is the whole answer; or `problem` where it failed after it had begun.',
  request: {
    body: {
      required: true,
      description: 'The question',
      content: { 'application/json': { schema: askRequestSchema, examples: ASK_EXAMPLES } },
    },
  },
  responses: { 200: json(answerSchema, 'The answer, or that there is no evidence'), ...bodyProblems },
});

export const searchRoute = createRoute({
  method: 'get',
  path: '/api/search',
  operationId: 'search',
  tags: ['Asking'],
  summary: 'Find passages, with the scores that rank them',
  description: 'No answer is chosen from them: whoever wants to choose, gets what the answer is chosen from.',
  request: {
    query: z.strictObject({
      q: words.openapi({ description: 'What to search for, in Chinese', example: '伙食补贴' }),
      place,
      issue,
      year,
      topic,
      limit: z.coerce
        .number()
        .int()
        .min(1)
        .max(LIMIT_MAX)
        .optional()
        .openapi({ description: 'Passages wanted at most, 10 where not given', example: 3 }),
      explain: z
        .enum(['0', '1'])
        .optional()
        .openapi({ description: '1: tell what each term adds to the lexical score', example: '1' }),
    }),
  },
  responses: {
    200: json(searchResponseSchema, 'Passages, best first'),
    ...queryProblem,
    ...readProblems,
    ...workProblem,
  },
});

export const articlesRoute = createRoute({
  method: 'get',
  path: '/api/articles',
  operationId: 'listArticles',
  tags: ['Reading'],
  summary: 'List the articles held',
  request: {
    query: z.strictObject({
      place,
      issue,
      year,
      topic,
      q: words.optional().openapi({ description: 'Words that stand in its title or text', example: '伙食补贴' }),
    }),
  },
  responses: { 200: json(articleListSchema, 'Articles in the order of the corpus'), ...queryProblem, ...readProblems },
});

export const articleRoute = createRoute({
  method: 'get',
  path: '/api/articles/{id}',
  operationId: 'readArticle',
  tags: ['Reading'],
  summary: 'Read one article, whole',
  request: {
    params: z.object({
      id: z.string().min(1).max(200).openapi({ description: 'Id of the article', example: '2018-33-1-zhaibian' }),
    }),
  },
  responses: {
    200: json(articleResponseSchema, 'The article'),
    404: problem('There is no such article', knownError('article_not_found', '2018-99-1')),
    ...queryProblem,
    ...readProblems,
  },
});

export const bulletinsRoute = createRoute({
  method: 'get',
  path: '/api/bulletins',
  operationId: 'listBulletins',
  tags: ['Reading'],
  summary: 'List the bulletins held',
  responses: { 200: json(bulletinListSchema, 'Bulletins in the order of the corpus'), ...readProblems },
});

export const examplesRoute = createRoute({
  method: 'get',
  path: '/api/examples',
  operationId: 'listExamples',
  tags: ['Asking'],
  summary: 'List questions to begin with, each answered well by what is held',
  request: { query: z.strictObject({ place, issue, year, topic, article }) },
  responses: {
    200: json(exampleListSchema, 'Up to six, of different places and kinds'),
    ...queryProblem,
    ...readProblems,
    ...workProblem,
  },
});

export const verifyRoute = createRoute({
  method: 'post',
  path: '/api/verify',
  operationId: 'verify',
  tags: ['Citing'],
  summary: 'Check the quotes and figures of a draft against what is held',
  description:
    'Each sentence is found word for word, found with differences, found elsewhere than the draft says, or not found. ' +
    'Spaces, width, punctuation and quotation marks make no difference. The draft is not kept.',
  request: {
    body: {
      required: true,
      description: 'The draft',
      content: { 'application/json': { schema: verifyRequestSchema, examples: VERIFY_EXAMPLES } },
    },
  },
  responses: { 200: json(verifyResponseSchema, 'What each sentence has behind it'), ...bodyProblems },
});

export const citationRoute = createRoute({
  method: 'get',
  path: '/api/citations/{id}',
  operationId: 'resolveCitation',
  tags: ['Citing'],
  summary: 'Say what became of the words that a citation cites',
  description: 'Ids stay good: those of an earlier index, of other passages and of moved files resolve too.',
  request: { params: citationParamsSchema },
  responses: {
    200: json(resolvedCitationSchema, 'The citation as it is at present'),
    404: problem('No index here ever gave out this id', knownError('citation_not_found', 'abc')),
    ...queryProblem,
    ...readProblems,
  },
});

export const statusRoute = createRoute({
  method: 'get',
  path: '/api/status',
  operationId: 'readStatus',
  tags: ['Service'],
  summary: 'Tell what is held, what made it, how good the answers are and how busy the server is',
  description: 'The figures of quality are of this very build, or there are none. The load is of the last hour.',
  responses: { 200: json(statusSchema, 'The state of the service'), ...readProblems },
});

export const healthRoute = createRoute({
  method: 'get',
  path: '/api/health',
  operationId: 'checkHealth',
  tags: ['Service'],
  summary: 'Say whether the index is open, and which',
  description: 'Needs no key.',
  security: [],
  responses: { 200: json(healthSchema, 'The index is open'), ...indexProblem, ...guardProblems },
});

export const readyRoute = createRoute({
  method: 'get',
  path: '/api/ready',
  operationId: 'checkReady',
  tags: ['Service'],
  summary: 'Say whether a question would be answered at this moment',
  description:
    'For load balancers: 503 while no index is open, while too many requests wait, and before the end. Needs no key.',
  security: [],
  responses: { 200: json(readySchema, 'A question would be answered'), ...readinessProblem, ...guardProblems },
});
