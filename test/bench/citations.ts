/** Times of citing and of resolving citations over a large corpus: `node scripts/run.mjs test/bench/citations.ts`. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { Article } from '../../corpus/article.ts';
import { loadCorpus } from '../../corpus/load.ts';
import { archiveArticles, findArchived } from '../../index/archive.ts';
import type { PassageStore } from '../../index/store.ts';
import { citeSpan } from '../../server/cite.ts';
import { resolveCitation } from '../../server/citations/resolve-citation.ts';
import { DIGEST_SET } from '../eval/sets.ts';
import { makeArticle } from '../index/make-article.ts';

const ARTICLES = 5_000;
const CHARACTERS = 3_000;
const REPEATS = 7;

/** The digests' sentences in other orders with other figures; the same at each run. */
async function makeArticles(): Promise<Article[]> {
  const { articles } = await loadCorpus(DIGEST_SET.corpusFolder);
  const sentences = articles.flatMap(({ text }) => text.split(/(?<=[。！？])\s*/u)).filter((one) => one.trim() !== '');
  let state = 7;
  const draw = (below: number): number =>
    Math.floor(((state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32) * below);
  return Array.from({ length: ARTICLES }, (_, number) => {
    let text = '';
    while (text.length < CHARACTERS) {
      text += (sentences[draw(sentences.length)] as string).replace(/\s/gu, '').replace(/\d/gu, () => String(draw(10)));
    }
    return makeArticle({ id: `a${number}`, title: `文章${number}`, paragraphs: [text.slice(0, CHARACTERS)] });
  });
}

const articles = await makeArticles();
const root = await mkdtemp(join(tmpdir(), 'bulletin-qa-bench-'));
try {
  const startedAt = performance.now();
  await archiveArticles(root, articles);
  console.log(`archiving ${ARTICLES} articles: ${Math.round(performance.now() - startedAt)} ms`);
  const cited = articles[ARTICLES / 2] as Article;
  const span = { start: 1_500, end: 1_580 };
  const { id } = citeSpan(cited, span);
  const replaced = (more: Partial<Article>): Article[] =>
    articles.map((article) => (article === cited ? { ...article, ...more } : article));
  const edit = (at: number): string => `${cited.text.slice(0, at)}囍${cited.text.slice(at + 1)}`;
  const cases: [string, Article[]][] = [
    ['as it was', articles],
    ['neighbour edited', replaced({ text: edit(span.start - 5) })],
    ['words edited', replaced({ text: edit(span.start + 40) })],
    ['in another issue', replaced({ series: '另一简报', issueId: '2020-1' })],
    ['article rewritten', replaced({ text: articles[0]?.text ?? '' })],
    ['article gone', articles.filter((article) => article !== cited)],
  ];
  for (const [what, held] of cases) {
    const asked: Pick<PassageStore, 'articles' | 'archived'> = {
      articles: () => Promise.resolve(held),
      archived: (identity) => findArchived(root, identity),
    };
    const store = asked as PassageStore;
    const times: number[] = [];
    let state: string | undefined;
    for (let repeat = 0; repeat < REPEATS; repeat++) {
      const from = performance.now();
      state = (await resolveCitation({ store }, id))?.state;
      times.push(performance.now() - from);
    }
    const [first = 0] = times;
    const median = times.toSorted((a, b) => a - b)[(REPEATS - 1) / 2] ?? 0;
    console.log(`${what}: ${state}, first ${first.toFixed(1)} ms, median ${median.toFixed(1)} ms`);
  }
} finally {
  await rm(root, { recursive: true, force: true });
}
