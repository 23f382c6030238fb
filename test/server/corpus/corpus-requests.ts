/** Requests to the server of a corpus that is made for each test. */
import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, expect } from 'vitest';
import {
  type CorpusFileList,
  corpusFileListSchema,
  type UploadList,
  uploadListSchema,
} from '../../../server/contract-corpus.ts';
import { type FilePreview, filePreviewSchema } from '../../../server/contract-preview.ts';
import { addressOf, type MadeCorpus, makeCorpus, NOTICE } from './made-corpus.ts';

export const OTHER = `关于开展秋收的通知

各村要抢晴收割，颗粒归仓。

收割之后及时翻耕，种上油菜。
`;

/** The corpus of the test that runs. */
export let made: MadeCorpus;

/** Gives every test of a file a corpus of its own, of two files. */
export function makeCorpusForEach(): void {
  beforeEach(async () => {
    made = await makeCorpus({ '通知.txt': NOTICE, '2021/秋收.txt': OTHER });
  });
  afterEach(() => made.close());
}

export const request = (path: string, init: RequestInit = {}): Promise<Response> =>
  Promise.resolve(made.app.request(path, init));

export async function readJson<Body>(path: string, init: RequestInit = {}): Promise<Body> {
  const response = await request(path, init);
  expect({ path, status: response.status }).toEqual({ path, status: 200 });
  return (await response.json()) as Body;
}

export async function problemOf(path: string, init: RequestInit = {}): Promise<[number, string]> {
  const response = await request(path, init);
  expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  return [response.status, ((await response.json()) as { code: string }).code];
}

export const listFiles = async (query = ''): Promise<CorpusFileList> =>
  corpusFileListSchema.parse(await readJson(`/api/corpus/files${query}`));
export const upload = async (init: RequestInit, query = ''): Promise<UploadList['uploads']> =>
  uploadListSchema.parse(await readJson(`/api/corpus/files${query}`, init)).uploads;
export const preview = async (path: string): Promise<FilePreview> =>
  filePreviewSchema.parse(await readJson(addressOf(path, '/preview')));
export const correct = (path: string, articles: unknown): Promise<Response> =>
  request(addressOf(path, '/correction'), {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ articles }),
  });
export const pathsOf = ({ files }: CorpusFileList): string[] => files.map(({ path }) => path);
export const acts = async (): Promise<Record<string, unknown>[]> =>
  (await readFile(made.auditFile, 'utf8'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
