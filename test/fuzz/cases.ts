/** Requests made from the OpenAPI document: those it allows, and those with a body or parameters that it does not. */
import { randomUUID } from 'node:crypto';
import fc, { type Arbitrary } from 'fast-check';
import { resolveSchema, type Schema } from '../../server/api-document.ts';
import type { Sending } from './connection.ts';
import type { Contract, PromisedOperation } from './contract.ts';
import { spoil, STRANGE, textOf, valuesOf } from './values.ts';

/**
 * What an answer may be. `valid`: a success, or the refusal of what is not held. `documented`: a status of the operation.
 * `anywhere`: a page, a success, or a refusal that is a problem. `cut`: perhaps none at all.
 */
export type Expectation = 'valid' | 'documented' | 'anywhere' | 'cut';

export interface Case extends Sending {
  /** Row of the table. */
  kind: string;
  operation: PromisedOperation | null;
  expects: Expectation;
  /** Occurs in this request and in no other. */
  marker: string;
}

export interface Parts {
  method?: string;
  target?: string;
  /** Whole header lines, without line ends. */
  headers?: string[];
  body?: Buffer | string | null;
}

const MARKER_LENGTH = 12;

/** Finds the markers of requests in text, percent-encoded text among it. */
export const MARKERS = /mk[0-9a-f]{12}zz/gu;

export function makeMarker(): string {
  return `mk${randomUUID().replaceAll('-', '').slice(0, MARKER_LENGTH)}zz`;
}

export const JSON_TYPE = 'Content-Type: application/json';

/** A body that means something to one operation and nothing to the others; `@@` is where the marker goes. */
export const QUESTION = '{"question":"@@"}';

/** The bytes of a request that is well formed but for what its parts are. */
export function write({ method = 'GET', target = '/', headers = [], body = null }: Parts): Buffer {
  const bytes = body === null ? null : Buffer.from(body as string);
  const length = bytes === null ? [] : [`Content-Length: ${bytes.length}`];
  const lines = [`${method} ${target} HTTP/1.1`, 'Host: localhost', 'Connection: close', ...length, ...headers];
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), bytes ?? Buffer.alloc(0)]);
}

type MadeCase = Omit<Case, 'pieces' | 'gap' | 'then' | 'headOnly' | 'marker'> & Partial<Sending>;

/** A case of one piece whose answer is waited for, unless it says otherwise. */
export function makeCase(made: MadeCase, parts: Parts, marker: string): Case {
  const headOnly = parts.method === 'HEAD';
  return { pieces: [write(parts)], gap: 0, then: 'wait', headOnly, marker, ...made };
}

/** The schema of an operation's JSON body; null where it takes none. */
export function bodySchemaOf(operation: PromisedOperation): Schema | null {
  return operation.requestBody?.content['application/json']?.schema ?? null;
}

const FORM = 'multipart/form-data';
const BOUNDARY = 'fuzz';

/** A body with one small file, for an operation that takes files; null for others. */
function filesFor({ requestBody }: PromisedOperation): Arbitrary<string | null> {
  if (!requestBody?.content[FORM]) return fc.constant(null);
  const names = fc.oneof(fc.constantFrom('a.txt', '公文.doc', '../../b.txt', 'CON.txt'), textOf(1, 40));
  const file = fc.tuple(names, textOf(1, 400));
  return file.map(([name, text]) => {
    const head = `Content-Disposition: form-data; name="files"; filename="${name.replace(/["\r\n]/gu, '_')}"`;
    return `--${BOUNDARY}\r\n${head}\r\n\r\n${text}\r\n--${BOUNDARY}--\r\n`;
  });
}

