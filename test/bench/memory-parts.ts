/**
 * What the parts of a server take of memory, each as the growth of the resident memory when it is added, in the order in
 * which they stand. Run by load.ts as a process of its own, with what a start gives the server to keep it small; the
 * configuration comes from the environment. Prints a line of JSON.
 */
export {};

const parts: Record<string, number> = {};
let last = 0;

function take(part: string): void {
  global.gc?.();
  const now = process.memoryUsage.rss();
  parts[part] = now - last;
  last = now;
}

take('Node、TypeScript 加载器');
await import('../../index/terms.ts');
take('分词与词典');
await import('../../corpus/load.ts');
await import('../../server/spelling/spelling.ts');
await import('../../index/vectors.ts');
const { createAnswerer, warmAnswerer } = await import('../../server/answer.ts');
take('读取、纠错、检索的代码');
const { readConfig } = await import('../../server/config.ts');
const { openEmbedder } = await import('../../index/embed.ts');
const { hashCorpus } = await import('../../corpus/load.ts');
const { openIndex } = await import('../../index/open.ts');
const config = readConfig(process.env);
const embedder = await openEmbedder(config.modelFolder);
await embedder.embedQuestion('预热');
const answerer = await createAnswerer(
  await openIndex(config.indexRoot, await hashCorpus(config.corpusFolder)),
  embedder,
);
// Together: what opening the model sets free, the index takes.
take('模型（一个线程）和索引');
await warmAnswerer(answerer);
take('预先核对的追问');
await import('../../server/app.ts');
await import('../../server/operation/open-services.ts');
take('接口、日志、指标、反馈');
await embedder.close();
console.log(JSON.stringify(parts));
