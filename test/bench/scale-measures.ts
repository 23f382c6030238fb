/** What is measured of an index that is open: how soon and how well it answers, and whether its search finds the nearest. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Embedder } from '../../index/embed.ts';
import type { PassageStore } from '../../index/store.ts';
import { type Answerer, answerQuestion } from '../../server/answer.ts';
import type { KnownQuestion } from './large-corpus.ts';
import { quantile } from './quantile.ts';

export interface AnswerTimes {
  /** In milliseconds. */
  median: number;
  p95: number;
  /** Longest time that nothing else was let in. */
  blocked: number;
  /** Share of the questions of which an extract from the right file holds the answer, 0–1. */
  found: number;
}

/** Asks each question once, one after another. */
export async function measureAnswers(answerer: Answerer, questions: readonly KnownQuestion[]): Promise<AnswerTimes> {
  const times: number[] = [];
  let found = 0;
  const { longest } = await watchLoop(async () => {
    for (const { question, path, answer } of questions) {
      const startedAt = performance.now();
      const { extracts } = await answerQuestion(answerer, { question });
      times.push(performance.now() - startedAt);
      if (extracts.some(({ text, citation }) => citation.source.file === path && text.includes(answer))) found++;
    }
  });
  return {
    median: quantile(times, 0.5),
    p95: quantile(times, 0.95),
    blocked: longest,
    found: found / Math.max(1, questions.length),
  };
}

/** Does some work and tells how long the event loop was kept from others at most, in milliseconds. */
export async function watchLoop<Result>(work: () => Promise<Result>): Promise<{ result: Result; longest: number }> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const result = await work();
  delay.disable();
  return { result, longest: delay.max / 1e6 };
}

/** Sentences that are compared of each question. */
export const NEAREST = 40;

/** Of the sentences that are nearest to questions, the share that the store's search finds, 0–1. */
export async function measureRecall(
  store: Pick<PassageStore, 'articles' | 'chunksOf' | 'similarities' | 'byVector'>,
  embedder: Embedder,
  questions: readonly string[],
): Promise<number> {
  let found = 0;
  let wanted = 0;
  for (const question of questions) {
    const vector = await embedder.embedQuestion(question);
    const nearest = await store.byVector(vector, NEAREST, null);
    const exact = await nearestOfAll(store, vector);
    // Of several that are equally near any will do.
    const least = Math.min(...exact);
    found += nearest.filter(({ similarity }) => similarity >= least - EQUAL).length;
    wanted += exact.length;
  }
  return Math.min(1, found / wanted);
}

/** Sums of the same numbers in another order differ by less. */
const EQUAL = 1e-6;

/** The similarities of the nearest sentences, found by comparing every one. */
async function nearestOfAll(store: Parameters<typeof measureRecall>[0], vector: Float32Array): Promise<number[]> {
  const all: number[] = [];
  for (const { id } of await store.articles()) {
    for (const chunk of await store.chunksOf(id)) all.push(...(await store.similarities(vector, chunk)));
  }
  return [...Float64Array.from(all).sort().slice(-NEAREST)];
}

/** Texts a second of the model alone, as many at a time as it takes. */
export async function rateOfEmbedder(embedder: Embedder, texts: readonly string[]): Promise<number> {
  const left = texts.values();
  const startedAt = performance.now();
  const embedNext = async (): Promise<void> => {
    for (const text of left) await embedder.embedText(text);
  };
  await Promise.all(Array.from({ length: embedder.concurrency }, embedNext));
  return texts.length / ((performance.now() - startedAt) / 1000);
}