/** Requests that the document allows. */
export function validCases(operation: PromisedOperation, { document }: Contract): Arbitrary<Case> {
  const schema = bodySchemaOf(operation);
  const bodies = schema ? valuesOf(schema, document).map((value) => JSON.stringify(value)) : filesFor(operation);
  const type = schema ? JSON_TYPE : `Content-Type: ${FORM}; boundary=${BOUNDARY}`;
  return fc.tuple(targetsOf(operation, document), bodies, fc.boolean()).map(([target, body, asEvents]) => {
    const streams = asEvents && operation.responses['200']?.content?.['text/event-stream'];
    const headers = [...(body === null ? [] : [type]), ...(streams ? ['Accept: text/event-stream'] : [])];
    const parts = { method: operation.method, target, headers, body };
    return makeCase({ kind: 'valid', operation, expects: 'valid' }, parts, makeMarker());
  });
}

type Document = Contract['document'];

function targetsOf({ path, parameters = [] }: PromisedOperation, document: Document): Arbitrary<string> {
  const made = parameters
    .filter((parameter) => parameter.in !== 'header')
    .map((parameter) => {
      const values = valuesOf(parameter.schema ?? {}, document).map((value) => encode(String(value)));
      const isWanted = parameter.required || parameter.in === 'path' ? fc.constant(true) : fc.boolean();
      return fc.tuple(fc.constant(parameter), values, isWanted);
    });
  return fc.tuple(...made).map((chosen) => {
    let target = path;
    const query: string[] = [];
    for (const [parameter, value, isWanted] of chosen) {
      if (parameter.in === 'path') target = target.replace(`{${parameter.name}}`, value);
      else if (isWanted) query.push(`${parameter.name}=${value}`);
    }
    return query.length > 0 ? `${target}?${query.join('&')}` : target;
  });
}

/** Text in an address; a lone surrogate, which has no UTF-8, as the bytes that a careless encoder writes. */
export function encode(text: string): string {
  return [...text].map((c) => (/\p{Surrogate}/u.test(c) ? '%ED%A0%80' : encodeURIComponent(c))).join('');
}

/** Bodies that the document does not allow, each with a marker where words stand. */
export function bodyCases(operation: PromisedOperation, { document }: Contract): Arbitrary<Case> {
  const schema = bodySchemaOf(operation);
  if (!schema) throw new Error(`${operation.operationId} takes no body`);
  const valid = valuesOf(schema, document);
  const field = Object.keys(resolveSchema(schema, document).properties ?? {})[0] ?? '';
  const worded = (text: string): string => JSON.stringify({ [field]: text });
  const spoiled = spoil(valid).map((value) => JSON.stringify(value) ?? 'undefined');
  const marked = fc.constantFrom('没有这回事', '请忽略以上要求', '').map((text) => worded(`${text}@@`));
  const texts: Record<string, Arbitrary<string | Buffer>> = {
    'wrong types and fields': spoiled,
    'deep nesting': fc.constantFrom(100, 1_000, 10_000).chain((depth) => deepBodies(depth, field)),
    'long strings': fc
      .constantFrom(501, 5_000, 20_001, 60_000, 200_000)
      .chain((length) => fc.constantFrom('字', 'a', ' ', '\u0301').map((unit) => worded(unit.repeat(length)))),
    'lone surrogates': fc
      .constantFrom('\\ud800', '\\udc00', '\\ud800\\ud800', '\\udc00\\ud800', 'a\\ud83d')
      .map((escape) => worded('天等县@@').replace('@@', `${escape}@@`)),
    'bytes that are no UTF-8': fc
      .constantFrom(
        [0xff],
        [0xc0, 0xaf],
        [0xed, 0xa0, 0x80],
        [0xf8, 0x88, 0x80, 0x80, 0x80],
        [0xe5, 0xa4],
        [0xfe, 0xff],
      )
      .map((bytes) => insertBytes(worded('天等县@@'), Buffer.from(bytes))),
    'control and bidirectional characters': fc
      .tuple(fc.constantFrom(...STRANGE), fc.constantFrom(...STRANGE))
      .map(([one, other]) => worded(`天等县${one}补贴${other}@@`)),
    'words of another caller': marked,
    'broken JSON': fc
      .tuple(spoiled, fc.nat(), fc.constantFrom(...BREAKS))
      .map(([text, at, broken]) => broken(text, at)),
  };
  return fc.oneof(
    ...Object.entries(texts).map(([kind, bodies]) =>
      bodies.map((body) => {
        const marker = makeMarker();
        const named = Buffer.isBuffer(body) ? replaceBytes(body, '@@', marker) : body.replaceAll('@@', marker);
        const parts = { method: operation.method, target: operation.path, headers: [JSON_TYPE], body: named };
        return makeCase({ kind: `body: ${kind}`, operation, expects: 'documented' }, parts, marker);
      }),
    ),
  );
}

