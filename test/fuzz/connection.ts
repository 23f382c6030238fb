/** Requests as bytes over a connection of their own, and answers as they come: no client tidies either. */
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

export interface Sending {
  /** Sent one after another. */
  pieces: Buffer[];
  /** Milliseconds between pieces. */
  gap: number;
  /** What follows the last piece: waiting for the answer, the end of sending, or a reset at once. */
  then: 'wait' | 'end' | 'reset';
  /** Whether the answer has no body, as one to HEAD. */
  headOnly: boolean;
}

export interface Answer {
  status: number;
  headers: Map<string, string>;
  body: Buffer;
}

export interface Outcome {
  /** Final answers on the connection, in order. */
  answers: Answer[];
  /** The bytes that came, head and body, as text. */
  received: string;
  /** From the last piece to the end of the first answer; to the end of the connection where there was none. */
  milliseconds: number;
  /** Whether the client gave up at its limit. */
  gaveUp: boolean;
}

/** Sends and reads until the answer is whole and the server closes, or until the limit in milliseconds. */
export async function exchange(
  port: number,
  { pieces, gap, then, headOnly }: Sending,
  limit: number,
): Promise<Outcome> {
  const chunks: Buffer[] = [];
  let sentAt = performance.now();
  let answeredAt: number | null = null;
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: then === 'end' });
  const closed = new Promise<void>((resolve) => {
    // A reset is an end like any other: whether there should have been an answer is judged by what came.
    socket.on('error', () => resolve());
    socket.on('close', () => resolve());
    socket.on('end', () => resolve());
  });
  socket.on('data', (chunk) => {
    chunks.push(chunk);
    if (answeredAt === null && readAnswers(Buffer.concat(chunks), headOnly).length > 0) answeredAt = performance.now();
  });
  const sent = (async () => {
    for (const [index, piece] of pieces.entries()) {
      if (index > 0 && gap > 0) await wait(gap);
      if (socket.destroyed) return;
      socket.write(piece);
      sentAt = performance.now();
    }
    if (then === 'end') socket.end();
    if (then === 'reset') setImmediate(() => socket.resetAndDestroy());
  })();
  const timer = new AbortController();
  const gaveUp = await Promise.race([
    Promise.all([sent, closed]).then(() => false),
    wait(limit, true, { signal: timer.signal }).catch(() => false),
  ]);
  timer.abort();
  const endedAt = performance.now();
  socket.destroy();
  const bytes = Buffer.concat(chunks);
  return {
    answers: readAnswers(bytes, headOnly),
    received: bytes.toString('utf8'),
    milliseconds: Math.max(0, (answeredAt ?? endedAt) - sentAt),
    gaveUp: gaveUp && answeredAt === null,
  };
}

/** The whole answers that bytes hold; interim ones (1xx) are left out. */
export function readAnswers(bytes: Buffer, headOnly: boolean): Answer[] {
  const answers: Answer[] = [];
  for (let at = 0; at < bytes.length;) {
    const headEnd = bytes.indexOf('\r\n\r\n', at);
    if (headEnd < 0) break;
    const [statusLine = '', ...lines] = bytes.toString('latin1', at, headEnd).split('\r\n');
    const status = Number(/^HTTP\/1\.1 (\d{3}) ?/.exec(statusLine)?.[1] ?? NaN);
    const headers = new Map(
      lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
    );
    at = headEnd + 4;
    if (status < 200) continue;
    const isEmpty = headOnly || status === 204 || status === 304;
    const read = isEmpty ? { body: Buffer.alloc(0), end: at } : readBody(bytes, at, headers);
    if (read === null) break;
    answers.push({ status, headers, body: read.body });
    at = read.end;
  }
  return answers;
}

function readBody(bytes: Buffer, at: number, headers: Map<string, string>): { body: Buffer; end: number } | null {
  if (headers.get('transfer-encoding')?.toLowerCase() === 'chunked') return readChunks(bytes, at);
  const length = Number(headers.get('content-length') ?? bytes.length - at);
  return at + length <= bytes.length ? { body: bytes.subarray(at, at + length), end: at + length } : null;
}

function readChunks(bytes: Buffer, start: number): { body: Buffer; end: number } | null {
  const chunks: Buffer[] = [];
  for (let at = start; ;) {
    const lineEnd = bytes.indexOf('\r\n', at);
    if (lineEnd < 0) return null;
    const size = Number.parseInt(bytes.toString('latin1', at, lineEnd), 16);
    const from = lineEnd + 2;
    if (from + size + 2 > bytes.length) return null;
    if (size === 0) return { body: Buffer.concat(chunks), end: from + 2 };
    chunks.push(bytes.subarray(from, from + size));
    at = from + size + 2;
  }
}
