import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OpenAPIHono } from '@hono/zod-openapi';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type ApiDocument,
  composeExample,
  operationsOf,
  type Parameter,
  resolveSchema,
  type Schema,
} from '../../server/api-document.ts';
import { createApp } from '../../server/app.ts';
import { FILE_EXAMPLE, UPLOAD_ID_EXAMPLE, type UploadList } from '../../server/contract-corpus.ts';
import { type FeedbackStore, openFeedback } from '../../server/feedback/feedback-store.ts';
import { isOpen } from '../../server/access/paths.ts';
import { openDigests } from '../open-corpus.ts';
import { filesOf, type MadeCorpus, makeCorpus, NOTICE } from './corpus/made-corpus.ts';

let app: OpenAPIHono;
let document: ApiDocument;
let ajv: Ajv2020;
let dataFolder: string;
let feedback: FeedbackStore;
let corpus: MadeCorpus;

beforeAll(async () => {
  const answerer = await openDigests();
  dataFolder = await mkdtemp(join(tmpdir(), 'bulletin-qa-openapi-'));
  feedback = await openFeedback(join(dataFolder, 'feedback.db'));
  corpus = await makeCorpus();
  app = createApp({
    answerer: () => answerer,
    feedback,
    corpus: corpus.admin,
    goldenFile: join(dataFolder, 'golden.jsonl'),
    pageFolder: 'web/dist',
    bodyLimitBytes: 128 * 1024,
  });
  document = (await (await app.request('/api/openapi.json')).json()) as ApiDocument;
  ajv = new Ajv2020({ strict: false, allErrors: true });
  ajv.addSchema(closed(document), 'api');
});
afterAll(async () => {
  feedback.close();
  await corpus.close();
  await rm(dataFolder, { recursive: true, force: true });
});

/** The document with no object open to fields that it does not name, but for the objects that others extend. */
function closed(given: ApiDocument): ApiDocument {
  const copy = structuredClone(given);
  const extended = new Set<string>();
  const eachObject = (node: unknown, visit: (object: Record<string, unknown>) => void): void => {
    if (typeof node !== 'object' || node === null) return;
    if (!Array.isArray(node)) visit(node as Record<string, unknown>);
    for (const part of Object.values(node)) eachObject(part, visit);
  };
  eachObject(copy, ({ allOf }) => {
    for (const { $ref } of (allOf as Schema[] | undefined) ?? []) if ($ref) extended.add($ref.split('/').at(-1) ?? '');
  });
  for (const [name, schema] of Object.entries(copy.components.schemas)) {
    if (extended.has(name)) continue;
    Object.assign(schema, { unevaluatedProperties: false });
    for (const part of Object.values(schema.properties ?? {})) {
      eachObject(part, (object) => {
        if ([object.type].flat().includes('object')) Object.assign(object, { unevaluatedProperties: false });
      });
    }
  }
  return copy;
}

