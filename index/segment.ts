/**
 * A segment: what was made of some files of the corpus, written once and never changed.
 *
 * It does not know what its files are called or which other files there are, so that a file which is renamed, or stands
 * in another index, costs nothing. Indexes name the segments they consist of; see manifest.ts.
 */
import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { z } from 'zod';
import type { ArticleDraft } from '../corpus/article.ts';
import { type ErrorCode, knownError } from '../corpus/errors.ts';
import { articleRecordSchema, recordOf } from '../corpus/join.ts';
import type { FileReading } from '../corpus/file-reading.ts';
import { countPostings, type Postings } from './bm25.ts';
import { type ChunkDraft, type ChunkLimits, draftChunks, embeddedText, type Sentence } from './chunk.ts';
import { hashFiles, type SegmentMakers, segmentMakersSchema } from './manifest.ts';
import { termsOf } from './terms.ts';
import { readHashes, readVectors, type VectorRows, writeVectors } from './vectors.ts';

export const SEGMENT_FILE = 'segment.json';

const FILES = {
  files: 'files.jsonl',
  articles: 'articles.jsonl',
  chunks: 'chunks.jsonl',
  words: 'words.postings',
  bigrams: 'bigrams.postings',
  vectors: 'vectors',
} as const;

/** Why a file gave no article. A code that is in the table no more is one all the same. */
export const problemSchema = z.object({
  code: z.custom<ErrorCode>((code) => typeof code === 'string'),
  message: z.string(),
});

const storedFileSchema = z.object({
  /** Of all that the reading depended on; see corpus/source.ts. */
  hash: z.string(),
  pages: z.int().nullable(),
  warnings: z.array(z.string()),
  problem: problemSchema.nullable(),
  articles: z.array(articleRecordSchema.extend({ chunks: z.int(), sentences: z.int() })),
  paragraphs: z.int(),
  /** Whether some of it was recognised in pictures. */
  recognised: z.boolean(),
});

const segmentHeadSchema = z.object({
  makers: segmentMakersSchema,
  sentences: z.int(),
  /** SHA-256 of every other file of the segment. */
  files: z.record(z.string(), z.string()),
});

/** What an index has to know of a file in a segment. */
export type StoredFile = z.infer<typeof storedFileSchema>;
export type SegmentHead = z.infer<typeof segmentHeadSchema>;

/** A chunk by the position of its article in the segment. */
export type StoredChunk = ChunkDraft & { article: number };

export interface Segment {
  articles: ArticleDraft[];
  chunks: StoredChunk[];
  words: Postings;
  bigrams: Postings;
}

/** A file that was read, with the hash of what was read. */
export interface ReadFile {
  hash: string;
  reading: FileReading;
}

/** What is to become a segment, but for its vectors. */
export interface SegmentDraft {
  files: StoredFile[];
  articles: ArticleDraft[];
  chunks: StoredChunk[];
  sentences: EmbeddedSentence[];
}

/** What is embedded for a sentence, and its SHA-256. */
export interface EmbeddedSentence {
  text: string;
  hash: string;
}

/** Chunks the articles of files, in order. */
export function draftSegment(files: readonly ReadFile[], limits?: ChunkLimits): SegmentDraft {
  const draft: SegmentDraft = { files: [], articles: [], chunks: [], sentences: [] };
  for (const { hash, reading } of files) {
    const { pages, warnings, problem, articles } = reading;
    const records = articles.map((article) => {
      const position = draft.articles.push(article) - 1;
      const [chunks, sentences] = [draft.chunks.length, draft.sentences.length];
      for (const chunk of draftChunks(article, limits)) {
        draft.chunks.push({ article: position, ...chunk });
        for (const sentence of chunk.sentences) draft.sentences.push(embeddedSentence(article, chunk, sentence));
      }
      const counts = { chunks: draft.chunks.length - chunks, sentences: draft.sentences.length - sentences };
      return { ...recordOf(article), ...counts };
    });
    draft.files.push({
      hash,
      pages,
      warnings,
      problem,
      articles: records,
      paragraphs: articles.reduce((sum, { paragraphs }) => sum + paragraphs.length, 0),
      recognised: articles.some(({ source }) => source.some(({ confidence }) => confidence !== undefined)),
    });
  }
  return draft;
}

function embeddedSentence(article: ArticleDraft, chunk: ChunkDraft, sentence: Sentence): EmbeddedSentence {
  const text = embeddedText(article, chunk, sentence);
  return { text, hash: createHash('sha256').update(text).digest('hex') };
}

/** How many sentences the articles of a file have. */
export function countSentences({ articles }: StoredFile): number {
  return articles.reduce((sum, { sentences }) => sum + sentences, 0);
}

