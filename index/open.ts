/**
 * The embedded store: an index folder on this machine, opened and kept in memory.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Article } from '../corpus/article.ts';
import { KnownError, knownError } from '../corpus/errors.ts';
import { type ArchivedArticle, findArchived } from './archive.ts';
import { Bm25, type Postings, type TermScore } from './bm25.ts';
import type { Chunk, ChunkLimits } from './chunk.ts';
import { MODEL_NAME } from './embed.ts';
import { currentFolder, indexFolders } from './folder.ts';
import { currentMakers, isReadable, type Manifest, readManifest, readManifestFile, verifyFiles } from './manifest.ts';
import type { ChunkScore, PassageStore, TermWeights } from './store.ts';
import type { Terms } from './terms.ts';
import { type Neighbour, VectorIndex } from './vectors.ts';

/** Names of the files of an index folder. */
export const INDEX_FILES = {
  articles: 'articles.jsonl',
  chunks: 'chunks.jsonl',
  words: 'words.json',
  bigrams: 'bigrams.json',
  vectors: 'vectors',
} as const;

/**
 * Opens the current index below `indexRoot`, checked against the corpus, the code and the model.
 *
 * @throws KnownError index_missing, index_stale or index_damaged; each message names the command that mends it.
 */
export async function openIndex(
  indexRoot: string,
  corpusHash: string,
  model = MODEL_NAME,
  limits?: ChunkLimits,
): Promise<PassageStore> {
  const folder = await currentFolder(indexRoot);
  if (folder === null) throw knownError('index_missing');
  return openFolder(indexRoot, folder, await readManifest(folder, currentMakers(corpusHash, model, limits)));
}

/**
 * Opens the last whole index below `indexRoot` that this code can answer from, whatever corpus it was built of: what
 * answers until the current one is mended. Null where there is none.
 */
export async function openLastGood(indexRoot: string, model = MODEL_NAME): Promise<PassageStore | null> {
  const makers = currentMakers('', model);
  for (const folder of await indexFolders(indexRoot)) {
    try {
      const manifest = await readManifestFile(folder);
      if (isReadable(manifest, makers)) return await openFolder(indexRoot, folder, manifest);
    } catch (thrown) {
      if (!(thrown instanceof KnownError)) throw thrown;
    }
  }
  return null;
}

async function openFolder(indexRoot: string, folder: string, manifest: Manifest): Promise<PassageStore> {
  await verifyFiles(folder, manifest);
  const [articles, chunks, words, bigrams, vectors] = await Promise.all([
    readLines<Article>(join(folder, INDEX_FILES.articles)),
    readLines<Chunk>(join(folder, INDEX_FILES.chunks)),
    readPostings(join(folder, INDEX_FILES.words)),
    readPostings(join(folder, INDEX_FILES.bigrams)),
    VectorIndex.open(join(folder, INDEX_FILES.vectors)),
  ]);
  return new EmbeddedStore(indexRoot, manifest, articles, chunks, new Bm25(words), new Bm25(bigrams), vectors);
}

async function readLines<Value>(file: string): Promise<Value[]> {
  const lines = await readFile(file, 'utf8');
  return lines
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Value);
}

async function readPostings(file: string): Promise<Postings> {
  return JSON.parse(await readFile(file, 'utf8')) as Postings;
}

class EmbeddedStore implements PassageStore {
  readonly manifest: Manifest;
  readonly #indexRoot: string;
  readonly #articles: Article[];
  readonly #articleById: Map<string, Article>;
  readonly #chunks: Chunk[];
  readonly #chunkById: Map<string, Chunk>;
  readonly #chunksByArticle = new Map<string, Chunk[]>();
  readonly #words: Bm25;
  readonly #bigrams: Bm25;
  readonly #vectors: VectorIndex;

  constructor(
    indexRoot: string,
    manifest: Manifest,
    articles: Article[],
    chunks: Chunk[],
    words: Bm25,
    bigrams: Bm25,
    vectors: VectorIndex,
  ) {
    this.#indexRoot = indexRoot;
    this.manifest = manifest;
    this.#articles = articles;
    this.#articleById = new Map(articles.map((article) => [article.id, article]));
    this.#chunks = chunks;
    this.#chunkById = new Map(chunks.map((chunk) => [chunk.id, chunk]));
    for (const chunk of chunks) {
      const list = this.#chunksByArticle.get(chunk.articleId);
      if (list) list.push(chunk);
      else this.#chunksByArticle.set(chunk.articleId, [chunk]);
    }
    this.#words = words;
    this.#bigrams = bigrams;
    this.#vectors = vectors;
  }

  articles(): Promise<readonly Article[]> {
    return Promise.resolve(this.#articles);
  }

  article(id: string): Promise<Article | null> {
    return Promise.resolve(this.#articleById.get(id) ?? null);
  }

  archived(identity: string): Promise<ArchivedArticle[]> {
    return findArchived(this.#indexRoot, identity);
  }

  chunks(ids: readonly string[]): Promise<Chunk[]> {
    return Promise.resolve(ids.flatMap((id) => this.#chunkById.get(id) ?? []));
  }

  chunksOf(articleId: string): Promise<readonly Chunk[]> {
    return Promise.resolve(this.#chunksByArticle.get(articleId) ?? []);
  }

  byTerms(terms: Terms, limit: number, scope: readonly string[] | null): Promise<ChunkScore[]> {
    const allowed = scope && new Set(scope);
    const totals = this.#words.score(terms.words);
    for (const [number, score] of this.#bigrams.score(terms.bigrams)) {
      totals.set(number, (totals.get(number) ?? 0) + score);
    }
    // Equal scores keep reading order, whatever order the terms were given in.
    const ranked = [...totals].sort(([a, scoreA], [b, scoreB]) => scoreB - scoreA || a - b);
    const scored = ranked.flatMap(([number, score]) => {
      const chunk = this.#chunks[number];
      return chunk && (!allowed || allowed.has(chunk.articleId)) ? [{ chunkId: chunk.id, score }] : [];
    });
    return Promise.resolve(scored.slice(0, limit));
  }

  byVector(vector: Float32Array, limit: number, scope: readonly string[] | null): Promise<Neighbour[]> {
    return this.#vectors.nearest(vector, limit, scope && [...scope]);
  }

  similarities(vector: Float32Array, chunk: Chunk): Promise<number[]> {
    return Promise.resolve(chunk.sentences.map((_, number) => this.#vectors.similarity(vector, chunk.id, number) ?? 0));
  }

  explain(chunkId: string, terms: Terms): Promise<TermScore[]> {
    const number = this.#chunks.findIndex(({ id }) => id === chunkId);
    return Promise.resolve([
      ...this.#words.explain(number, terms.words),
      ...this.#bigrams.explain(number, terms.bigrams),
    ]);
  }

  weigh(terms: Terms): Promise<TermWeights> {
    const weights = (index: Bm25, list: string[]): Map<string, number> =>
      new Map(list.map((term) => [term, index.inverseDocumentFrequency(term)]));
    return Promise.resolve({
      words: weights(this.#words, terms.words),
      bigrams: weights(this.#bigrams, terms.bigrams),
      // No text has a bigram of one character.
      unknown: this.#bigrams.inverseDocumentFrequency('?'),
    });
  }

  vocabulary(): Promise<readonly string[]> {
    return Promise.resolve(this.#words.terms());
  }
}
