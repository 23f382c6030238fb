/** The start that the server and the commands share: configuration, then an open index, with what happens in words. */
import { type Answerer, createAnswerer } from './answer.ts';
import { type Config, readConfig } from './config.ts';
import { prepareIndex } from './prepare.ts';
import { tellBuild } from './terminal.ts';

/**
 * Opens the index of the configured corpus, building it first where needed. What happens is told on standard error:
 * standard output belongs to the command, be it an answer or a protocol.
 *
 * @throws KnownError when the configuration, the corpus or the model is wrong.
 */
export async function prepareOnTerminal(): Promise<{ config: Config; answerer: Answerer }> {
  const config = readConfig(process.env);
  const telling = tellBuild();
  const { store, embedder, built } = await prepareIndex({
    config,
    onBuild: (reason) => console.error(`正在建立索引：${reason}`),
    onProgress: telling.onProgress,
  });
  if (built) {
    telling.finish();
    const { bulletins, articles, chunks, sentences } = built.manifest.counts;
    console.error(
      `索引已建立：${bulletins} 份简报，${articles} 篇文章，${chunks} 段，${sentences} 句（新向量化 ${built.embedded} 句）。`,
    );
  }
  for (const { file, problem } of store.manifest.problems) console.warn(`未收入 ${file}：${problem}`);
  return { config, answerer: await createAnswerer(store, embedder) };
}
