/** The start that the server and the commands share: configuration, then an open index, with what happens in words. */
import { KnownError } from '../corpus/errors.ts';
import { type Answerer, createAnswerer } from './answer.ts';
import { type Config, readConfig } from './config.ts';
import { prepareIndex } from './prepare.ts';
import { reportProgress } from './terminal.ts';

/**
 * Opens the index of the configured corpus, building it first where needed.
 *
 * @throws KnownError when the configuration, the corpus or the model is wrong.
 */
export async function prepareOnTerminal(): Promise<{ config: Config; answerer: Answerer }> {
  const config = readConfig(process.env);
  const progress = reportProgress('向量化', '句');
  const { store, embedder, built } = await prepareIndex({
    config,
    onBuild: (reason) => console.log(`正在建立索引：${reason}`),
    onProgress: progress.onProgress,
  });
  if (built) {
    progress.finish();
    const { bulletins, articles, chunks, sentences } = built.manifest.counts;
    console.log(
      `索引已建立：${bulletins} 份简报，${articles} 篇文章，${chunks} 段，${sentences} 句（新向量化 ${built.embedded} 句）。`,
    );
  }
  for (const { file, problem } of store.manifest.problems) console.warn(`未收入 ${file}：${problem}`);
  return { config, answerer: await createAnswerer(store, embedder) };
}

/** Runs a command; a known error is told in its own words, any other with all that is known of it. */
export async function runCommand(command: () => Promise<void>): Promise<void> {
  try {
    await command();
  } catch (thrown) {
    console.error(thrown instanceof KnownError ? thrown.message : thrown);
    process.exitCode = 1;
  }
}
