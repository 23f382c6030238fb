/** The files of an index: what was made of each, and where it lies. */
import { join } from 'node:path';
import { z } from 'zod';
import { knownError } from '../corpus/errors.ts';
import { type CorpusFile, type CorpusSource, hashCorpusFiles } from '../corpus/source.ts';
import { currentFolder } from './folder.ts';
import { problemSchema, readLines } from './segment.ts';

export const INDEXED_FILES = 'files.jsonl';

const indexedFileSchema = z.object({
  /** See CorpusFile in corpus/source.ts. */
  path: z.string(),
  size: z.number(),
  modifiedAt: z.number(),
  hash: z.string(),
  pages: z.int().nullable(),
  /** How many articles and paragraphs were found in it. */
  articles: z.int(),
  paragraphs: z.int(),
  /** Whether some of it was recognised in pictures. */
  recognised: z.boolean(),
  warnings: z.array(z.string()),
  problem: problemSchema.nullable(),
  /** Where what was made of it lies. */
  segment: z.string(),
  position: z.int(),
});

/** What was made of a file of the corpus. */
export type IndexedFile = z.infer<typeof indexedFileSchema>;

/**
 * The files of the index in a folder.
 *
 * @throws KnownError index_damaged.
 */
export async function readIndexedFiles(folder: string): Promise<IndexedFile[]> {
  try {
    return z.array(indexedFileSchema).parse(await readLines<unknown>(join(folder, INDEXED_FILES)));
  } catch (cause) {
    throw Object.assign(knownError('index_damaged', INDEXED_FILES), { cause });
  }
}

/** The files of the current index by their paths, by which unchanged ones are known; none where it cannot be read. */
export async function knownFiles(indexRoot: string): Promise<Map<string, CorpusFile>> {
  const folder = await currentFolder(indexRoot);
  const files = folder === null ? [] : await readIndexedFiles(folder).catch(() => []);
  return new Map(files.map(({ path, size, modifiedAt, hash }) => [path, { path, size, modifiedAt, hash }]));
}

/** The hash of a corpus as it is, in which files that the current index knows are not read again. */
export async function hashSource(indexRoot: string, source: CorpusSource): Promise<string> {
  return hashCorpusFiles(await source.list(await knownFiles(indexRoot)));
}