/** Writes a segment into an empty folder; its head, which vouches for the rest, comes last. */
export async function writeSegment(
  folder: string,
  { files, articles, chunks, sentences }: SegmentDraft,
  vectors: ReadonlyMap<string, Float32Array>,
  makers: SegmentMakers,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const terms = chunks.map(({ article, headings, start, end }) => {
    const { title, text } = articles[article] as ArticleDraft;
    // Folding drops line breaks, so a full stop keeps the title's last word from running into the heading's first.
    return termsOf([title, ...headings, text.slice(start, end)].join('。'));
  });
  await Promise.all([
    writeFile(join(folder, FILES.files), jsonLines(files)),
    writeFile(join(folder, FILES.articles), jsonLines(articles)),
    writeFile(join(folder, FILES.chunks), jsonLines(chunks)),
    writeFile(join(folder, FILES.words), serialize(countPostings(terms.map(({ words }) => words)))),
    writeFile(join(folder, FILES.bigrams), serialize(countPostings(terms.map(({ bigrams }) => bigrams)))),
    writeVectors(
      join(folder, FILES.vectors),
      sentences.map(({ hash }) => ({ hash, vector: vectors.get(hash) as Float32Array })),
    ),
  ]);
  const head: SegmentHead = { makers, sentences: sentences.length, files: await hashFiles(folder) };
  await writeFile(join(folder, SEGMENT_FILE), JSON.stringify(head, null, 2));
}

/**
 * Reads the head of a segment.
 *
 * @throws KnownError index_damaged when it is missing or is none.
 */
export async function readSegmentHead(folder: string): Promise<SegmentHead> {
  return readPart(SEGMENT_FILE, async () =>
    segmentHeadSchema.parse(JSON.parse(await readFile(join(folder, SEGMENT_FILE), 'utf8'))),
  );
}

/** SHA-256 of the head of a segment, which names the SHA-256 of all that is in it. */
export async function checksumSegment(folder: string): Promise<string> {
  const head = await readPart(SEGMENT_FILE, () => readFile(join(folder, SEGMENT_FILE)));
  return createHash('sha256').update(head).digest('hex');
}

/**
 * The files of a segment, in order.
 *
 * @throws KnownError index_damaged.
 */
export async function readStoredFiles(folder: string): Promise<StoredFile[]> {
  return readPart(FILES.files, async () =>
    z.array(storedFileSchema).parse(await readLines<unknown>(join(folder, FILES.files))),
  );
}

/**
 * The articles of a segment, in order.
 *
 * @throws KnownError index_damaged.
 */
export function readDrafts(folder: string): Promise<ArticleDraft[]> {
  return readPart(FILES.articles, () => readLines<ArticleDraft>(join(folder, FILES.articles)));
}

/**
 * The vectors of a segment, in the order of its sentences.
 *
 * @throws KnownError index_damaged.
 */
export function readSegmentVectors(folder: string): Promise<VectorRows> {
  return readPart(FILES.vectors, () => readVectors(join(folder, FILES.vectors)));
}

/**
 * The SHA-256 of what was embedded for each vector of a segment.
 *
 * @throws KnownError index_damaged.
 */
export function readSegmentHashes(folder: string): Promise<string[]> {
  return readPart(FILES.vectors, () => readHashes(join(folder, FILES.vectors)));
}

/**
 * Reads a segment but for its vectors.
 *
 * @throws KnownError index_damaged that names the part which cannot be read.
 */
export async function readSegment(folder: string): Promise<Segment> {
  const postings = (file: string): Promise<Postings> =>
    readPart(file, async () => deserialize(await readFile(join(folder, file))) as Postings);
  const [articles, chunks, words, bigrams] = await Promise.all([
    readDrafts(folder),
    readPart(FILES.chunks, () => readLines<StoredChunk>(join(folder, FILES.chunks))),
    postings(FILES.words),
    postings(FILES.bigrams),
  ]);
  return { articles, chunks, words, bigrams };
}

async function readPart<Result>(file: string, read: () => Promise<Result>): Promise<Result> {
  try {
    return await read();
  } catch (cause) {
    throw Object.assign(knownError('index_damaged', file), { cause });
  }
}

/** Values as lines of JSON. */
export function jsonLines(values: readonly unknown[]): string {
  return values.map((value) => `${JSON.stringify(value)}\n`).join('');
}

/** Reads what {@link jsonLines} wrote. */
export async function readLines<Value>(file: string): Promise<Value[]> {
  const lines = (await readFile(file, 'utf8')).split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line) as Value);
}
