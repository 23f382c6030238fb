/** What the routes of the contract answer with, besides what is their own. */
import type { z } from '@hono/zod-openapi';
import { type KnownError, knownError } from '../corpus/errors.ts';
import { problemSchema } from './contract.ts';
import { presentProblem } from './problems.ts';

export const json = <Schema extends z.ZodType>(schema: Schema, description: string) => ({
  description,
  content: { 'application/json': { schema } },
});

/** A response with a problem, and an example of each that it may be. */
export const problem = (description: string, ...errors: KnownError[]) => ({
  description,
  content: {
    'application/problem+json': {
      schema: problemSchema,
      examples: Object.fromEntries(
        errors.map((error) => [error.code, { summary: error.title, value: presentProblem(error) }]),
      ),
    },
  },
});

/** What any request may meet before it reaches its route. */
export const guardProblems = {
  403: problem(
    'The page of another site asks, or the key may not do this',
    knownError('origin_refused', 'https://example.org'),
    knownError('scope_insufficient', 'read', 'admin'),
  ),
  421: problem('The server is not known by this host name', knownError('host_refused', 'example.org')),
  429: problem(
    'Too many requests; `Retry-After` says in how many seconds to try again',
    knownError('rate_limited', '120', '20'),
  ),
  500: problem('The server failed; its log says why', knownError('internal')),
};

export const indexProblem = { 503: problem('No index is open', knownError('index_missing')) };

/** What a request that has to be worked at may meet. */
export const workProblem = {
  503: problem(
    'No index is open, or too many requests wait already: `Retry-After` says in how many seconds to try again',
    knownError('index_missing'),
    knownError('server_busy', '128', '3'),
  ),
};

export const readinessProblem = {
  503: problem(
    'A question would not be answered',
    knownError('index_missing'),
    knownError('server_busy', '128', '3'),
    knownError('server_stopping'),
  ),
};

export const queryProblem = {
  400: problem(
    'The request does not meet the contract',
    knownError('request_invalid', 'year：应为数字，实际缺少或类型不符'),
  ),
};

/** What a request that reads may meet besides what is wrong with it. */
export const readProblems = {
  401: problem('A key is needed, or the one given is not valid', knownError('key_required'), knownError('key_wrong')),
  ...guardProblems,
  ...indexProblem,
};

/** What a request with a JSON body may meet. */
export const bodyProblems = {
  400: problem(
    'The body is not JSON or does not meet the contract',
    knownError('body_not_json', '格式有误'),
    knownError('request_invalid', 'question：不能超过 500 个字符'),
  ),
  413: problem('The body is over the limit', knownError('body_too_large', '128 KB')),
  415: problem('The body is not application/json', knownError('media_type_unsupported', 'text/plain')),
  ...readProblems,
  ...workProblem,
};
