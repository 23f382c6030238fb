/**
 * `node scripts/run.mjs test/eval/calibrate.ts`: how often the product answers what has no answer and refuses what has
 * one, with the thresholds it has and with thresholds chosen by cross-validation.
 *
 * Besides the golden sets' own questions, those of the public set are asked of the bulletins and the bulletins' of the
 * public set's passages: each of these must be refused.
 */
import type { Answerer } from '../../server/answer.ts';
import { hasPublic, hasShared, openDigests, openPublic, openShared } from '../open-corpus.ts';
import {
  chooseThresholds,
  countErrors,
  falseAnswerRate,
  falseRefusalRate,
  foldOf,
  FOLDS,
  type Errors,
  type Signals,
  type Thresholds,
} from './cross-validate.ts';
import { readGolden } from './measure.ts';
import { readPublicQuestions } from './public-set.ts';
import { DIGEST_SET, type GoldenSet, PUBLIC_SET, SHARED_SET } from './sets.ts';
import { THRESHOLDS } from '../../server/evidence.ts';
import { type Asked, collectSignals } from './signals.ts';
import { type Column, formatTable } from './table.ts';

/** Public questions asked of the bulletins, and as many of their own passages. */
const PUBLIC_ASKED = 400;

const COLUMNS: readonly Column[] = [
  { head: 'unanswerable', figure: 'unanswerable', decimals: 0 },
  { head: 'false answers', figure: 'falseAnswerRate', decimals: 3 },
  { head: 'answerable', figure: 'answerable', decimals: 0 },
  { head: 'false refusals', figure: 'falseRefusalRate', decimals: 3 },
];

if (!hasShared || !hasPublic) {
  console.error('校准需要 ../shared 下的真实简报和公开题集。');
  process.exitCode = 1;
} else {
  const current = THRESHOLDS;
  const signals = await collectAll(current);
  console.log(`\n代码中的阈值 ${JSON.stringify(current)}`);
  printErrors(signals, (all) => countErrors(all, current));
  const chosen = Array.from({ length: FOLDS }, (_, fold) =>
    chooseThresholds(
      signals.filter(({ question }) => foldOf(question) !== fold),
      current,
    ),
  );
  console.log(`\n${FOLDS} 折交叉验证：每一折用其余各折选定的阈值\n${chosen.map((t) => JSON.stringify(t)).join('\n')}`);
  printErrors(signals, (all) => sumOfFolds(all, chosen));
  console.log('\n未参与选定的一折：假答率 + 误拒率，代码中的 → 选定的');
  const held = chosen.map((thresholds, fold) => {
    const all = signals.filter(({ question }) => foldOf(question) === fold);
    return { current: countErrors(all, current), chosen: countErrors(all, thresholds) };
  });
  for (const [fold, errors] of held.entries()) {
    console.log(`  ${fold + 1}    ${describeMean([errors.current])} → ${describeMean([errors.chosen])}`);
  }
  const [before, after] = [held.map((errors) => errors.current), held.map((errors) => errors.chosen)];
  console.log(`  平均 ${describeMean(before)} → ${describeMean(after)}`);
  console.log(`\n用全部题目选定 ${JSON.stringify(chooseThresholds(signals, current))}`);
}

async function collectAll(current: Thresholds): Promise<Signals[]> {
  const [digests, bulletins, passages] = [await openDigests(), await openShared(), await openPublic(PUBLIC_SET)];
  const digest = await goldenQuestions(DIGEST_SET);
  const dev = await goldenQuestions(SHARED_SET);
  const open = (await readPublicQuestions(PUBLIC_SET, PUBLIC_ASKED)).map(({ question }) => ({ question }));
  const standingAlone = [...digest, ...dev].filter(({ history }) => history === undefined);
  const unanswerableOf = (set: string, asked: { question: string }[]): Asked[] =>
    asked.map(({ question }) => ({ set, question, answerable: false }));
  const plan: [Answerer, Asked[]][] = [
    [digests, digest],
    [bulletins, dev],
    [passages, open.map(({ question }) => ({ set: PUBLIC_SET.name, question, answerable: true }))],
    [bulletins, unanswerableOf(`${PUBLIC_SET.name}→${SHARED_SET.name}`, open)],
    [digests, unanswerableOf(`${PUBLIC_SET.name}→${DIGEST_SET.name}`, open)],
    [passages, unanswerableOf(`简报→${PUBLIC_SET.name}`, standingAlone)],
  ];
  const signals: Signals[] = [];
  let unlike = 0;
  for (const [answerer, asked] of plan) {
    for (const one of asked) {
      const { isLikeProduct, ...collected } = await collectSignals(answerer, one, current);
      signals.push(collected);
      if (!isLikeProduct) unlike++;
    }
  }
  console.log(`${signals.length} 题，其中 ${unlike} 题产品的判断与这里的规则不同。`);
  return signals;
}

async function goldenQuestions(set: GoldenSet): Promise<Asked[]> {
  return (await readGolden(set)).map(({ question, history, answerable }) => ({
    set: set.name,
    question,
    answerable,
    ...(history ? { history } : {}),
  }));
}

/** Errors where each question is decided by the thresholds that its fold had no part in. */
function sumOfFolds(all: readonly Signals[], chosen: readonly Thresholds[]): Errors {
  const sum: Errors = { unanswerable: 0, falseAnswers: 0, answerable: 0, falseRefusals: 0 };
  for (const [fold, thresholds] of chosen.entries()) {
    const errors = countErrors(
      all.filter(({ question }) => foldOf(question) === fold),
      thresholds,
    );
    for (const name of Object.keys(sum) as (keyof Errors)[]) sum[name] += errors[name];
  }
  return sum;
}

function printErrors(signals: readonly Signals[], count: (all: readonly Signals[]) => Errors): void {
  const sets = [...new Set(signals.map(({ set }) => set))];
  const groups: [string, readonly Signals[]][] = [
    ...sets.map((set): [string, readonly Signals[]] => [set, signals.filter((one) => one.set === set)]),
    ['all', signals],
  ];
  const rows = groups.map(([name, group]): [string, Record<string, number>] => {
    const errors = count(group);
    return [name, { ...errors, falseAnswerRate: falseAnswerRate(errors), falseRefusalRate: falseRefusalRate(errors) }];
  });
  console.log(formatTable(new Map(rows), COLUMNS));
}

function describeMean(folds: Errors[]): string {
  const meanOf = (rate: (errors: Errors) => number): string =>
    (folds.reduce((sum, errors) => sum + rate(errors), 0) / folds.length).toFixed(3);
  return `${meanOf(falseAnswerRate)} + ${meanOf(falseRefusalRate)}`;
}
