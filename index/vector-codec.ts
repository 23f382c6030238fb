/**
 * How an index of vectra's is written: what is not a number as JSON, and behind it, as bytes, the hashes, the norms and
 * the vectors, which as one matrix are read without taking a number in hand, as the codecs of the library do.
 *
 * `length of the JSON (4 bytes) · JSON · zeros to a multiple of 8 · norms (64 bits each) · vectors (32 bits each) ·
 * hashes (256 bits each)`, all little-endian, as every processor that the runtime supports. An item is called by its
 * row and has no metadata but the SHA-256 of what was embedded.
 */
/** What the library keeps of an index. */
export interface VectorIndexData {
  version: number;
  metadata_config: { indexed?: string[] };
  items: VectorItem[];
}

interface VectorItem {
  readonly id: string;
  readonly metadata: Record<string, string | number | boolean>;
  readonly vector: number[];
  readonly norm: number;
}

interface Head extends Pick<VectorIndexData, 'version' | 'metadata_config'> {
  dimensions: number;
  count: number;
}

const ALIGNMENT = 8;
const NORM_BYTES = 8;
const NUMBER_BYTES = 4;
const HASH_BYTES = 32;

/**
 * The bytes of an index.
 *
 * @throws RangeError for an item that is not called by its row, or has no SHA-256.
 */
export function serializeIndex({ version, metadata_config, items }: VectorIndexData): Buffer {
  const dimensions = items[0]?.vector.length ?? 0;
  const head: Head = { version, metadata_config, dimensions, count: items.length };
  const json = Buffer.from(JSON.stringify(head));
  const bytes = new Uint8Array(aligned(NUMBER_BYTES + json.length) + bodyLength(head));
  new DataView(bytes.buffer).setUint32(0, json.length, true);
  bytes.set(json, NUMBER_BYTES);
  const { norms, matrix, hashes } = partsOf(bytes, aligned(NUMBER_BYTES + json.length), head);
  items.forEach(({ id, metadata, vector, norm }, row) => {
    const hash = Buffer.from(String(metadata.hash), 'hex');
    if (id !== String(row) || hash.length !== HASH_BYTES) throw new RangeError(`item ${id} in row ${row} has no hash`);
    norms[row] = norm;
    matrix.set(vector, row * dimensions);
    hashes.set(hash, row * HASH_BYTES);
  });
  return Buffer.from(bytes.buffer);
}

/**
 * The index that {@link serializeIndex} wrote; its vectors are parts of one array.
 *
 * @throws RangeError or SyntaxError for bytes that are none.
 */
export function deserializeIndex(buffer: Buffer): VectorIndexData {
  const jsonLength = buffer.readUInt32LE(0);
  const head = JSON.parse(buffer.toString('utf8', NUMBER_BYTES, NUMBER_BYTES + jsonLength)) as Head;
  const bodyAt = aligned(NUMBER_BYTES + jsonLength);
  // Numbers are read at multiples of their size only, and a buffer may lie anywhere in its memory.
  const isAligned = (buffer.byteOffset + bodyAt) % ALIGNMENT === 0;
  const parts = isAligned ? partsOf(buffer, bodyAt, head) : partsOf(Uint8Array.from(buffer.subarray(bodyAt)), 0, head);
  const items = Array.from({ length: head.count }, (_, row) => new StoredItem(parts, row));
  return { version: head.version, metadata_config: head.metadata_config, items };
}

interface Parts {
  dimensions: number;
  norms: Float64Array;
  matrix: Float32Array;
  hashes: Uint8Array;
}

function bodyLength({ count, dimensions }: Head): number {
  return count * (NORM_BYTES + dimensions * NUMBER_BYTES + HASH_BYTES);
}

function partsOf({ buffer, byteOffset }: Uint8Array, bodyAt: number, { count, dimensions }: Head): Parts {
  const normsAt = byteOffset + bodyAt;
  const matrixAt = normsAt + count * NORM_BYTES;
  const hashesAt = matrixAt + count * dimensions * NUMBER_BYTES;
  return {
    dimensions,
    norms: new Float64Array(buffer, normsAt, count),
    matrix: new Float32Array(buffer, matrixAt, count * dimensions),
    hashes: new Uint8Array(buffer, hashesAt, count * HASH_BYTES),
  };
}

/** An item of an index, which is read off its bytes when it is asked for: of most only the vectors ever are. */
class StoredItem implements VectorItem {
  readonly #parts: Parts;
  readonly #row: number;

  constructor(parts: Parts, row: number) {
    this.#parts = parts;
    this.#row = row;
  }

  get id(): string {
    return String(this.#row);
  }

  get metadata(): { hash: string } {
    const start = this.#row * HASH_BYTES;
    return { hash: Buffer.from(this.#parts.hashes.subarray(start, start + HASH_BYTES)).toString('hex') };
  }

  get vector(): number[] {
    const { matrix, dimensions } = this.#parts;
    // The library asks of a vector no more than its numbers and their count.
    return matrix.subarray(this.#row * dimensions, (this.#row + 1) * dimensions) as unknown as number[];
  }

  get norm(): number {
    return this.#parts.norms[this.#row] as number;
  }
}

function aligned(offset: number): number {
  return Math.ceil(offset / ALIGNMENT) * ALIGNMENT;
}
