/**
 * Scores answers on a public reading-comprehension set by the same rules as ../shared/eval/open-set.mjs. Pure.
 *
 * Every question has an answer, given as the words of its passage. An extract holds it when it contains one of the
 * answer's forms, both compared without white space, width and case.
 */
import { basename } from 'node:path';
import type { Answer, Extract } from '../../server/contract.ts';

export interface PublicQuestion {
  id: string;
  question: string;
  passage_ids: string[];
  answers: string[];
  unanswerable?: boolean;
  yesno?: boolean;
}

export interface PublicRow {
  question: PublicQuestion;
  answered: boolean;
  /** Whether the first extract, or one of the first five, is from a passage that holds the answer. */
  passage1: boolean;
  passage5: boolean;
  /** Whether the first extract, or one of the first five, contains the answer. */
  answer1: boolean;
  answer5: boolean;
  characters: number;
}

export interface PublicFigures {
  questions: number;
  answered: number;
  passage1: number;
  passage5: number;
  answer1: number;
  answer5: number;
  characters: number;
}

/** Scores one answer; `files` gives each passage's file by the passage's id. */
export function scorePublicAnswer(
  question: PublicQuestion,
  answer: Answer,
  files: ReadonlyMap<string, string>,
): PublicRow {
  const extracts = answer.status === 'answered' ? answer.extracts.slice(0, 5) : [];
  const goldFiles = question.passage_ids.map((id) => files.get(id));
  const answers = question.answers.map(foldAnswer);
  const isGold = ({ citation }: Extract): boolean => goldFiles.includes(basename(citation.source.file));
  const holdsAnswer = ({ text }: Extract): boolean => answers.some((words) => foldAnswer(text).includes(words));
  return {
    question,
    answered: answer.status === 'answered',
    passage1: extracts.slice(0, 1).some(isGold),
    passage5: extracts.some(isGold),
    answer1: extracts.slice(0, 1).some(holdsAnswer),
    answer5: extracts.some(holdsAnswer),
    characters: extracts.reduce((sum, { text }) => sum + text.length, 0),
  };
}

/** The figures of a set of rows, each a mean over all questions. */
export function summarisePublic(rows: readonly PublicRow[]): PublicFigures {
  const meanOf = (key: Exclude<keyof PublicRow, 'question'>): number =>
    rows.reduce((sum, row) => sum + Number(row[key]), 0) / rows.length;
  return {
    questions: rows.length,
    answered: meanOf('answered'),
    passage1: meanOf('passage1'),
    passage5: meanOf('passage5'),
    answer1: meanOf('answer1'),
    answer5: meanOf('answer5'),
    characters: meanOf('characters'),
  };
}

function foldAnswer(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, '');
}
