/**
 * The embedding model, bge-small-zh-v1.5, in the thread that loads this. The only file that knows @xenova/transformers,
 * whose tokenizer it uses, and the runtime below it, onnxruntime-node.
 *
 * The session is opened here rather than by the library's pipeline, which cannot be told how many threads to use (by
 * default one for each core, all spinning for the few milliseconds that a sentence takes), and which holds the model in
 * memory three times while it opens it. Plain JavaScript, so that a thread needs no TypeScript loader of its own.
 */
import { basename, dirname, join, resolve } from 'node:path';
import { env } from '@xenova/transformers/src/env.js';
import { AutoTokenizer } from '@xenova/transformers/src/tokenizers.js';
import onnxruntime from 'onnxruntime-node';

const { InferenceSession, Tensor } = onnxruntime;

/** One core for each session: sentences are too short to be worth sharing, and the other cores have others to do. */
const SESSION_OPTIONS = { intraOpNumThreads: 1, interOpNumThreads: 1 };

/**
 * Opens the model in a folder whose files have been checked.
 *
 * @param {string} folder
 * @returns {Promise<(text: string) => Promise<Float32Array>>} gives the unit vector of a text: CLS pooling, normalised,
 *   as the model's authors prescribe; words beyond the model's 512 tokens are left out
 */
export async function openModel(folder) {
  const path = resolve(folder);
  // Files come from the folder that was checked and from nowhere else, the library's own cache included.
  env.allowRemoteModels = false;
  env.useFSCache = false;
  env.localModelPath = dirname(path);
  const tokenizer = await AutoTokenizer.from_pretrained(basename(path), { local_files_only: true });
  const session = await InferenceSession.create(join(path, 'onnx', 'model_quantized.onnx'), SESSION_OPTIONS);
  return async (text) => {
    const tokens = tokenizer(text, { truncation: true });
    const feeds = Object.fromEntries(
      session.inputNames.map((name) => [name, new Tensor('int64', tokens[name].data, tokens[name].dims)]),
    );
    const { last_hidden_state: hidden } = await session.run(feeds);
    // The first token's state stands for the text.
    return normalize(hidden.data.slice(0, hidden.dims[2]));
  };
}

function normalize(vector) {
  let sum = 0;
  for (const value of vector) sum += value * value;
  const length = Math.sqrt(sum);
  return vector.map((value) => value / length);
}
