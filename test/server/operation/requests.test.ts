/** What the log, the metrics and the readiness tell of requests, and what they must not. */
import type { OpenAPIHono } from '@hono/zod-openapi';
import { pino } from 'pino';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Answerer } from '../../../server/answer.ts';
import { createApp } from '../../../server/app.ts';
import { createAnswering } from '../../../server/operation/answering.ts';
import { createMetrics, type Metrics } from '../../../server/operation/metrics.ts';
import { openDigests } from '../../open-corpus.ts';

interface Line {
  msg: string;
  level: number;
  requestId: string;
  path?: string;
  status?: number;
  milliseconds?: number;
  err?: { message: string };
}

const SECRET = '不可外传的问题';
const PAGE = { pageFolder: 'web/dist', bodyLimitBytes: 65_536 };

let answerer: Answerer;
let app: OpenAPIHono;
let metrics: Metrics;
let lines: Line[];
let isStopping: boolean;

beforeAll(async () => {
  answerer = await openDigests();
});
beforeEach(() => {
  lines = [];
  isStopping = false;
  metrics = createMetrics({ queue: () => answering.load, index: () => answerer.store.manifest });
  const answering = createAnswering({ observe: metrics.observe, cacheBytes: 1_000_000 });
  const log = pino({ level: 'debug' }, { write: (line) => void lines.push(JSON.parse(line) as Line) });
  app = createApp({ ...PAGE, answerer: () => answerer, answering, log, metrics, stopping: () => isStopping });
});

function ask(question: string, headers: Record<string, string> = {}): Promise<Response> {
  return Promise.resolve(
    app.request('/api/ask', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ question }),
    }),
  );
}

describe('the log', () => {
  it('has a line for each request with its id, which the caller gets too', async () => {
    const response = await ask('天等县给驻村队员发多少伙食补贴？');
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({ msg: 'request', method: 'POST', path: '/api/ask', status: 200 });
    expect(lines[0]?.requestId).toBe(response.headers.get('x-request-id'));
    expect(lines[0]?.milliseconds).toBeGreaterThan(0);
  });

  it.each([
    ['a usable id is taken over', 'office-7f3a', (id: string) => id === 'office-7f3a'],
    ['one with other characters is not', 'a b/c', (id: string) => /^[\w-]{36}$/.test(id)],
    ['one that is too long is not', 'x'.repeat(65), (id: string) => /^[\w-]{36}$/.test(id)],
  ])('%s', async (_what, given, isRight) => {
    await app.request('/api/health', { headers: { 'x-request-id': given } });
    expect(isRight(lines[0]?.requestId ?? '')).toBe(true);
  });

  it('never has a question in it, neither of a body nor of an address', async () => {
    await ask(SECRET);
    await ask(SECRET, { accept: 'text/event-stream' }).then((response) => response.text());
    await app.request(`/api/search?q=${encodeURIComponent(SECRET)}`);
    await app.request(`/api/articles?q=${encodeURIComponent(SECRET)}`);
    await app.request('/api/verify', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ text: SECRET }),
    });
    expect(lines.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    const text = JSON.stringify(lines) + (await metrics.write());
    for (const form of [SECRET, encodeURIComponent(SECRET)]) expect(text).not.toContain(form);
  });

  it('tells of a failure inside with what it was, under the id of its request', async () => {
    const embedQuestion = (): Promise<never> => Promise.reject(new Error('the cause'));
    const broken = { ...answerer, embedder: { ...answerer.embedder, embedQuestion } };
    const log = pino({ level: 'debug' }, { write: (line) => void lines.push(JSON.parse(line) as Line) });
    app = createApp({ ...PAGE, answerer: () => broken, log, metrics });
    expect((await ask('问')).status).toBe(500);
    expect(lines.map(({ msg, err }) => [msg, err?.message])).toEqual([
      ['failure', 'the cause'],
      ['request', undefined],
    ]);
    expect(lines[0]?.requestId).toBe(lines[1]?.requestId);
  });
});

describe('the metrics', () => {
  /** The value of a metric with these labels; null where there is none. */
  async function read(name: string, ...labels: string[]): Promise<number | null> {
    const response = await app.request('/metrics');
    expect(response.headers.get('content-type')).toContain('text/plain');
    const found = (await response.text())
      .split('\n')
      .find((line) => line.startsWith(name) && labels.every((label) => line.includes(label)));
    return found === undefined ? null : Number(found.split(' ').at(-1));
  }

  it('count answers by what came of them and by how they were come by', async () => {
    for (const question of [
      '天等县给驻村队员发多少伙食补贴？',
      '天等县给驻村队员发多少伙食补贴？',
      '月球上有几个县？',
    ]) {
      await ask(question);
    }
    expect(await read('bulletin_qa_answers_total', 'status="answered"')).toBe(2);
    expect(await read('bulletin_qa_answers_total', 'status="no_evidence"')).toBe(1);
    expect(await read('bulletin_qa_answers_total', 'status="failed"')).toBe(0);
    expect(await read('bulletin_qa_answer_sources_total', 'source="remembered"')).toBe(1);
    expect(await read('bulletin_qa_answer_stage_seconds_count', 'stage="embed"')).toBe(2);
    expect(await read('bulletin_qa_http_request_seconds_count', 'route="/api/ask"', 'status="200"')).toBe(3);
  });

  it('name routes as they are declared, so that callers cannot make up names', async () => {
    for (const path of ['/api/articles/a', '/api/articles/b', '/nowhere/1', '/nowhere/2']) await app.request(path);
    expect(await read('bulletin_qa_http_request_seconds_count', 'route="/api/articles/:id"', 'status="404"')).toBe(2);
    expect(await metrics.write()).not.toContain('/nowhere');
  });

  it('tell of the index, the queue and the process', async () => {
    const { indexVersion, counts } = answerer.store.manifest;
    expect(await read('bulletin_qa_index_info', `version="${indexVersion}"`)).toBe(1);
    expect(await read('bulletin_qa_index_held', 'what="articles"')).toBe(counts.articles);
    expect(await read('bulletin_qa_queue', 'state="waiting"')).toBe(0);
    expect(await read('process_resident_memory_bytes')).toBeGreaterThan(1e6);
  });

  it('are not there where nobody counts', async () => {
    app = createApp({ ...PAGE, answerer: () => answerer });
    expect((await app.request('/metrics')).status).toBe(404);
  });
});

describe('the readiness', () => {
  const readiness = async (): Promise<[number, unknown]> => {
    const response = await app.request('/api/ready');
    const { status, code } = (await response.json()) as { status: unknown; code?: string };
    return [response.status, code ?? status];
  };

  it('is given while questions are answered, and taken back before the end', async () => {
    expect(await readiness()).toEqual([200, 'ready']);
    isStopping = true;
    expect(await readiness()).toEqual([503, 'server_stopping']);
    expect((await app.request('/api/health')).status).toBe(200);
  });

  it('is not given while no index is open', async () => {
    app = createApp({ ...PAGE, answerer: () => null });
    expect(await readiness()).toEqual([503, 'index_missing']);
  });
});
