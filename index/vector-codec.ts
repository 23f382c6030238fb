/**
 * How an index of vectra's is written: what is not a number as JSON, and behind it the vectors as one matrix of 32-bit
 * floats, which is read without taking each number apart, as the codecs of the library do.
 *
 * `length of the JSON (4 bytes) · JSON · zeros to a multiple of 8 · norms (64 bits each) · vectors (32 bits each)`, all
 * little-endian, as every processor that the runtime supports.
 */
/** What the library keeps of an index. */
export interface VectorIndexData {
  version: number;
  metadata_config: { indexed?: string[] };
  items: VectorItem[];
}

interface VectorItem {
  id: string;
  metadata: Record<string, string | number | boolean>;
  vector: number[];
  norm: number;
}

interface Head extends Pick<VectorIndexData, 'version' | 'metadata_config'> {
  dimensions: number;
  items: Pick<VectorItem, 'id' | 'metadata'>[];
}

const ALIGNMENT = 8;
const NORM_BYTES = 8;
const NUMBER_BYTES = 4;

/** The bytes of an index. */
export function serializeIndex({ version, metadata_config, items }: VectorIndexData): Buffer {
  const dimensions = items[0]?.vector.length ?? 0;
  const head: Head = {
    version,
    metadata_config,
    dimensions,
    items: items.map(({ id, metadata }) => ({ id, metadata })),
  };
  const json = Buffer.from(JSON.stringify(head));
  const normsAt = aligned(NUMBER_BYTES + json.length);
  const vectorsAt = normsAt + items.length * NORM_BYTES;
  const bytes = new Uint8Array(vectorsAt + items.length * dimensions * NUMBER_BYTES);
  new DataView(bytes.buffer).setUint32(0, json.length, true);
  bytes.set(json, NUMBER_BYTES);
  new Float64Array(bytes.buffer, normsAt, items.length).set(items.map(({ norm }) => norm));
  const matrix = new Float32Array(bytes.buffer, vectorsAt, items.length * dimensions);
  items.forEach(({ vector }, row) => matrix.set(vector, row * dimensions));
  return Buffer.from(bytes.buffer);
}

/** The index that {@link serializeIndex} wrote; its vectors are parts of one array. */
export function deserializeIndex(buffer: Buffer): VectorIndexData {
  const jsonLength = buffer.readUInt32LE(0);
  const head = JSON.parse(buffer.toString('utf8', NUMBER_BYTES, NUMBER_BYTES + jsonLength)) as Head;
  const normsAt = aligned(NUMBER_BYTES + jsonLength);
  // The buffer may lie anywhere in its memory; numbers are read at multiples of their size.
  const bytes = Uint8Array.prototype.slice.call(buffer, normsAt).buffer;
  const norms = new Float64Array(bytes, 0, head.items.length);
  const matrix = new Float32Array(bytes, norms.byteLength, head.items.length * head.dimensions);
  return {
    version: head.version,
    metadata_config: head.metadata_config,
    items: head.items.map(({ id, metadata }, row) => ({
      id,
      metadata,
      // The library asks of a vector no more than its numbers and their count.
      vector: matrix.subarray(row * head.dimensions, (row + 1) * head.dimensions) as unknown as number[],
      norm: norms[row] as number,
    })),
  };
}

function aligned(offset: number): number {
  return Math.ceil(offset / ALIGNMENT) * ALIGNMENT;
}
