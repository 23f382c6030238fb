/**
 * Words → vectors, with bge-small-zh-v1.5 on this machine. The only file that knows @xenova/transformers.
 *
 * CLS pooling, normalised, and the instruction on questions only, as the model's authors prescribe.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { env, pipeline } from '@xenova/transformers';
import { knownError } from '../corpus/errors.ts';
import model from './model.json' with { type: 'json' };

export interface Embedder {
  /** What made the vectors; an index built with another one is refused. */
  readonly name: string;
  readonly dimensions: number;
  /** Unit vector of a text that is searched. */
  embedText(text: string): Promise<Float32Array>;
  /** Unit vector of a question. */
  embedQuestion(question: string): Promise<Float32Array>;
}

const QUESTION_INSTRUCTION = '为这个句子生成表示以用于检索相关文章：';

/** Name and revision of the model, as the index manifest and /api/health give it. */
export const MODEL_NAME = `${model.name}@${model.revision.slice(0, 8)}`;

/**
 * Opens the model in a folder after checking each of its files.
 *
 * @throws KnownError model_invalid when a file is missing or is not the registered one.
 */
export async function openEmbedder(folder: string): Promise<Embedder> {
  const path = resolve(folder);
  await Promise.all(Object.entries(model.files).map(([file, hash]) => checkFile(path, file, hash)));
  // Files come from the folder that was checked and from nowhere else, the library's own cache included.
  env.allowRemoteModels = false;
  env.useFSCache = false;
  env.localModelPath = dirname(path);
  const extract = await pipeline('feature-extraction', basename(path), { quantized: true, local_files_only: true });
  const embed = async (text: string): Promise<Float32Array> => {
    const output = await extract(text, { pooling: 'cls', normalize: true });
    return Float32Array.from(output.data as Float32Array);
  };
  return {
    name: MODEL_NAME,
    dimensions: model.dimensions,
    embedText: embed,
    embedQuestion: (question) => embed(QUESTION_INSTRUCTION + question),
  };
}

async function checkFile(folder: string, file: string, expected: string): Promise<void> {
  const bytes = await readFile(join(folder, file)).catch(() => null);
  const actual = bytes && createHash('sha256').update(bytes).digest('hex');
  if (actual !== expected) throw knownError('model_invalid', file, folder);
}
