/** Requests with odd addresses, headers and methods. */
import fc, { type Arbitrary } from 'fast-check';
import { bodySchemaOf, type Case, JSON_TYPE, makeCase, makeMarker, QUESTION } from './cases.ts';
import type { PromisedOperation } from './contract.ts';

const TRICKS = [
  ...['%2e%2e', '%2e%2e%2f', '..%2f..%2f', '%252e%252e%252f', '..%5c', '%c0%ae%c0%ae/', '%00', '%00.html', '%', '%zz'],
  ...[
    '//',
    '/./',
    '/../',
    '/../../package.json',
    '/.env',
    '/.git/config',
    '%2fetc%2fpasswd',
    '..;/',
    ';a=b',
    '%0d%0aX: y',
  ],
  ...[
    '%E2%80%AE',
    '%ED%A0%80',
    '%ff',
    '~',
    '*',
    '?',
    '??',
    '?a',
    '#',
    '#/../',
    '%23',
    '%3f',
    '\\',
    '\\..\\',
    '|',
    '"',
    '<x>',
  ],
  ...[
    '%f0%9f%98%80',
    'a'.repeat(5_000),
    '%61',
    'con',
    'aux.txt',
    '__proto__',
    'constructor',
    '@@',
    '%40%40',
    '{id}',
    ':id',
  ],
];

const PAGES = [
  '/',
  '/browse',
  '/clips',
  '/verify',
  '/articles/2018-33',
  '/assets/',
  '/api',
  '/api/',
  '/api/docs',
  '/mcp',
];

/** Addresses that climb, hide or confuse. */
export function pathCases(operations: readonly PromisedOperation[]): Arbitrary<Case> {
  const bases = [...operations.map(({ path }) => path.replace(/\{\w+\}/gu, '2018-33')), ...PAGES];
  const inserted = fc
    .tuple(fc.constantFrom(...bases), fc.array(fc.constantFrom(...TRICKS), { minLength: 1, maxLength: 3 }), fc.nat())
    .map(([base, tricks, at]) => {
      const cut = at % (base.length + 1);
      return at % 3 === 0 ? `${base.slice(0, cut)}${tricks.join('')}${base.slice(cut)}` : `${base}${tricks.join('')}`;
    });
  const whole = fc.constantFrom(
    ...[
      '*',
      'http://localhost/api/health',
      'http://example.org/api/health',
      'https://localhost:99999/',
      'localhost:80',
    ],
    ...[
      '//example.org/api/health',
      '///',
      '/\u00e9',
      '/api/ask\t',
      'api/health',
      '',
      '/api/health HTTP/1.1 x',
      'file:///etc/passwd',
    ],
    ...[`/api/articles/${'%2e%2e%2f'.repeat(40)}etc/passwd`, `/${'a/'.repeat(3_000)}`, `/?${'a=b&'.repeat(2_000)}`],
  );
  return fc.oneof({ weight: 6, arbitrary: inserted }, { weight: 1, arbitrary: whole }).map((target) => {
    const marker = makeMarker();
    const made = { kind: 'path: tricks', operation: null, expects: 'anywhere' as const };
    return makeCase(made, { target: target.replaceAll('@@', marker) }, marker);
  });
}

const METHODS = [
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'OPTIONS',
  'TRACE',
  'PROPFIND',
  'LINK',
  'get',
  'FOO',
  'G\u00cbT',
];

/** Methods that an address has not. */
export function methodCases(operations: readonly PromisedOperation[]): Arbitrary<Case> {
  const paths = [...operations.map(({ path }) => path.replace(/\{\w+\}/gu, '2018-33')), ...PAGES, '/api/openapi.json'];
  return fc
    .tuple(fc.constantFrom(...METHODS), fc.constantFrom(...paths), fc.boolean())
    .map(([method, target, hasBody]) => {
      const marker = makeMarker();
      const body = hasBody ? QUESTION.replace('@@', marker) : null;
      const parts = { method, target, body, headers: hasBody ? [JSON_TYPE] : [] };
      return makeCase({ kind: 'method: others', operation: null, expects: 'anywhere' }, parts, marker);
    });
}

