/**
 * The HTTP application: what stands before the routes, the routes, the page. It does not listen: main.ts does, and
 * tests call `app.request()`.
 */
import { isUtf8 } from 'node:buffer';
import { OpenAPIHono } from '@hono/zod-openapi';
import type { Context, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { createMiddleware } from 'hono/factory';
import { secureHeaders } from 'hono/secure-headers';
import { timing } from 'hono/timing';
import { knownError } from '../corpus/errors.ts';
import { createApi } from './api.ts';
import { compressed, conditional } from './caching.ts';
import { addCorpusRoutes } from './corpus/handlers.ts';
import { sandboxed } from './corpus/original.ts';
import { correctRoute, isUpload, originalRoute } from './corpus/routes.ts';
import { handleMcp } from './mcp/http.ts';
import { createAnswering } from './operation/answering.ts';
import type { Metrics } from './operation/metrics.ts';
import { identified, observeRequests } from './operation/requests.ts';
import { takeTurns } from './operation/turns.ts';
import { describeApi } from './openapi.ts';
import { servePage } from './page.ts';
import { respondWithProblem } from './problems.ts';
import { serveDocs } from './docs/page.ts';
import { feedbackRoute, goldenRoute } from './feedback/routes.ts';
import { askRoute, verifyRoute } from './routes.ts';
import type { Services } from './services.ts';
import { EVENT_STREAM } from './stream-answer.ts';

export interface AppOptions extends Services {
  /** Folder of the built page. */
  pageFolder: string;
  bodyLimitBytes: number;
  /** What stands before every route, in this order. */
  guards?: MiddlewareHandler[];
}

/** Addresses of callers, as opposed to the page's. */
const CALLED = ['/api/*', '/mcp'];

const TAKING_JSON = [askRoute, verifyRoute, feedbackRoute, goldenRoute].map(({ path }) => path);

export function createApp({ pageFolder, bodyLimitBytes, guards = [], ...given }: AppOptions): OpenAPIHono {
  const services = { answering: createAnswering(), ...given };
  const { log, metrics } = services;
  const app = new OpenAPIHono();
  app.use(originalRoute.getRoutingPath(), sandboxed);
  app.use(identified, observeRequests(log, metrics), headers, compressed);
  // Within the guards: a refusal has no entity tag, or naming it would turn it into "not modified".
  for (const guard of guards) app.use(guard);
  app.use('/api/*', ...conditional);
  const turns = takeTurns();
  for (const path of CALLED) app.use(path, turns, limitBody(bodyLimitBytes));
  app.on('POST', TAKING_JSON, requireJson);
  app.on('PUT', correctRoute.getRoutingPath(), requireJson);
  app.use(askRoute.path, timing({ totalDescription: 'Whole request', enabled: isWhole }));

  const api = createApi(services);
  addCorpusRoutes(api, services);
  app.route('/', api);
  const document = describeApi(api);
  app.get('/api/openapi.json', (context) => context.json(document));
  serveDocs(app, document);
  if (metrics) serveMetrics(app, metrics);
  app.all('/mcp', handleMcp(services));
  refuseOtherMethods(app);
  app.all('/api/*', (context) => {
    throw knownError('not_found', context.req.path);
  });
  servePage(app, pageFolder);
  app.notFound((context) => respondWithProblem(context, knownError('not_found', context.req.path)));
  app.onError((error, context) => respondWithProblem(context, error));
  return app;
}

const headers = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'self'"],
    // An administrator's page shows originals that it has fetched with its key.
    imgSrc: ["'self'", 'data:', 'blob:'],
    frameSrc: ["'self'", 'blob:'],
    objectSrc: ["'none'"],
    baseUri: ["'none'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
  },
  xFrameOptions: 'DENY',
  // The server speaks plain HTTP; whoever puts TLS in front of it decides on this header.
  strictTransportSecurity: false,
  referrerPolicy: 'no-referrer',
});

/** Whether an answer was made before its head was sent; that of a stream cannot tell what the rest will take. */
const isWhole = ({ res }: Context): boolean => !res.headers.get('Content-Type')?.startsWith(EVENT_STREAM);

function limitBody(bytes: number): MiddlewareHandler {
  const limit = bodyLimit({
    maxSize: bytes,
    onError: () => {
      throw knownError('body_too_large', `${Math.round(bytes / 1024)} KB`);
    },
  });
  // Files have a limit of their own, and are not held as this would.
  return (context, next) => (isUpload(context.req.method, context.req.path) ? next() : limit(context, next));
}

const requireJson = createMiddleware(async (context, next) => {
  const type = context.req.header('content-type') ?? '';
  if (!/^application\/json\s*(?:;|$)/iu.test(type)) {
    throw knownError('media_type_unsupported', type.slice(0, 100) || '未给出');
  }
  // What is read later would put a replacement character for each byte that is none, and answer another question.
  if (!isUtf8(Buffer.from(await context.req.arrayBuffer()))) throw knownError('body_not_json', '不是 UTF-8 编码');
  await next();
});

function serveMetrics(app: OpenAPIHono, metrics: Metrics): void {
  app.get('/metrics', async (context) =>
    context.body(await metrics.write(), 200, { 'Content-Type': metrics.contentType, 'Cache-Control': 'no-store' }),
  );
}

/** A path of the API called with a method it does not have is 405 with the methods it has, not 404. */
function refuseOtherMethods(app: OpenAPIHono): void {
  const methods = new Map<string, Set<string>>();
  for (const { path, method } of app.routes) {
    if (method === 'ALL' || !path.startsWith('/api/')) continue;
    methods.set(path, (methods.get(path) ?? new Set()).add(method));
  }
  for (const [path, has] of methods) {
    const allowed = [...has, ...(has.has('GET') ? ['HEAD'] : [])].join(', ');
    app.all(path, (context) => {
      context.header('Allow', allowed);
      throw knownError('method_not_allowed', context.req.method, allowed);
    });
  }
}