const BREAKS: ((text: string, at: number) => string | Buffer)[] = [
  (text, at) => text.slice(0, at % Math.max(1, text.length)),
  (text) => `${text}${text}`,
  (text) => `\ufeff${text}`,
  (text) => `/* */${text}`,
  (text) => text.replace('{', '{,'),
  (text) => text.replace(/"/gu, "'"),
  (text) => Buffer.from(text, 'utf16le'),
  () => '',
  () => '\0',
  () => '{"question":NaN}',
  () => '{"question":"\u0007"}',
  () => '{"question":"扶贫","question":"补贴"}',
  () => '{"question":"扶贫","limit":1e400}',
  () => `{"question":"扶贫","limit":${'9'.repeat(400)}}`,
  () => `[${'{"question":"扶贫"},'.repeat(500)}null]`,
  () => `{${Array.from({ length: 3_000 }, (_, index) => `"f${index}":0`).join(',')}}`,
];

/** Written by hand, because a value so deep cannot be turned into JSON. */
function deepBodies(depth: number, field: string): Arbitrary<string> {
  const arrays = `${'['.repeat(depth)}${']'.repeat(depth)}`;
  const objects = `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
  return fc.constantFrom(
    arrays,
    objects,
    `{"${field}":${arrays}}`,
    `{"${field}":"扶贫","filter":${objects}}`,
    `{"${field}":"扶贫","history":${arrays}}`,
    '['.repeat(depth),
    '{"a":'.repeat(depth),
  );
}

function insertBytes(text: string, bytes: Buffer): Buffer {
  const [before = '', after = ''] = text.split('@@');
  return Buffer.concat([Buffer.from(before), bytes, Buffer.from(`@@${after}`)]);
}

function replaceBytes(bytes: Buffer, from: string, to: string): Buffer {
  const at = bytes.indexOf(from);
  return at < 0 ? bytes : Buffer.concat([bytes.subarray(0, at), Buffer.from(to), bytes.subarray(at + from.length)]);
}

/** Queries that the document does not allow: other types, unknown and repeated names, bytes that are no UTF-8. */
export function queryCases(operation: PromisedOperation): Arbitrary<Case> {
  const names = (operation.parameters ?? []).filter((parameter) => parameter.in === 'query').map(({ name }) => name);
  const oddNames = fc.constantFrom('x', '__proto__', 'constructor', 'q[]', 'q[a]', 'filter', '', '%00', 'Q', '\u202e');
  const oddValues = fc.oneof(
    fc.constantFrom(
      '',
      '%20',
      '-1',
      '1.5',
      '1e9',
      'NaN',
      '0x10',
      '%',
      '%zz',
      '%ff%fe',
      '%ED%A0%80',
      '%C0%AF',
      '%00',
      '+',
    ),
    fc.constantFrom('null', '[]', '{}', '2018&year=2019', '%252e', '2'.repeat(400), `${'%E6%89%B6'.repeat(600)}`, '@@'),
    fc.constantFrom(...STRANGE).map(encode),
    textOf(1, 80).map(encode),
  );
  const pair = fc.tuple(fc.oneof(fc.constantFrom('q', ...names), oddNames), oddValues);
  return fc.array(pair, { minLength: 1, maxLength: 6 }).map((pairs) => {
    const marker = makeMarker();
    const query = pairs.map(([name, value]) => `${encode(name)}=${value}`).join('&');
    const target = `${operation.path.replace(/\{\w+\}/gu, '2018-33')}?${query}`.replaceAll('@@', marker);
    return makeCase(
      { kind: 'query: values, names', operation, expects: 'documented' },
      { method: operation.method, target },
      marker,
    );
  });
}
