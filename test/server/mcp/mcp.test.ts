/** MCP through the SDK's own client, over both transports: what a tool gives is what HTTP gives. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { OpenAPIHono } from '@hono/zod-openapi';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { type CallToolResult, ErrorCode, LATEST_PROTOCOL_VERSION } from '@modelcontextprotocol/sdk/types.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answerer } from '../../../server/answer.ts';
import { createApp } from '../../../server/app.ts';
import { type Answer, answerSchema, type Problem } from '../../../server/contract.ts';
import type { VerifyResponse } from '../../../server/contract-verify.ts';
import { PROBLEM_KEY } from '../../../server/mcp/mcp.ts';
import { openDigests } from '../../open-corpus.ts';

const OPTIONS = { pageFolder: 'web/dist', bodyLimitBytes: 64 * 1024 };
const ARTICLE = '2018-33-1-zhaibian';

let answerer: Answerer;
let app: OpenAPIHono;
let server: Server;
let address: URL;

beforeAll(async () => {
  answerer = await openDigests();
  app = createApp({ ...OPTIONS, answerer: () => answerer });
  server = createServer((request, response) => void getRequestListener(app.fetch)(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`);
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

const overHttp = (): StreamableHTTPClientTransport => new StreamableHTTPClientTransport(address);
const overStdio = (): StdioClientTransport =>
  new StdioClientTransport({
    command: process.execPath,
    args: ['--import', 'tsx', 'server/mcp/stdio.ts'],
    env: process.env as Record<string, string>,
  });

const getJson = async (path: string): Promise<unknown> => (await app.request(path)).json();
const postJson = async (path: string, body: object): Promise<unknown> => {
  const headers = { 'content-type': 'application/json' };
  return (await app.request(path, { method: 'POST', headers, body: JSON.stringify(body) })).json();
};
const textOf = ({ content }: CallToolResult): string =>
  content.map((part) => (part.type === 'text' ? part.text : '')).join('\n');
/** Without the one value that is of the moment. */
const lasting = (answer: unknown): object => ({ ...(answer as object), tookMs: null });