/** A check of values against the schema at a place of the document. */
function checkAt(...keys: string[]): ValidateFunction {
  const pointer = keys.map((key) => encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/');
  return ajv.compile({ $ref: `api#/${pointer}` });
}

function expectValid(check: ValidateFunction, value: unknown): void {
  check(value);
  expect(check.errors ?? []).toEqual([]);
}

/** Every field below a schema, with its place; schemas with a name are gone through where they stand. */
function fieldsBelow(schema: Schema, place: string): { place: string; schema: Schema }[] {
  const parts: [string, Schema][] = [
    ...Object.entries(schema.properties ?? {}).map(([name, part]): [string, Schema] => [`${place}.${name}`, part]),
    ...(schema.items ? [[`${place}[]`, schema.items] as [string, Schema]] : []),
    ...(schema.allOf ?? []).flatMap((part): [string, Schema][] => (part.$ref ? [] : [[place, part]])),
  ];
  const fields = Object.entries(schema.properties ?? {}).map(([name, part]) => ({
    place: `${place}.${name}`,
    schema: part,
  }));
  return [...fields, ...parts.flatMap(([at, part]) => fieldsBelow(part, at))];
}

const hasParts = ({ properties, items, anyOf }: Schema): boolean => Boolean(properties ?? items ?? anyOf);

describe('the OpenAPI document', () => {
  it('is OpenAPI 3.1 by a validator that is not ours', async () => {
    const result = await new Validator().validate(structuredClone(document) as unknown as Record<string, unknown>);
    expect(result).toMatchObject({ valid: true });
    expect(document.openapi).toMatch(/^3\.1\./);
  });

  it('has every route that is answered below /api, but for itself and its reference', () => {
    const documented = Object.keys(document.paths).map((path) => path.replace(/\{(\w+)\}/g, ':$1'));
    const answered = app.routes.filter(({ method, path }) => method !== 'ALL' && path.startsWith('/api/'));
    const besides = ['/api/openapi.json', '/api/docs', '/api/docs.css'];
    expect(new Set(answered.map(({ path }) => path))).toEqual(new Set([...documented, ...besides]));
  });

  it('says of every field what it means, and gives an example of it or of its parts', () => {
    const fields = Object.entries(document.components.schemas).flatMap(([name, schema]) => [
      { place: name, schema },
      ...fieldsBelow(schema, name),
    ]);
    expect(fields.length).toBeGreaterThan(100);
    const silent = fields.filter(({ schema }) => !resolveSchema(schema, document).description);
    expect(silent.map(({ place }) => place)).toEqual([]);
    const unshown = fields.filter(({ schema }) => {
      const resolved = resolveSchema(schema, document);
      return resolved.example === undefined && !hasParts(resolved);
    });
    expect(unshown.map(({ place }) => place)).toEqual([]);
  });

  it('says of every parameter, body and response what it means, with an example', () => {
    const missing = operationsOf(document).flatMap(({ path, method, operation }) => {
      const { summary, tags, parameters = [], requestBody, responses } = operation;
      const parts: [string, unknown][] = [
        ['summary', summary],
        ['tag', document.tags.some(({ name }) => name === tags[0])],
        ...parameters.map((p): [string, unknown] => [p.name, p.description && p.schema?.example !== undefined]),
        ['request', !requestBody || (requestBody.description && Object.values(requestBody.content)[0]?.examples)],
        ...Object.entries(responses).flatMap(([status, { description, content = {} }]): [string, unknown][] =>
          Object.entries(content).map(([type, { schema, example, examples }]) => [
            `${status} ${type}`,
            description && (example ?? schema?.example ?? Object.keys(examples ?? {})[0]),
          ]),
        ),
      ];
      return parts.filter(([, present]) => !present).map(([part]) => `${method} ${path}: ${part}`);
    });
    expect(missing).toEqual([]);
  });

  it('names each operation once', () => {
    const ids = operationsOf(document).map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('has keys, and what a caller without one is told, on every route but those that are open', () => {
    expect(document.components.securitySchemes.key).toMatchObject({ type: 'http', scheme: 'bearer' });
    for (const { path, operation } of operationsOf(document)) {
      const statuses = Object.keys(operation.responses);
      expect(statuses).toEqual(expect.arrayContaining(['403', '429', '503']));
      expect(statuses.includes('401')).toBe(!isOpen('GET', path));
      expect(statuses.includes('413') && statuses.includes('415')).toBe(operation.requestBody !== undefined);
    }
  });

  it('shows only answers that its own schemas allow', () => {
    for (const { path, method, operation } of operationsOf(document)) {
      for (const [status, { content = {} }] of Object.entries(operation.responses)) {
        for (const [type, { example, examples = {} }] of Object.entries(content)) {
          const shown = [...Object.values(examples).map(({ value }) => value), ...(example ? [example] : [])];
          const check = checkAt('paths', path, method, 'responses', status, 'content', type, 'schema');
          for (const value of shown) expectValid(check, value);
        }
      }
    }
  });

  it('allows null where an object with a name may be missing', () => {
    const check = checkAt('components', 'schemas', 'ResolvedCitation');
    const shown = composeExample({ $ref: '#/components/schemas/ResolvedCitation' }, document) as object;
    expectValid(check, {
      ...shown,
      state: 'withdrawn',
      citation: null,
      text: null,
      start: null,
      end: null,
      cited: null,
    });
    expect(check({ ...shown, citation: {} })).toBe(false);
  });
});

describe('each documented request', () => {
  const fill = (path: string, parameters: readonly Parameter[]): string => {
    const example = ({ schema }: Parameter): string => String(schema?.example);
    const filled = path.replace(/\{(\w+)\}/g, (_all, name: string) =>
      encodeURIComponent(example(parameters.find((p) => p.in === 'path' && p.name === name) as Parameter)),
    );
    const query = new URLSearchParams(
      parameters.filter((p) => p.in === 'query').map((p): [string, string] => [p.name, example(p)]),
    );
    return query.size > 0 ? `${filled}?${query.toString()}` : filled;
  };

  /** Two versions of an index, and the documented file, whatever was done before. */
  async function makeReady(): Promise<void> {
    await writeFile(join(corpus.folder, FILE_EXAMPLE), NOTICE);
    await corpus.serving.build();
    await corpus.serving.build();
  }

  it('is answered as documented over the digests', async () => {
    let asked = 0;
    const tried = await app.request('/api/corpus/preview', filesOf({ '试.txt': NOTICE }));
    const [upload] = ((await tried.json()) as UploadList).uploads;
    for (const { path, method, operation } of operationsOf(document)) {
      const { parameters = [], requestBody, responses } = operation;
      const status = responses['200'] ? 200 : 202;
      const [media = ''] = Object.keys(responses[status]?.content ?? {});
      const check = checkAt('paths', path, method, 'responses', String(status), 'content', media, 'schema');
      const always = parameters.filter(({ required }) => required);
      const bodies = Object.values(requestBody?.content['application/json']?.examples ?? {});
      const requests: [string, RequestInit][] = requestBody?.content['multipart/form-data']
        ? [[path, filesOf({ '新.txt': NOTICE })]]
        : requestBody
          ? bodies.map(({ value }) => [
              fill(path, always),
              { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) },
            ])
          : [always, parameters].map((given) => [fill(path, given), { method }]);
      for (const [address, request] of requests) {
        await makeReady();
        const asking = address.replace(UPLOAD_ID_EXAMPLE, upload?.id ?? '');
        const response = await app.request(asking, { ...request, method: method.toUpperCase() });
        expect({ address, status: response.status }).toEqual({ address, status });
        expectValid(check, media === 'application/json' ? await response.json() : await response.text());
        asked++;
      }
    }
    expect(asked).toBeGreaterThanOrEqual(operationsOf(document).length);
  });

  it('to /api/ask is answered with the documented extract', async () => {
    const { content } = document.paths['/api/ask']?.post?.responses['200'] ?? {};
    const shown = content?.['application/json']?.example as { extracts: Record<string, unknown>[]; question: string };
    const response = await app.request('/api/ask', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ question: shown.question, limit: 1 }),
    });
    const answer = (await response.json()) as typeof shown;
    const { text, start, end, citation } = shown.extracts[0] ?? {};
    expect(answer.extracts[0]).toMatchObject({ text, start, end, citation });
  });
});
