/**
 * Every request gets an id, a line in the log and a place in the metrics. The line has the path and never the query or
 * the body, in which questions are.
 */
import type { Context, MiddlewareHandler } from 'hono';
import { createMiddleware } from 'hono/factory';
import { requestId } from 'hono/request-id';
import { matchedRoutes } from 'hono/route';
import type { Log, ReportFailure } from './log.ts';
import type { Metrics } from './metrics.ts';

/** Asked so often, and telling so little, that a line each would hide the others. */
const QUIET = /^\/(?:api\/(?:health|ready)$|metrics$|assets\/|look\.js$|favicon)/;

/** For requests that no route takes: their paths are whatever callers make up. */
const NO_ROUTE = 'none';

declare module 'hono' {
  interface ContextVariableMap {
    /** What tells of failures while the request is answered. */
    report: ReportFailure;
  }
}

/** Gives each request its id, taken over from the caller's `X-Request-Id` where that is one. */
export const identified: MiddlewareHandler = requestId({ limitLength: 64 });

/** Writes requests into the log and the metrics. */
export function observeRequests(log: Log | undefined, metrics: Metrics | undefined): MiddlewareHandler {
  return createMiddleware(async (context, next) => {
    const startedAt = performance.now();
    const requestLog = log?.child({ requestId: context.get('requestId') });
    if (requestLog) {
      context.set('report', (place, thrown) => requestLog.error({ err: thrown, place }, 'failure'));
    }
    await next();
    const { method, path } = context.req;
    const { status } = context.res;
    const milliseconds = Math.round((performance.now() - startedAt) * 10) / 10;
    metrics?.countRequest({ route: routeOf(context), method, status, milliseconds });
    const level = status >= 500 ? 'warn' : QUIET.test(path) ? 'debug' : 'info';
    requestLog?.[level]({ method, path, status, milliseconds, caller: context.get('caller') }, 'request');
  });
}

/** What tells of failures while this request is answered; undefined where the application has no log. */
export function reporterOf(context: Context): ReportFailure | undefined {
  return context.get('report');
}

/** The path as its route is declared. */
function routeOf(context: Context): string {
  const paths = matchedRoutes(context).map(({ path }) => path);
  return paths.findLast((path) => path !== '*' && path !== '/*' && path !== '/api/*') ?? NO_ROUTE;
}
