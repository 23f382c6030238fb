/**
 * `npm run eval`: scores the running build against golden sets.
 *
 * Without arguments: test/golden over the digests in corpus/bulletins and, where ../shared is present, its development
 * questions over the real bulletins and a public set over its own passages, and the installation's own golden set where
 * there is one; ends with exit code 1 where a figure misses
 * its floor. What was measured is kept for the page of the service's state. With --corpus, --set and --articles: that set
 * over that corpus, without floors, and kept nowhere.
 */
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { join } from 'node:path';
import { readConfig } from '../../server/config.ts';
import type { Answer } from '../../server/contract.ts';
import type { QualityRow } from '../../server/contract-status.ts';
import { hasPublic, hasShared } from '../open-corpus.ts';
import { missedFloors } from './floors.ts';
import { measureGolden, measurePublic } from './measure.ts';
import { describeGolden, describePublic, recordQuality } from './record.ts';
import { type Figures, isMiss, type Row, summariseByType } from './score.ts';
import { type PublicRow, summarisePublic } from './score-public.ts';
import { DIGEST_SET, type GoldenSet, ownSet, PUBLIC_QUESTIONS, PUBLIC_SET, SHARED_SET } from './sets.ts';
import { formatTable, GOLDEN_COLUMNS, PUBLIC_COLUMNS } from './table.ts';

const HELP = `用法：npm run eval -- [--misses] [--public 题数] [--corpus 文件夹 --set 题目.jsonl --articles 文章.json]

  --misses    逐条列出答得不全的题
  --public    公开题集 ${PUBLIC_SET.name} 上问多少题，all 为全部（默认 ${PUBLIC_QUESTIONS}）
  --corpus    语料文件夹
  --set       题目，一行一题
  --articles  题目中文章代号与标题的对应

有一项低于 test/eval/floors.json 中的下限时，退出码为 1。各题集的结果记入 DATA_DIR 下的 quality.json，“运行状况”页据此显示。
`;

const { values } = parseArgs({
  options: {
    help: { type: 'boolean' },
    misses: { type: 'boolean', default: false },
    public: { type: 'string', default: String(PUBLIC_QUESTIONS) },
    corpus: { type: 'string' },
    set: { type: 'string' },
    articles: { type: 'string' },
  },
});
/** What is shown of each set that is part of a whole run. */
const rows: QualityRow[] = [];
const publicCount = values.public === 'all' ? Infinity : Number(values.public);
if (values.help) {
  console.log(HELP);
} else if (!(publicCount === Infinity || (Number.isInteger(publicCount) && publicCount > 0))) {
  console.error(`--public 应为正整数或 all，而不是“${values.public}”。`);
  process.exitCode = 1;
} else if (values.corpus && values.set && values.articles) {
  const set = {
    name: values.set,
    corpusFolder: join(process.cwd(), values.corpus),
    questionsFile: values.set,
    articlesFile: values.articles,
  };
  await scoreGolden(set);
} else {
  const missed = await scoreGolden(DIGEST_SET);
  if (hasShared) missed.push(...(await scoreGolden(SHARED_SET)));
  else console.log(`没有 ${SHARED_SET.corpusFolder}：真实简报上的题目未测。`);
  const own = ownSet();
  if (existsSync(own.questionsFile)) await scoreGolden(own);
  if (hasPublic) missed.push(...(await scorePublic()));
  else console.log(`没有 ${PUBLIC_SET.folder}：公开题集未测。`);
  await recordQuality(readConfig(process.env).qualityFile, rows);
  if (missed.length > 0) {
    console.error(`\n低于下限：\n${missed.map((line) => `  ${line}\n`).join('')}`);
    process.exitCode = 1;
  }
}

/** Prints a golden set's table; gives the floors that it misses. */
async function scoreGolden(set: GoldenSet): Promise<string[]> {
  const measured = await measureGolden(set);
  rows.push(describeGolden(set.name, measured));
  if (values.misses) for (const { row, answer } of measured) if (isMiss(row)) printMiss(row, answer);
  const byType = summariseByType(measured.map(({ row }) => row));
  console.log(`\n${set.name}（${set.corpusFolder}）\n${formatTable(asRecords(byType), GOLDEN_COLUMNS)}`);
  printTimes(measured.map(({ answer }) => answer.tookMs));
  return set.floors ? nameMissed(set.name, missedFloors({ ...(byType.get('all') as Figures) }, set.floors)) : [];
}

/** Prints the public set's table; gives the floors that it misses. */
async function scorePublic(): Promise<string[]> {
  const measured = await measurePublic(PUBLIC_SET, publicCount);
  rows.push(describePublic(`公开题集 ${PUBLIC_SET.name}`, measured));
  if (values.misses) for (const { row, answer } of measured) if (!row.answer5) printPublicMiss(row, answer);
  const figures = { ...summarisePublic(measured.map(({ row }) => row)) };
  console.log(`\n${PUBLIC_SET.name}（公开题集）\n${formatTable(new Map([['all', figures]]), PUBLIC_COLUMNS)}`);
  printTimes(measured.map(({ answer }) => answer.tookMs));
  return nameMissed(PUBLIC_SET.name, missedFloors(figures, PUBLIC_SET.floors));
}

function asRecords(byType: Map<string, Figures>): Map<string, Record<string, number>> {
  return new Map([...byType].map(([type, figures]) => [type, { ...figures }]));
}

function nameMissed(name: string, missed: string[]): string[] {
  return missed.map((line) => `${name}：${line}`);
}

function printTimes(times: number[]): void {
  const sorted = times.sort((a, b) => a - b);
  const at = (share: number): number | undefined => sorted[Math.floor(sorted.length * share)];
  console.log(`毫秒/题：中位 ${at(0.5)}，95 分位 ${at(0.95)}`);
}

function printMiss({ golden, facts5 }: Row, answer: Answer): void {
  console.log(`\n# ${golden.id} [${golden.type}] ${[...(golden.history ?? []), golden.question].join(' / ')}`);
  console.log(`  应为 ${golden.articles.join('、') || '无依据'} ${JSON.stringify(golden.answers)}`);
  console.log(
    `  得到 ${answer.status}，facts@5 ${facts5.toFixed(2)}，理解为“${answer.understood}” ${JSON.stringify(answer.query)}`,
  );
  printExtracts(answer);
}

function printPublicMiss({ question }: PublicRow, answer: Answer): void {
  console.log(`\n# ${question.id} ${question.question}`);
  console.log(`  应为 ${JSON.stringify(question.answers)}\n  得到 ${answer.status}`);
  printExtracts(answer);
}

function printExtracts({ extracts }: Answer): void {
  for (const { score, text, citation } of extracts) {
    console.log(`  - ${score.toFixed(3)} ${citation.articleTitle.slice(0, 16)}：${text.slice(0, 110)}`);
  }
}