const TYPES = [
  ...[
    'application/json',
    'application/json; charset=utf-8',
    'application/json;charset=gbk',
    'APPLICATION/JSON',
    'text/json',
  ],
  ...[
    'application/json, text/plain',
    'application/jsonx',
    'application/vnd.api+json',
    'text/plain',
    '',
    ';',
    'multipart/form-data',
  ],
  ...[
    'application/x-www-form-urlencoded',
    'application/json\u0000',
    'application/json; charset="',
    `a/${'b'.repeat(4_000)}`,
  ],
];
const ACCEPTS = [
  ...[
    '*/*',
    '',
    'text/html',
    'application/xml',
    'text/event-stream',
    'text/event-stream;q=0',
    'application/json;q=NaN',
    ',',
  ],
  ...[
    'text/event-stream;q=0.9, application/json;q=0.1',
    'q=1',
    `${'a/b,'.repeat(2_000)}`,
    'text/event-stream;q=1e9',
    ';;;',
  ],
];
const FORGED = [
  ...[
    'X-Forwarded-For: 127.0.0.1',
    `X-Forwarded-For: ${'1.2.3.4, '.repeat(500)}`,
    'X-Forwarded-For: @@',
    'Forwarded: for="[::1]"',
  ],
  ...[
    'X-Forwarded-Host: example.org',
    'X-Forwarded-Proto: javascript',
    'X-Real-IP: ::ffff:127.0.0.1',
    'X-Original-URL: /api/admin',
  ],
  ...[
    'X-HTTP-Method-Override: DELETE',
    'Via: 1.1 x',
    'CF-Connecting-IP: 1.1.1.1',
    'Max-Forwards: 0',
    'X-Rewrite-URL: /../x',
  ],
];
const ENCODINGS = ['gzip', 'br', 'identity;q=0', 'gzip;q=0, *', 'deflate', 'zstd', '*;q=0', 'gzip, '.repeat(200), 'x'];
const VALUES = [
  ...[
    'Range: bytes=0-',
    'Range: bytes=99999-1',
    'If-None-Match: *',
    'If-None-Match: "@@"',
    'If-Modified-Since: x',
    'If-Match: "x"',
  ],
  ...[
    'Authorization: Bearer @@',
    'Authorization: Basic Og==',
    'Authorization: Bearer',
    'Cookie: @@',
    'Origin: null',
    'Origin: @@',
  ],
  ...[
    'Origin: https://example.org',
    'Sec-Fetch-Site: cross-site',
    'Referer: @@',
    'Host: example.org',
    'Host: localhost:99999',
  ],
  ...[
    'Host: localhost/../x',
    'Host: @@',
    'Expect: 100-continue',
    'Expect: @@',
    'Upgrade: websocket',
    'Upgrade: h2c',
    'TE: trailers',
  ],
  ...[
    'Content-Encoding: gzip',
    'Content-Length: -1',
    'Content-Length: 1e3',
    'Content-Length: 99999999999',
    'Content-Length: 0, 0',
  ],
  ...[
    'Transfer-Encoding: chunked',
    'Transfer-Encoding: identity',
    'Transfer-Encoding: gzip, chunked',
    'Transfer-Encoding : chunked',
  ],
  ...[
    'Trailer: x',
    'Keep-Alive: timeout=999999',
    'Connection: @@',
    'Priority: u=9',
    'Accept-Language: zh',
    'User-Agent: \u0001',
  ],
  ...[
    'X: \u00e5\u00e4',
    ' folded: x',
    'X',
    ': empty',
    'X\u0000: y',
    'X: a\rb',
    'DNT: 1',
    'Last-Event-ID: @@',
    'Mcp-Session-Id: @@',
  ],
  ...[`X-Long: ${'y'.repeat(20_000)}`, `${'n'.repeat(20_000)}: x`],
  Array.from({ length: 300 }, (_, index) => `X-${index}: ${index}`).join('\r\n'),
];

/** Headers of every kind at an operation, alone and together. */
export function headerCases(operation: PromisedOperation): Arbitrary<Case> {
  const line = fc.oneof(
    fc.constantFrom(...TYPES).map((type) => `Content-Type: ${type}`),
    fc.constantFrom(...ACCEPTS).map((type) => `Accept: ${type}`),
    fc.constantFrom(...ENCODINGS).map((type) => `Accept-Encoding: ${type}`),
    fc.constantFrom(...FORGED),
    { weight: 3, arbitrary: fc.constantFrom(...VALUES) },
  );
  return fc.tuple(fc.array(line, { minLength: 1, maxLength: 4 }), fc.boolean()).map(([lines, asJson]) => {
    const marker = makeMarker();
    const takesBody = bodySchemaOf(operation) !== null;
    // A body that is announced and does not come is waited for by the cases that stall.
    const isWaitedFor = operation.method !== 'GET' && !takesBody;
    const sent = lines.filter((text) => !isWaitedFor || !text.startsWith('Transfer-Encoding'));
    const headers = [...(takesBody && asJson ? [JSON_TYPE] : []), ...sent].map((text) => text.replaceAll('@@', marker));
    const body = takesBody ? QUESTION.replace('@@', marker) : null;
    const target = operation.path.replace(/\{\w+\}/gu, '2018-33');
    const made = { kind: 'headers: variants', operation, expects: 'documented' as const };
    return makeCase(made, { method: operation.method, target, headers, body }, marker);
  });
}
