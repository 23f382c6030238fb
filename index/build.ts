/** Articles → an index on disk. */
import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Article } from '../corpus/article.ts';
import { KnownError } from '../corpus/errors.ts';
import type { Corpus } from '../corpus/load.ts';
import { archiveArticles, type ArchiveReport } from './archive.ts';
import { countPostings } from './bm25.ts';
import { type Chunk, chunkArticle, type ChunkLimits, embeddedText } from './chunk.ts';
import type { Embedder } from './embed.ts';
import { indexFolders, replaceIndex } from './folder.ts';
import {
  currentMakers,
  hashFiles,
  type Makers,
  type Manifest,
  readManifestFile,
  verifyFiles,
  versionOf,
  writeManifest,
} from './manifest.ts';
import { INDEX_FILES } from './open.ts';
import { termsOf } from './terms.ts';
import { type StoredVector, VectorIndex, writeVectors } from './vectors.ts';

export interface BuildOptions {
  indexRoot: string;
  corpus: Corpus;
  embedder: Embedder;
  /** Where articles are cut, if not at the usual limits; the index has to be opened with the same. */
  limits?: ChunkLimits;
  /** Called after each sentence that was embedded; those taken over from the last index are not in `total`. */
  onProgress?: (done: number, total: number) => void;
}

export interface BuildReport {
  manifest: Manifest;
  /** Sentences embedded in this build; the rest came from the last index. */
  embedded: number;
  /** What the archive of article texts took in. */
  archive: ArchiveReport;
}

/** A sentence with what is embedded for it. */
export interface EmbeddedSentence {
  chunk: Chunk;
  number: number;
  text: string;
  hash: string;
}

/**
 * Builds the index of a corpus and makes it the current one. Sentences whose embedded text is unchanged keep their
 * vectors from the current index.
 *
 * @throws KnownError index_locked while another process builds, disk_full; the current index stays as it is.
 */
export async function buildIndex({
  indexRoot,
  corpus,
  embedder,
  limits,
  onProgress,
}: BuildOptions): Promise<BuildReport> {
  const makers = currentMakers(corpus.hash, embedder.name, limits);
  const chunks = corpus.articles.flatMap((article) => chunkArticle(article, limits));
  const sentences = listEmbedded(corpus.articles, chunks);
  let report: BuildReport | undefined;
  await replaceIndex(indexRoot, versionOf(makers), async (folder) => {
    const known = await knownVectors(indexRoot, makers);
    const missing = new Map(sentences.filter(({ hash }) => !known.has(hash)).map(({ hash, text }) => [hash, text]));
    await embedAll(missing, embedder, known, onProgress);
    await writeIndexFiles(folder, corpus.articles, chunks);
    await writeVectors(
      join(folder, INDEX_FILES.vectors),
      sentences.map((sentence) => storedVector(sentence, known)),
    );
    const manifest: Manifest = {
      indexVersion: versionOf(makers),
      makers,
      counts: {
        bulletins: new Set(corpus.articles.map(({ file }) => file)).size,
        articles: corpus.articles.length,
        chunks: chunks.length,
        sentences: sentences.length,
      },
      problems: corpus.problems,
      files: await hashFiles(folder),
    };
    await writeManifest(folder, manifest);
    // Before the switch: whatever stops the machine, no article is cited that the archive does not hold.
    const archive = await archiveArticles(indexRoot, corpus.articles);
    report = { manifest, embedded: missing.size, archive };
  });
  return report as BuildReport;
}

/** Embeds texts by their hashes, as many at a time as the embedder does. */
async function embedAll(
  texts: ReadonlyMap<string, string>,
  embedder: Embedder,
  vectors: Map<string, Float32Array>,
  onProgress: BuildOptions['onProgress'],
): Promise<void> {
  const left = texts.entries();
  let done = 0;
  const embedNext = async (): Promise<void> => {
    // One iterator for all: each text is taken once.
    for (const [hash, text] of left) {
      vectors.set(hash, await embedder.embedText(text));
      onProgress?.(++done, texts.size);
    }
  };
  await Promise.all(Array.from({ length: embedder.concurrency }, embedNext));
}

/** Every sentence of the chunks with what is embedded for it. */
export function listEmbedded(articles: Article[], chunks: Chunk[]): EmbeddedSentence[] {
  const byId = new Map(articles.map((article) => [article.id, article]));
  return chunks.flatMap((chunk) =>
    chunk.sentences.map((sentence, number) => {
      const text = embeddedText(byId.get(chunk.articleId) as Article, chunk, sentence);
      return { chunk, number, text, hash: createHash('sha256').update(text).digest('hex') };
    }),
  );
}

/** Vectors of the last whole index; none where another model or code made them. */
async function knownVectors(indexRoot: string, { model, embedder }: Makers): Promise<Map<string, Float32Array>> {
  for (const folder of await indexFolders(indexRoot)) {
    try {
      const manifest = await readManifestFile(folder);
      if (manifest.makers.model !== model || manifest.makers.embedder !== embedder) continue;
      await verifyFiles(folder, manifest);
      return (await VectorIndex.open(join(folder, INDEX_FILES.vectors))).byHash();
    } catch (thrown) {
      if (!(thrown instanceof KnownError) || thrown.code !== 'index_damaged') throw thrown;
    }
  }
  return new Map();
}

function storedVector({ chunk, number, hash }: EmbeddedSentence, vectors: Map<string, Float32Array>): StoredVector {
  return {
    chunkId: chunk.id,
    articleId: chunk.articleId,
    sentence: number,
    hash,
    vector: vectors.get(hash) as Float32Array,
  };
}

async function writeIndexFiles(folder: string, articles: Article[], chunks: Chunk[]): Promise<void> {
  const byId = new Map(articles.map((article) => [article.id, article]));
  const terms = chunks.map((chunk) => {
    const article = byId.get(chunk.articleId) as Article;
    // Folding drops line breaks, so a full stop keeps the title's last word from running into the heading's first.
    return termsOf([article.title, ...chunk.headings, article.text.slice(chunk.start, chunk.end)].join('。'));
  });
  await mkdir(folder, { recursive: true });
  await Promise.all([
    writeFile(join(folder, INDEX_FILES.articles), jsonLines(articles)),
    writeFile(join(folder, INDEX_FILES.chunks), jsonLines(chunks)),
    writeFile(join(folder, INDEX_FILES.words), JSON.stringify(countPostings(terms.map(({ words }) => words)))),
    writeFile(join(folder, INDEX_FILES.bigrams), JSON.stringify(countPostings(terms.map(({ bigrams }) => bigrams)))),
  ]);
}

function jsonLines(values: unknown[]): string {
  return values.map((value) => `${JSON.stringify(value)}\n`).join('');
}
