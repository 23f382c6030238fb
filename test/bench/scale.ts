/**
 * `npm run bench -- --scale`: how what the product does grows with its corpus, over files that nobody wrote
 * (large-corpus.ts), with the real commands and the real model.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { readArticles } from '../../corpus/file-reading.ts';
import { type Embedder, openEmbedder } from '../../index/embed.ts';
import { draftSegment } from '../../index/segment.ts';
import { listSegments } from '../../index/segments.ts';
import { SMALL_PROCESS } from '../../scripts/processes.mjs';
import { readConfig } from '../../server/config.ts';
import { makeLargeFile, pickQuestions, writeLargeCorpus } from './large-corpus.ts';
import { type BuildRun, runBuild } from './scale-build.ts';
import { rateOfEmbedder } from './scale-measures.ts';
import type { OpenIndex } from './scale-open.ts';
import { describeGrowth } from './scale-table.ts';

export const FILES_DEFAULT = [200, 2_000, 20_000];

/** Different questions asked of each corpus; the first ones are for warming. */
const QUESTIONS = 90;

/** Files that change before the second build. */
const CHANGED = 10;

/** Sentences that the model embeds alone, before the build and after it. */
const SENTENCES_ALONE = 2_000;

export interface ScaleRun {
  files: number;
  /** To write the files. */
  generatedSeconds: number;
  /** Sentences a second of the model alone and of the build, both halves together. */
  bareRate: number;
  buildRate: number;
  buildSeconds: number;
  /** Of the longer half; see {@link BuildRun}. */
  memoryByQuarter: number[];
  /** Sentences embedded by the build that was killed, and of these again by the next one. */
  killedAt: number;
  embeddedAgain: number;
  /** The build after {@link CHANGED} files changed. */
  second: { seconds: number; embedded: number };
  open: OpenIndex;
}

/** Measures corpora of so many files and prints what each took. */
export async function measureScale(sizes: readonly number[]): Promise<void> {
  const embedder = await openEmbedder(readConfig(process.env).modelFolder, availableParallelism());
  const runs: ScaleRun[] = [];
  for (const files of sizes) {
    runs.push(await measureCorpus(files, embedder));
    console.log(describeGrowth(runs));
  }
  await embedder.close();
}

async function measureCorpus(files: number, embedder: Embedder): Promise<ScaleRun> {
  const folder = await mkdtemp(join(tmpdir(), 'bulletin-qa-scale-'));
  const corpusFolder = join(folder, 'corpus');
  const environment = {
    CORPUS_DIR: corpusFolder,
    DATA_DIR: join(folder, 'data'),
    MODEL_DIR: readConfig(process.env).modelFolder,
  };
  const { indexRoot } = readConfig({ ...process.env, ...environment });
  try {
    const startedAt = performance.now();
    const questions = await writeLargeCorpus(corpusFolder, { files });
    const generatedSeconds = (performance.now() - startedAt) / 1000;
    const sample = await sentencesOf(files);
    const rateBefore = await rateOfEmbedder(embedder, sample);
    const killed = await runBuild(environment, true);
    const kept = killed.wasKilled ? await sentencesIn(indexRoot) : killed.embedded;
    const resumed = await runBuild(environment);
    const rateAfter = await rateOfEmbedder(embedder, sample);
    for (let number = 0; number < CHANGED; number++) {
      const { path, text } = makeLargeFile(Math.floor((number * files) / CHANGED), {}, 1);
      await writeFile(join(corpusFolder, path), text);
    }
    const { seconds, embedded } = await runBuild(environment);
    const open = await openIndex(environment, folder, pickQuestions(questions, QUESTIONS));
    return {
      files,
      generatedSeconds,
      bareRate: (rateBefore + rateAfter) / 2,
      buildRate: rateOf([killed, resumed]),
      buildSeconds: killed.seconds + resumed.seconds,
      memoryByQuarter: (killed.embedded > resumed.embedded ? killed : resumed).memoryByQuarter,
      killedAt: killed.embedded,
      embeddedAgain: Math.max(0, killed.embedded - kept),
      second: { seconds, embedded },
      open,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function rateOf(runs: readonly BuildRun[]): number {
  const sum = (valueOf: (run: BuildRun) => number): number => runs.reduce((total, run) => total + valueOf(run), 0);
  return sum(({ embedded }) => embedded) / sum(({ embeddingSeconds }) => embeddingSeconds);
}

/** Sentences from all over a corpus as they are embedded. */
async function sentencesOf(files: number): Promise<string[]> {
  const texts: string[] = [];
  for (let number = 0; texts.length < SENTENCES_ALONE; number++) {
    const { path, text } = makeLargeFile((number * 97) % files);
    const reading = await readArticles(path, { bytes: Buffer.from(text), correction: null });
    texts.push(...draftSegment([{ hash: path, reading }]).sentences.map((sentence) => sentence.text));
  }
  return texts.slice(0, SENTENCES_ALONE);
}

/** Sentences whose vectors a build that was killed has left. */
async function sentencesIn(indexRoot: string): Promise<number> {
  return (await listSegments(indexRoot)).reduce((sum, { head }) => sum + head.sentences, 0);
}

async function openIndex(environment: Record<string, string>, folder: string, questions: object[]): Promise<OpenIndex> {
  const file = join(folder, 'questions.json');
  await writeFile(file, JSON.stringify(questions));
  const program = [...SMALL_PROCESS.nodeOptions, '--expose-gc', '--import', 'tsx', 'test/bench/scale-open.ts', file];
  const { stdout } = await promisify(execFile)(process.execPath, program, {
    env: { ...SMALL_PROCESS.environment, ...environment },
  });
  return JSON.parse(stdout) as OpenIndex;
}
