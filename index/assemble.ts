/** The segments of an index → its articles and chunks in the order of the corpus, with what they are found by. */
import PQueue from 'p-queue';
import type { Article, ArticleDraft } from '../corpus/article.ts';
import { knownError } from '../corpus/errors.ts';
import type { JoinedArticle } from '../corpus/join.ts';
import { Bm25 } from './bm25.ts';
import { type Chunk, nameChunk } from './chunk.ts';
import type { IndexedFile } from './indexed-file.ts';
import { type Manifest, verifyFiles } from './manifest.ts';
import {
  checksumSegment,
  readSegment,
  readSegmentHead,
  readSegmentVectors,
  readStoredFiles,
  type Segment,
  type StoredChunk,
} from './segment.ts';
import { segmentFolder } from './segments.ts';
import { type ChunkRange, type ChunkRows, VectorSearch } from './vector-search.ts';
import type { VectorRows } from './vectors.ts';

/** All that an index answers from. */
export interface Assembled {
  articles: Article[];
  chunks: Chunk[];
  /** The chunks of each article. */
  ranges: Map<string, ChunkRange>;
  words: Bm25;
  bigrams: Bm25;
  vectors: VectorSearch;
}

/** A segment with where in it things begin. */
interface OpenSegment extends Segment {
  /** First article of each file. */
  firstArticle: number[];
  /** First chunk of each article; behind the last article, the number of chunks. */
  firstChunk: number[];
  /** Row of the first sentence of each chunk. */
  firstRow: number[];
  /** Number in the index of each chunk; −1 for one that is not in it. */
  numbers: Int32Array;
}

/** Segments that are opened at the same time: while one is checked and read, the parts of another are taken apart. */
const OPENING_AT_ONCE = 3;

/**
 * Reads the segments of an index and puts its articles together.
 *
 * @throws KnownError index_damaged for the first file that is missing or different.
 */
export async function assembleIndex(
  indexRoot: string,
  { segments }: Pick<Manifest, 'segments'>,
  files: readonly IndexedFile[],
  joined: readonly JoinedArticle[],
): Promise<Assembled> {
  const names = Object.keys(segments);
  const forEach = <Result>(work: (name: string) => Promise<Result>): Promise<Result[]> =>
    new PQueue({ concurrency: OPENING_AT_ONCE }).addAll(names.map((name) => () => work(name)));
  // All vectors first: whenever many bytes have come in, the runtime looks through every object that there is by then.
  const vectors = await forEach((name) => readVerifiedVectors(segmentFolder(indexRoot, name), name, segments[name]));
  const parts = await forEach((name) => openSegment(segmentFolder(indexRoot, name)));
  const opened = new Map(names.map((name, number) => [name, parts[number] as OpenSegment]));
  const order = new Map(names.map((name, number) => [name, number]));
  const fileOf = new Map(files.map((file) => [file.path, file]));
  const articles: Article[] = [];
  const chunks: Chunk[] = [];
  const rows: ChunkRows[] = [];
  const ranges = new Map<string, ChunkRange>();
  for (const { path, position, id, alsoIn, versions } of joined) {
    const file = fileOf.get(path);
    const segment = file && opened.get(file.segment);
    if (!segment) throw knownError('index_damaged', path);
    const number = (segment.firstArticle[file.position] as number) + position;
    articles.push({ ...(segment.articles[number] as ArticleDraft), id, file: path, alsoIn, versions });
    const start = chunks.length;
    for (let at = segment.firstChunk[number] as number; at < (segment.firstChunk[number + 1] as number); at++) {
      const { start: from, end, headings, sentences } = segment.chunks[at] as StoredChunk;
      const chunk = nameChunk({ start: from, end, headings, sentences }, id, chunks.length - start);
      segment.numbers[at] = chunks.length;
      const row = segment.firstRow[at] as number;
      rows.push({ chunkId: chunk.id, segment: order.get(file.segment) as number, row, count: chunk.sentences.length });
      chunks.push(chunk);
    }
    ranges.set(id, { start, end: chunks.length });
  }
  const join = (kind: 'words' | 'bigrams'): Promise<Bm25> =>
    Bm25.join(
      parts.map((segment) => ({ postings: segment[kind], numbers: segment.numbers })),
      chunks.length,
    );
  const search = await VectorSearch.create(vectors, rows);
  return { articles, chunks, ranges, words: await join('words'), bigrams: await join('bigrams'), vectors: search };
}

/** The vectors of a segment of which every file is as it was written. */
async function readVerifiedVectors(folder: string, name: string, checksum: string | undefined): Promise<VectorRows> {
  if ((await checksumSegment(folder)) !== checksum) throw knownError('index_damaged', name);
  await verifyFiles(folder, await readSegmentHead(folder));
  return readSegmentVectors(folder);
}

async function openSegment(folder: string): Promise<OpenSegment> {
  const files = await readStoredFiles(folder);
  const segment = await readSegment(folder);
  return {
    ...segment,
    firstArticle: startsOf(files.map(({ articles }) => articles.length)),
    firstChunk: startsOf(files.flatMap(({ articles }) => articles.map(({ chunks }) => chunks))),
    firstRow: startsOf(segment.chunks.map(({ sentences }) => sentences.length)),
    numbers: new Int32Array(segment.chunks.length).fill(-1),
  };
}

/** Where each of several stretches begins that follow one another, and where the last one ends. */
function startsOf(lengths: readonly number[]): number[] {
  const starts = [0];
  for (const length of lengths) starts.push((starts.at(-1) as number) + length);
  return starts;
}
