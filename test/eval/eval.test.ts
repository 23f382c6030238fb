import { describe, expect, it } from 'vitest';
import type { Answer } from '../../server/contract.ts';
import { missedFloors } from './floors.ts';
import { fitLogistic, sigmoid } from './logistic.ts';
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

describe('fitLogistic', () => {
  /** The likelihood of x is that of 1 / (1 + exp(1 − 2x)): of every x, as often positive as that says. */
  const observations = [-2, -1, 0, 1, 2].flatMap((x) => {
    const likelihood = sigmoid(2 * x - 1);
    return [
      { values: [x], isPositive: true, weight: likelihood },
      { values: [x], isPositive: false, weight: 1 - likelihood },
    ];
  });
  const many = Array.from({ length: 400 }, () => observations).flat();

  it('finds the weight and the bias that made the observations', () => {
    const { weights, bias } = fitLogistic(many);
    expect(weights[0]).toBeCloseTo(2, 1);
    expect(bias).toBeCloseTo(-1, 1);
  });

  it('gives no weight to what says nothing, whatever its scale', () => {
    const withNoise = many.flatMap(({ values, ...rest }) =>
      [1000, -1000].map((noise) => ({ ...rest, values: [...values, noise] })),
    );
    expect(fitLogistic(withNoise).weights[1]).toBeCloseTo(0, 6);
  });

  it('stays finite where a value separates the observations', () => {
    const separable = [-1, 1].map((x) => ({ values: [x], isPositive: x > 0, weight: 1 }));
    expect(Math.abs(fitLogistic(separable).weights[0] as number)).toBeLessThan(100);
  });
});
