/**
 * `node scripts/run.mjs test/eval/calibrate.ts`: how often the product answers what has no answer and refuses what has
 * one, with the models it has and, by cross-validation, with models fitted to other questions than those they judge;
 * and the models fitted to all.
 *
 * Questions without an answer are made of those with one: the place is another one's, the article that answers is left
 * out, the corpus is about something else, or a question about something else names a place of the corpus.
 */
import { createHash } from 'node:crypto';
import type { Answerer } from '../../server/answer.ts';
import { type EvidenceModel, type EvidenceModels, judgeSignals, MODELS } from '../../server/evidence.ts';
import { findNamedPlaces } from '../../server/named-places.ts';
import type { Signals } from '../../server/signals.ts';
import { segment } from '../../index/terms.ts';
import { hasPublic, hasShared, openDigests, openPublic, openShared } from '../open-corpus.ts';
import { fitLogistic } from './logistic.ts';
import { readGolden } from './measure.ts';
import { filesOfPassages, readPublicQuestions } from './public-set.ts';
import type { GoldenQuestion } from './score.ts';
import { DIGEST_SET, PUBLIC_SET, SHARED_SET } from './sets.ts';
import { type Asked, observe, type Observed, withoutArticles } from './signals.ts';
import { type Column, formatTable } from './table.ts';

/** Public questions asked of each corpus. */
const PUBLIC_ASKED = 400;

/** Public questions that a place of the bulletins is put in front of. */
const PLACED = 200;

/** Other places that a question is asked of. */
const SWAPS = 2;

const FOLDS = 5;

/**
 * What groups of questions count for in all. A public passage that merely resembles the one left out is often an answer
 * to a reader too, so these count for little.
 */
const SHARES = { publicAnswerable: 0.35, publicLeftOut: 0.03, otherAnswerable: 0.35, otherUnanswerable: 0.35 };

const PUBLIC = PUBLIC_SET.name;
const LEFT_OUT = `${PUBLIC} 缺原文`;
const PLACED_SET = `地名＋${PUBLIC}`;

const COLUMNS: readonly Column[] = [
  { head: '无答案', figure: 'unanswerable', decimals: 0 },
  { head: '误答率', figure: 'falseAnswers', decimals: 3 },
  { head: '交叉', figure: 'falseAnswersHeldOut', decimals: 3 },
  { head: '有答案', figure: 'answerable', decimals: 0 },
  { head: '误拒率', figure: 'falseRefusals', decimals: 3 },
  { head: '交叉', figure: 'falseRefusalsHeldOut', decimals: 3 },
];

if (!hasShared || !hasPublic) {
  console.error('校准需要 ../shared 下的真实简报和公开题集。');
  process.exitCode = 1;
} else {
  const observed = await observeAll();
  const byFold = Array.from({ length: FOLDS }, (_, fold) =>
    fitModels(observed.filter(({ question }) => foldOf(question) !== fold)),
  );
  console.log(`${observed.length} 题。误答率、误拒率：代码中的模型；交叉：${FOLDS} 折交叉验证。`);
  printErrors(observed, byFold);
  console.log(`代码中的模型 ${JSON.stringify(MODELS)}`);
  console.log(`用全部题目拟合 ${JSON.stringify(rounded(fitModels(observed)))}`);
}

async function observeAll(): Promise<Observed[]> {
  const [digests, bulletins, passages] = [await openDigests(), await openShared(), await openPublic(PUBLIC_SET)];
  const questions = await readPublicQuestions(PUBLIC_SET, PUBLIC_ASKED);
  const files = await filesOfPassages(PUBLIC_SET);
  const open = questions.map(({ question }) => ({ question }));
  const unanswerable = (set: string, asked: { question: string }[]): Asked[] =>
    asked.map(({ question }) => ({ set, question, answerable: false }));
  const observed: (Observed | null)[] = [];
  const observeEach = async (answerer: Answerer, asked: Asked[]): Promise<void> => {
    for (const one of asked) observed.push(await observe(answerer, one));
  };
  for (const [answerer, set] of [
    [digests, DIGEST_SET],
    [bulletins, SHARED_SET],
  ] as const) {
    const golden = await readGolden(set);
    await observeEach(
      answerer,
      golden.map(({ question, history, answerable }) => ({ set: set.name, question, history, answerable })),
    );
    await observeEach(answerer, unanswerable(`${set.name} 换地名`, await swapPlaces(golden, answerer)));
    await observeEach(answerer, unanswerable(`${PUBLIC}→${set.name}`, open));
    await observeEach(answerer, unanswerable(PLACED_SET, await placeInFront(open.slice(0, PLACED), answerer)));
    const alone = golden.filter(({ history }) => history === undefined);
    await observeEach(passages, unanswerable(`${set.name}→${PUBLIC}`, alone));
  }
  for (const { question, passage_ids: ids } of questions) {
    observed.push(await observe(passages, { set: PUBLIC, question, answerable: true }));
    const rest = await withoutArticles(passages, new Set(ids.map((id) => files.get(id) ?? '')));
    observed.push(await observe(rest, { set: LEFT_OUT, question, answerable: false }));
  }
  return observed.filter((one) => one !== null);
}

