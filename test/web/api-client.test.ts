import { describe, expect, it } from 'vitest';
import { createApiClient, failureMessage, RequestFailure } from '../../web/api-client.ts';

function respond(body: string, status = 200) {
  const calls: { path: string; init: RequestInit | undefined }[] = [];
  const client = createApiClient((path, init) => {
    calls.push({ path, init });
    return Promise.resolve(new Response(body, { status }));
  });
  return { client, calls };
}

async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => expect.unreachable('the request should have failed'),
    (error: unknown) => error,
  );
}

describe('createApiClient', () => {
  it('asks with the question and its history as JSON', async () => {
    const { client, calls } = respond('{"status":"answered"}');
    await client.ask({ question: '天等县呢？', history: ['上思县怎么做的？'] });
    expect(calls[0]?.path).toBe('/api/ask');
    expect(calls[0]?.init?.method).toBe('POST');
    expect(JSON.parse(calls[0]?.init?.body as string)).toEqual({
      question: '天等县呢？',
      history: ['上思县怎么做的？'],
    });
  });

  it('sends a draft to be checked as it is typed', async () => {
    const { client, calls } = respond('{"sentences":[]}');
    await client.verify({ text: ' 一句。\n' });
    expect(calls[0]?.path).toBe('/api/verify');
    expect(calls[0]?.init?.method).toBe('POST');
    expect(JSON.parse(calls[0]?.init?.body as string)).toEqual({ text: ' 一句。\n' });
  });

  it('encodes the id of an article', async () => {
    const { client, calls } = respond('{}');
    await client.readArticle('环江/1');
    expect(calls[0]?.path).toBe('/api/articles/%E7%8E%AF%E6%B1%9F%2F1');
  });

  it('encodes the words that articles are searched for', async () => {
    const { client, calls } = respond('{"articles":[]}');
    expect(await client.findArticles('车间&q=1')).toEqual([]);
    expect(calls[0]?.path).toBe('/api/articles?q=%E8%BD%A6%E9%97%B4%26q%3D1');
  });

  it('says the detail of a problem', async () => {
    const { client } = respond('{"title":"x","status":404,"detail":"没有这篇文章。","code":"article_unknown"}', 404);
    const failure = await failureOf(client.readArticle('x'));
    expect(failure).toMatchObject({ name: 'RequestFailure', kind: 'problem', message: '没有这篇文章。' });
  });

  it('says that an answer which is not JSON cannot be read, with its status', async () => {
    const failure = await failureOf(respond('<html>Bad gateway</html>', 502).client.listArticles());
    expect(failure).toMatchObject({ kind: 'unreadable' });
    expect(failureMessage(failure)).toContain('502');
    expect(await failureOf(respond('').client.listArticles())).toMatchObject({ kind: 'unreadable' });
  });

  it('says that a server which cannot be reached is lost, and keeps the cause', async () => {
    const cause = new TypeError('Failed to fetch');
    const client = createApiClient(() => Promise.reject(cause));
    const failure = await failureOf(client.ask({ question: '问' }));
    expect(failure).toBeInstanceOf(RequestFailure);
    expect(failure).toMatchObject({ kind: 'unreachable', cause });
  });

  it('lets the abort of the caller through', async () => {
    const controller = new AbortController();
    const client = createApiClient(() => {
      controller.abort();
      return Promise.reject(new DOMException('aborted', 'AbortError'));
    });
    expect(await failureOf(client.ask({ question: '问' }, controller.signal))).toMatchObject({ name: 'AbortError' });
  });
});
