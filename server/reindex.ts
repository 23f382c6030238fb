/** `npm run index`: reads the corpus, tells what was made of each file, and builds the index. */
import { loadCorpus } from '../corpus/load.ts';
import { buildIndex } from '../index/build.ts';
import { openEmbedder } from '../index/embed.ts';
import { describeVariables, readConfig } from './config.ts';
import { runCommand } from './run-command.ts';
import { presentBulletins } from './present.ts';
import { reportProgress } from './terminal.ts';

const HELP = `用法：npm run index

读取 CORPUS_DIR 里的简报，列出每份文件的读取结果，重建索引。没有变化的句子不再向量化。

环境变量：
${describeVariables()}
`;

async function reindex(): Promise<void> {
  const { corpusFolder, modelFolder, indexRoot } = readConfig(process.env);
  const corpus = await loadCorpus(corpusFolder);
  for (const { file, issue, articles } of presentBulletins(corpus.articles)) {
    console.log(`${file}  ${issue ?? '（无期号）'}  ${articles.length} 篇`);
    for (const { id, title } of articles) console.log(`  ${id}  ${title}`);
  }
  for (const { file, problem } of corpus.problems) console.warn(`未收入 ${file}：${problem}`);
  const progress = reportProgress('向量化', '句');
  const embedder = await openEmbedder(modelFolder);
  const { manifest, embedded, archive } = await buildIndex({
    indexRoot,
    corpus,
    embedder,
    onProgress: progress.onProgress,
  });
  progress.finish();
  const { articles, chunks, sentences } = manifest.counts;
  console.log(
    `索引 ${manifest.indexVersion}：${articles} 篇文章，${chunks} 段，${sentences} 句，新向量化 ${embedded} 句。`,
  );
  if (archive.damaged > 0) console.warn(`存档中有 ${archive.damaged} 条文章旧文无法读取，引用它们的出处将查不到。`);
}

if (process.argv.includes('--help')) console.log(HELP);
else await runCommand(reindex);
