/** Asks every question of a set and scores the answers. */
import { readFile } from 'node:fs/promises';
import { type Answerer, answerQuestion } from '../../server/answer.ts';
import type { Answer } from '../../server/contract.ts';
import { openCorpus, openPublic } from '../open-corpus.ts';
import { filesOfPassages, readPublicQuestions } from './public-set.ts';
import { type GoldenQuestion, type Row, scoreAnswer } from './score.ts';
import { type PublicRow, scorePublicAnswer } from './score-public.ts';
import type { GoldenSet, PublicSet } from './sets.ts';

/** The score of an answer with the answer. */
export interface Measured<Scored> {
  row: Scored;
  answer: Answer;
}

/** A golden set's questions. */
export async function readGolden({ questionsFile }: GoldenSet): Promise<GoldenQuestion[]> {
  const lines = (await readFile(questionsFile, 'utf8')).split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line) as GoldenQuestion);
}

async function readTitles({ articlesFile }: GoldenSet): Promise<Record<string, string>> {
  if (articlesFile === null) return {};
  const articles = JSON.parse(await readFile(articlesFile, 'utf8')) as Record<string, { title: string }>;
  return Object.fromEntries(Object.entries(articles).map(([key, { title }]) => [key, title]));
}

/** Asks a golden set of its corpus. */
export async function measureGolden(set: GoldenSet): Promise<Measured<Row>[]> {
  return measureAnswers(await openCorpus(set.corpusFolder), set);
}

/** Asks the questions of a golden set of whatever answers. */
export async function measureAnswers(answerer: Answerer, set: GoldenSet): Promise<Measured<Row>[]> {
  const titles = await readTitles(set);
  const measured: Measured<Row>[] = [];
  for (const golden of await readGolden(set)) {
    const { question, history } = golden;
    const answer = await answerQuestion(answerer, { question, ...(history ? { history } : {}) });
    measured.push({ row: scoreAnswer(golden, answer, titles), answer });
  }
  return measured;
}

/** Asks that many questions of a public set of its passages. */
export async function measurePublic(set: PublicSet, count: number): Promise<Measured<PublicRow>[]> {
  const answerer = await openPublic(set);
  const files = await filesOfPassages(set);
  const measured: Measured<PublicRow>[] = [];
  for (const question of await readPublicQuestions(set, count)) {
    const answer = await answerQuestion(answerer, { question: question.question });
    measured.push({ row: scorePublicAnswer(question, answer, files), answer });
  }
  return measured;
}
