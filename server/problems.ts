/** Errors → application/problem+json (RFC 9457). Nothing of the server's inside leaves through here. */
import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { ZodError } from 'zod';
import { KnownError, knownError } from '../corpus/errors.ts';
import type { Problem } from './contract.ts';
import { ServerBusy } from './operation/answering.ts';
import { type ReportFailure, reportOnConsole } from './operation/log.ts';
import { reporterOf } from './operation/requests.ts';

export const PROBLEM_TYPE = 'application/problem+json; charset=UTF-8';

/** What reading a body throws when its connection ends: in the words of node:http and of @hono/node-server. */
const CUT_OFF = /^(?:aborted|Client connection prematurely closed\.)$/;

/** Codes whose message names folders of this machine; callers get the general one. */
const INTERNAL_CODES: ReadonlySet<string> = new Set([
  'corpus_missing',
  'corpus_empty',
  'configuration_invalid',
  'model_invalid',
  'keys_damaged',
]);

/** Codes of a server that is not ready, which its metrics and its readiness tell; a line each would fill the log. */
const EXPECTED_CODES: ReadonlySet<string> = new Set([
  'index_missing',
  'server_busy',
  'server_stopping',
  'corpus_unavailable',
]);

/** A validation error, with what was wrong at which field. */
export class InvalidRequest extends KnownError {
  readonly errors: { path: string; message: string }[];

  constructor(cause: ZodError) {
    const errors = cause.issues.map((issue) => ({ path: issue.path.join('.'), message: describeIssue(issue) }));
    const detail = errors.map(({ path, message }) => (path ? `${path}：${message}` : message)).join('；');
    const { message } = knownError('request_invalid', detail);
    super('request_invalid', message, { cause });
    this.errors = errors;
  }
}

type Issue = ZodError['issues'][number];

const TYPE_NAMES: Record<string, string> = {
  string: '字符串',
  number: '数字',
  int: '整数',
  array: '数组',
  object: '对象',
  boolean: '布尔值',
};

function describeIssue(issue: Issue): string {
  const unit =
    'origin' in issue && issue.origin === 'string'
      ? '个字符'
      : 'origin' in issue && issue.origin === 'array'
        ? '项'
        : '';
  switch (issue.code) {
    case 'invalid_type':
      return `应为${TYPE_NAMES[issue.expected] ?? issue.expected}，实际缺少或类型不符`;
    case 'too_small':
      return issue.origin === 'string' && issue.minimum === 1
        ? '不能为空'
        : `不能小于 ${String(issue.minimum)} ${unit}`.trimEnd();
    case 'too_big':
      return `不能超过 ${String(issue.maximum)} ${unit}`.trimEnd();
    case 'unrecognized_keys':
      return `不认识的字段 ${issue.keys.map((key) => `“${key.slice(0, 40)}”`).join('、')}`;
    default:
      return '取值不符合约定';
  }
}

/** The response for whatever was thrown. */
export function respondWithProblem(context: Context, thrown: unknown): Response {
  const problem = problemOf(thrown, `${context.req.method} ${context.req.path}`, reporterOf(context));
  if (thrown instanceof ServerBusy) context.header('Retry-After', String(thrown.retryAfter));
  return context.body(JSON.stringify(problem), problem.status as 400, { 'content-type': PROBLEM_TYPE });
}

/** What a caller is told of whatever was thrown; unknown errors are reported with the place and told in general words. */
export function problemOf(thrown: unknown, place: string, report: ReportFailure = reportOnConsole): Problem {
  const known = toKnownError(thrown);
  if (known.status >= 500 && !EXPECTED_CODES.has(known.code)) report(place, thrown);
  return presentProblem(INTERNAL_CODES.has(known.code) ? knownError('internal') : known);
}

/** A known error as callers get it. */
export function presentProblem(error: KnownError): Problem {
  return {
    type: 'about:blank',
    title: error.title,
    status: error.status,
    detail: error.message,
    code: error.code,
    ...(error instanceof InvalidRequest ? { errors: error.errors } : {}),
  };
}

function toKnownError(thrown: unknown): KnownError {
  if (thrown instanceof KnownError) return thrown;
  if (thrown instanceof HTTPException && thrown.status === 400) return knownError('body_not_json', '格式有误');
  // The caller went away, or was too slow, in the middle of its request: nobody reads the answer, nothing is wrong here.
  if (thrown instanceof Error && CUT_OFF.test(thrown.message)) return knownError('request_malformed');
  return knownError('internal');
}
