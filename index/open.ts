/**
 * The embedded store: an index folder on this machine and the segments it names, opened and kept in memory.
 */
import { join } from 'node:path';
import type { Article } from '../corpus/article.ts';
import { KnownError, knownError } from '../corpus/errors.ts';
import type { JoinedArticle } from '../corpus/join.ts';
import { type ArchivedArticle, findArchived } from './archive.ts';
import { type Assembled, assembleIndex } from './assemble.ts';
import type { Bm25, TermScore } from './bm25.ts';
import { JOINED_FILE } from './build.ts';
import type { Chunk, ChunkLimits } from './chunk.ts';
import { MODEL_NAME } from './embed.ts';
import { currentFolder, indexFolders } from './folder.ts';
import { type IndexedFile, readIndexedFiles } from './indexed-file.ts';
import { currentMakers, isReadable, type Manifest, readManifest, readManifestFile, verifyFiles } from './manifest.ts';
import { readLines } from './segment.ts';
import type { ChunkScore, PassageStore, TermWeights } from './store.ts';
import type { Terms } from './terms.ts';
import { bestOf } from './top.ts';
import type { ChunkRange, Neighbour } from './vector-search.ts';

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
  const files = await readIndexedFiles(folder);
  const joined = await readLines<JoinedArticle>(join(folder, JOINED_FILE));
  return new EmbeddedStore(indexRoot, manifest, files, await assembleIndex(indexRoot, manifest, files, joined));
}

class EmbeddedStore implements PassageStore {
  readonly manifest: Manifest;
  readonly #indexRoot: string;
  readonly #files: readonly IndexedFile[];
  readonly #held: Assembled;
  readonly #articleById: Map<string, Article>;
  readonly #numberById: Map<string, number>;

  constructor(indexRoot: string, manifest: Manifest, files: readonly IndexedFile[], held: Assembled) {
    this.#indexRoot = indexRoot;
    this.manifest = manifest;
    this.#files = files;
    this.#held = held;
    this.#articleById = new Map(held.articles.map((article) => [article.id, article]));
    this.#numberById = new Map(held.chunks.map(({ id }, number) => [id, number]));
  }

  articles(): Promise<readonly Article[]> {
    return Promise.resolve(this.#held.articles);
  }

  article(id: string): Promise<Article | null> {
    return Promise.resolve(this.#articleById.get(id) ?? null);
  }

  files(): Promise<readonly IndexedFile[]> {
    return Promise.resolve(this.#files);
  }

  archived(identity: string): Promise<ArchivedArticle[]> {
    return findArchived(this.#indexRoot, identity);
  }

  chunks(ids: readonly string[]): Promise<Chunk[]> {
    return Promise.resolve(
      ids.flatMap((id) => {
        const number = this.#numberById.get(id);
        return number === undefined ? [] : [this.#held.chunks[number] as Chunk];
      }),
    );
  }

  chunksOf(articleId: string): Promise<readonly Chunk[]> {
    const { start, end } = this.#held.ranges.get(articleId) ?? { start: 0, end: 0 };
    return Promise.resolve(this.#held.chunks.slice(start, end));
  }

  byTerms(terms: Terms, limit: number, scope: readonly string[] | null): Promise<ChunkScore[]> {
    const { words, bigrams, chunks } = this.#held;
    const totals = bigrams.score(terms.bigrams, words.score(terms.words));
    if (scope) keepRanges(totals, this.#rangesOf(scope));
    // Equal scores keep reading order, whatever order the terms were given in.
    const best = bestOf(totals, limit, 0);
    return Promise.resolve(
      best.map((number) => ({ chunkId: (chunks[number] as Chunk).id, score: totals[number] as number })),
    );
  }

  byVector(vector: Float32Array, limit: number, scope: readonly string[] | null): Promise<Neighbour[]> {
    return Promise.resolve(this.#held.vectors.nearest(vector, limit, scope && this.#rangesOf(scope)));
  }

  similarities(vector: Float32Array, { id, sentences }: Chunk): Promise<number[]> {
    const number = this.#numberById.get(id);
    if (number === undefined) return Promise.resolve(sentences.map(() => 0));
    return Promise.resolve(this.#held.vectors.similarities(vector, number));
  }

  explain(chunkId: string, terms: Terms): Promise<TermScore[]> {
    const { words, bigrams } = this.#held;
    const number = this.#numberById.get(chunkId) ?? -1;
    return Promise.resolve([...words.explain(number, terms.words), ...bigrams.explain(number, terms.bigrams)]);
  }

  weigh(terms: Terms): Promise<TermWeights> {
    const { words, bigrams } = this.#held;
    const weights = (index: Bm25, list: string[]): Map<string, number> =>
      new Map(list.map((term) => [term, index.inverseDocumentFrequency(term)]));
    return Promise.resolve({
      words: weights(words, terms.words),
      bigrams: weights(bigrams, terms.bigrams),
      // No text has a bigram of one character.
      unknown: bigrams.inverseDocumentFrequency('?'),
    });
  }

  vocabulary(): Promise<readonly string[]> {
    return Promise.resolve(this.#held.words.terms());
  }

  /** The chunks of articles, in the order of the corpus. */
  #rangesOf(articleIds: readonly string[]): ChunkRange[] {
    const ranges = [...new Set(articleIds)].flatMap((id) => this.#held.ranges.get(id) ?? []);
    return ranges.sort((a, b) => a.start - b.start);
  }
}

/** Sets every score outside of ranges, which are in rising order, to 0. */
function keepRanges(scores: Float64Array, ranges: readonly ChunkRange[]): void {
  let at = 0;
  for (const { start, end } of ranges) {
    scores.fill(0, at, start);
    at = end;
  }
  scores.fill(0, at);
}
