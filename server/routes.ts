/** The routes of the contract, declared once for validation, types and the OpenAPI document. */
import { createRoute, z } from '@hono/zod-openapi';
import {
  answerSchema,
  articleListSchema,
  articleResponseSchema,
  askRequestSchema,
  bulletinListSchema,
  exampleListSchema,
  filterSchema,
  healthSchema,
  LIMIT_MAX,
  problemSchema,
  QUESTION_MAX,
  searchResponseSchema,
} from './contract.ts';

const json = <Schema extends z.ZodType>(schema: Schema, description: string) => ({
  description,
  content: { 'application/json': { schema } },
});
const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: problemSchema } },
});

const indexProblem = { 503: problem('No index is open') };
const queryProblem = { 400: problem('The request does not meet the contract'), ...indexProblem };

const place = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .optional()
  .openapi({ description: 'County, district, city or village', example: '天等县' });
const issue = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .optional()
  .openapi({ description: 'Issue id or part of the issue line', example: '2018-14' });
const year = z.coerce
  .number()
  .int()
  .min(1900)
  .max(2200)
  .optional()
  .openapi({ description: 'Year of the issue', example: 2018 });
const topic = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .optional()
  .openapi({ description: 'One of the `topics` of articles', example: '就业务工' });

export const askRoute = createRoute({
  method: 'post',
  path: '/api/ask',
  summary: 'Answer a question with verbatim, cited extracts',
  request: { body: { required: true, content: { 'application/json': { schema: askRequestSchema } } } },
  responses: {
    200: json(answerSchema, 'The answer, or that there is no evidence'),
    ...queryProblem,
    413: problem('The body is over the limit'),
    415: problem('The body is not application/json'),
  },
});

export const searchRoute = createRoute({
  method: 'get',
  path: '/api/search',
  summary: 'Ranked passages with their lexical, vector and fused scores',
  request: {
    query: z.strictObject({
      q: z.string().trim().min(1).max(QUESTION_MAX).openapi({ description: 'What to search for', example: '扶贫车间' }),
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
        .openapi({ description: 'Passages wanted, default 10' }),
      explain: z.enum(['0', '1']).optional().openapi({ description: '1: what each term adds to the lexical score' }),
    }),
  },
  responses: { 200: json(searchResponseSchema, 'Passages, best first'), ...queryProblem },
});

export const articlesRoute = createRoute({
  method: 'get',
  path: '/api/articles',
  summary: 'The articles held',
  request: {
    query: z.strictObject({
      place,
      issue,
      year,
      topic,
      q: z.string().trim().min(1).max(QUESTION_MAX).optional().openapi({ description: 'Words in title or text' }),
    }),
  },
  responses: { 200: json(articleListSchema, 'Articles in the order of the corpus'), ...queryProblem },
});

export const articleRoute = createRoute({
  method: 'get',
  path: '/api/articles/{id}',
  summary: 'One article, whole',
  request: { params: z.object({ id: z.string().min(1).max(200).openapi({ example: '2018-14-2' }) }) },
  responses: {
    200: json(articleResponseSchema, 'The article'),
    404: problem('There is no such article'),
    ...queryProblem,
  },
});

export const bulletinsRoute = createRoute({
  method: 'get',
  path: '/api/bulletins',
  summary: 'The issues held, with dates and article counts',
  responses: { 200: json(bulletinListSchema, 'Issues in the order of the corpus'), ...indexProblem },
});

export const examplesRoute = createRoute({
  method: 'get',
  path: '/api/examples',
  summary: 'Questions to begin with, each answered well by what is held',
  request: { query: z.strictObject({ place, issue, year, topic, article: filterSchema.shape.article }) },
  responses: { 200: json(exampleListSchema, 'Up to six, of different places and kinds'), ...queryProblem },
});

export const healthRoute = createRoute({
  method: 'get',
  path: '/api/health',
  summary: 'Whether the index is open, and which',
  responses: { 200: json(healthSchema, 'The index is open'), ...indexProblem },
});
