/**
 * Scores answers against a golden set. Pure: questions and answers in, figures out.
 *
 * A fact (one entry of `answers`) is covered when one extract contains one of its alternatives; both sides are compared
 * folded, so white space, width and the form of quotation marks do not matter.
 */
import { fold } from '../../corpus/text.ts';
import type { Answer, Extract } from '../../server/contract.ts';

export interface GoldenQuestion {
  id: string;
  type: string;
  question: string;
  history?: string[];
  answerable: boolean;
  /** Keys of the articles that hold the answer. */
  articles: string[];
  answers: string[][];
}

export interface Row {
  golden: GoldenQuestion;
  answered: boolean;
  article1: boolean;
  facts1: number;
  facts5: number;
  reciprocalRank: number;
  characters: number;
}

export interface Figures {
  questions: number;
  answered: number;
  article1: number;
  facts1: number;
  facts5: number;
  full5: number;
  meanReciprocalRank: number;
  /** Of the unanswerable questions, the share that was refused. */
  refused: number;
  characters: number;
}

/** Scores one answer; `titles` gives each golden article's title by its key. */
export function scoreAnswer(golden: GoldenQuestion, answer: Answer, titles: Readonly<Record<string, string>>): Row {
  const extracts = answer.status === 'answered' ? answer.extracts : [];
  const goldenTitles = golden.articles.map((key) => fold(titles[key] ?? key));
  const covers = (extract: Extract, fact: string[]): boolean =>
    fact.some((words) => fold(extract.text).includes(fold(words)));
  const share = (shown: Extract[]): number =>
    mean(golden.answers.map((fact) => (shown.some((e) => covers(e, fact)) ? 1 : 0)));
  const rank = extracts.findIndex((extract) => golden.answers.some((fact) => covers(extract, fact)));
  return {
    golden,
    answered: answer.status === 'answered',
    article1: extracts[0] !== undefined && goldenTitles.includes(fold(extracts[0].citation.articleTitle)),
    facts1: share(extracts.slice(0, 1)),
    facts5: share(extracts.slice(0, 5)),
    reciprocalRank: rank < 0 ? 0 : 1 / (rank + 1),
    characters: extracts.reduce((sum, { text }) => sum + text.length, 0),
  };
}

/** The figures of a set of rows; NaN where nothing of the kind was asked. */
export function summarise(rows: readonly Row[]): Figures {
  const answerable = rows.filter(({ golden }) => golden.answerable);
  const unanswerable = rows.filter(({ golden }) => !golden.answerable);
  return {
    questions: rows.length,
    answered: mean(answerable.map(({ answered }) => Number(answered))),
    article1: mean(answerable.map(({ article1 }) => Number(article1))),
    facts1: mean(answerable.map(({ facts1 }) => facts1)),
    facts5: mean(answerable.map(({ facts5 }) => facts5)),
    full5: mean(answerable.map(({ facts5 }) => Number(facts5 === 1))),
    meanReciprocalRank: mean(answerable.map(({ reciprocalRank }) => reciprocalRank)),
    refused: mean(unanswerable.map(({ answered }) => Number(!answered))),
    characters: mean(answerable.filter(({ answered }) => answered).map(({ characters }) => characters)),
  };
}

/** The figures by type of question, and of all. */
export function summariseByType(rows: readonly Row[]): Map<string, Figures> {
  const types = [...new Set(rows.map(({ golden }) => golden.type))].sort();
  const byType = types.map((type): [string, Figures] => [
    type,
    summarise(rows.filter(({ golden }) => golden.type === type)),
  ]);
  return new Map([...byType, ['all', summarise(rows)]]);
}

/** Whether a row is short of what its question asks for. */
export function isMiss({ golden, answered, article1, facts5 }: Row): boolean {
  return golden.answerable ? facts5 < 1 || !article1 : answered;
}

function mean(values: number[]): number {
  return values.length === 0 ? NaN : values.reduce((sum, value) => sum + value, 0) / values.length;
}
