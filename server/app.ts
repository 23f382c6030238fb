/** The HTTP application. It does not listen: main.ts does, and tests call `app.request()`. */
import { join } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import { OpenAPIHono } from '@hono/zod-openapi';
import { bodyLimit } from 'hono/body-limit';
import { createMiddleware } from 'hono/factory';
import { secureHeaders } from 'hono/secure-headers';
import { knownError } from '../corpus/errors.ts';
import { fold } from '../corpus/text.ts';
import { type Answerer, answerQuestion, exampleQuestions, searchPassages } from './answer.ts';
import { holds } from './folded-text.ts';
import { presentArticle, presentBulletins, presentPassage, presentSummary } from './present.ts';
import { InvalidRequest, respondWithProblem } from './problems.ts';
import {
  articleRoute,
  articlesRoute,
  askRoute,
  bulletinsRoute,
  examplesRoute,
  healthRoute,
  searchRoute,
} from './routes.ts';
import { filterScope } from './scope.ts';

export interface AppOptions {
  /** The open index; null while there is none. */
  answerer: () => Answerer | null;
  /** Folder of the built page. */
  pageFolder: string;
  bodyLimitBytes: number;
}

const SEARCH_LIMIT_DEFAULT = 10;

export function createApp({ answerer, pageFolder, bodyLimitBytes }: AppOptions): OpenAPIHono {
  const app = new OpenAPIHono({
    defaultHook: (result) => {
      if (!result.success) throw new InvalidRequest(result.error);
    },
  });
  const opened = (): Answerer => {
    const open = answerer();
    if (!open) throw knownError('index_missing');
    return open;
  };

  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
      xFrameOptions: 'DENY',
      // The server speaks plain HTTP; whoever puts TLS in front of it decides on this header.
      strictTransportSecurity: false,
      referrerPolicy: 'no-referrer',
    }),
  );
  app.use(
    '/api/*',
    bodyLimit({
      maxSize: bodyLimitBytes,
      onError: () => {
        throw knownError('body_too_large', `${Math.round(bodyLimitBytes / 1024)} KB`);
      },
    }),
  );
  app.use(askRoute.path, requireJson);

  app.openapi(askRoute, async (context) =>
    context.json(await answerQuestion(opened(), context.req.valid('json')), 200),
  );

  app.openapi(searchRoute, async (context) => {
    const { q, limit, explain, ...filter } = context.req.valid('query');
    const open = opened();
    const { passages, terms } = await searchPassages(open, q, filter, limit ?? SEARCH_LIMIT_DEFAULT);
    const presented = passages.map(async (passage) => ({
      ...presentPassage(passage),
      ...(explain === '1' ? { explain: await open.store.explain(passage.chunk.id, terms) } : {}),
    }));
    return context.json({ passages: await Promise.all(presented) }, 200);
  });

  app.openapi(articlesRoute, async (context) => {
    const { store, vocabulary } = opened();
    const { q, ...filter } = context.req.valid('query');
    const articles = await store.articles();
    const inScope = new Set(filterScope(filter, articles, vocabulary));
    const words = fold(q ?? '');
    const found = articles.filter((article) => inScope.has(article.id) && holds(article, words));
    return context.json({ articles: found.map(presentSummary) }, 200);
  });

  app.openapi(articleRoute, async (context) => {
    const { id } = context.req.valid('param');
    const article = await opened().store.article(id);
    if (!article) throw knownError('article_not_found', id);
    return context.json(presentArticle(article), 200);
  });

  app.openapi(bulletinsRoute, async (context) =>
    context.json({ bulletins: presentBulletins(await opened().store.articles()) }, 200),
  );

  app.openapi(examplesRoute, async (context) =>
    context.json({ examples: await exampleQuestions(opened(), context.req.valid('query')) }, 200),
  );

  app.openapi(healthRoute, (context) => {
    const { indexVersion, counts, makers } = opened().store.manifest;
    const { bulletins, articles, chunks } = counts;
    return context.json({ status: 'ok' as const, indexVersion, bulletins, articles, chunks, model: makers.model }, 200);
  });

  app.doc31('/api/openapi.json', {
    openapi: '3.1.0',
    info: {
      title: '简报问答',
      version: '1',
      description: 'Verbatim, cited extracts from poverty-alleviation bulletins',
    },
  });

  refuseOtherMethods(app);
  app.all('/api/*', (context) => {
    throw knownError('not_found', context.req.path);
  });
  servePage(app, pageFolder);
  app.notFound((context) => respondWithProblem(context, knownError('not_found', context.req.path)));
  app.onError((error, context) => respondWithProblem(context, error));
  return app;
}

const requireJson = createMiddleware(async (context, next) => {
  const type = context.req.header('content-type') ?? '';
  if (context.req.method === 'POST' && !/^application\/json\s*(?:;|$)/iu.test(type)) {
    throw knownError('media_type_unsupported', type.slice(0, 100) || '未给出');
  }
  await next();
});

/** A path of the contract called with a method it does not have is 405 with the methods it has, not 404. */
function refuseOtherMethods(app: OpenAPIHono): void {
  const routes = [askRoute, searchRoute, articlesRoute, articleRoute, bulletinsRoute, examplesRoute, healthRoute];
  const paths = [
    ...routes.map((route) => [route.getRoutingPath(), route.method.toUpperCase()] as const),
    ['/api/openapi.json', 'GET'] as const,
  ];
  for (const [path, method] of paths) {
    const allowed = method === 'GET' ? 'GET, HEAD' : method;
    app.all(path, (context) => {
      context.header('Allow', allowed);
      throw knownError('method_not_allowed', context.req.method, allowed);
    });
  }
}

/** The page, and its own address for each article. What the build named by its content may be kept for ever. */
function servePage(app: OpenAPIHono, pageFolder: string): void {
  const page = serveStatic({ path: join(pageFolder, 'index.html') });
  for (const path of ['/', '/browse', '/clips', '/articles/:id']) app.get(path, page);
  app.get(
    '/assets/*',
    serveStatic({
      root: pageFolder,
      onFound: (_path, context) => {
        context.header('Cache-Control', 'public, max-age=31536000, immutable');
      },
    }),
  );
  app.get('/*', serveStatic({ root: pageFolder }));
}
