/**
 * The answers' quality on golden sets, as floors a little below what was measured: a change that makes answers worse
 * fails here. `npm run eval -- --misses` shows each question that falls short.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fold } from '../corpus/text.ts';
import { answerQuestion } from '../server/answer.ts';
import type { Answer } from '../server/contract.ts';
import { DIGEST_SET, type GoldenSet, SHARED_SET } from './eval/sets.ts';
import { type Figures, type GoldenQuestion, scoreAnswer, summarise } from './eval/score.ts';
import { hasShared, openCorpus } from './open-corpus.ts';

interface Measured {
  figures: Figures;
  answers: Answer[];
}

async function measure({ corpusFolder, questionsFile, articlesFile }: GoldenSet): Promise<Measured> {
  const answerer = await openCorpus(corpusFolder);
  const questions = (await readFile(questionsFile, 'utf8')).split('\n').filter(Boolean);
  const articles = JSON.parse(await readFile(articlesFile, 'utf8')) as Record<string, { title: string }>;
  const titles = Object.fromEntries(Object.entries(articles).map(([key, { title }]) => [key, title]));
  const rows = [];
  const answers = [];
  for (const golden of questions.map((line) => JSON.parse(line) as GoldenQuestion)) {
    const { question, history } = golden;
    const answer = await answerQuestion(answerer, { question, ...(history ? { history } : {}) });
    answers.push(answer);
    rows.push(scoreAnswer(golden, answer, titles));
  }
  return { figures: summarise(rows), answers };
}

/** Raw files folded, with the page heads that interrupt sentences taken out. */
async function rawTexts(folder: string): Promise<string[]> {
  const files = (await readdir(folder)).filter((name) => /\.(?:txt|md)$/.test(name));
  const texts = await Promise.all(files.map(async (name) => fold(await readFile(join(folder, name), 'utf8'))));
  return texts.flatMap((text) => [text, text.replaceAll('领导批示', '')]);
}

async function expectVerbatim({ answers }: Measured, folder: string): Promise<void> {
  const texts = await rawTexts(folder);
  for (const { text } of answers.flatMap(({ extracts }) => extracts)) {
    expect(
      texts.some((raw) => raw.includes(fold(text))),
      `stands in no file: ${text}`,
    ).toBe(true);
    expect(text.length).toBeLessThanOrEqual(400);
  }
}

describe('answers from the digests', () => {
  it('reach the floors, verbatim throughout', async () => {
    const measured = await measure(DIGEST_SET);
    expect(measured.figures.article1).toBeGreaterThanOrEqual(0.92);
    expect(measured.figures.facts5).toBeGreaterThanOrEqual(0.88);
    expect(measured.figures.refused).toBeGreaterThanOrEqual(0.6);
    await expectVerbatim(measured, DIGEST_SET.corpusFolder);
  });
});

describe('answers from the real bulletins', () => {
  it(hasShared ? 'reach the floors, verbatim throughout' : 'are not measured: ../shared is not here', async () => {
    if (!hasShared) {
      console.warn('没有 ../shared/bulletins：真实简报上的质量未测。');
      return;
    }
    const measured = await measure(SHARED_SET);
    expect(measured.figures.article1).toBeGreaterThanOrEqual(0.95);
    expect(measured.figures.facts5).toBeGreaterThanOrEqual(0.92);
    expect(measured.figures.refused).toBeGreaterThanOrEqual(0.9);
    await expectVerbatim(measured, SHARED_SET.corpusFolder);
  });
});
