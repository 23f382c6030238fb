/**
 * Chooses the thresholds of the refusal by cross-validation. Pure.
 *
 * The rule is the one of server/evidence.ts: words and vector have to fail together. What refuses for a plain fact (a
 * place not held, a year not given) refuses whatever the thresholds are.
 */
import { createHash } from 'node:crypto';

/** The constants of server/evidence.ts that are chosen. */
export interface Thresholds {
  COVERAGE_FLOOR: number;
  SIMILARITY_FLOOR: number;
  SIMILARITY_ALONE: number;
  COVERAGE_ALONE: number;
  SIMILARITY_IN_PLACE: number;
}

/** What is known of one question before it is decided whether there is evidence. */
export interface Signals {
  set: string;
  question: string;
  answerable: boolean;
  /** Best among the first candidates. */
  similarity: number;
  coverage: number;
  /** Whether a place, an issue or a filter limits the articles. */
  isScoped: boolean;
  /** Whether it is refused whatever the thresholds are. */
  isRuledOut: boolean;
}

/** False answers among the unanswerable, false refusals among the answerable. */
export interface Errors {
  unanswerable: number;
  falseAnswers: number;
  answerable: number;
  falseRefusals: number;
}

/** Folds of the cross-validation. */
export const FOLDS = 5;

/** The values tried for each threshold: from, to, step. */
const GRID: Record<keyof Thresholds, [number, number, number]> = {
  COVERAGE_FLOOR: [0, 0.5, 0.05],
  SIMILARITY_FLOOR: [0.4, 0.6, 0.02],
  SIMILARITY_ALONE: [0.54, 0.74, 0.02],
  COVERAGE_ALONE: [0.5, 1, 0.05],
  SIMILARITY_IN_PLACE: [0.36, 0.56, 0.02],
};

/** Whether a question is refused. */
export function isRefused({ similarity, coverage, isScoped, isRuledOut }: Signals, thresholds: Thresholds): boolean {
  if (isRuledOut) return true;
  if (similarity >= thresholds.SIMILARITY_ALONE || coverage >= thresholds.COVERAGE_ALONE) return false;
  if (isScoped && similarity >= thresholds.SIMILARITY_IN_PLACE) return false;
  return coverage < thresholds.COVERAGE_FLOOR || similarity < thresholds.SIMILARITY_FLOOR;
}

/** Counts the errors that thresholds make. */
export function countErrors(all: readonly Signals[], thresholds: Thresholds): Errors {
  const errors: Errors = { unanswerable: 0, falseAnswers: 0, answerable: 0, falseRefusals: 0 };
  for (const signals of all) {
    const refused = isRefused(signals, thresholds);
    if (signals.answerable) {
      errors.answerable++;
      if (refused) errors.falseRefusals++;
    } else {
      errors.unanswerable++;
      if (!refused) errors.falseAnswers++;
    }
  }
  return errors;
}

/** Share of the unanswerable that are answered; NaN where there are none. */
export function falseAnswerRate({ falseAnswers, unanswerable }: Errors): number {
  return falseAnswers / unanswerable;
}

/** Share of the answerable that are refused; NaN where there are none. */
export function falseRefusalRate({ falseRefusals, answerable }: Errors): number {
  return falseRefusals / answerable;
}

/** The fold of a question: the same wherever it is asked, so that no question is on both sides. */
export function foldOf(question: string): number {
  return createHash('sha256').update(question).digest().readUInt32BE(0) % FOLDS;
}

/** The thresholds of least (false answers + false refusals); among equals the nearest to those given. */
export function chooseThresholds(all: readonly Signals[], nearTo: Thresholds): Thresholds {
  let chosen = nearTo;
  let least = costOf(all, nearTo);
  let distance = 0;
  for (const thresholds of gridOfThresholds()) {
    const cost = costOf(all, thresholds);
    const away = distanceOf(thresholds, nearTo);
    if (cost > least || (cost === least && away >= distance)) continue;
    [chosen, least, distance] = [thresholds, cost, away];
  }
  return chosen;
}

function costOf(all: readonly Signals[], thresholds: Thresholds): number {
  const errors = countErrors(all, thresholds);
  return falseAnswerRate(errors) + falseRefusalRate(errors);
}

function distanceOf(one: Thresholds, other: Thresholds): number {
  return (Object.keys(GRID) as (keyof Thresholds)[]).reduce((sum, name) => sum + Math.abs(one[name] - other[name]), 0);
}

function* gridOfThresholds(): Generator<Thresholds> {
  const similarityFloors = valuesOf('SIMILARITY_FLOOR');
  const similaritiesAlone = valuesOf('SIMILARITY_ALONE');
  const coveragesAlone = valuesOf('COVERAGE_ALONE');
  const similaritiesInPlace = valuesOf('SIMILARITY_IN_PLACE');
  for (const COVERAGE_FLOOR of valuesOf('COVERAGE_FLOOR'))
    for (const SIMILARITY_FLOOR of similarityFloors)
      for (const SIMILARITY_ALONE of similaritiesAlone)
        for (const COVERAGE_ALONE of coveragesAlone)
          for (const SIMILARITY_IN_PLACE of similaritiesInPlace)
            yield { COVERAGE_FLOOR, SIMILARITY_FLOOR, SIMILARITY_ALONE, COVERAGE_ALONE, SIMILARITY_IN_PLACE };
}

function valuesOf(name: keyof Thresholds): number[] {
  const [from, to, step] = GRID[name];
  const count = Math.round((to - from) / step) + 1;
  return Array.from({ length: count }, (_, number) => Number((from + number * step).toFixed(2)));
}
