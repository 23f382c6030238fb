/**
 * A few requests begin in each turn of the event loop, the others in the next ones. Requests that need not wait for
 * anything (remembered answers, say) would else all be worked at in one turn, and while that lasts no connection is
 * taken, one being taken in each turn, and nobody is told that the server lives.
 */
import type { MiddlewareHandler } from 'hono';
import { createMiddleware } from 'hono/factory';

/** Some milliseconds of work. */
const IN_A_TURN = 4;

/** Asked by those who watch over the server: they never wait. */
const WATCHING = /^\/api\/(?:health|ready)$/;

export function takeTurns(): MiddlewareHandler {
  const waiting: (() => void)[] = [];
  let begun = 0;

  function beginNext(): void {
    const next = waiting.splice(0, IN_A_TURN);
    begun = next.length;
    if (begun > 0) setImmediate(beginNext);
    for (const begin of next) begin();
  }

  return createMiddleware(async (context, next) => {
    if (!WATCHING.test(context.req.path)) {
      if (begun === 0) setImmediate(beginNext);
      if (begun < IN_A_TURN) begun++;
      else await new Promise<void>((resolve) => waiting.push(resolve));
    }
    await next();
  });
}