describe.each([
  ['streamable HTTP', overHttp],
  ['stdio', overStdio],
])('over %s', (_name, connect) => {
  const client = new Client({ name: 'test', version: '1' });
  const call = async (name: string, given: Record<string, unknown> = {}): Promise<CallToolResult> =>
    (await client.callTool({ name, arguments: given })) as CallToolResult;

  beforeAll(() => client.connect(connect()));
  afterAll(() => client.close());

  it('says what it is and how its quotes are to be used', () => {
    expect(client.getServerVersion()).toMatchObject({ name: 'bulletin-qa', title: '简报问答' });
    expect(client.getInstructions()).toMatch(/逐字/u);
    expect(client.getServerCapabilities()).toEqual({ tools: {} });
  });

  it('lists five tools that only read, with the schemas and the field descriptions of HTTP', async () => {
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(['ask', 'search', 'get_article', 'list_bulletins', 'verify_quote']);
    for (const { title, description, annotations, inputSchema, outputSchema } of tools) {
      expect(title).toMatch(/\p{Script=Han}/u);
      expect(description).toMatch(/\p{Script=Han}.*用/u);
      expect(annotations).toMatchObject({ readOnlyHint: true, idempotentHint: true, openWorldHint: false });
      expect(inputSchema).toMatchObject({ type: 'object', additionalProperties: false });
      expect(outputSchema).toMatchObject({ type: 'object' });
    }
    const ask = tools[0]?.inputSchema.properties as Record<string, Record<string, unknown>>;
    expect(ask['question']).toMatchObject({ minLength: 1, maxLength: 500 });
    expect(ask['question']?.['description']).toBeTruthy();
    expect(Object.keys(ask['filter']?.['properties'] as object)).toContain('place');
  });

  it.each([
    { question: '天等县的扶贫车间是怎么做的？' },
    { question: '那蒙山县呢？', history: ['融安县驻村工作队员有多少人？'] },
    { question: '驻村工作队员有什么保障', filter: { issue: '2018-33' }, limit: 2 },
    { question: '蒙山县健康扶贫的六道保障是怎么做的' },
    { question: '明天会下雨吗' },
  ])('ask gives the answer of HTTP, citations and all: %j', async (request) => {
    const result = await call('ask', request);
    expect(result.isError).toBeFalsy();
    expect(lasting(result.structuredContent)).toEqual(lasting(await postJson('/api/ask', request)));
    const answer = answerSchema.parse(result.structuredContent);
    for (const { text, citation } of [...answer.extracts, ...(answer.outline?.items ?? [])]) {
      expect(textOf(result)).toContain(text);
      expect(textOf(result)).toContain(citation.label);
      expect(textOf(result)).toContain(citation.id);
    }
    if (answer.status === 'no_evidence') expect(textOf(result)).toMatch(/没有找到依据/u);
  });

  it('search gives the passages of HTTP, filtered and limited alike', async () => {
    const result = await call('search', { q: '扶贫车间', place: '天等县', year: 2018, limit: 3 });
    expect(result.structuredContent).toEqual(await getJson('/api/search?q=扶贫车间&place=天等县&year=2018&limit=3'));
    const { passages } = result.structuredContent as { passages: Answer['extracts'] };
    expect(passages.length).toBeGreaterThan(0);
    for (const { text } of passages) expect(textOf(result)).toContain(text);
  });

  it('get_article gives the whole article of HTTP', async () => {
    const result = await call('get_article', { id: ARTICLE });
    expect(result.structuredContent).toEqual(await getJson(`/api/articles/${ARTICLE}`));
    expect(textOf(result)).toContain((result.structuredContent as { text: string }).text);
  });

  it('list_bulletins gives the issues of HTTP', async () => {
    const result = await call('list_bulletins');
    expect(result.structuredContent).toEqual(await getJson('/api/bulletins'));
    expect(textOf(result)).toContain(ARTICLE);
  });

  it('verify_quote gives the findings of HTTP', async () => {
    const answer = (await postJson('/api/ask', { question: '天等县的扶贫车间是怎么做的？' })) as Answer;
    const text = `${answer.extracts[0]?.text ?? ''}\n火星上的扶贫车间共有九千九百座，工人全是机器人。`;
    const result = await call('verify_quote', { text });
    expect(lasting(result.structuredContent)).toEqual(lasting(await postJson('/api/verify', { text })));
    const { sentences } = result.structuredContent as VerifyResponse;
    expect(new Set(sentences.map(({ verdict }) => verdict))).toContain('verbatim');
    expect(textOf(result)).toMatch(/逐字一致/u);
    expect(textOf(result)).toMatch(/未见/u);
  });

  it.each([
    ['ask', {}, '/api/ask', 'question'],
    ['ask', { question: '问', filter: { year: '2018' } }, '/api/ask', 'filter.year'],
    ['ask', { question: '问', filters: {} }, '/api/ask', 'filters'],
    ['verify_quote', { text: '字'.repeat(20_001) }, '/api/verify', 'text'],
  ])('bad input to %s is a failed call that names the field, as HTTP does: %o', async (tool, given, path, field) => {
    const result = await call(tool, given);
    expect(result.isError).toBe(true);
    const problem = result._meta?.[PROBLEM_KEY] as Problem;
    expect(problem).toEqual(await postJson(path, given));
    expect(problem.code).toBe('request_invalid');
    expect(textOf(result)).toContain(field);
    expect(textOf(result)).toContain(problem.detail);
  });

  it('an article that is not held is a failed call with the code and detail of HTTP', async () => {
    const result = await call('get_article', { id: 'nothing' });
    expect(result.isError).toBe(true);
    expect(result._meta?.[PROBLEM_KEY]).toEqual(await getJson('/api/articles/nothing'));
    expect(textOf(result)).toContain('article_not_found');
  });

  it.each(['summarise', '__proto__', 'toString'])('an unknown tool is an error of the protocol: %s', async (name) => {
    await expect(call(name)).rejects.toMatchObject({ code: ErrorCode.InvalidParams });
    await expect(call(name)).rejects.toThrow(/ask、search/u);
  });

  it('what is no method of the protocol is refused, and the next call is answered', async () => {
    await expect(client.listResources()).rejects.toMatchObject({ code: ErrorCode.MethodNotFound });
    expect(await client.ping()).toEqual({});
  });
});

