/** The segments below a folder of indexes, which the indexes share, and what a build takes over from them. */
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { LRUCache } from 'lru-cache';
import { KnownError } from '../corpus/errors.ts';
import { flushFiles, flushFolder } from './folder.ts';
import { type SegmentMakers, verifyFiles } from './manifest.ts';
import {
  checksumSegment,
  readSegmentHashes,
  readSegmentHead,
  readSegmentVectors,
  readStoredFiles,
  type SegmentDraft,
  type SegmentHead,
  type StoredFile,
  writeSegment,
} from './segment.ts';
import type { VectorRows } from './vectors.ts';

const SEGMENTS_FOLDER = 'segments';

/** A segment that is being written. */
const WRITING = '.writing';

/** A segment is called by the first digits of its checksum. */
const NAME_LENGTH = 16;
const SEGMENT_NAME = /^[0-9a-f]{16}$/;

/** Whose vectors are kept in memory while those of unchanged sentences are looked up; a segment's are some megabytes. */
const SEGMENTS_IN_MEMORY = 4;

/** The folder of a segment. */
export function segmentFolder(indexRoot: string, name: string): string {
  return join(indexRoot, SEGMENTS_FOLDER, name);
}

/** A file in a segment. */
export interface FilePlace {
  segment: string;
  position: number;
}

/** A segment that is there and whole. */
export interface WholeSegment {
  name: string;
  head: SegmentHead;
  /** See {@link checksumSegment}. */
  checksum: string;
  files: StoredFile[];
}

/** Every whole segment, and only those; what a build that was killed left half written is removed. */
export async function listSegments(indexRoot: string): Promise<WholeSegment[]> {
  const root = join(indexRoot, SEGMENTS_FOLDER);
  await rm(join(root, WRITING), { recursive: true, force: true });
  const names = await readdir(root).catch((thrown: NodeJS.ErrnoException) => {
    if (thrown.code === 'ENOENT') return [];
    throw thrown;
  });
  const whole: WholeSegment[] = [];
  for (const name of names.filter((found) => SEGMENT_NAME.test(found)).sort()) {
    const folder = join(root, name);
    try {
      const head = await readSegmentHead(folder);
      await verifyFiles(folder, head);
      whole.push({ name, head, checksum: await checksumSegment(folder), files: await readStoredFiles(folder) });
    } catch (thrown) {
      if (!(thrown instanceof KnownError) || thrown.code !== 'index_damaged') throw thrown;
      // What cannot be read is made again from the corpus.
      await rm(folder, { recursive: true, force: true });
    }
  }
  return whole;
}

/** Adds a segment; whatever stops the machine, it is there whole or not at all. */
export async function addSegment(
  indexRoot: string,
  draft: SegmentDraft,
  vectors: ReadonlyMap<string, Float32Array>,
  makers: SegmentMakers,
): Promise<WholeSegment> {
  const root = join(indexRoot, SEGMENTS_FOLDER);
  const writing = join(root, WRITING);
  await rm(writing, { recursive: true, force: true });
  await mkdir(writing, { recursive: true });
  try {
    await writeSegment(writing, draft, vectors, makers);
    await flushFiles(writing);
  } catch (thrown) {
    // On a full disk what was written of it must not be what keeps it full.
    await rm(writing, { recursive: true, force: true });
    throw thrown;
  }
  const head = await readSegmentHead(writing);
  const checksum = await checksumSegment(writing);
  const name = checksum.slice(0, NAME_LENGTH);
  const folder = join(root, name);
  await rm(folder, { recursive: true, force: true });
  await rename(writing, folder);
  await flushFolder(root);
  return { name, head, checksum, files: draft.files };
}

/** Removes the segments that no index names any more. */
export async function removeSegments(indexRoot: string, keep: ReadonlySet<string>): Promise<void> {
  const root = join(indexRoot, SEGMENTS_FOLDER);
  for (const name of await readdir(root)) {
    if (SEGMENT_NAME.test(name) && !keep.has(name)) await rm(join(root, name), { recursive: true, force: true });
  }
}

/** The vectors that segments hold, by the hash of what was embedded. Read when the first is asked for. */
export class KnownVectors {
  readonly #indexRoot: string;
  readonly #segments: readonly WholeSegment[];
  readonly #open = new LRUCache<string, VectorRows>({ max: SEGMENTS_IN_MEMORY });
  #places: Map<string, { segment: string; row: number }> | undefined;

  /** @param segments those whose vectors the same model and code made */
  constructor(indexRoot: string, segments: readonly WholeSegment[]) {
    this.#indexRoot = indexRoot;
    this.#segments = segments;
  }

  /** The vectors of the hashes that are known. */
  async find(hashes: Iterable<string>): Promise<Map<string, Float32Array>> {
    this.#places ??= await this.#readPlaces();
    const bySegment = new Map<string, { hash: string; row: number }[]>();
    for (const hash of hashes) {
      const place = this.#places.get(hash);
      if (!place) continue;
      const rows = bySegment.get(place.segment) ?? [];
      rows.push({ hash, row: place.row });
      bySegment.set(place.segment, rows);
    }
    const found = new Map<string, Float32Array>();
    for (const [segment, rows] of bySegment) {
      const { matrix, dimensions } = await this.#vectorsOf(segment);
      for (const { hash, row } of rows) found.set(hash, matrix.slice(row * dimensions, (row + 1) * dimensions));
    }
    return found;
  }

  async #readPlaces(): Promise<Map<string, { segment: string; row: number }>> {
    const places = new Map<string, { segment: string; row: number }>();
    for (const { name } of this.#segments) {
      const hashes = await readSegmentHashes(segmentFolder(this.#indexRoot, name));
      hashes.forEach((hash, row) => places.set(hash, { segment: name, row }));
    }
    return places;
  }

  async #vectorsOf(segment: string): Promise<VectorRows> {
    const known = this.#open.get(segment);
    if (known) return known;
    const read = await readSegmentVectors(segmentFolder(this.#indexRoot, segment));
    this.#open.set(segment, read);
    return read;
  }
}
