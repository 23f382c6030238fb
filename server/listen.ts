/**
 * The HTTP server around the application, with the limits that keep slow, huge and cut-off requests from holding it.
 *
 * What never becomes a request (bytes that are no HTTP, headers over the limit, a request that does not end in time) is
 * answered here, as a problem like any other.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { getRequestListener } from '@hono/node-server';
import { type KnownError, knownError } from '../corpus/errors.ts';
import { problemOf, PROBLEM_TYPE } from './problems.ts';

/** Times are in milliseconds. */
export interface ListenLimits {
  /** All headers of a request together. */
  headerBytes: number;
  headerCount: number;
  /** From the first byte of a request to the end of its headers. */
  headersTimeout: number;
  /** From the end of the headers of a request to the end of its body. */
  requestTimeout: number;
  /** The same of a request with files. */
  uploadTimeout: number;
  /** How long an idle connection is kept for the next request. */
  keepAliveTimeout: number;
  /** How long a connection may move nothing, while an answer is made or its reader does not read. */
  silenceTimeout: number;
  /** How often the first two times are looked at: a request may exceed them by so much. */
  checkingInterval: number;
  connections: number;
}

export interface ListenOptions {
  fetch: (request: Request, environment: object) => Response | Promise<Response>;
  hostname: string;
  /** 0 takes any free one. */
  port: number;
  limits?: ListenLimits;
  /** Which requests, by method and path, are those with files. */
  isUpload?: (method: string, path: string) => boolean;
  onListening?: (address: AddressInfo) => void;
}

/**
 * A body has at most some kilobytes: half a minute is enough for the slowest line, and the shortest hold for a bad one.
 * Files have a limit of their own: a hundred megabytes take a quarter of an hour at 1 Mbit/s.
 */
const LIMITS: ListenLimits = {
  headerBytes: 16 * 1024,
  headerCount: 100,
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  uploadTimeout: 900_000,
  keepAliveTimeout: 10_000,
  silenceTimeout: 60_000,
  checkingInterval: 2_000,
  connections: 1_000,
};

/** Serves an application until the server is closed. */
export function listen({
  fetch,
  hostname,
  port,
  limits = LIMITS,
  isUpload = () => false,
  onListening,
}: ListenOptions): Server {
  const { headerBytes, headersTimeout, requestTimeout, uploadTimeout, keepAliveTimeout, checkingInterval } = limits;
  const listener = getRequestListener(fetch, { hostname, errorHandler: answerUnreadable });
  const server = createServer({
    maxHeaderSize: headerBytes,
    headersTimeout,
    // The longest that there is; that of other requests is kept by {@link endLate}.
    requestTimeout: Math.max(requestTimeout, uploadTimeout),
    keepAliveTimeout,
    connectionsCheckingInterval: checkingInterval,
    // Node would refuse a request without Host with a bare 400; that is done below.
    requireHostHeader: false,
  });
  // Beyond this count Node would leave headers out unsaid, among them those that guard: they are counted below.
  server.maxHeadersCount = 0;
  server.maxConnections = limits.connections;
  server.setTimeout(limits.silenceTimeout);

  const lastResponses = new WeakMap<Duplex, ServerResponse>();
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    lastResponses.set(request.socket, response);
    const [path = ''] = (request.url ?? '').split('?', 1);
    if (!isUpload(request.method ?? '', path)) endLate(server, request, requestTimeout);
    const isNameless = request.httpVersion === '1.1' && request.headers.host === undefined;
    if (isNameless) refuse(response, knownError('request_malformed'));
    else if (request.rawHeaders.length > 2 * limits.headerCount) {
      refuse(response, knownError('headers_too_large', `${limits.headerCount} 个`));
    } else void listener(request, response);
  };
  server.on('request', answer);
  // An expectation that is none of HTTP's changes nothing; Node would refuse it with a bare 417.
  server.on('checkExpectation', answer);
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    const response = lastResponses.get(socket);
    // Into an answer that has begun nothing may be written that would read as part of it.
    const isFree = !response || !response.headersSent || response.writableFinished;
    if (!socket.writable || !isFree || error.code === 'ECONNRESET') socket.destroy();
    else socket.end(writeProblem(explain(error, limits)), () => socket.destroy());
  });
  server.listen(port, hostname, () => onListening?.(server.address() as AddressInfo));
  return server;
}

/** Ends a request whose body does not come in time, in the words of node:http, which knows one time for all. */
function endLate(server: Server, request: IncomingMessage, milliseconds: number): void {
  if (request.complete) return;
  const timer = setTimeout(() => {
    const error = Object.assign(new Error('Request timeout'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' });
    if (!request.complete) server.emit('clientError', error, request.socket);
  }, milliseconds).unref();
  const stop = (): void => clearTimeout(timer);
  request.once('end', stop).once('close', stop);
}

/** The request line or the Host header make no address. What a route throws never comes here: it has its own answer. */
function answerUnreadable(): Response {
  const problem = problemOf(knownError('request_malformed'), 'HTTP');
  return new Response(JSON.stringify(problem), { status: problem.status, headers: { 'Content-Type': PROBLEM_TYPE } });
}

function refuse(response: ServerResponse, error: KnownError): void {
  const { status, headers, body } = describe(error);
  response.writeHead(status, headers).end(body);
}

function explain({ code }: NodeJS.ErrnoException, { headerBytes }: ListenLimits): KnownError {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return knownError('request_timeout');
  if (code === 'HPE_HEADER_OVERFLOW') return knownError('headers_too_large', `${Math.floor(headerBytes / 1024)} KB`);
  return knownError('request_malformed');
}

function writeProblem(error: KnownError): string {
  const { status, headers, body } = describe(error);
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines, '', body].join('\r\n');
}

/** The last answer of a connection. */
function describe(error: KnownError): { status: number; headers: Record<string, string | number>; body: string } {
  const body = JSON.stringify(problemOf(error, 'HTTP'));
  const headers = {
    'Content-Type': PROBLEM_TYPE,
    'Content-Length': Buffer.byteLength(body),
    'X-Content-Type-Options': 'nosniff',
    Connection: 'close',
  };
  return { status: error.status, headers, body };
}
