/** What a question's words weigh: the terms that passages are found by, and those that sentences are chosen by. */
import type { PassageStore } from '../index/store.ts';
import { bigramsOf, type Terms, wordsOf } from '../index/terms.ts';
import type { Choice, WeightedTerm } from './extract.ts';
import type { Query } from './query.ts';
import type { Synonym } from './synonyms.ts';

/** Words carried over from an earlier question weigh this much of their own weight. */
const CARRIED_WEIGHT = 0.4;

/** The terms that passages are found by. */
export function termsOfQuery({ topic, topicRuns, carried, carriedRuns }: Query, synonyms: Synonym[]): Terms {
  const alternatives = synonyms.flatMap((synonym) => synonym.alternatives);
  return {
    words: wordsOf([...topic, ...carried, ...alternatives].join(' ')),
    bigrams: [...topicRuns, ...carriedRuns].flatMap(bigramsOf),
  };
}

/**
 * The synonyms that are needed: those of words that the corpus does not use, with the alternatives that it does use. A
 * word it uses finds its own passages, and other words for it would only lead away from them.
 */
export async function neededSynonyms({ synonyms }: Query, store: PassageStore): Promise<Synonym[]> {
  const words = synonyms.flatMap(({ word, alternatives }) => [word, ...alternatives]);
  const { bigrams, unknown } = await store.weigh({ words: [], bigrams: words.flatMap(bigramsOf) });
  const isUsed = (word: string): boolean => bigramsOf(word).every((pair) => (bigrams.get(pair) ?? unknown) < unknown);
  return synonyms
    .filter(({ word }) => !isUsed(word))
    .map(({ word, alternatives }) => ({ word, alternatives: alternatives.filter(isUsed) }))
    .filter(({ alternatives }) => alternatives.length > 0);
}

/** The question in the corpus's words: each word that it does not use as the most usual alternative that it does use. */
export function rewordQuestion(question: string, synonyms: readonly Synonym[]): string {
  return synonyms.reduce((text, { word, alternatives }) => text.replaceAll(word, alternatives[0] ?? word), question);
}

/** What the choice of extracts for a question depends on. */
export async function choiceFor(
  query: Query,
  synonyms: Synonym[],
  store: PassageStore,
  limit: number,
): Promise<Choice> {
  // A place that no article is about stands in the words of others': its name is part of the topic then.
  const mentioned = query.places.filter(({ articleIds }) => articleIds.length === 0).map(({ shortName }) => shortName);
  const own = await weighTerms(store, [...mentioned, ...query.topic], [...mentioned, ...query.topicRuns], 1);
  const carried = await weighTerms(store, query.carried, query.carriedRuns, CARRIED_WEIGHT);
  const known = new Set(own.map(({ text }) => text));
  return {
    terms: withSynonyms([...own, ...carried.filter(({ text }) => !known.has(text))], synonyms),
    wantsFigure: query.wantsFigure,
    units: unitsIn(query.understood),
    wantsList: query.wantsList,
    wantsDefinition: query.wantsDefinition,
    byArticle: query.wantsSeveral,
    limit,
  };
}

async function weighTerms(
  store: PassageStore,
  topic: string[],
  runs: string[],
  factor: number,
): Promise<WeightedTerm[]> {
  const terms = { words: topic.flatMap(wordsOf), bigrams: runs.flatMap(bigramsOf) };
  const weights = await store.weigh(terms);
  const weighted = new Map<string, number>();
  for (const [text, weight] of [...weights.words, ...weights.bigrams]) weighted.set(text, weight * factor);
  return [...weighted].map(([text, weight]) => ({ text, weight, alternatives: [] }));
}

/** Terms within a word that has synonyms are answered by any of these as well. */
function withSynonyms(terms: WeightedTerm[], synonyms: Synonym[]): WeightedTerm[] {
  return terms.map((term) => ({
    ...term,
    alternatives: synonyms.filter(({ word }) => word.includes(term.text)).flatMap((synonym) => synonym.alternatives),
  }));
}

/** Units that stand behind 多少 or 几: 多少户 → 户, 几亩 → 亩; 多少钱 asks for 元. */
function unitsIn(question: string): string[] {
  const units = [
    ...question.matchAll(/(?:多少|几)\s*(万?元|[个名人户亩元次座件台辆部家所条笔成倍年月天级岁分斤套期头只])/gu),
  ].map((m) => m[1] ?? '');
  if (/多少(?:钱|资金|经费|补助|补贴)|[花投]了多少|金额|资金/u.test(question)) units.push('元');
  if (/比例|占比|百分|率/u.test(question)) units.push('%');
  return units;
}
