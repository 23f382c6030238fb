/** `npm run index`: reads the corpus, tells what was made of each file, and builds the index. */
import { availableParallelism } from 'node:os';
import { messageOf } from '../corpus/errors.ts';
import { type Corpus, loadCorpus } from '../corpus/load.ts';
import { buildIndex } from '../index/build.ts';
import { openEmbedder } from '../index/embed.ts';
import { describeVariables, readConfig } from './config.ts';
import { createAudit } from './operation/audit.ts';
import { runCommand } from './run-command.ts';
import { presentBulletins } from './present.ts';
import { reportProgress } from './terminal.ts';

const HELP = `用法：npm run index [-- --quiet]

读取 CORPUS_DIR 里的简报，列出每份文件的读取结果，重建索引。没有变化的句子不再向量化。
--quiet 不列出读取结果，只报告进度和未收入的文件。

环境变量：
${describeVariables()}
`;

async function reindex(isQuiet: boolean): Promise<void> {
  const { corpusFolder, modelFolder, indexRoot, auditFile } = readConfig(process.env);
  const corpus = await loadCorpus(corpusFolder);
  if (!isQuiet) listArticles(corpus);
  for (const { file, problem } of corpus.problems) console.warn(`未收入 ${file}：${problem}`);
  const progress = reportProgress('向量化', '句');
  const embedder = await openEmbedder(modelFolder, availableParallelism());
  const { manifest, embedded, archive } = await buildIndex({
    indexRoot,
    corpus,
    embedder,
    onProgress: progress.onProgress,
  });
  progress.finish();
  const { articles, chunks, sentences } = manifest.counts;
  // The server builds quietly.
  const by = isQuiet ? 'server' : 'terminal';
  const { indexVersion } = manifest;
  const recorded = createAudit(auditFile)({ act: 'index.build', by, details: { indexVersion, articles, embedded } });
  // The index is built all the same.
  await recorded.catch((thrown: unknown) => console.warn(`审计日志“${auditFile}”没有写成：${messageOf(thrown)}`));
  console.log(`索引 ${indexVersion}：${articles} 篇文章，${chunks} 段，${sentences} 句，新向量化 ${embedded} 句。`);
  if (archive.damaged > 0) console.warn(`存档中有 ${archive.damaged} 条文章旧文无法读取，引用它们的出处将查不到。`);
}

function listArticles({ articles }: Corpus): void {
  for (const bulletin of presentBulletins(articles)) {
    console.log(`${bulletin.file}  ${bulletin.issue ?? '（无期号）'}  ${bulletin.articles.length} 篇`);
    for (const { id, title } of bulletin.articles) console.log(`  ${id}  ${title}`);
  }
}

if (process.argv.includes('--help')) console.log(HELP);
else await runCommand(() => reindex(process.argv.includes('--quiet')));
