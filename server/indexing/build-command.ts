/** One build of the index on the terminal, or for the server that started it: progress, report, record. */
import { openCorpusFolder } from '../../corpus/corpus-folder.ts';
import { messageOf } from '../../corpus/errors.ts';
import { buildIndex, type BuildReport } from '../../index/build.ts';
import type { Embedder } from '../../index/embed.ts';
import { currentFolder } from '../../index/folder.ts';
import { type IndexedFile, readIndexedFiles } from '../../index/indexed-file.ts';
import type { Config } from '../config.ts';
import { createAudit } from '../operation/audit.ts';
import { tellBuild } from '../terminal.ts';
import { compareFiles, describeFiles } from './corpus-report.ts';
import { tellParent } from './tell-parent.ts';

export interface BuildRun {
  config: Pick<Config, 'corpusFolder' | 'indexRoot' | 'auditFile'>;
  embedder: Embedder;
  /** Only files that were not taken in are told of. */
  isQuiet: boolean;
  /** Every file is listed, however many they are. */
  all: boolean;
}

/**
 * Builds the index of the corpus and tells what was made of it.
 *
 * @throws KnownError as {@link buildIndex} does.
 */
export async function runBuild({ config, embedder, isQuiet, all }: BuildRun): Promise<void> {
  const { corpusFolder, indexRoot, auditFile } = config;
  const before = await filesOfCurrent(indexRoot);
  const source = openCorpusFolder(corpusFolder);
  const telling = tellBuild();
  const onProgress = tellParent() ?? telling.onProgress;
  let report: BuildReport;
  try {
    report = await buildIndex({ indexRoot, source, embedder, onProgress });
  } finally {
    telling.finish();
    await source.close();
  }
  const { manifest, files, embedded, archive } = report;
  if (isQuiet) for (const { file, problem } of manifest.problems) console.warn(`未收入 ${file}：${problem}`);
  else for (const line of describeFiles(compareFiles(before, files), all)) console.log(line);
  const { articles, chunks, sentences } = manifest.counts;
  const { indexVersion } = manifest;
  // The server builds quietly.
  const by = isQuiet ? 'server' : 'terminal';
  const recorded = createAudit(auditFile)({ act: 'index.build', by, details: { indexVersion, articles, embedded } });
  // The index is built all the same.
  await recorded.catch((thrown: unknown) => console.warn(`审计日志“${auditFile}”没有写成：${messageOf(thrown)}`));
  console.log(`索引 ${indexVersion}：${articles} 篇文章，${chunks} 段，${sentences} 句，新向量化 ${embedded} 句。`);
  if (archive.damaged > 0) console.warn(`存档中有 ${archive.damaged} 条文章旧文无法读取，引用它们的出处将查不到。`);
}

/** The files of the current index; none where there is none, or what it is of cannot be read. */
async function filesOfCurrent(indexRoot: string): Promise<IndexedFile[]> {
  const folder = await currentFolder(indexRoot);
  return folder === null ? [] : readIndexedFiles(folder).catch(() => []);
}
