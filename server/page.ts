/** The page as files: what the build put into its folder, and the page itself at each of its own addresses. */
import { join } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import type { OpenAPIHono } from '@hono/zod-openapi';

/** Addresses that the page shows itself at. */
const ADDRESSES = ['/', '/browse', '/verify', '/clips', '/status', '/admin', '/articles/:id'];

/** Serves the page. What the build named by its content may be kept for ever; the rest is asked for again. */
export function servePage(app: OpenAPIHono, pageFolder: string): void {
  const page = serveStatic({
    path: join(pageFolder, 'index.html'),
    onFound: (_path, context) => context.header('Cache-Control', 'no-cache'),
  });
  for (const address of ADDRESSES) app.get(address, page);
  app.get(
    '/assets/*',
    serveStatic({
      root: pageFolder,
      onFound: (_path, context) => context.header('Cache-Control', 'public, max-age=31536000, immutable'),
    }),
  );
  app.get('/*', serveStatic({ root: pageFolder }));
}