describe('POST /mcp', () => {
  const send = (body: string | Buffer<ArrayBuffer>, headers: Record<string, string> = {}): Promise<Response> =>
    Promise.resolve(
      app.request('/mcp', {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'application/json, text/event-stream',
          ...headers,
        },
        body,
      }),
    );
  const message = (method: string, params: object = {}): string =>
    JSON.stringify({ jsonrpc: '2.0', id: 1, method, params });
  const initialize = (protocolVersion: string): string =>
    message('initialize', { protocolVersion, capabilities: {}, clientInfo: { name: 'test', version: '1' } });

  it.each([
    ['2025-03-26', '2025-03-26'],
    [LATEST_PROTOCOL_VERSION, LATEST_PROTOCOL_VERSION],
    ['1999-01-01', LATEST_PROTOCOL_VERSION], // unknown: the server offers its own
  ])('agrees on a protocol version: %s', async (offered, agreed) => {
    const response = await send(initialize(offered));
    expect(await response.json()).toMatchObject({ result: { protocolVersion: agreed } });
    expect(response.headers.get('mcp-session-id')).toBeNull();
  });

  it.each([
    ['a version header that is not known', message('ping'), { 'mcp-protocol-version': '1999-01-01' }, 400],
    ['a body that is not JSON', '{"jsonrpc":', {}, 400],
    ['a body that is not UTF-8', Buffer.from([0x22, 0xcc, 0xec, 0x22]), {}, 400],
    ['a body that is no message', '{"question":"问"}', {}, 400],
    ['a batch, which could cancel a request of its own', `[${message('ping')}]`, {}, 400],
    ['a client that does not take both kinds of answer', message('ping'), { accept: 'application/json' }, 406],
    ['a body of another type', message('ping'), { 'content-type': 'text/plain' }, 415],
    ['a body over the limit', message('ping', { pad: '字'.repeat(OPTIONS.bodyLimitBytes) }), {}, 413],
  ])('refuses %s', async (_name, body, headers, status) => {
    expect((await send(body, headers)).status).toBe(status);
  });

  it('takes a notification without an answer', async () => {
    const response = await send(JSON.stringify({ jsonrpc: '2.0', method: 'notifications/initialized' }));
    expect(response.status).toBe(202);
    expect(await response.text()).toBe('');
  });

  it.each(['GET', 'DELETE', 'PUT'])('has no streams and no sessions: %s is 405', async (method) => {
    const response = await app.request('/mcp', { method, headers: { accept: 'text/event-stream' } });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('POST');
  });

  it('introduces itself without an index, and says of each call what is missing', async () => {
    const closed = createApp({ ...OPTIONS, answerer: () => null });
    const post = (body: string): Promise<Response> =>
      Promise.resolve(
        closed.request('/mcp', {
          method: 'POST',
          headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
          body,
        }),
      );
    expect((await post(initialize(LATEST_PROTOCOL_VERSION))).status).toBe(200);
    const result = (await (await post(message('tools/call', { name: 'list_bulletins' }))).json()) as {
      result: CallToolResult;
    };
    expect(result.result.isError).toBe(true);
    expect(textOf(result.result)).toMatch(/index_missing.*npm run index/u);
  });

  it('an error inside is told in general words', async () => {
    const embedQuestion = (): Promise<never> => Promise.reject(new Error('/root/secret'));
    const broken = createApp({
      ...OPTIONS,
      answerer: () => ({ ...answerer, embedder: { ...answerer.embedder, embedQuestion } }),
    });
    const response = await broken.request('/mcp', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
      body: message('tools/call', { name: 'ask', arguments: { question: '问' } }),
    });
    const text = await response.text();
    expect(text).toContain('internal');
    expect(text).not.toContain('secret');
  });
});
