/**
 * `npm run eval`: scores the running build against golden sets.
 *
 * Without arguments: test/golden over the digests in corpus/bulletins and, where ../shared is present, its development
 * questions over the real bulletins. With --corpus, --set and --articles: that set over that corpus.
 */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { join } from 'node:path';
import { answerQuestion } from '../../server/answer.ts';
import type { Answer } from '../../server/contract.ts';
import { hasShared, openCorpus } from '../open-corpus.ts';
import { DIGEST_SET, SHARED_SET, type GoldenSet } from './sets.ts';
import { type Figures, type GoldenQuestion, isMiss, type Row, scoreAnswer, summariseByType } from './score.ts';

const HELP = `用法：npm run eval -- [--misses] [--corpus 文件夹 --set 题目.jsonl --articles 文章.json]

  --misses    逐条列出答得不全的题
  --corpus    语料文件夹
  --set       题目，一行一题
  --articles  题目中文章代号与标题的对应
`;

async function scoreSet(
  { name, corpusFolder, questionsFile, articlesFile }: GoldenSet,
  showMisses: boolean,
): Promise<void> {
  const answerer = await openCorpus(corpusFolder);
  const lines = (await readFile(questionsFile, 'utf8')).split('\n').filter(Boolean);
  const articles = JSON.parse(await readFile(articlesFile, 'utf8')) as Record<string, { title: string }>;
  const titles = Object.fromEntries(Object.entries(articles).map(([key, { title }]) => [key, title]));
  const rows: Row[] = [];
  const times: number[] = [];
  for (const golden of lines.map((line) => JSON.parse(line) as GoldenQuestion)) {
    const { question, history } = golden;
    const answer = await answerQuestion(answerer, { question, ...(history ? { history } : {}) });
    const row = scoreAnswer(golden, answer, titles);
    rows.push(row);
    times.push(answer.tookMs);
    if (showMisses && isMiss(row)) printMiss(row, answer);
  }
  times.sort((a, b) => a - b);
  console.log(`\n${name}（${corpusFolder}）`);
  printTable(summariseByType(rows));
  console.log(
    `毫秒/题：中位 ${times[Math.floor(times.length / 2)]}，95 分位 ${times[Math.floor(times.length * 0.95)]}`,
  );
}

function printMiss({ golden, facts5 }: Row, answer: Answer): void {
  console.log(`\n# ${golden.id} [${golden.type}] ${[...(golden.history ?? []), golden.question].join(' / ')}`);
  console.log(`  应为 ${golden.articles.join('、') || '无依据'} ${JSON.stringify(golden.answers)}`);
  console.log(
    `  得到 ${answer.status}，facts@5 ${facts5.toFixed(2)}，理解为“${answer.understood}” ${JSON.stringify(answer.query)}`,
  );
  for (const { score, text, citation } of answer.extracts) {
    console.log(`  - ${score.toFixed(3)} ${citation.articleTitle.slice(0, 16)}：${text.slice(0, 110)}`);
  }
}

function printTable(byType: Map<string, Figures>): void {
  const columns: (keyof Figures)[] = [
    'answered',
    'article1',
    'facts1',
    'facts5',
    'full5',
    'meanReciprocalRank',
    'refused',
  ];
  const heads = ['answered', 'article@1', 'facts@1', 'facts@5', 'full@5', 'mrr', 'refused'];
  console.log(
    `${'type'.padEnd(16)}${'n'.padStart(4)}${heads.map((head) => head.padStart(11)).join('')}${'chars'.padStart(8)}`,
  );
  for (const [type, figures] of byType) {
    const cells = columns.map((column) =>
      (Number.isNaN(figures[column]) ? '–' : figures[column].toFixed(3)).padStart(11),
    );
    console.log(
      `${type.padEnd(16)}${String(figures.questions).padStart(4)}${cells.join('')}${figures.characters.toFixed(0).padStart(8)}`,
    );
  }
}

const { values } = parseArgs({
  options: {
    help: { type: 'boolean' },
    misses: { type: 'boolean' },
    corpus: { type: 'string' },
    set: { type: 'string' },
    articles: { type: 'string' },
  },
});
if (values.help) {
  console.log(HELP);
} else if (values.corpus && values.set && values.articles) {
  const set = {
    name: values.set,
    corpusFolder: join(process.cwd(), values.corpus),
    questionsFile: values.set,
    articlesFile: values.articles,
  };
  await scoreSet(set, values.misses ?? false);
} else {
  await scoreSet(DIGEST_SET, values.misses ?? false);
  if (hasShared) await scoreSet(SHARED_SET, values.misses ?? false);
  else console.log(`没有 ${SHARED_SET.corpusFolder}：真实简报上的题目未测。`);
}
