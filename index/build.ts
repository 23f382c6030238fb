/**
 * A corpus → an index on disk.
 *
 * Files are read and embedded in batches, each of which becomes a segment as soon as it is done: memory stays level
 * whatever the size of the corpus, and a build that is killed loses one batch. Files that lie in a segment already are
 * not read again; an index is a list of files in segments, made anew each time.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { joinArticles, type JoinedArticle } from '../corpus/join.ts';
import { emptyCorpus } from '../corpus/load.ts';
import { type CorpusFile, type CorpusSource, hashCorpusFiles } from '../corpus/source.ts';
import { type ArchiveReport, ArchiveWriter } from './archive.ts';
import { type BuildProgress, ProgressCounter } from './build-progress.ts';
import type { ChunkLimits } from './chunk.ts';
import type { Embedder } from './embed.ts';
import { replaceIndex } from './folder.ts';
import { type IndexedFile, INDEXED_FILES, knownFiles } from './indexed-file.ts';
import {
  currentMakers,
  currentSegmentMakers,
  hashFiles,
  type Manifest,
  readManifestFile,
  type SegmentMakers,
  versionOf,
  writeManifest,
} from './manifest.ts';
import { draftSegment, jsonLines, readDrafts, type SegmentDraft } from './segment.ts';
import { compactSegments, SegmentPool } from './segment-pool.ts';
import { addSegment, type FilePlace, KnownVectors, listSegments, removeSegments, segmentFolder } from './segments.ts';

/** File of an index folder that lists its articles. */
export const JOINED_FILE = 'articles.jsonl';

/** A batch is closed when it holds so many sentences, some 15 s of embedding, or so many files. */
const BATCH_SENTENCES = 4_096;
const BATCH_FILES = 1_000;

export interface BuildOptions {
  indexRoot: string;
  source: CorpusSource;
  embedder: Embedder;
  /** Where articles are cut, if not at the usual limits; the index has to be opened with the same. */
  limits?: ChunkLimits;
  /** Called after each sentence that was embedded, and each batch of files. */
  onProgress?: (progress: BuildProgress) => void;
  /** Sentences of a batch, if not the usual number. */
  batchSentences?: number;
}

export interface BuildReport {
  manifest: Manifest;
  files: IndexedFile[];
  /** Sentences embedded in this build; the rest came from earlier ones. */
  embedded: number;
  /** What the archive of article texts took in. */
  archive: ArchiveReport;
}

/**
 * Builds the index of a corpus and makes it the current one.
 *
 * @throws KnownError corpus_missing, corpus_empty, index_locked while another process builds, disk_full; the current
 * index stays as it is.
 */
export async function buildIndex(options: BuildOptions): Promise<BuildReport> {
  const { indexRoot, source, embedder, limits } = options;
  const makers = currentSegmentMakers(embedder.name, limits);
  let report: BuildReport | undefined;
  await replaceIndex(
    indexRoot,
    async (folder) => {
      const listed = (await source.list(await knownFiles(indexRoot))).map((file) => ({ ...file }));
      const segments = new SegmentPool(await listSegments(indexRoot), makers);
      const embedded = await addMissing(options, listed, segments, makers);
      await compactSegments(segments, {
        indexRoot,
        makers,
        limits,
        hashes: new Set(listed.map(({ hash }) => hash)),
        sentencesMax: options.batchSentences ?? BATCH_SENTENCES,
        filesMax: BATCH_FILES,
      });
      report = await writeIndex(folder, options, listed, segments, embedded);
      return report.manifest.indexVersion;
    },
    async (kept) => removeSegments(indexRoot, await segmentsOf(kept)),
  );
  return report as BuildReport;
}

/** Reads and embeds the files that lie in no segment yet; gives how many sentences it embedded. */
async function addMissing(
  options: BuildOptions,
  listed: CorpusFile[],
  segments: SegmentPool,
  makers: SegmentMakers,
): Promise<number> {
  const { indexRoot, source, embedder, limits, onProgress } = options;
  const missing = firstOfEach(listed.filter(({ hash }) => segments.isMissing(hash)));
  const known = new KnownVectors(indexRoot, segments.lenders);
  const progress = new ProgressCounter(missing, onProgress);
  const queue = [...missing];
  const readNext = (): Promise<Batch> => readBatch(queue, source, limits, options.batchSentences ?? BATCH_SENTENCES);
  let next = readNext();
  for (;;) {
    const { files, draft } = await next;
    if (files.length === 0) return progress.embedded;
    // The next batch is read while this one is embedded.
    next = readNext();
    next.catch(() => undefined);
    const hashes = new Set(draft.sentences.map(({ hash }) => hash));
    const vectors = await known.find(hashes);
    const texts = new Map(draft.sentences.map(({ hash, text }) => [hash, text]));
    for (const hash of vectors.keys()) texts.delete(hash);
    progress.beginBatch(files, texts.size);
    await embedAll(texts, embedder, vectors, () => progress.embedOne());
    segments.add(await addSegment(indexRoot, draft, vectors, makers));
    progress.endBatch(files, draft.sentences.length);
  }
}

