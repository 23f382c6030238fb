/**
 * Vectors on disk. The only file that knows vectra, whose LocalIndex holds those of a segment; its codecs are replaced
 * by vector-codec.ts, and what is searched is the matrix of all segments (vector-search.ts).
 */
import { createRequire, Module } from 'node:module';
import { dirname, join } from 'node:path';
import type * as Vectra from 'vectra';
import { deserializeIndex, serializeIndex } from './vector-codec.ts';

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
const { JsonCodec } = require(join(library, 'codecs')) as Pick<typeof Vectra, 'JsonCodec'>;

/** A vector, and the SHA-256 of what was embedded. */
export interface StoredVector {
  hash: string;
  vector: Float32Array;
}

/** Vectors in the order in which they were written, one a row. */
export interface VectorRows {
  matrix: Float32Array;
  dimensions: number;
}

type VectorMetadata = { hash: string };

/** The library's JSON codec serves for what an index of ours does not have: catalogs and metadata in files of their own. */
function createCodec(): Vectra.IndexCodec {
  const json = new JsonCodec();
  return {
    extension: '.matrix',
    serializeIndex,
    deserializeIndex,
    serializeCatalog: (catalog) => json.serializeCatalog(catalog),
    deserializeCatalog: (buffer) => json.deserializeCatalog(buffer),
    serializeMetadata: (metadata) => json.serializeMetadata(metadata),
    deserializeMetadata: (buffer) => json.deserializeMetadata(buffer),
  };
}

function localIndex(folder: string): Vectra.LocalIndex<VectorMetadata> {
  return new LocalIndex<VectorMetadata>(folder, undefined, new LocalFileStorage(), createCodec());
}

/** Writes vectors into a folder that holds none yet. */
export async function writeVectors(folder: string, vectors: readonly StoredVector[]): Promise<void> {
  const index = localIndex(folder);
  await index.createIndex({ version: 1 });
  await index.batchInsertItems(
    // The library asks of a vector no more than its numbers and their count.
    vectors.map(({ hash, vector }, row) => ({
      id: String(row),
      vector: vector as unknown as number[],
      metadata: { hash },
    })),
  );
}

/**
 * Reads the vectors of a folder that {@link writeVectors} wrote.
 *
 * @throws Error when it cannot be read.
 */
export async function readVectors(folder: string): Promise<VectorRows> {
  const items = await localIndex(folder).listItems();
  // The codec reads them as parts of one array.
  const first = items[0]?.vector as unknown as Float32Array | undefined;
  if (!first) return { matrix: new Float32Array(0), dimensions: 0 };
  const matrix = new Float32Array(first.buffer, first.byteOffset, items.length * first.length);
  return { matrix, dimensions: first.length };
}

/**
 * The SHA-256 of what was embedded, in hexadecimal digits, of each row of a folder that {@link writeVectors} wrote.
 *
 * @throws Error when it cannot be read.
 */
export async function readHashes(folder: string): Promise<string[]> {
  return (await localIndex(folder).listItems()).map(({ metadata }) => metadata.hash);
}
