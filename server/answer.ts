/**
 * A question → an answer: the whole pipeline, top to bottom. HTTP and the command line are thin faces over it.
 */
import { performance } from 'node:perf_hooks';
import type { Article } from '../corpus/article.ts';
import type { Embedder } from '../index/embed.ts';
import { type Passage, retrievePassages } from '../index/fuse.ts';
import type { PassageStore } from '../index/store.ts';
import { segment, type Terms, wordsOf } from '../index/terms.ts';
import { citeSpan, makeExtract } from './cite.ts';
import { type Answer, type AnswerHead, type AskRequest, type Filter, LIMIT_DEFAULT } from './contract.ts';
import { describeRefusal, findRefusal } from './evidence.ts';
import { makeExamples } from './examples.ts';
import { type Candidate, chooseSpans, scoreSentences, type WeightedTerm } from './extract.ts';
import type { Find, Found } from './found.ts';
import { leaveOut } from './leave-out.ts';
import { outlineOf } from './outline.ts';
import { articlesToSurvey, surveyArticles } from './overview.ts';
import { namesIssue, type Query, readQuery } from './query.ts';
import { followReference } from './reference.ts';
import { articlesOfIssue, filterScope, type Scope, scopeOf, widenScope } from './scope.ts';
import { measureSignals, type Signals } from './signals.ts';
import { sampleOf } from './spelling/lexicon.ts';
import { readSpeller } from './spelling/spelling.ts';
import { NO_CLOCK, type StageClock } from './stage-clock.ts';
import { workInTurns } from './steps.ts';
import { type CheckedSections, checkSections, suggestQuestions } from './suggest.ts';
import type { Synonym } from './synonyms.ts';
import { readVocabulary, type Vocabulary } from './vocabulary.ts';
import { choiceFor, neededSynonyms, rewordQuestion, termsOfQuery } from './weigh.ts';

/** Mends the typos of a question. */
export type Correct = (question: string) => string;

/** What answering needs; made once for each index. */
export interface Answerer {
  store: PassageStore;
  embedder: Embedder;
  vocabulary: Vocabulary;
  /** What mends the typos of questions; read when it is first asked for, which takes seconds for a large corpus. */
  corrector: () => Promise<Correct>;
  /** Which sections answer the questions that are suggested for them. */
  suggestions: CheckedSections;
  /** Questions for a first visit by the articles they are of, made and checked when they are first asked for. */
  examples: Map<string, Promise<string[]>>;
}

/** Passages whose sentences are weighed against each other. */
export const PASSAGES = 40;

/** Makes what answering from an index needs; others get their turn meanwhile. */
export async function createAnswerer(store: PassageStore, embedder: Embedder): Promise<Answerer> {
  const articles = await store.articles();
  const vocabulary = await workInTurns(readVocabulary(articles));
  let corrector: Promise<Correct> | undefined;
  return {
    store,
    embedder,
    vocabulary,
    corrector: () => (corrector ??= createCorrector(store, vocabulary)),
    suggestions: new Map(),
    examples: new Map(),
  };
}

/** Questions for a first visit that this index answers well, of the articles that a filter lets through. */
export async function exampleQuestions(answerer: Answerer, filter: Filter = {}): Promise<string[]> {
  const { store, vocabulary, examples } = answerer;
  const all = await store.articles();
  const inScope = new Set(filterScope(filter, all, vocabulary));
  const isNarrowed = inScope.size < all.length;
  const key = isNarrowed ? [...inScope].join('\n') : '';
  let made = examples.get(key);
  if (!made) {
    const articles = all.filter(({ id }) => inScope.has(id));
    // Without a filter an answer may come from beyond the place that is asked of, as it does for a reader.
    const narrowed = isNarrowed ? { filter } : {};
    const countTelling = (words: string): number =>
      countOf(vocabulary.sieve.candidates(words), ({ id, text }) => inScope.has(id) && text.includes(words));
    made = makeExamples(articles, segment, (request) => findSpans(answerer, { ...request, ...narrowed }), countTelling);
    examples.set(key, made);
    // What failed once may succeed when it is asked for again.
    made.catch(() => examples.delete(key));
  }
  return made;
}

function countOf<Item>(items: Iterable<Item>, isCounted: (item: Item) => boolean): number {
  let count = 0;
  for (const item of items) if (isCounted(item)) count++;
  return count;
}

/** Mends what is no word of the corpus where a word or a name of it is meant; what stands in an article is not touched. */
async function createCorrector(store: PassageStore, { entries, sieve }: Vocabulary): Promise<Correct> {
  const said = ({ title, text }: Article): string => `${title}\n${text}`;
  const speller = await workInTurns(
    readSpeller(
      {
        words: await store.vocabulary(),
        places: entries.keys(),
        texts: sampleOf(await store.articles(), (article) => said(article).length).map(said),
        textsWith: function* (characters) {
          for (const article of sieve.candidates(characters)) yield said(article);
        },
      },
      { wordsOf, segment },
    ),
  );
  return (question) => speller.correct(question).text;
}

