/**
 * A process that begins to build an index and never ends: it says so on its output once it is in the middle, and waits
 * to be killed. Run by lock.test.ts with the index folder as its argument.
 */
import { buildIndex } from '../../index/build.ts';
import { createFakeEmbedder } from './fake-embedder.ts';
import { makeArticle, makeCorpus } from './make-article.ts';

const SENTENCES_BEFORE_STANDSTILL = 3;

const embedder = createFakeEmbedder();
const article = makeArticle({ id: 'endless', paragraphs: ['甲。乙。丙。丁。戊。'] });

await buildIndex({
  indexRoot: process.argv[2] ?? '',
  source: makeCorpus([article]),
  embedder: {
    ...embedder,
    async embedText(text) {
      if (embedder.embedded.length === SENTENCES_BEFORE_STANDSTILL) {
        console.log('building');
        await new Promise((resolve) => setTimeout(resolve, 2 ** 30));
      }
      return embedder.embedText(text);
    },
  },
});
