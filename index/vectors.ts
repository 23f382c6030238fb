/**
 * Vectors on disk and the search among them. The only file that knows vectra, whose LocalIndex with the protobuf codec
 * holds them; its JSON codec fails near 45,000 vectors.
 */
import { createRequire, Module } from 'node:module';
import { dirname, join } from 'node:path';
import type * as Vectra from 'vectra';
import { knownError } from '../corpus/errors.ts';

/**
 * The library's entry also loads tokenizers and clients of online services, a second at every start; its index, its
 * storage and its codec are taken from their own files.
 */
const require = createRequire(import.meta.url);
const library = dirname(require.resolve('vectra'));

/** What only the library's own keyword search uses, which is never asked here: a model of English, 20 MB of memory. */
for (const name of ['wink-nlp', 'wink-eng-lite-web-model', 'wink-bm25-text-search']) {
  const file = createRequire(join(library, 'index.js')).resolve(name);
  require.cache[file] ??= Object.assign(new Module(file), { loaded: true });
}

const { LocalIndex } = require(join(library, 'LocalIndex.js')) as Pick<typeof Vectra, 'LocalIndex'>;
const { LocalFileStorage } = require(join(library, 'storage')) as Pick<typeof Vectra, 'LocalFileStorage'>;
const { ProtobufCodec } = require(join(library, 'codecs')) as Pick<typeof Vectra, 'ProtobufCodec'>;

/** One vector: of sentence number `sentence` of a chunk. `hash` is the SHA-256 of what was embedded. */
export interface StoredVector {
  chunkId: string;
  sentence: number;
  articleId: string;
  hash: string;
  vector: Float32Array;
}

export interface Neighbour {
  chunkId: string;
  sentence: number;
  /** Cosine, −1–1. */
  similarity: number;
}

interface StoredItem {
  metadata: VectorMetadata;
  vector: number[];
}

type VectorMetadata = { chunkId: string; sentence: number; articleId: string; hash: string };

function localIndex(folder: string): Vectra.LocalIndex<VectorMetadata> {
  return new LocalIndex<VectorMetadata>(folder, undefined, new LocalFileStorage(), new ProtobufCodec());
}

/** Writes vectors into a folder that holds none yet. */
export async function writeVectors(folder: string, vectors: StoredVector[]): Promise<void> {
  const index = localIndex(folder);
  await index.createIndex({ version: 1 });
  await index.batchInsertItems(
    vectors.map(({ vector, ...metadata }) => ({
      id: vectorId(metadata.chunkId, metadata.sentence),
      vector: Array.from(vector),
      metadata,
    })),
  );
}

function vectorId(chunkId: string, sentence: number): string {
  return `${chunkId}#${sentence}`;
}

/** An open folder of vectors. */
export class VectorIndex {
  readonly #index: Vectra.LocalIndex<VectorMetadata>;
  readonly #byId: Map<string, StoredItem>;
  /** What was found of all articles for a vector; a question asks more than once, and each time looks at every vector. */
  readonly #found = new WeakMap<Float32Array, Neighbour[]>();

  private constructor(index: Vectra.LocalIndex<VectorMetadata>, byId: Map<string, StoredItem>) {
    this.#index = index;
    this.#byId = byId;
  }

  /**
   * Opens a folder that {@link writeVectors} wrote.
   *
   * @throws KnownError index_damaged when it cannot be read.
   */
  static async open(folder: string): Promise<VectorIndex> {
    const index = localIndex(folder);
    const items = await index.listItems().catch((cause: unknown) => {
      throw Object.assign(knownError('index_damaged', 'vectors'), { cause });
    });
    return new VectorIndex(index, new Map(items.map((item) => [item.id, item])));
  }

  get size(): number {
    return this.#byId.size;
  }

  /** The sentences nearest to a unit vector, best first, of all articles or of those given. */
  async nearest(vector: Float32Array, limit: number, articleIds: string[] | null): Promise<Neighbour[]> {
    const known = articleIds ? undefined : this.#found.get(vector);
    if (known && known.length >= Math.min(limit, this.size)) return known.slice(0, limit);
    const filter = articleIds ? { articleId: { $in: articleIds } } : undefined;
    const found = await this.#index.queryItems(Array.from(vector), '', limit, filter);
    const neighbours = found.map(({ item, score }) => ({
      chunkId: item.metadata.chunkId,
      sentence: item.metadata.sentence,
      similarity: score,
    }));
    if (!articleIds) this.#found.set(vector, neighbours);
    return neighbours;
  }

  /** Cosine of a unit vector with a stored one; null when there is none. */
  similarity(vector: Float32Array, chunkId: string, sentence: number): number | null {
    const stored = this.#byId.get(vectorId(chunkId, sentence))?.vector;
    if (!stored) return null;
    let product = 0;
    for (let at = 0; at < vector.length; at++) product += (vector[at] as number) * (stored[at] as number);
    return product;
  }

  /** Every vector by the hash of what was embedded: what a next build need not embed again. */
  byHash(): Map<string, Float32Array> {
    return new Map([...this.#byId.values()].map(({ metadata, vector }) => [metadata.hash, Float32Array.from(vector)]));
  }
}
