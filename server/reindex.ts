/** `npm run index`: reads the corpus, tells what was made of each file, and builds the index. */
import { availableParallelism } from 'node:os';
import { readManifestFile } from '../index/manifest.ts';
import { currentFolder, rollBack } from '../index/folder.ts';
import { openEmbedder } from '../index/embed.ts';
import { describeVariables, readConfig } from './config.ts';
import { runBuild } from './indexing/build-command.ts';
import { describeDryRun, presentDryRun, readFiles } from './indexing/dry-run.ts';
import { type IndexCommand, readArguments } from './indexing/index-arguments.ts';
import { watchAndBuild } from './indexing/watch-command.ts';
import { createAudit } from './operation/audit.ts';
import { runCommand } from './run-command.ts';

const HELP = `用法：npm run index [-- 选项]

读取 CORPUS_DIR 里的文件，列出每份文件的读取结果，重建索引。没有变化的文件不再读取，没有变化的句子不再向量化。
正在运行的服务会自行换用新的索引，不必重启。

--all                    文件超过 50 份时，也全部列出
--watch                  文件夹一有变化就重建，直到按 Ctrl-C
--dry-run [文件…]        只列出从文件里读出了什么，不写入任何东西；不给文件时读整个文件夹。有文件不能收入时以 1 结束
  --json                 以 JSON 给出
  --all                  列出每一段
--roll-back              换回上一版索引，并保持不变，直到再次运行 npm run index
--quiet                  不列出读取结果，只报告进度和未收入的文件
--help                   显示这些说明

环境变量：
${describeVariables()}
`;

async function run(command: IndexCommand): Promise<void> {
  switch (command.kind) {
    case 'help':
      return console.log(HELP);
    case 'build':
      return build(command);
    case 'watch':
      return watch(command);
    case 'dry-run':
      return dryRun(command);
    case 'roll-back':
      return putBack();
  }
}

async function build({ isQuiet, all }: IndexCommand & { kind: 'build' }): Promise<void> {
  const config = readConfig(process.env);
  const embedder = await openEmbedder(config.modelFolder, availableParallelism());
  await runBuild({ config, embedder, isQuiet, all });
}

async function watch({ all }: IndexCommand & { kind: 'watch' }): Promise<void> {
  const config = readConfig(process.env);
  const embedder = await openEmbedder(config.modelFolder, availableParallelism());
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  await watchAndBuild({ config, embedder, all, signal: stop.signal });
  console.error('已停止。');
  // A build that is under way leaves the current index as it is, and is taken up by the next one.
  process.exit(0);
}

async function dryRun({ files, json, all }: IndexCommand & { kind: 'dry-run' }): Promise<void> {
  const { corpusFolder } = readConfig(process.env);
  const presented: object[] = [];
  for await (const read of readFiles(corpusFolder, files)) {
    if (read.reading.problem) process.exitCode = 1;
    if (json) presented.push(presentDryRun(read));
    else console.log(`${describeDryRun(read, all).join('\n')}\n`);
  }
  if (json) console.log(JSON.stringify(presented, null, 2));
}

async function putBack(): Promise<void> {
  const { indexRoot, auditFile } = readConfig(process.env);
  await rollBack(indexRoot);
  const { indexVersion, counts } = await readManifestFile((await currentFolder(indexRoot)) as string);
  console.log(
    `已换回上一版索引 ${indexVersion}：${counts.articles} 篇文章。它会保持不变，直到再次运行 npm run index 或在管理页重建。`,
  );
  await createAudit(auditFile)({ act: 'index.roll-back', by: 'terminal', details: { indexVersion } });
}

await runCommand(() => run(readArguments(process.argv.slice(2))));
