/**
 * Scores the quote checker on sentences made of the corpora at hand, and tells how long a long draft takes.
 *
 * `npm run eval:verify -- [--seed 2718] [--misses]`
 */
import { parseArgs } from 'node:util';
import type { Answerer } from '../../server/answer.ts';
import { DRAFT_MAX } from '../../server/contract-verify.ts';
import { checkDraft } from '../../server/verify/verify.ts';
import { hasShared, openDigests, openShared } from '../open-corpus.ts';
import { type Column, formatTable } from './table.ts';
import { CASES, type Measured, measureChecker, ratesOf, REPORTED_SEED } from './verify-measure.ts';
import { KINDS, makeCases } from './verify-set.ts';

const HELP = `用法：npm run eval:verify -- [--seed 数] [--misses]

  --seed    造句用的种子（默认 ${REPORTED_SEED}）
  --misses  逐条列出判错的句子
`;

const { values } = parseArgs({
  options: {
    help: { type: 'boolean' },
    misses: { type: 'boolean', default: false },
    seed: { type: 'string', default: String(REPORTED_SEED) },
  },
});

const COLUMNS: Column[] = KINDS.map((kind) => ({ head: kind, figure: kind, decimals: 3 }));

if (values.help) console.log(HELP);
else await score(Number(values.seed));

async function score(seed: number): Promise<void> {
  const rows = new Map<string, Record<string, number>>();
  const corpora: [string, Answerer][] = [['摘编', await openDigests()]];
  if (hasShared) corpora.push(['真实简报', await openShared()]);
  const times: string[] = [];
  for (const [name, open] of corpora) {
    const measured = await measureChecker(open, seed);
    rows.set(name, ratesOf(measured));
    if (values.misses) measured.filter(({ isRight }) => !isRight).forEach(printMiss);
    times.push(`${name}：${DRAFT_MAX} 字 ${(await timeLongDraft(open, seed)).toFixed(0)} 毫秒`);
  }
  console.log(`每类 ${CASES} 句，种子 ${seed}\n${formatTable(rows, COLUMNS)}\n${times.join('\n')}`);
}

/** Milliseconds for the longest draft, of sentences of every kind; the median of three. */
async function timeLongDraft(open: Answerer, seed: number): Promise<number> {
  const cases = makeCases(await open.store.articles(), seed + 1, CASES);
  const mixed = Array.from({ length: CASES }, (_, at) => KINDS.map((_, kind) => cases[kind * CASES + at]?.draft ?? ''));
  const draft = mixed.flat().join('\n').slice(0, DRAFT_MAX);
  const times: number[] = [];
  for (let round = 0; round < 3; round++) times.push((await checkDraft(open, draft)).tookMs);
  return times.sort((a, b) => a - b)[1] ?? NaN;
}

function printMiss({ tested, response }: Measured): void {
  console.log(`\n# ${tested.kind} ${tested.made}\n  ${tested.draft}`);
  for (const { verdict, note, original } of response.sentences) {
    console.log(`  - ${verdict} ${note} ${original?.text.slice(0, 80) ?? ''}`);
  }
}