/** Articles whose suggestions are checked before anybody asks; of a large corpus, the rest when they are first wanted. */
const ARTICLES_WARMED = 50;

/** Does ahead what the first answer from an article would have to wait for. */
export async function warmAnswerer(answerer: Answerer): Promise<void> {
  await answerer.corrector();
  for (const article of (await answerer.store.articles()).slice(0, ARTICLES_WARMED)) {
    await checkSections(answerer.suggestions, article, finderOfSuggestions(answerer));
  }
}

/** What is suggested is asked of the articles about its place only: each further search of all would be waited for. */
function finderOfSuggestions(answerer: Answerer): Find {
  return (request) => findSpans(answerer, request, {}, false);
}

/** What a caller wants of an answer while it is made. */
export interface Progress {
  clock?: StageClock;
  /** Told of the extracts once they are chosen and cited; the rest of the answer waits for it. */
  onHead?: (head: AnswerHead) => Promise<void>;
  /** Stops the work at the end of a stage; the answer then throws the reason of the signal. */
  signal?: AbortSignal;
}

/** Answers a question with extracts, or says that there is no evidence. Nothing in the answer is generated. */
export async function answerQuestion(
  answerer: Answerer,
  request: AskRequest,
  progress: Progress = {},
): Promise<Answer> {
  const startedAt = performance.now();
  const { clock = NO_CLOCK, onHead, signal } = progress;
  const find = (resolved: AskRequest): Promise<Found> => findSpans(answerer, resolved, progress);
  const { question, understood, found } = await followReference(request, find);
  const { query, spans, terms, refusal } = found;
  const extracts = spans.map(makeExtract);
  const head: AnswerHead = {
    understood: understood ?? query.understood,
    status: extracts.length > 0 ? 'answered' : 'no_evidence',
    extracts,
  };
  const outline = extracts.length > 0 ? outlineOf(query, spans, terms) : null;
  const near = extracts.length > 0 ? [] : nearest(await found.findNear());
  clock.end('cite');
  await onHead?.(head);
  signal?.throwIfAborted();
  // Without the signal: what is checked here is kept for every caller, so one that leaves must not stop it halfway.
  const suggestions = await suggestQuestions(answerer.suggestions, spans, finderOfSuggestions(answerer));
  clock.end('suggest');
  return {
    question,
    ...head,
    query: describeQuery(query, await answerer.store.articles()),
    outline,
    near,
    reason: extracts.length > 0 ? null : describeRefusal(refusal, found),
    suggestions,
    coverage: coverageOf(answerer.store),
    tookMs: Math.round((performance.now() - startedAt) * 10) / 10,
  };
}

/**
 * Question → query → passages → sentences → spans; no spans where there is no evidence.
 *
 * @param widens whether an answer may stand beyond the articles about its place: to look there takes a search of all
 */
async function findSpans(
  answerer: Answerer,
  request: AskRequest,
  progress: Progress = {},
  widens = true,
): Promise<Found> {
  const { store } = answerer;
  const { clock = NO_CLOCK, signal } = progress;
  const found = await search(answerer, request, PASSAGES, progress, widens);
  signal?.throwIfAborted();
  const { query, scope, synonyms, passages, findEverywhere } = found;
  const surveyed = articlesToSurvey(query, scope, request, await store.articles());
  const survey =
    surveyed && (await surveyArticles(surveyed, request, (asked) => findSpans(answerer, asked, {}, false)));
  if (survey && survey.length > 0)
    return { query, scope, terms: [], spans: survey, refusal: null, findNear: findEverywhere };
  const choice = await choiceFor(query, synonyms, store, request.limit ?? LIMIT_DEFAULT);
  const candidates = scoreSentences(passages, choice);
  clock.end('choose');
  const signals = await signalsOf(found, choice.terms, store);
  const ownSimilarity = await similarityOfOwnWords(query, answerer, candidates.slice(0, OWN_WORDS_CANDIDATES));
  const refusal = findRefusal({ query, scope, candidates, signals, ownSimilarity });
  clock.end('weigh');
  signal?.throwIfAborted();
  const spans = refusal === null ? chooseSpans(candidates, choice) : [];
  clock.end('choose');
  const isElsewhere = refusal === 'place not held' || refusal === 'told only elsewhere' || refusal === 'nothing found';
  const findNear = (): Promise<Passage[]> => (isElsewhere ? findEverywhere() : Promise.resolve(passages));
  return { query, scope, terms: choice.terms, spans, refusal, findNear };
}

