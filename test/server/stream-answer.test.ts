import type { OpenAPIHono } from '@hono/zod-openapi';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { Answerer } from '../../server/answer.ts';
import { createApp } from '../../server/app.ts';
import { answerHeadSchema, answerSchema, problemSchema } from '../../server/contract.ts';
import { openDigests } from '../open-corpus.ts';

const QUESTION = '天等县的伙食补贴是多少';

let answerer: Answerer;

beforeAll(async () => {
  answerer = await openDigests();
});

const serve = (open: Answerer | null): OpenAPIHono =>
  createApp({ answerer: () => open, pageFolder: 'web/dist', bodyLimitBytes: 64 * 1024 });
const ask = (app: OpenAPIHono, accept: string | null, question = QUESTION): Promise<Response> =>
  Promise.resolve(
    app.request('/api/ask', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(accept === null ? {} : { accept }) },
      body: JSON.stringify({ question }),
    }),
  );

interface SentEvent {
  event: string;
  data: unknown;
}

const readEvents = (text: string): SentEvent[] =>
  text
    .split('\n\n')
    .filter(Boolean)
    .map((block) => {
      const [, event = '', data = ''] = /^event: (\w+)\ndata: (.*)$/.exec(block) ?? [];
      return { event, data: JSON.parse(data) as unknown };
    });

/** An answerer whose embedder waits before the texts that are picked out, and counts all it embeds. */
function holdBack(isHeld: (text: string) => boolean) {
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  const embedded: string[] = [];
  const { embedder } = answerer;
  const embedQuestion = async (text: string): Promise<Float32Array> => {
    embedded.push(text);
    if (isHeld(text)) await released;
    return embedder.embedQuestion(text);
  };
  const open: Answerer = { ...answerer, embedder: { ...embedder, embedQuestion }, suggestions: new Map() };
  return { open, embedded, release: () => release() };
}

describe('an answer as events', () => {
  it.each([
    ['text/event-stream', 'text/event-stream'],
    ['text/event-stream, application/json;q=0.5', 'text/event-stream'],
    ['application/json, text/event-stream', 'application/json'],
    ['text/event-stream;q=0.1, application/json', 'application/json'],
    ['*/*', 'application/json'],
    ['text/event-stream;q=0', 'application/json'],
    ['image/png', 'application/json'],
    [';;,,q=', 'application/json'],
    [null, 'application/json'],
  ])('is given to those who prefer it: %s', async (accept, type) => {
    const response = await ask(serve(answerer), accept);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain(type);
    expect(response.headers.get('vary')).toMatch(/\bAccept\b(?!-)/);
    await response.text();
  });

  it('has the citations, then the very answer that JSON has', async () => {
    const app = serve(answerer);
    const plain = answerSchema.parse(await (await ask(app, null)).json());
    const events = readEvents(await (await ask(app, 'text/event-stream')).text());
    expect(events.map(({ event }) => event)).toEqual(['citations', 'answer']);
    const { understood, status, extracts } = plain;
    expect(answerHeadSchema.parse(events[0]?.data)).toEqual({ understood, status, extracts });
    expect(events[1]?.data).toEqual({ ...plain, tookMs: expect.any(Number) as number });
  });

  it('says that there is no evidence in both events', async () => {
    const events = readEvents(await (await ask(serve(answerer), 'text/event-stream', '明天会下雨吗')).text());
    expect(events.map(({ data }) => (data as { status: string }).status)).toEqual(['no_evidence', 'no_evidence']);
  });

  it('sends the citations before the suggestions are checked', async () => {
    const { open, release } = holdBack((text) => text.includes('怎么'));
    const response = await ask(serve(open), 'text/event-stream');
    const reader = (response.body as ReadableStream<Uint8Array>).getReader();
    const first = await reader.read();
    expect(new TextDecoder().decode(first.value)).toMatch(/^event: citations\n/);
    release();
    let rest = '';
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      rest += new TextDecoder().decode(part.value);
    }
    expect(answerSchema.parse(readEvents(rest)[0]?.data).suggestions).not.toEqual([]);
  });

  it('is not worked on any further when its caller leaves', async () => {
    const { open, embedded, release } = holdBack(() => true);
    const logged = vi.spyOn(console, 'error').mockReturnValue();
    const response = await ask(serve(open), 'text/event-stream');
    await vi.waitFor(() => expect(embedded).toHaveLength(1));
    await response.body?.cancel();
    release();
    // The stage in hand ends; weighing the evidence, which embeds the question without its place, does not begin.
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(embedded).toHaveLength(1);
    expect(logged).not.toHaveBeenCalled();
    logged.mockRestore();
  });

  it('ends with the problem where it fails after it had begun', async () => {
    const logged = vi.spyOn(console, 'error').mockReturnValue();
    const embedQuestion = (): Promise<never> => Promise.reject(new Error('/root/secret'));
    const broken = { ...answerer, embedder: { ...answerer.embedder, embedQuestion } };
    const response = await ask(serve(broken), 'text/event-stream');
    const text = await response.text();
    expect(text).not.toContain('secret');
    const [event] = readEvents(text);
    expect(event?.event).toBe('problem');
    expect(problemSchema.parse(event?.data)).toMatchObject({ status: 500, code: 'internal' });
    expect(logged).toHaveBeenCalledOnce();
    logged.mockRestore();
  });

  it('is a plain problem where it fails before it begins', async () => {
    const closed = await ask(serve(null), 'text/event-stream');
    expect([closed.status, await closed.json()]).toMatchObject([503, { code: 'index_missing' }]);
    const empty = await ask(serve(answerer), 'text/event-stream', '');
    expect([empty.status, await empty.json()]).toMatchObject([400, { code: 'request_invalid' }]);
  });
});