/** A file that stands in several places is read once. */
function firstOfEach(files: readonly CorpusFile[]): CorpusFile[] {
  return [...new Map([...files].reverse().map((file) => [file.hash, file])).values()].reverse();
}

interface Batch {
  files: CorpusFile[];
  draft: SegmentDraft;
}

async function readBatch(
  queue: CorpusFile[],
  source: CorpusSource,
  limits: ChunkLimits | undefined,
  sentencesMax: number,
): Promise<Batch> {
  const files: CorpusFile[] = [];
  const draft: SegmentDraft = { files: [], articles: [], chunks: [], sentences: [] };
  while (files.length < BATCH_FILES && draft.sentences.length < sentencesMax) {
    const file = queue.shift();
    if (!file) break;
    files.push(file);
    const reading = await source.read(file.path);
    // A file that was written to since it was listed is kept as what was read of it, and looked at again next time.
    if (reading.hash !== undefined && reading.hash !== file.hash)
      Object.assign(file, { hash: reading.hash, modifiedAt: 0 });
    appendDraft(draft, draftSegment([{ hash: file.hash, reading }], limits));
  }
  return { files, draft };
}

function appendDraft(draft: SegmentDraft, added: SegmentDraft): void {
  const before = draft.articles.length;
  draft.files.push(...added.files);
  draft.articles.push(...added.articles);
  for (const chunk of added.chunks) draft.chunks.push({ ...chunk, article: chunk.article + before });
  for (const sentence of added.sentences) draft.sentences.push(sentence);
}

/** Embeds texts by their hashes, as many at a time as the embedder does. */
async function embedAll(
  texts: ReadonlyMap<string, string>,
  embedder: Embedder,
  vectors: Map<string, Float32Array>,
  onEmbedded: () => void,
): Promise<void> {
  const left = texts.entries();
  const embedNext = async (): Promise<void> => {
    // One iterator for all: each text is taken once.
    for (const [hash, text] of left) {
      vectors.set(hash, await embedder.embedText(text));
      onEmbedded();
    }
  };
  await Promise.all(Array.from({ length: embedder.concurrency }, embedNext));
}

/** Writes the list of files in segments that an index is. */
async function writeIndex(
  folder: string,
  { indexRoot, source, embedder, limits }: BuildOptions,
  listed: readonly CorpusFile[],
  segments: SegmentPool,
  embedded: number,
): Promise<BuildReport> {
  const files = listed.map((file): IndexedFile => {
    const place = segments.placeOf(file.hash) as FilePlace;
    const { articles, pages, paragraphs, recognised, warnings, problem } = segments.fileAt(place);
    return { ...file, pages, articles: articles.length, paragraphs, recognised, warnings, problem, ...place };
  });
  const joined = joinArticles(files.map((file) => ({ path: file.path, articles: segments.fileAt(file).articles })));
  const problems = files.flatMap(({ path, problem }) => (problem ? [{ file: path, problem: problem.message }] : []));
  if (joined.length === 0) throw emptyCorpus(source.name, problems);
  await Promise.all([
    writeFile(join(folder, INDEXED_FILES), jsonLines(files)),
    writeFile(join(folder, JOINED_FILE), jsonLines(joined)),
  ]);
  const names = [...new Set(files.map(({ segment }) => segment))].sort();
  const makers = currentMakers(hashCorpusFiles(listed), embedder.name, limits);
  const manifest: Manifest = {
    indexVersion: versionOf(makers),
    makers,
    counts: countHeld(joined, files, segments),
    problems,
    files: await hashFiles(folder),
    segments: Object.fromEntries(names.map((name) => [name, segments.get(name).checksum])),
  };
  await writeManifest(folder, manifest);
  // Before the switch: whatever stops the machine, no article is cited that the archive does not hold.
  const archive = await archiveSegments(indexRoot, names);
  return { manifest, files, embedded, archive };
}

function countHeld(
  joined: readonly JoinedArticle[],
  files: readonly IndexedFile[],
  segments: SegmentPool,
): Manifest['counts'] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  let [chunks, sentences] = [0, 0];
  for (const { path, position } of joined) {
    const article = segments.fileAt(byPath.get(path) as IndexedFile).articles[position];
    chunks += article?.chunks ?? 0;
    sentences += article?.sentences ?? 0;
  }
  return { bulletins: new Set(joined.map(({ path }) => path)).size, articles: joined.length, chunks, sentences };
}

async function archiveSegments(indexRoot: string, names: readonly string[]): Promise<ArchiveReport> {
  const archive = await ArchiveWriter.open(indexRoot);
  for (const name of names) {
    if (!archive.holds(name)) await archive.add(await readDrafts(segmentFolder(indexRoot, name)), name);
  }
  return archive.close();
}

/** The segments that indexes consist of. */
async function segmentsOf(folders: readonly string[]): Promise<Set<string>> {
  const names = new Set<string>();
  for (const folder of folders) {
    // What an index consists of whose manifest is damaged is not known, and it cannot be opened.
    const manifest = await readManifestFile(folder).catch(() => null);
    for (const name of Object.keys(manifest?.segments ?? {})) names.add(name);
  }
  return names;
}
