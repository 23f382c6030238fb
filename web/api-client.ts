/**
 * The server as the page sees it: one function per route, and every failure as one of three kinds that can be said in
 * words. `fetch` is passed in, so tests need no server.
 */
import type { Answer, AskRequest, Filter, Problem } from '../server/contract.ts';
import type { ArticleResponse, ArticleSummary, Bulletin } from '../server/contract-articles.ts';
import type {
  ExportKind,
  FeedbackRequest,
  FeedbackResponse,
  GoldenRequest,
  GoldenResponse,
  Report,
} from '../server/contract-feedback.ts';
import type { Status } from '../server/contract-status.ts';
import type { VerifyRequest, VerifyResponse } from '../server/contract-verify.ts';
import { makeConversationId } from './conversation.ts';

export type FailureKind = 'problem' | 'unreachable' | 'unreadable';

export class RequestFailure extends Error {
  override readonly name = 'RequestFailure';
  constructor(
    readonly kind: FailureKind,
    message: string,
    /** With a problem: the server's name for it, which does not change with its words. */
    readonly code: string | null = null,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

export type ApiClient = {
  ask: (request: AskRequest, signal?: AbortSignal) => Promise<Answer>;
  /** What each sentence and figure of a draft has behind it. */
  verify: (request: VerifyRequest, signal?: AbortSignal) => Promise<VerifyResponse>;
  listBulletins: (signal?: AbortSignal) => Promise<Bulletin[]>;
  listArticles: (signal?: AbortSignal) => Promise<ArticleSummary[]>;
  /** The articles that hold these words in title or text. */
  findArticles: (words: string, signal?: AbortSignal) => Promise<ArticleSummary[]>;
  readArticle: (id: string, signal?: AbortSignal) => Promise<ArticleResponse>;
  /** Questions to begin with, of the articles that a filter lets through. */
  listExamples: (filter: Filter | null, signal?: AbortSignal) => Promise<string[]>;
  /** What is held, what made it, how good the answers are and how busy the server is. */
  readStatus: (signal?: AbortSignal) => Promise<Status>;
  /** Says of an extract whether it answers; said again by this page, it replaces what was said. */
  judge: (judgement: Omit<FeedbackRequest, 'page'>) => Promise<FeedbackResponse>;
  /** What could not be answered and what was found bad in the last days. */
  readReport: (days: number, signal?: AbortSignal) => Promise<Report>;
  /** The same as a table. */
  exportReport: (kind: ExportKind, days: number) => Promise<Blob>;
  /** Puts a question into the installation's own golden set. */
  addGolden: (request: GoldenRequest) => Promise<GoldenResponse>;
  /** Any other request, for parts of the page that few open. What is no success is a failure. */
  send: (path: string, init?: RequestInit) => Promise<{ status: number; content: Blob }>;
};

/** Tells this page's judgements from those of others; the server knows nothing else of the reader. */
const PAGE_MARK = makeConversationId();

type Fetch = (input: string, init?: RequestInit) => Promise<Response>;

export function createApiClient(fetch: Fetch): ApiClient {
  async function request<Body>(path: string, init: RequestInit): Promise<Body> {
    const { response, content } = await receive(path, init, (received) => received.text());
    const body = parseJson(content);
    if (!response.ok || body === undefined) throw failureOf(response, body);
    return body as Body;
  }

  async function receive<Content>(
    path: string,
    init: RequestInit,
    read: (response: Response) => Promise<Content>,
  ): Promise<{ response: Response; content: Content }> {
    try {
      const response = await fetch(path, init);
      return { response, content: await read(response) };
    } catch (error) {
      if (init.signal?.aborted) throw error;
      throw new RequestFailure('unreachable', '连不上服务器。请检查网络，或确认服务仍在运行。', null, { cause: error });
    }
  }

  function send<Body>(path: string, content: unknown, signal: AbortSignal | undefined): Promise<Body> {
    return request<Body>(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(content),
      signal: signal ?? null,
    });
  }

  async function listArticles(query: string, signal: AbortSignal | undefined): Promise<ArticleSummary[]> {
    const path = `/api/articles${query}`;
    return (await request<{ articles: ArticleSummary[] }>(path, { signal: signal ?? null })).articles;
  }

  /** As bytes: read as text, a table would lose the mark by which spreadsheet programs know UTF-8. */
  async function sendAny(path: string, init: RequestInit = {}): Promise<{ status: number; content: Blob }> {
    const { response, content } = await receive(path, init, (received) => received.blob());
    if (!response.ok) throw failureOf(response, parseJson(await content.text()));
    return { status: response.status, content };
  }

  return {
    ask: (question, signal) => send<Answer>('/api/ask', question, signal),
    verify: (draft, signal) => send<VerifyResponse>('/api/verify', draft, signal),
    listBulletins: async (signal) =>
      (await request<{ bulletins: Bulletin[] }>('/api/bulletins', { signal: signal ?? null })).bulletins,
    listArticles: (signal) => listArticles('', signal),
    findArticles: (words, signal) => listArticles(`?q=${encodeURIComponent(words)}`, signal),
    readArticle: (id, signal) =>
      request<ArticleResponse>(`/api/articles/${encodeURIComponent(id)}`, { signal: signal ?? null }),
    listExamples: async (filter, signal) => {
      const query = new URLSearchParams(
        Object.entries(filter ?? {}).map(([name, value]): [string, string] => [name, String(value)]),
      );
      return (await request<{ examples: string[] }>(`/api/examples?${query}`, { signal: signal ?? null })).examples;
    },
    readStatus: (signal) => request<Status>('/api/status', { signal: signal ?? null }),
    judge: (judgement) => send<FeedbackResponse>('/api/feedback', { ...judgement, page: PAGE_MARK }, undefined),
    readReport: (days, signal) => request<Report>(`/api/admin/report?days=${days}`, { signal: signal ?? null }),
    async exportReport(kind, days) {
      return (await sendAny(`/api/admin/report.csv?kind=${kind}&days=${days}`)).content;
    },
    addGolden: (golden) => send<GoldenResponse>('/api/admin/golden', golden, undefined),
    send: sendAny,
  };
}

function failureOf({ ok, status }: Response, body: unknown): RequestFailure {
  if (!ok && isProblem(body)) return new RequestFailure('problem', body.detail, body.code);
  return new RequestFailure('unreadable', `服务器的答复无法读取（状态 ${status}）。请稍后再试。`);
}

/** What to tell the reader about anything that a request threw. */
export function failureMessage(error: unknown): string {
  return error instanceof RequestFailure ? error.message : '页面出了意外，请重试。';
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && typeof (body as Problem).detail === 'string';
}
