/** The routes of feeding the corpus, for the one part of the page that uses them. */
import type {
  BuildStart,
  CorpusFileList,
  CorpusState,
  FilesQuery,
  Removal,
  Upload,
} from '../server/contract-corpus.ts';
import type { CorrectionRequest, FilePreview } from '../server/contract-preview.ts';
import type { ApiClient } from './api-client.ts';

/** Which files, and how many from the first on. */
export type FilesWanted = Pick<FilesQuery, 'q' | 'show'> & { limit: number };

export type CorpusClient = {
  /** The first `limit` files, however many that are; several requests where they are more than one may give. */
  listFiles: (query: FilesWanted, signal?: AbortSignal) => Promise<CorpusFileList>;
  readState: (signal?: AbortSignal) => Promise<CorpusState>;
  findUpload: (id: string, signal?: AbortSignal) => Promise<Upload>;
  /** What was made of a file; null while it is being read. */
  preview: (path: string, signal?: AbortSignal) => Promise<FilePreview | null>;
  readOriginal: (path: string, signal?: AbortSignal) => Promise<Blob>;
  /** Replaces all that is set right in a file. */
  correct: (path: string, correction: CorrectionRequest) => Promise<void>;
  remove: (path: string) => Promise<Removal>;
  rebuild: () => Promise<BuildStart>;
  rollBack: () => Promise<CorpusState>;
};

const ROOT = '/api/corpus';
/** Files that one request may give. */
const PAGE_MAX = 500;
const NOT_YET = 202;

export function createCorpusClient({ send }: ApiClient): CorpusClient {
  async function read<Body>(path: string, init?: RequestInit): Promise<Body> {
    const { content } = await send(`${ROOT}${path}`, init);
    return JSON.parse(await content.text()) as Body;
  }
  const addressOf = (path: string, behind = ''): string => `/files/${encodeURIComponent(path)}${behind}`;
  function listPage(query: FilesQuery, signal: AbortSignal | undefined): Promise<CorpusFileList> {
    const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
    const search = new URLSearchParams(given.map(([name, value]): [string, string] => [name, String(value)]));
    return read(`/files?${search}`, asked(signal));
  }
  const asked = (signal: AbortSignal | undefined): RequestInit => ({ signal: signal ?? null });

  return {
    async listFiles({ limit, ...query }, signal) {
      const list = await listPage({ ...query, limit: Math.min(limit, PAGE_MAX) }, signal);
      while (list.files.length < Math.min(limit, list.matching)) {
        const [offset, left] = [list.files.length, limit - list.files.length];
        const { files } = await listPage({ ...query, offset, limit: Math.min(left, PAGE_MAX) }, signal);
        if (files.length === 0) break;
        list.files.push(...files);
      }
      return list;
    },
    readState: (signal) => read('/state', asked(signal)),
    findUpload: (id, signal) => read(`/uploads/${id}`, asked(signal)),
    async preview(path, signal) {
      const { status, content } = await send(`${ROOT}${addressOf(path, '/preview')}`, asked(signal));
      return status === NOT_YET ? null : (JSON.parse(await content.text()) as FilePreview);
    },
    readOriginal: async (path, signal) => (await send(`${ROOT}${addressOf(path, '/original')}`, asked(signal))).content,
    async correct(path, correction) {
      await send(`${ROOT}${addressOf(path, '/correction')}`, {
        method: 'PUT',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(correction),
      });
    },
    remove: (path) => read(addressOf(path), { method: 'DELETE' }),
    rebuild: () => read('/rebuild', { method: 'POST' }),
    rollBack: () => read('/roll-back', { method: 'POST' }),
  };
}