/** Questions about one article's place, asked of others' places. */
async function swapPlaces(golden: GoldenQuestion[], { store, vocabulary }: Answerer): Promise<{ question: string }[]> {
  const names = await heldPlaces(store);
  const swapped: { question: string }[] = [];
  for (const { question, answerable, articles, history } of golden) {
    if (!answerable || articles.length !== 1 || history) continue;
    const [place, ...more] = findNamedPlaces(question, segment(question), vocabulary);
    if (!place || more.length > 0) continue;
    const others = names.filter((name) => !place.name.includes(name) && !name.includes(place.shortName));
    for (let swap = 0; swap < SWAPS; swap++) {
      const other = others[(swapped.length * 3 + swap) % others.length] as string;
      swapped.push({ question: question.slice(0, place.start) + other + question.slice(place.end) });
    }
  }
  return swapped;
}

async function placeInFront(asked: { question: string }[], { store }: Answerer): Promise<{ question: string }[]> {
  const names = await heldPlaces(store);
  return asked.map(({ question }, number) => ({ question: `${names[number % names.length]}${question}` }));
}

/** The places that articles are about, each once. */
async function heldPlaces(store: Answerer['store']): Promise<string[]> {
  return [...new Set((await store.articles()).flatMap(({ places }) => places.slice(0, 1)))];
}

function fitModels(observed: readonly Observed[]): EvidenceModels {
  const anywhere = observed.filter(({ isScoped }) => !isScoped);
  const here = observed.filter(({ isScoped, set }) => isScoped && set !== PLACED_SET);
  return { anywhere: fitModel(MODELS.anywhere, anywhere), here: fitModel(MODELS.here, here) };
}

function fitModel(like: EvidenceModel, observed: readonly Observed[]): EvidenceModel {
  const names = Object.keys(like.weights) as (keyof Signals)[];
  const sizes = new Map<string, number>();
  for (const one of observed) sizes.set(groupOf(one), (sizes.get(groupOf(one)) ?? 0) + 1);
  const { weights, bias } = fitLogistic(
    observed.map((one) => ({
      values: names.map((name) => one.signals[name]),
      isPositive: one.answerable,
      weight: SHARES[groupOf(one)] / (sizes.get(groupOf(one)) ?? 1),
    })),
  );
  return { weights: Object.fromEntries(names.map((name, at) => [name, weights[at]])), bias };
}

function groupOf({ set, answerable }: Observed): keyof typeof SHARES {
  if (set === PUBLIC) return 'publicAnswerable';
  if (set === LEFT_OUT) return 'publicLeftOut';
  return answerable ? 'otherAnswerable' : 'otherUnanswerable';
}

/** The fold of a question: the same wherever it is asked, so that no question is on both sides. */
function foldOf(question: string): number {
  return createHash('sha256').update(question).digest().readUInt32BE(0) % FOLDS;
}

function printErrors(observed: readonly Observed[], byFold: readonly EvidenceModels[]): void {
  const sets = [...new Set(observed.map(({ set }) => set))];
  const groups: [string, readonly Observed[]][] = [
    ...sets.map((set): [string, Observed[]] => [set, observed.filter((one) => one.set === set)]),
    ['all', observed],
  ];
  const rows = groups.map(([name, group]): [string, Record<string, number>] => {
    const isAnswered = ({ signals, isScoped }: Observed, models: EvidenceModels): boolean =>
      judgeSignals(signals, isScoped, models) === null;
    const heldOut = (one: Observed): EvidenceModels => byFold[foldOf(one.question)] as EvidenceModels;
    const rate = (answerable: boolean, isWrong: (one: Observed) => boolean): number => {
      const asked = group.filter((one) => one.answerable === answerable);
      return asked.filter(isWrong).length / asked.length;
    };
    return [
      name,
      {
        unanswerable: group.filter(({ answerable }) => !answerable).length,
        falseAnswers: rate(false, (one) => isAnswered(one, MODELS)),
        falseAnswersHeldOut: rate(false, (one) => isAnswered(one, heldOut(one))),
        answerable: group.filter(({ answerable }) => answerable).length,
        falseRefusals: rate(true, (one) => !isAnswered(one, MODELS)),
        falseRefusalsHeldOut: rate(true, (one) => !isAnswered(one, heldOut(one))),
      },
    ];
  });
  console.log(formatTable(new Map(rows), COLUMNS));
}

function rounded({ anywhere, here }: EvidenceModels): EvidenceModels {
  const round = ({ weights, bias }: EvidenceModel): EvidenceModel => ({
    weights: Object.fromEntries(Object.entries(weights).map(([name, weight]) => [name, Number(weight.toFixed(2))])),
    bias: Number(bias.toFixed(2)),
  });
  return { anywhere: round(anywhere), here: round(here) };
}
