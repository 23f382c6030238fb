/** The questions that evidence is calibrated on, with the signals that the product reads of them. */
import type { PassageStore } from '../../index/store.ts';
import { type Answerer, PASSAGES, search, signalsOf } from '../../server/answer.ts';
import { type AskRequest, LIMIT_DEFAULT } from '../../server/contract.ts';
import { isYearGiven } from '../../server/evidence.ts';
import { scoreSentences } from '../../server/extract.ts';
import type { Signals } from '../../server/signals.ts';
import { choiceFor } from '../../server/weigh.ts';

/** A question with whether the corpus that it is asked of answers it. */
export interface Asked extends AskRequest {
  set: string;
  answerable: boolean;
}

/** What is known of a question before it is decided whether there is evidence. */
export interface Observed {
  set: string;
  /** The question with its history, one a line. */
  question: string;
  answerable: boolean;
  /** Whether a place or an issue limits the articles. */
  isScoped: boolean;
  signals: Signals;
}

/** Reads the signals of a question; null for one that a plain fact rules out, a place not held or a year not given. */
export async function observe(answerer: Answerer, { set, answerable, ...request }: Asked): Promise<Observed | null> {
  const found = await search(answerer, request, PASSAGES);
  const { query, scope, synonyms, passages } = found;
  if (scope.unknownPlaces.length > 0 && query.places.every(({ articleIds }) => articleIds.length === 0)) return null;
  const choice = await choiceFor(query, synonyms, answerer.store, LIMIT_DEFAULT);
  if (!isYearGiven(query, scoreSentences(passages, choice))) return null;
  return {
    set,
    question: [...(request.history ?? []), request.question].join('\n'),
    answerable,
    isScoped: scope.articleIds !== null,
    signals: await signalsOf(found, choice.terms, answerer.store),
  };
}

/** More results are asked for than wanted, since those of the articles left out are taken away. */
const EXTRA_RESULTS = 80;

/** An answerer whose corpus lacks some articles: a question that only these answer has no answer in it. */
export async function withoutArticles(answerer: Answerer, fileNames: ReadonlySet<string>): Promise<Answerer> {
  const articles = await answerer.store.articles();
  const left = new Set(articles.filter(({ file }) => fileNames.has(file)).map(({ id }) => id));
  const isKept = ({ chunkId }: { chunkId: string }): boolean => !left.has(chunkId.slice(0, chunkId.lastIndexOf('/')));
  const { store: all } = answerer;
  const store: PassageStore = {
    manifest: all.manifest,
    articles: () => Promise.resolve(articles.filter(({ id }) => !left.has(id))),
    article: (id) => all.article(id),
    files: () => all.files(),
    archived: (identity) => all.archived(identity),
    chunks: (ids) => all.chunks(ids),
    chunksOf: (id) => all.chunksOf(id),
    byTerms: async (terms, limit, scope) =>
      (await all.byTerms(terms, limit + EXTRA_RESULTS, scope)).filter(isKept).slice(0, limit),
    byVector: async (vector, limit, scope) =>
      (await all.byVector(vector, limit + EXTRA_RESULTS, scope)).filter(isKept).slice(0, limit),
    similarities: (vector, chunk) => all.similarities(vector, chunk),
    weigh: (terms) => all.weigh(terms),
    explain: (chunkId, terms) => all.explain(chunkId, terms),
    vocabulary: () => all.vocabulary(),
  };
  return { ...answerer, store };
}
