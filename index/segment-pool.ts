/** The segments that one build may use: those there already, and those it adds. */
import type { ChunkLimits } from './chunk.ts';
import type { SegmentMakers } from './manifest.ts';
import { countSentences, draftSegment, readDrafts, type ReadFile, type StoredFile } from './segment.ts';
import { addSegment, type FilePlace, KnownVectors, segmentFolder, type WholeSegment } from './segments.ts';

/** Small segments are put together once there are more of them. */
const SMALL_SEGMENTS_MAX = 8;

export class SegmentPool {
  readonly #segments = new Map<string, WholeSegment>();
  readonly #places = new Map<string, FilePlace>();
  /** Segments whose vectors can be used, whatever else became another. */
  readonly lenders: WholeSegment[];

  constructor(whole: readonly WholeSegment[], makers: SegmentMakers) {
    const names = Object.keys(makers) as (keyof SegmentMakers)[];
    for (const segment of whole) {
      if (names.every((name) => segment.head.makers[name] === makers[name])) this.add(segment);
    }
    this.lenders = whole.filter(
      ({ head }) => head.makers.embedder === makers.embedder && head.makers.model === makers.model,
    );
  }

  add(segment: WholeSegment): void {
    this.#segments.set(segment.name, segment);
    segment.files.forEach(({ hash }, position) => this.#places.set(hash, { segment: segment.name, position }));
  }

  /** Where the file with this hash lies. */
  placeOf(hash: string): FilePlace | undefined {
    return this.#places.get(hash);
  }

  /** Whether the file with this hash has to be read. */
  isMissing(hash: string): boolean {
    const place = this.placeOf(hash);
    // What kept a file from being opened may be gone the next time, without a byte of it having changed.
    return !place || this.fileAt(place).problem?.code === 'file_unreadable';
  }

  fileAt({ segment, position }: FilePlace): StoredFile {
    return this.get(segment).files[position] as StoredFile;
  }

  get(name: string): WholeSegment {
    const segment = this.#segments.get(name);
    if (!segment) throw new RangeError(`there is no segment ${name}`);
    return segment;
  }
}

export interface CompactOptions {
  indexRoot: string;
  makers: SegmentMakers;
  limits: ChunkLimits | undefined;
  /** Hashes of the files that the corpus holds. */
  hashes: ReadonlySet<string>;
  /** Sentences and files that a segment is to have at most. */
  sentencesMax: number;
  filesMax: number;
}

/** Puts the small segments of a corpus together once they are many, and those of which it has lost half. */
export async function compactSegments(pool: SegmentPool, options: CompactOptions): Promise<void> {
  const { indexRoot, makers, limits, hashes, sentencesMax, filesMax } = options;
  const small = [...countLive(pool, hashes)].flatMap(([name, live]) => {
    const segment = pool.get(name);
    return live < sentencesMax / 2 || live < segment.head.sentences / 2 ? [segment] : [];
  });
  if (small.length <= SMALL_SEGMENTS_MAX) return;
  const known = new KnownVectors(indexRoot, small);
  let files: ReadFile[] = [];
  let sentences = 0;
  const flush = async (): Promise<void> => {
    if (files.length === 0) return;
    const draft = draftSegment(files, limits);
    const vectors = await known.find(new Set(draft.sentences.map(({ hash }) => hash)));
    pool.add(await addSegment(indexRoot, draft, vectors, makers));
    files = [];
    sentences = 0;
  };
  for (const segment of small) {
    for (const file of await readFiles(indexRoot, segment)) {
      const place = pool.placeOf(file.hash);
      if (!hashes.has(file.hash) || place?.segment !== segment.name) continue;
      files.push(file);
      sentences += countSentences(pool.fileAt(place));
      if (sentences >= sentencesMax || files.length >= filesMax) await flush();
    }
  }
  await flush();
}

/** Sentences that the corpus holds of each segment. */
function countLive(pool: SegmentPool, hashes: ReadonlySet<string>): Map<string, number> {
  const live = new Map<string, number>();
  for (const hash of hashes) {
    const place = pool.placeOf(hash);
    if (place) live.set(place.segment, (live.get(place.segment) ?? 0) + countSentences(pool.fileAt(place)));
  }
  return live;
}

/** The files of a segment as they were read. */
async function readFiles(indexRoot: string, { name, files }: WholeSegment): Promise<ReadFile[]> {
  const drafts = await readDrafts(segmentFolder(indexRoot, name));
  let at = 0;
  return files.map(({ hash, pages, warnings, problem, articles }) => {
    const own = drafts.slice(at, (at += articles.length));
    return { hash, reading: { articles: own, pages, warnings, problem } };
  });
}
