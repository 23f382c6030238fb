import { describe, expect, it } from 'vitest';
import type { Answer } from '../../server/contract.ts';
import { chooseThresholds, countErrors, isRefused, type Signals, type Thresholds } from './cross-validate.ts';
import { missedFloors } from './floors.ts';
import { scorePublicAnswer, summarisePublic } from './score-public.ts';

function answerOf(...extracts: { text: string; file: string }[]): Answer {
  return {
    status: extracts.length > 0 ? 'answered' : 'no_evidence',
    extracts: extracts.map(({ text, file }) => ({ text, citation: { source: { file } } })),
  } as unknown as Answer;
}

describe('scorePublicAnswer', () => {
  const question = { id: 'q', question: '谁开发？', passage_ids: ['p7'], answers: ['光荣和ω-force'] };
  const files = new Map([['p7', '000007.txt']]);

  it('compares without white space, width and case, and tells the first extract from the later ones', () => {
    const other = { text: '别的话。', file: '000001.txt' };
    const gold = { text: '由光荣 和ω－Force开发。', file: '000007.txt' };
    const row = scorePublicAnswer(question, answerOf(other, gold), files);
    expect(row).toMatchObject({ passage1: false, passage5: true, answer1: false, answer5: true, characters: 19 });
  });

  it('counts a refusal as a miss of every figure', () => {
    const rows = [scorePublicAnswer(question, answerOf(), files)];
    expect(summarisePublic(rows)).toMatchObject({ questions: 1, answered: 0, passage5: 0, answer5: 0 });
  });
});

describe('missedFloors', () => {
  it('names each figure that is out of bounds or was not measured, and no other', () => {
    const missed = missedFloors(
      { facts5: 0.949, mrr: 0.9, characters: 601, refused: NaN },
      { least: { facts5: 0.95, mrr: 0.9, refused: 0.5, absent: 0.1 }, most: { characters: 600 } },
    );
    expect(missed.map((line) => line.split(' ')[0])).toEqual(['facts5', 'refused', 'absent', 'characters']);
  });
});

describe('the choice of thresholds', () => {
  const thresholds: Thresholds = {
    COVERAGE_FLOOR: 0.2,
    SIMILARITY_FLOOR: 0.5,
    SIMILARITY_ALONE: 0.62,
    COVERAGE_ALONE: 0.75,
    SIMILARITY_IN_PLACE: 0.46,
  };
  const signals = (given: Partial<Signals>): Signals => ({
    set: 's',
    question: 'q',
    answerable: true,
    similarity: 0.55,
    coverage: 0.3,
    isScoped: false,
    isRuledOut: false,
    ...given,
  });

  it.each([
    ['words and vector together are enough', {}, false],
    ['words without a vector are not', { similarity: 0.49 }, true],
    ['but are in a place', { similarity: 0.49, isScoped: true }, false],
    ['a vector without words is not', { coverage: 0.1 }, true],
    ['unless it is very near', { coverage: 0.1, similarity: 0.62 }, false],
    ['nearly all words are enough', { similarity: 0.3, coverage: 0.75 }, false],
    ['a plain fact rules out all of it', { similarity: 0.9, coverage: 1, isRuledOut: true }, true],
  ])('%s', (_, given, expected) => {
    expect(isRefused(signals(given), thresholds)).toBe(expected);
  });

  it('separates what can be separated, and leaves thresholds that do so already', () => {
    const separable = [signals({ similarity: 0.58 }), signals({ similarity: 0.53, answerable: false })];
    const chosen = chooseThresholds(separable, thresholds);
    expect(countErrors(separable, chosen)).toEqual({
      unanswerable: 1,
      falseAnswers: 0,
      answerable: 1,
      falseRefusals: 0,
    });
    expect(chooseThresholds(separable, chosen)).toEqual(chosen);
  });
});
