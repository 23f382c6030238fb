/** The OpenAPI document, made from the routes; what they do not say of themselves is said here. */
import type { OpenAPIHono } from '@hono/zod-openapi';
import { type ApiDocument, composeExample, operationsOf } from './api-document.ts';
import { answerHeadSchema } from './contract.ts';
import { EVENT_STREAM } from './stream-answer.ts';

const DESCRIPTION = [
  'Questions in Chinese, answered with verbatim extracts of the bulletins held; each extract carries its citation and ' +
    'nothing is generated.',
  'Bodies are JSON in UTF-8. Offsets count UTF-16 code units, as JavaScript indexes strings, and `end` is exclusive. ' +
    'Fields may be added in time; none is renamed or dropped without another version.',
  'Every failure is `application/problem+json` with a stable `code`.',
  'What is read with GET carries an `ETag`; sent back as `If-None-Match`, it is answered 304 while nothing has changed.',
].join('\n\n');

const TAGS = [
  { name: 'Asking', description: 'From words to extracts and passages' },
  { name: 'Reading', description: 'What is held' },
  { name: 'Citing', description: 'Whether a citation or a quote still holds' },
  { name: 'Learning', description: 'What readers say of extracts, and what an administrator makes of it' },
  { name: 'Corpus', description: 'What an administrator feeds the corpus with, and what was made of it' },
  { name: 'Service', description: 'The server itself' },
];

const KEY = {
  type: 'http',
  scheme: 'bearer',
  description:
    'An access key, as `Authorization: Bearer <key>`. Needed where the server was set up with keys; a server that ' +
    'answers its own machine only, or lets anybody read, needs none.',
} as const;

/** Makes the document of an API: its routes, their schemas, and an example of each answer. */
export function describeApi(api: OpenAPIHono): ApiDocument {
  api.openAPIRegistry.registerComponent('securitySchemes', 'key', KEY);
  api.openAPIRegistry.register('AnswerHead', answerHeadSchema);
  const document = api.getOpenAPI31Document({
    openapi: '3.1.0',
    info: { title: '简报问答', version: '1', description: DESCRIPTION },
    servers: [{ url: '/' }],
    security: [{}, { key: [] }],
    tags: TAGS,
  }) as unknown as ApiDocument;
  for (const { method, operation } of operationsOf(document)) {
    if (method === 'get') operation.responses['304'] = { description: 'Nothing has changed since `If-None-Match`' };
    for (const { content = {} } of Object.values(operation.responses)) {
      const media = content['application/json'];
      if (media?.schema) media.example = composeExample(media.schema, document);
    }
  }
  addEvents(document);
  return document;
}

/** OpenAPI 3.1 has no schema for a stream of events; it is described, and shown. */
function addEvents(document: ApiDocument): void {
  const content = document.paths['/api/ask']?.post?.responses['200']?.content;
  if (!content) return;
  const answer = content['application/json']?.example;
  const head = composeExample({ $ref: '#/components/schemas/AnswerHead' }, document);
  const event = (name: string, body: unknown): string => `event: ${name}\ndata: ${JSON.stringify(body)}\n\n`;
  content[EVENT_STREAM] = {
    schema: {
      type: 'string',
      description:
        'Server-sent events, each with JSON as its data: `citations` (AnswerHead), then `answer` (Answer), or ' +
        '`problem` (Problem) where it failed after it had begun',
      example: event('citations', head) + event('answer', answer),
    },
  };
}
