/** What the routes of feeding the corpus do: between HTTP and {@link CorpusAdmin}. */
import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { knownError } from '../../corpus/errors.ts';
import { callerOf } from '../access/caller.ts';
import type { CorpusAdmin } from './corpus-admin.ts';
import type { SentFiles } from './receive-files.ts';
import {
  corpusFilesRoute,
  corpusStateRoute,
  correctRoute,
  findUploadRoute,
  originalRoute,
  previewRoute,
  rebuildRoute,
  removeRoute,
  rollBackRoute,
  tryRoute,
  uncorrectRoute,
  uploadPreviewRoute,
  uploadRoute,
} from './routes.ts';

export interface CorpusServices {
  /** What looks after the corpus; left out where the server does not. */
  corpus?: CorpusAdmin;
}

const RETRY_SECONDS = 2;

/** Adds the routes to an application. */
export function addCorpusRoutes(app: OpenAPIHono, { corpus }: CorpusServices): void {
  const open = (): CorpusAdmin => {
    if (!corpus) throw knownError('corpus_unavailable');
    return corpus;
  };
  app.openapi(corpusStateRoute, async (context) => context.json(await open().state(), 200));
  app.openapi(corpusFilesRoute, async (context) => context.json(await open().files(context.req.valid('query')), 200));
  app.openapi(uploadRoute, async (context) => {
    const replace = context.req.valid('query').replace === 'true';
    const options = { put: true, replace, by: callerOf(context) };
    return context.json(await open().upload(sentFiles(context), options), 200);
  });
  app.openapi(tryRoute, async (context) => {
    const options = { put: false, replace: false, by: callerOf(context) };
    return context.json(await open().upload(sentFiles(context), options), 200);
  });
  app.openapi(findUploadRoute, (context) => context.json(open().findUpload(context.req.valid('param').id), 200));
  app.openapi(uploadPreviewRoute, (context) => {
    const preview = open().previewUpload(context.req.valid('param').id);
    return preview ? context.json(preview, 200) : notYet(context);
  });
  app.openapi(previewRoute, async (context) => {
    const preview = await open().preview(context.req.valid('param').path);
    return preview ? context.json(preview, 200) : notYet(context);
  });
  app.openapi(originalRoute, async (context) => {
    const { body, headers } = await open().original(context.req.valid('param').path);
    return context.body(body, 200, headers);
  });
  app.openapi(correctRoute, async (context) => {
    const { path } = context.req.valid('param');
    return context.json(await open().correct(path, context.req.valid('json'), callerOf(context)), 200);
  });
  app.openapi(uncorrectRoute, async (context) => {
    const { path } = context.req.valid('param');
    return context.json(await open().correct(path, { articles: {} }, callerOf(context)), 200);
  });
  app.openapi(removeRoute, async (context) =>
    context.json(await open().remove(context.req.valid('param').path, callerOf(context)), 200),
  );
  app.openapi(rebuildRoute, async (context) => context.json(await open().rebuild(callerOf(context)), 202));
  app.openapi(rollBackRoute, async (context) => context.json(await open().rollBack(callerOf(context)), 200));
}

function notYet(context: Context): Response {
  context.header('Retry-After', String(RETRY_SECONDS));
  return context.body(null, 202);
}

function sentFiles({ req }: Context): SentFiles {
  const length = Number(req.header('content-length') ?? Number.NaN);
  return {
    contentType: req.header('content-type') ?? '',
    contentLength: Number.isFinite(length) ? length : null,
    // Node's streams of bytes can be walked through, which the type of the web's does not say.
    body: req.raw.body as AsyncIterable<Uint8Array> | null,
  };
}
