/**
 * What it takes to open an index and to answer from it. Run by scale.ts as a process of its own, with what a start gives
 * the server to keep it small; the configuration comes from the environment, the questions from a file. Prints a line of
 * JSON.
 */
import { readFile } from 'node:fs/promises';
import { openEmbedder } from '../../index/embed.ts';
import { openLastGood } from '../../index/open.ts';
import { createAnswerer, warmAnswerer } from '../../server/answer.ts';
import { readConfig } from '../../server/config.ts';
import type { KnownQuestion } from './large-corpus.ts';
import { type AnswerTimes, measureAnswers, measureRecall, watchLoop } from './scale-measures.ts';

export interface OpenIndex extends AnswerTimes {
  articles: number;
  chunks: number;
  sentences: number;
  /** To open the index, and to make what answers from it. */
  openSeconds: number;
  answererSeconds: number;
  /** Longest time that nothing else was let in while that was made, in milliseconds. */
  answererBlocked: number;
  /** Resident, in bytes: with the code and the model only, with the index, after all questions. */
  memory: { before: number; open: number; after: number };
  /** See {@link measureRecall}. */
  recall: number;
}

/** Questions asked before the times are taken; questions whose nearest sentences are looked for. */
const WARMING = 10;
const COMPARED = 25;

const { modelFolder, indexRoot } = readConfig(process.env);
const questions = JSON.parse(await readFile(process.argv[2] as string, 'utf8')) as KnownQuestion[];
const embedder = await openEmbedder(modelFolder);
await embedder.embedQuestion('预热');
const before = residentNow();
let startedAt = performance.now();
const store = await openLastGood(indexRoot);
if (!store) throw new Error(`no index in ${indexRoot}`);
const openSeconds = secondsSince(startedAt);
const open = residentNow();
startedAt = performance.now();
const { result: answerer, longest: answererBlocked } = await watchLoop(async () => {
  const made = await createAnswerer(store, embedder);
  await made.corrector();
  return made;
});
const answererSeconds = secondsSince(startedAt);
await warmAnswerer(answerer);
await measureAnswers(answerer, questions.slice(0, WARMING));
const times = await measureAnswers(answerer, questions.slice(WARMING));
const after = residentNow();
const compared = questions.slice(WARMING, WARMING + COMPARED).map(({ question }) => question);
const recall = await measureRecall(store, embedder, compared);
const { articles, chunks, sentences } = store.manifest.counts;
const measured: OpenIndex = {
  ...{ articles, chunks, sentences, openSeconds, answererSeconds, answererBlocked, recall, ...times },
  memory: { before, open, after },
};
await embedder.close();
console.log(JSON.stringify(measured));

function residentNow(): number {
  global.gc?.();
  return process.memoryUsage.rss();
}

function secondsSince(moment: number): number {
  return (performance.now() - moment) / 1000;
}
