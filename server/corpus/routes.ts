/** The routes of feeding the corpus, declared as those of routes.ts. What is below /api/corpus asks for the scope admin. */
import { createRoute, z } from '@hono/zod-openapi';
import { knownError } from '../../corpus/errors.ts';
import {
  buildStartSchema,
  corpusFileListSchema,
  corpusStateSchema,
  filePathSchema,
  filesQuerySchema,
  removalSchema,
  uploadListSchema,
  uploadParamsSchema,
  uploadQuerySchema,
  uploadSchema,
} from '../contract-corpus.ts';
import { correctionRequestSchema, correctionResponseSchema, filePreviewSchema } from '../contract-preview.ts';
import { bodyProblems, guardProblems, json, problem, queryProblem, readProblems } from '../responses.ts';

const unavailable = knownError('corpus_unavailable');
const PATH = '/api/corpus/files/{path}';

const { 401: keyProblem } = readProblems;
const guarded = {
  401: keyProblem,
  ...guardProblems,
  503: problem('The server does not look after a corpus', unavailable),
};
const changing = {
  ...guarded,
  503: problem('The corpus folder cannot be written', knownError('corpus_read_only', '它是只读的'), unavailable),
};
const missingFile = { 404: problem('There is no such file', knownError('corpus_file_not_found', '2018-99.txt')) };
const missingUpload = { 404: problem('There is no such upload', knownError('upload_not_found', '0b9e6c1e')) };
const stillReading = {
  202: { description: 'It is being read still; `Retry-After` says in how many seconds to ask again' },
};

/** Validated as it comes in, not by its schema: that would hold all of it in memory. */
const FILES_BODY = {
  required: true,
  description: 'The files, in fields named `files`; any number in one request, up to `UPLOAD_LIMIT_MB` in all',
  content: {
    'multipart/form-data': {
      schema: {
        type: 'object' as const,
        required: ['files'],
        properties: {
          files: {
            type: 'array' as const,
            description: 'The files, each with its name',
            items: { type: 'string' as const, format: 'binary', description: 'The bytes of a file', example: '' },
          },
        },
      },
      examples: { files: { summary: 'Two files', value: { files: ['@2018-34.docx', '@2018-35.pdf'] } } },
    },
  },
};

const uploadProblems = {
  400: problem('The body is not a whole multipart/form-data', knownError('upload_invalid', '没有发完')),
  413: problem('The files are over the limit', knownError('upload_too_large', '100 MB')),
  415: problem('The body is not multipart/form-data', knownError('upload_type_unsupported', 'application/json')),
};

export const corpusStateRoute = createRoute({
  method: 'get',
  path: '/api/corpus/state',
  operationId: 'readCorpusState',
  tags: ['Corpus'],
  summary: 'Tell which index answers, and how far the next one is',
  responses: { 200: json(corpusStateSchema, 'The state'), ...guarded },
});

export const corpusFilesRoute = createRoute({
  method: 'get',
  path: '/api/corpus/files',
  operationId: 'listCorpusFiles',
  tags: ['Corpus'],
  summary: 'List the files of the corpus, each with what was made of it',
  request: { query: filesQuerySchema },
  responses: { 200: json(corpusFileListSchema, 'The files'), ...queryProblem, ...guarded },
});

export const uploadRoute = createRoute({
  method: 'post',
  path: '/api/corpus/files',
  operationId: 'uploadFiles',
  tags: ['Corpus'],
  summary: 'Put files into the corpus, once they were read',
  description:
    'Each file is read first, and one that cannot be read does not go in. What takes long to read, such as a scan, is ' +
    'told as `reading`: what became of it is asked for by its id.',
  request: { query: uploadQuerySchema, body: FILES_BODY },
  responses: {
    200: json(uploadListSchema, 'What became of each file'),
    409: problem('There are files of these names; nothing went in', knownError('corpus_file_exists', '“2018-33.txt”')),
    ...uploadProblems,
    ...changing,
  },
});

export const tryRoute = createRoute({
  method: 'post',
  path: '/api/corpus/preview',
  operationId: 'tryFiles',
  tags: ['Corpus'],
  summary: 'Read files without putting them anywhere',
  request: { body: FILES_BODY },
  responses: { 200: json(uploadListSchema, 'What was made of each file'), ...uploadProblems, ...guarded },
});

export const findUploadRoute = createRoute({
  method: 'get',
  path: '/api/corpus/uploads/{id}',
  operationId: 'findUpload',
  tags: ['Corpus'],
  summary: 'Tell what became of a file that was sent',
  request: { params: uploadParamsSchema },
  responses: { 200: json(uploadSchema, 'The upload'), ...missingUpload, ...queryProblem, ...guarded },
});