/** The signals of a question for and against evidence. */
export async function signalsOf(
  { scope, terms, placeless }: Search,
  weighted: readonly WeightedTerm[],
  store: PassageStore,
): Promise<Signals> {
  return measureSignals(store, { terms, weighted, vector: await placeless, scope: scope.articleIds });
}

/** What a question is understood as, and the passages for it. */
export interface Search {
  query: Query;
  scope: Scope;
  synonyms: Synonym[];
  terms: Terms;
  vector: Float32Array;
  /** The vector of the question without its places. */
  placeless: Promise<Float32Array>;
  passages: Passage[];
  /** The same search over all articles. */
  findEverywhere: () => Promise<Passage[]>;
}

export async function search(
  answerer: Answerer,
  request: AskRequest,
  limit: number,
  { clock = NO_CLOCK, signal }: Progress = {},
  widens = true,
): Promise<Search> {
  const { store, embedder, vocabulary } = answerer;
  const correct = await answerer.corrector();
  const read = (question: string, history: readonly string[] = []): Query =>
    readQuery(question, history, { vocabulary, segment, correct });
  const asked = read(request.question, request.history);
  const query = leaveOut(asked, request.without ?? [], { vocabulary, segment }, read);
  const scope = scopeOf(query, request.filter, await store.articles(), vocabulary);
  const synonyms = await neededSynonyms(query, store);
  clock.end('read');
  const vector = await embedder.embedQuestion(rewordQuestion(query.understood, synonyms));
  signal?.throwIfAborted();
  // Embedded on another thread while the passages are looked for on this one.
  const isPlaceless = query.placeless === query.understood;
  const placeless = isPlaceless
    ? Promise.resolve(vector)
    : embedder.embedQuestion(rewordQuestion(query.placeless, synonyms));
  // Whoever awaits it is told; where nobody does, nothing is lost.
  placeless.catch(() => undefined);
  clock.end('embed');
  const terms = termsOfQuery(query, synonyms);
  const find = (articleIds: readonly string[] | null): Promise<Passage[]> =>
    retrievePassages(store, { terms, vector, limit, scope: articleIds });
  let everywhere: Promise<Passage[]> | undefined;
  const findEverywhere = (): Promise<Passage[]> => (everywhere ??= find(null));
  const widened =
    scope.articleIds && widens && !request.filter ? widenScope(scope, query.places, await findEverywhere()) : scope;
  const passages = await (widened.articleIds ? find(widened.articleIds) : findEverywhere());
  clock.end('retrieve');
  return { query, scope: widened, synonyms, terms, vector, placeless, passages, findEverywhere };
}

/** The passages for a question, without choosing extracts, and the terms that they were found by. */
export function searchPassages(
  answerer: Answerer,
  question: string,
  filter: Filter,
  limit: number,
): Promise<Pick<Search, 'passages' | 'terms'>> {
  return search(answerer, { question, filter }, limit);
}

/** Candidates, best first, in which a follow-up's own words are looked for. */
const OWN_WORDS_CANDIDATES = 5;

/**
 * How near the corpus is to a follow-up's own words: what was carried over is found anyway and proves nothing. Null
 * for a question that stands alone, and for a follow-up whose words the candidates hold.
 */
async function similarityOfOwnWords(
  { carried, own, topic }: Query,
  { embedder, store }: Answerer,
  best: readonly Candidate[],
): Promise<number | null> {
  const isHeld = best.some(({ article }) => topic.some((word) => word.length > 1 && article.text.includes(word)));
  if (carried.length === 0 || isHeld) return null;
  const [nearest] = await store.byVector(await embedder.embedQuestion(own), 1, null);
  return nearest?.similarity ?? 0;
}

/** What the index held when it answered. */
function coverageOf({ manifest }: PassageStore): Answer['coverage'] {
  const { bulletins, articles } = manifest.counts;
  return { bulletins, articles, indexVersion: manifest.indexVersion };
}

function describeQuery(query: Query, articles: readonly Article[]): Answer['query'] {
  const { kind, year, topic, places } = query;
  const issueId = namesIssue(query) ? (articlesOfIssue(query, articles)[0]?.issueId ?? null) : null;
  return {
    kind,
    places: [...new Set(places.map(({ name }) => name))],
    issueId,
    year,
    topic: topic.filter((word) => word.length > 1),
  };
}

/** The nearest articles, each once, cited at their nearest passage. */
function nearest(passages: Passage[]): Answer['near'] {
  const byArticle = new Map<string, Passage>();
  for (const passage of passages) if (!byArticle.has(passage.article.id)) byArticle.set(passage.article.id, passage);
  return [...byArticle.values()].slice(0, 3).map(({ article, chunk }) => citeSpan(article, chunk));
}
