/** Requests whose end or framing is in doubt, and such as are slow or cut off. */
import fc, { type Arbitrary } from 'fast-check';
import { bodySchemaOf, type Case, JSON_TYPE, makeMarker, QUESTION, write } from './cases.ts';
import type { PromisedOperation } from './contract.ts';

const CHUNKED = 'POST /api/ask HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\n';
const SMUGGLED = 'GET /api/health HTTP/1.1\r\nHost: localhost\r\n\r\n';

/** Messages whose end or framing is in doubt. */
const FRAMINGS = [
  `${CHUNKED}Transfer-Encoding: chunked\r\n\r\n11\r\n{"question":"@@"}\r\n0\r\n\r\n`,
  `${CHUNKED}Transfer-Encoding: chunked\r\n\r\nzz\r\n${QUESTION}\r\n0\r\n\r\n`,
  `${CHUNKED}Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n${QUESTION}`,
  `${CHUNKED}Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n${SMUGGLED}`,
  `${CHUNKED}Content-Length: 4\r\nContent-Length: 5\r\n\r\n${QUESTION}`,
  `${CHUNKED}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n`,
  `${CHUNKED}Transfer-Encoding: chunked\r\n\r\n1;${'x'.repeat(20_000)}\r\n{\r\n0\r\n\r\n`,
  `${CHUNKED}Content-Length: 2\r\n\r\n{}${SMUGGLED}`,
  'GET /api/health HTTP/0.9\r\n\r\n',
  'GET /api/health HTTP/1.1\r\n\r\n',
  'GET /api/health HTTP/1.0\r\n\r\n',
  'GET /api/health HTTP/2.0\r\nHost: localhost\r\n\r\n',
  'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
  'GET  /api/health  HTTP/1.1\r\nHost: localhost\r\n\r\n',
  'GET /api/health HTTP/1.1\nHost: localhost\n\n',
  'GET /api/health\r\n\r\n',
  '\r\n\r\n\r\n',
  '\u0016\u0003\u0001\u0002\u0000\u0001\u0000',
  '{"question":"@@"}\r\n\r\n',
  'CONNECT localhost:80 HTTP/1.1\r\nHost: localhost\r\n\r\n',
  `GET /${'a'.repeat(70_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n`,
];

export function framingCases(): Arbitrary<Case> {
  return fc
    .tuple(fc.constantFrom(...FRAMINGS), fc.constantFrom('wait' as const, 'end' as const))
    .map(([text, then]) => {
      const marker = makeMarker();
      const pieces = [Buffer.from(text.replaceAll('@@', marker), 'latin1')];
      return {
        kind: 'framing: doubtful',
        operation: null,
        expects: 'cut',
        pieces,
        gap: 0,
        then,
        headOnly: false,
        marker,
      };
    });
}

/** Requests that come in drops, or end before they are whole. */
export function slowCases(operation: PromisedOperation): Arbitrary<Case> {
  const ends = fc.constantFrom<'wait' | 'end' | 'reset'>('end', 'reset', 'wait');
  return fc.tuple(fc.integer({ min: 2, max: 12 }), fc.nat(), ends).map(([count, at, then]) => {
    const marker = makeMarker();
    const target = operation.path.replace(/\{\w+\}/gu, '2018-33');
    const body = bodySchemaOf(operation) ? QUESTION.replace('@@', marker) : null;
    const bytes = write({ method: operation.method, target, headers: body ? [JSON_TYPE] : [], body });
    const isWhole = then === 'wait';
    const sent = isWhole ? bytes : bytes.subarray(0, 1 + (at % (bytes.length - 1)));
    const size = Math.ceil(sent.length / count);
    const pieces = Array.from({ length: Math.ceil(sent.length / size) }, (_, index) =>
      sent.subarray(index * size, (index + 1) * size),
    );
    const expects = isWhole ? ('documented' as const) : ('cut' as const);
    const kind = isWhole ? 'connection: in drops' : 'connection: cut off';
    return { kind, operation, expects, pieces, gap: 5, then, headOnly: false, marker };
  });
}

/** Requests that stop in their head or in their body and leave the connection open. */
export function stalledCases(): Case[] {
  const texts = [`${CHUNKED}Content-Length: 40\r\n\r\n{"quest`, 'POST /api/ask HTTP/1.1\r\nHost: loc', 'G'];
  return texts.map((text) => ({
    kind: 'connection: stalled',
    operation: null,
    expects: 'cut',
    pieces: [Buffer.from(text)],
    gap: 0,
    then: 'wait',
    headOnly: false,
    marker: makeMarker(),
  }));
}