export const uploadPreviewRoute = createRoute({
  method: 'get',
  path: '/api/corpus/uploads/{id}/preview',
  operationId: 'previewUpload',
  tags: ['Corpus'],
  summary: 'Show what was made of a file that was sent',
  request: { params: uploadParamsSchema },
  responses: {
    200: json(filePreviewSchema, 'The articles in it'),
    ...stillReading,
    ...missingUpload,
    ...queryProblem,
    ...guarded,
  },
});

export const previewRoute = createRoute({
  method: 'get',
  path: `${PATH}/preview`,
  operationId: 'previewFile',
  tags: ['Corpus'],
  summary: 'Show what was made of a file of the corpus',
  request: { params: filePathSchema },
  responses: {
    200: json(filePreviewSchema, 'The articles in it'),
    ...stillReading,
    ...missingFile,
    ...queryProblem,
    ...guarded,
  },
});

export const originalRoute = createRoute({
  method: 'get',
  path: `${PATH}/original`,
  operationId: 'readOriginal',
  tags: ['Corpus'],
  summary: 'Hand out a file of the corpus as it is',
  description:
    'Of a type that runs nothing: a web page comes as plain text, and what browsers do not show comes as bytes.',
  request: { params: filePathSchema },
  responses: {
    200: {
      description: 'The bytes of the file',
      content: Object.fromEntries(
        ['text/plain', 'application/pdf', 'image/png', 'image/jpeg', 'application/octet-stream'].map((type) => [
          type,
          { schema: z.string().openapi({ description: 'The bytes', example: '广西精准脱贫攻坚简报' }) },
        ]),
      ),
    },
    ...missingFile,
    ...queryProblem,
    ...guarded,
  },
});

const CORRECTION_EXAMPLES = {
  date: {
    summary: 'The date and the places of the first article',
    value: { articles: { '1': { publishedOn: '2018-08-13', places: ['天等县'] } } },
  },
};

export const correctRoute = createRoute({
  method: 'put',
  path: `${PATH}/correction`,
  operationId: 'correctFile',
  tags: ['Corpus'],
  summary: 'Set right what was read of a file',
  description: 'It is kept beside the file, and holds for every index that is built from now on.',
  request: {
    params: filePathSchema,
    body: {
      required: true,
      description: 'All that is set right in the file',
      content: { 'application/json': { schema: correctionRequestSchema, examples: CORRECTION_EXAMPLES } },
    },
  },
  responses: {
    200: json(correctionResponseSchema, 'It was kept'),
    ...bodyProblems,
    ...missingFile,
    ...changing,
  },
});

export const uncorrectRoute = createRoute({
  method: 'delete',
  path: `${PATH}/correction`,
  operationId: 'uncorrectFile',
  tags: ['Corpus'],
  summary: 'Take away what was set right in a file',
  request: { params: filePathSchema },
  responses: {
    200: json(correctionResponseSchema, 'Nothing is set right any more'),
    ...missingFile,
    ...queryProblem,
    ...changing,
  },
});

export const removeRoute = createRoute({
  method: 'delete',
  path: PATH,
  operationId: 'removeFile',
  tags: ['Corpus'],
  summary: 'Take a file out of the corpus',
  description: 'It is moved to the removed files in the data folder, with what was set right in it, and not destroyed.',
  request: { params: filePathSchema },
  responses: { 200: json(removalSchema, 'Where it lies'), ...missingFile, ...queryProblem, ...changing },
});

export const rebuildRoute = createRoute({
  method: 'post',
  path: '/api/corpus/rebuild',
  operationId: 'rebuildIndex',
  tags: ['Corpus'],
  summary: 'Build an index of the corpus as it is',
  description: 'Where an index before was put back, this ends that. A build that is under way goes on.',
  responses: { 202: json(buildStartSchema, 'A build is under way'), ...guarded },
});

export const rollBackRoute = createRoute({
  method: 'post',
  path: '/api/corpus/roll-back',
  operationId: 'rollBack',
  tags: ['Corpus'],
  summary: 'Let the index before the current one answer',
  description: 'No index is built after that until somebody asks for it.',
  responses: {
    200: json(corpusStateSchema, 'The state after it'),
    409: problem('There is no index before', knownError('index_no_previous')),
    ...guarded,
    503: problem('Another process builds an index', knownError('index_locked', '4711'), unavailable),
  },
});

const UPLOAD_PATHS: readonly string[] = [uploadRoute, tryRoute].map(({ path }) => path);

/** Whether a request brings files: it has limits of its own. */
export function isUpload(method: string, path: string): boolean {
  return method === 'POST' && UPLOAD_PATHS.includes(path);
}
