/**
 * `npm run bench`: what the product's own work costs beside the model's, as ratios taken in one run, since the speed
 * of a machine drifts. Over the real bulletins where ../shared holds them, over the digests elsewhere.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCorpusFolder } from '../../corpus/corpus-folder.ts';
import { loadCorpus } from '../../corpus/load.ts';
import { buildIndex } from '../../index/build.ts';
import { chunkArticle, embeddedText } from '../../index/chunk.ts';
import { openEmbedder } from '../../index/embed.ts';
import { openIndex } from '../../index/open.ts';
import { answerQuestion, createAnswerer } from '../../server/answer.ts';
import { readConfig } from '../../server/config.ts';
import { DIGEST_SET, SHARED_SET } from '../eval/sets.ts';
import type { GoldenQuestion } from '../eval/score.ts';
import { hasShared } from '../open-corpus.ts';
import { measureFirstCards } from './first-card.ts';
import { FILES_DEFAULT, measureScale } from './scale.ts';

/** Each measurement is repeated, and the median taken. */
const BUILDS = 3;
const ROUNDS = 3;

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

const HELP = `用法：npm run bench [-- --scale [文件数…]]

测两个比值：建立索引与只向量化同样的句子，回答问题与只向量化这个问题；
再测网页上从按下 Enter 到第一张卡片出现的时间。约一分钟。

--scale  用生成的文件（默认 ${FILES_DEFAULT.join('、')} 份）测各项随语料增长的情况：建立索引的速度和内存，
         中途被 kill -9 后接着建立，改 10 份文件后再建，打开，回答，检索是否找到最近的句子。
         20000 份约需四十分钟、8 GB 磁盘
`;

async function measure(): Promise<void> {
  const set = hasShared ? SHARED_SET : DIGEST_SET;
  const embedder = await openEmbedder(readConfig(process.env).modelFolder);
  const corpus = await loadCorpus(set.corpusFolder);
  const source = openCorpusFolder(set.corpusFolder);
  const texts = corpus.articles.flatMap((article) =>
    chunkArticle(article).flatMap((chunk) => chunk.sentences.map((sentence) => embeddedText(article, chunk, sentence))),
  );
  console.log(`${set.name}：${corpus.articles.length} 篇文章，${texts.length} 句`);

  const folder = await mkdtemp(join(tmpdir(), 'bulletin-qa-bench-'));
  try {
    await embedder.embedText('预热');
    const alone: number[] = [];
    const builds: number[] = [];
    for (let round = 0; round < BUILDS; round++) {
      alone.push(
        await timed(async () => {
          for (const text of texts) await embedder.embedText(text);
        }),
      );
      const indexRoot = join(folder, String(round));
      builds.push(await timed(() => buildIndex({ indexRoot, source, embedder })));
    }
    const buildRatio = median(builds.map((build, round) => build / (alone[round] ?? NaN)));
    console.log(
      `建立索引 ${(median(builds) / 1000).toFixed(1)} 秒，只向量化 ${(median(alone) / 1000).toFixed(1)} 秒，比值 ${buildRatio.toFixed(2)}（上限 1.3）`,
    );

    const answerer = await createAnswerer(await openIndex(join(folder, '0'), corpus.hash), embedder);
    const lines = (await readFile(set.questionsFile, 'utf8')).split('\n').filter(Boolean);
    const questions = lines.map((line) => JSON.parse(line) as GoldenQuestion);
    for (const { question } of questions.slice(0, 10)) await answerQuestion(answerer, { question });
    const embeddings: number[] = [];
    const answers: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      for (const { question, history } of questions) {
        embeddings.push(await timed(() => embedder.embedQuestion(question)));
        answers.push(await timed(() => answerQuestion(answerer, { question, ...(history ? { history } : {}) })));
      }
    }
    const [embedding, answer] = [median(embeddings), median(answers)];
    console.log(
      `回答 ${answer.toFixed(1)} 毫秒，只向量化问题 ${embedding.toFixed(1)} 毫秒（中位），比值 ${(answer / embedding).toFixed(2)}（上限 6）`,
    );
  } finally {
    await source.close();
    await rm(folder, { recursive: true, force: true });
  }
  const firstCards = await measureFirstCards();
  console.log(
    `网页：从按下 Enter 到第一张卡片 ${median(firstCards).toFixed(0)} 毫秒（中位，${firstCards.length} 次，摘编；上限 300）`,
  );
}

const [, , option, ...values] = process.argv;
if (option === '--help') console.log(HELP);
else if (option !== '--scale') await measure();
else await measureScale(values.length > 0 ? values.map(Number) : FILES_DEFAULT);
