/**
 * An answer as server-sent events, for those whose `Accept` prefers them: `citations` once the extracts are chosen,
 * `answer` with what the plain answer would be, or `problem` where it fails on the way.
 */
import type { Context } from 'hono';
import { accepts } from 'hono/accepts';
import { streamSSE } from 'hono/streaming';
import type { Answerer } from './answer.ts';
import type { AskRequest } from './contract.ts';
import type { Answering } from './operation/answering.ts';
import { reporterOf } from './operation/requests.ts';
import { problemOf } from './problems.ts';

export const EVENT_STREAM = 'text/event-stream';

/** Whether a request would rather have events than JSON; one that says nothing, or something unknown, gets JSON. */
export function prefersEvents(context: Context): boolean {
  const supports = ['application/json', EVENT_STREAM];
  return accepts(context, { header: 'Accept', supports, default: 'application/json' }) === EVENT_STREAM;
}

/**
 * Answers with events. A caller that leaves stops the work at the end of the stage that it is in, unless others wait
 * for the same answer.
 *
 * @throws ServerBusy when too many wait already: once the events have begun there is no status left to say it with.
 */
export function streamAnswer(context: Context, answering: Answering, open: Answerer, request: AskRequest): Response {
  answering.refuseIfBusy();
  // A proxy in front would otherwise hold the first event back until the last.
  context.header('X-Accel-Buffering', 'no');
  return streamSSE(context, async (stream) => {
    const left = new AbortController();
    stream.onAbort(() => left.abort());
    const send = (event: string, body: object): Promise<void> => stream.writeSSE({ event, data: JSON.stringify(body) });
    try {
      const answer = await answering.ask(open, request, {
        onHead: (head) => send('citations', head),
        signal: left.signal,
      });
      await send('answer', answer);
    } catch (thrown) {
      if (left.signal.aborted) return;
      await send('problem', problemOf(thrown, `${context.req.method} ${context.req.path}`, reporterOf(context)));
    }
  });
}
