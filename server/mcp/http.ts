/**
 * `/mcp`: MCP over streamable HTTP, without sessions. Each request gets a server and a transport of its own, so that
 * nothing of one caller is there for another, and answers come as JSON: no tool has anything to say before it is done.
 */
import { isUtf8 } from 'node:buffer';
import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js';
import { ErrorCode } from '@modelcontextprotocol/sdk/types.js';
import type { Context, Handler } from 'hono';
import { knownError } from '../../corpus/errors.ts';
import { reporterOf } from '../operation/requests.ts';
import type { Services } from '../services.ts';
import { createMcpServer } from './mcp.ts';

/** Answers MCP requests. Origin and host checks, keys and limits stand in front of it, as for every route. */
export function handleMcp({ answerer, answering }: Pick<Services, 'answerer' | 'answering'>): Handler {
  return async (context) => {
    if (context.req.method !== 'POST') {
      // The specification's answer to GET and DELETE of a server without streams of its own and without sessions.
      context.header('Allow', 'POST');
      throw knownError('method_not_allowed', context.req.method, 'POST');
    }
    const parsedBody = parseJson(Buffer.from(await context.req.arrayBuffer()));
    if (parsedBody === undefined) return refuse(context, ErrorCode.ParseError, '请求体不是 UTF-8 编码的 JSON。');
    // Gone from the specification since 2025-06-18. A batch would pass for one request where requests are counted,
    // and one that cancels a request of its own would never be answered.
    if (Array.isArray(parsedBody)) return refuse(context, ErrorCode.InvalidRequest, '不支持批量请求，请逐个发送。');
    const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true });
    const server = createMcpServer(answerer, answering, reporterOf(context));
    await server.connect(transport);
    try {
      return await transport.handleRequest(context.req.raw, { parsedBody });
    } finally {
      await server.close();
    }
  };
}

function parseJson(bytes: Buffer): unknown {
  try {
    return isUtf8(bytes) ? (JSON.parse(bytes.toString()) as unknown) : undefined;
  } catch {
    return undefined;
  }
}

function refuse(context: Context, code: ErrorCode, message: string): Response {
  return context.json({ jsonrpc: '2.0', error: { code, message }, id: null }, 400);
}
