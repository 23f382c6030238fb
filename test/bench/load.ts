/**
 * `npm run load`: how much the real server answers, over the real bulletins where ../shared holds them, and what it
 * takes. Loopback only; every run is bounded in requests and in time.
 *
 * The bare embedder, one thread a core and nothing beside it, embeds the same questions; it is what the answers are
 * compared with, since the speed of a machine drifts.
 */
import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { openEmbedder } from '../../index/embed.ts';
import { readConfig } from '../../server/config.ts';
import { type RunningServer, startServer } from '../browser/start-server.ts';
import { DIGEST_SET, SHARED_SET } from '../eval/sets.ts';
import type { GoldenQuestion } from '../eval/score.ts';
import { hasShared } from '../open-corpus.ts';
import { describeRun, runLoad } from './load-run.ts';
import { measureStarts } from './start-cost.ts';
import { varyQuestions } from './vary-questions.ts';

const CONNECTIONS = [1, 8, 64];
const MOST = 64;
/** Requests of one run, for each kind of question. */
const DISTINCT = 1_500;
const REPEATED = 6_000;
const LASTING = 20_000;

const HELP = `用法：npm run load

在本机启动服务，以 1、8、64 个连接提问：先是每次不同的问题，再是反复提出的同一批问题；
与只向量化同样的问题比较，同时测 /api/health；连续提问 ${LASTING} 次，看内存是否增长；
最后测再次启动的用时和各部分占用的内存。约五分钟。
`;

async function measure(): Promise<void> {
  const set = hasShared ? SHARED_SET : DIGEST_SET;
  const lines = (await readFile(set.questionsFile, 'utf8')).split('\n').filter(Boolean);
  const questions = lines.map((line) => (JSON.parse(line) as GoldenQuestion).question);
  console.log(`${set.name}：${questions.length} 个问题，${availableParallelism()} 核`);

  const distinct = varyQuestions(questions);
  const bare = await rateOfEmbedder(distinct.slice(0, DISTINCT));
  console.log(`只向量化（每核一个线程，${MOST} 个问题同时）：每秒 ${bare.toFixed(0)} 个问题\n`);

  const server = await startServer(set.corpusFolder);
  try {
    await runLoad({ server, questions: repeat(questions, 2 * questions.length), connections: 2 });
    console.log('每次不同的问题：');
    let asked = 0;
    for (const connections of CONNECTIONS) {
      // Each run has questions that no run before it asked.
      const wanted = connections === 1 ? DISTINCT / 3 : DISTINCT;
      const run = await runLoad({ server, questions: distinct.slice(asked, (asked += wanted)), connections });
      console.log(`${describeRun(run)}，为只向量化的 ${percent(run.rate / bare)}`);
    }
    console.log('反复提出的问题：');
    for (const connections of CONNECTIONS) {
      const run = await runLoad({ server, questions: repeat(questions, REPEATED), connections });
      console.log(`${describeRun(run)}，为只向量化的 ${percent(run.rate / bare)}`);
    }
    await measureMemory(server, distinct, questions);
    await measureStart(set.corpusFolder, server.dataFolder);
  } finally {
    await server.stop();
  }
}

/** Over the index of the server that was measured before. */
async function measureStart(corpusFolder: string, dataFolder: string): Promise<void> {
  const { modelFolder } = readConfig(process.env);
  const { milliseconds, bytes, parts } = await measureStarts({
    CORPUS_DIR: corpusFolder,
    DATA_DIR: dataFolder,
    MODEL_DIR: modelFolder,
  });
  console.log(
    `\n再次启动：npm start ${milliseconds.npmStart.toFixed(0)} 毫秒后开始回答，其中服务本身 ${milliseconds.server.toFixed(0)} 毫秒` +
      `（上限 2000），占内存 ${megabytes(bytes)} MB（上限 400）`,
  );
  for (const [part, taken] of Object.entries(parts)) console.log(`  ${part} ${megabytes(taken)} MB`);
}

/** Questions a second of the model alone, all cores at it. */
async function rateOfEmbedder(questions: readonly string[]): Promise<number> {
  const embedder = await openEmbedder(readConfig(process.env).modelFolder, availableParallelism());
  try {
    const embedAll = async (): Promise<void> => {
      const left = questions.values();
      const embedNext = async (): Promise<void> => {
        for (const question of left) await embedder.embedQuestion(question);
      };
      await Promise.all(Array.from({ length: MOST }, embedNext));
    };
    await embedAll();
    const startedAt = performance.now();
    await embedAll();
    return questions.length / ((performance.now() - startedAt) / 1000);
  } finally {
    await embedder.close();
  }
}

/** Half of what is asked is asked anew, half comes back, as it is with people. */
async function measureMemory(server: RunningServer, distinct: string[], repeated: string[]): Promise<void> {
  const mixed = Array.from({ length: LASTING }, (_, number) =>
    number % 2 === 0
      ? (distinct[number % distinct.length] as string)
      : (repeated[(number * 7) % repeated.length] as string),
  );
  const run = await runLoad({ server, questions: mixed, connections: MOST });
  console.log(`\n${LASTING} 次提问，新旧各半：\n${describeRun(run)}`);
  const [first, second, third, last] = run.memoryByQuarter as [number, number, number, number];
  console.log(
    `内存（RSS，各四分之一的平均）${[first, second, third, last].map(megabytes).join('、')} MB，` +
      `最后四分之一为第二个的 ${percent(last / second)}（上限 105%）`,
  );
}

function repeat(questions: readonly string[], length: number): string[] {
  return Array.from({ length }, (_, number) => questions[number % questions.length] as string);
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(0);
}

function percent(share: number): string {
  return `${(100 * share).toFixed(0)}%`;
}

if (process.argv.includes('--help')) console.log(HELP);
else await measure();
