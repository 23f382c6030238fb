/**
 * The routes of the contract and what answers them, in one chain: its type is what the typed client knows. What stands
 * before and around them is app.ts.
 */
import { OpenAPIHono } from '@hono/zod-openapi';
import type { Context, TypedResponse } from 'hono';
import { setMetric } from 'hono/timing';
import { knownError } from '../corpus/errors.ts';
import { callerOf } from './access/caller.ts';
import { type Answerer, exampleQuestions } from './answer.ts';
import type { Answer } from './contract.ts';
import { DAYS_DEFAULT } from './contract-feedback.ts';
import { addGoldenOf, exportReport, readReport, takeFeedback } from './feedback/handlers.ts';
import { exportRoute, feedbackRoute, goldenRoute, reportRoute } from './feedback/routes.ts';
import type { Answering } from './operation/answering.ts';
import { InvalidRequest } from './problems.ts';
import { findPassages, listArticles, listBulletins, readArticle } from './read.ts';
import { resolveCitation } from './citations/resolve-citation.ts';
import {
  articleRoute,
  articlesRoute,
  askRoute,
  bulletinsRoute,
  citationRoute,
  examplesRoute,
  healthRoute,
  readyRoute,
  searchRoute,
  statusRoute,
  verifyRoute,
} from './routes.ts';
import type { Services } from './services.ts';
import { type RunningClock, STAGES, startClock } from './stage-clock.ts';
import { readStatus } from './status/status.ts';
import { prefersEvents, streamAnswer } from './stream-answer.ts';
import { checkDraft } from './verify/verify.ts';

/** The routes over an index; without one they all answer that it is missing. */
export function createApi(services: Services & { answering: Answering }) {
  const opened = (): Answerer => {
    const open = services.answerer();
    if (!open) throw knownError('index_missing');
    return open;
  };
  const { answering, stopping, building } = services;
  const api = new OpenAPIHono({
    defaultHook: (result) => {
      if (!result.success) throw new InvalidRequest(result.error);
    },
  });
  return api
    .openapi(askRoute, async (context) => {
      const request = context.req.valid('json');
      context.header('Vary', 'Accept', { append: true });
      // To types the events are the plain answer: the client by types asks for JSON, and OpenAPI has them beside it.
      if (prefersEvents(context)) return streamAnswer(context, answering, opened(), request) as PlainAnswer;
      const clock = startClock();
      const answer = await answering.ask(opened(), request, { clock });
      tellTimes(context, clock);
      return context.json(answer, 200);
    })
    .openapi(searchRoute, async (context) => {
      const { explain, ...request } = context.req.valid('query');
      const found = await answering.run(() => findPassages(opened(), { ...request, explain: explain === '1' }));
      return context.json(found, 200);
    })
    .openapi(examplesRoute, async (context) => {
      const examples = await answering.run(() => exampleQuestions(opened(), context.req.valid('query')));
      return context.json({ examples }, 200);
    })
    .openapi(articlesRoute, async (context) =>
      context.json(await listArticles(opened(), context.req.valid('query')), 200),
    )
    .openapi(articleRoute, async (context) =>
      context.json(await readArticle(opened(), context.req.valid('param').id), 200),
    )
    .openapi(bulletinsRoute, async (context) => context.json(await listBulletins(opened()), 200))
    .openapi(verifyRoute, async (context) => {
      const { text } = context.req.valid('json');
      return context.json(await answering.run(() => checkDraft(opened(), text)), 200);
    })
    .openapi(citationRoute, async (context) => {
      const { id } = context.req.valid('param');
      const resolved = await resolveCitation(opened(), id);
      if (!resolved) throw knownError('citation_not_found', id);
      return context.json(resolved, 200);
    })
    .openapi(feedbackRoute, async (context) =>
      context.json(await takeFeedback(services, opened(), context.req.valid('json')), 200),
    )
    .openapi(reportRoute, async (context) =>
      context.json(await readReport(services, context.req.valid('query').days ?? DAYS_DEFAULT), 200),
    )
    .openapi(exportRoute, async (context) => {
      const { kind, days = DAYS_DEFAULT } = context.req.valid('query');
      const { csv, fileName } = await exportReport(services, callerOf(context), { kind, days });
      context.header('Content-Disposition', `attachment; filename="${fileName}"`);
      return context.body(csv, 200, { 'Content-Type': 'text/csv; charset=UTF-8' });
    })
    .openapi(goldenRoute, async (context) =>
      context.json(await addGoldenOf(services, opened, callerOf(context), context.req.valid('json')), 200),
    )
    .openapi(statusRoute, async (context) => context.json(await readStatus(opened(), services), 200))
    .openapi(healthRoute, (context) => {
      const { indexVersion, counts, makers } = opened().store.manifest;
      const { bulletins, articles, chunks } = counts;
      const { model } = makers;
      return context.json({ status: 'ok' as const, indexVersion, bulletins, articles, chunks, model }, 200);
    })
    .openapi(readyRoute, (context) => {
      if (stopping?.()) throw knownError('server_stopping');
      const { indexVersion } = opened().store.manifest;
      const { busy } = answering;
      if (busy) throw busy;
      const { running, waiting } = answering.load;
      const rebuilding = building?.() ?? false;
      return context.json({ status: 'ready' as const, indexVersion, rebuilding, running, waiting }, 200);
    });
}

/** The type of the routes, for `hono/client`. */
export type Api = ReturnType<typeof createApi>;

type PlainAnswer = Response & TypedResponse<Answer, 200, 'json'>;

function tellTimes(context: Context, clock: RunningClock): void {
  for (const [stage, milliseconds] of clock.readings()) setMetric(context, stage, milliseconds, STAGES[stage]);
}
