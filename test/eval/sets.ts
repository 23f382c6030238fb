/** The golden sets and the corpora they ask about. */
import { join } from 'node:path';

export interface GoldenSet {
  name: string;
  corpusFolder: string;
  questionsFile: string;
  articlesFile: string;
}

const ROOT = join(import.meta.dirname, '../..');
const SHARED = join(ROOT, '../shared');

/** Our own questions over the digests that a fresh clone answers from. */
export const DIGEST_SET: GoldenSet = {
  name: '摘编',
  corpusFolder: join(ROOT, 'corpus/bulletins'),
  questionsFile: join(ROOT, 'test/golden/digest.jsonl'),
  articlesFile: join(ROOT, 'test/golden/articles.json'),
};

/** Development questions over the real bulletins; not part of the repository. */
export const SHARED_SET: GoldenSet = {
  name: '真实简报',
  corpusFolder: join(SHARED, 'bulletins'),
  questionsFile: join(SHARED, 'eval/dev.jsonl'),
  articlesFile: join(SHARED, 'eval/articles.json'),
};
