/**
 * Terms and vectors → one ranking of passages.
 *
 * Both kinds of score are scaled within one question and added with a weight, by chunk id. Ranks alone lose to this in
 * every set we measured, because they forget how far ahead the best passage is; and text is never used to tell chunks
 * apart, because the same sentence in two articles has two citations.
 */
import type { Article } from '../corpus/article.ts';
import type { Chunk } from './chunk.ts';
import type { ChunkScore, PassageStore } from './store.ts';
import type { Terms } from './terms.ts';

/** A chunk that was found, with why. */
export interface Passage {
  chunk: Chunk;
  article: Article;
  scores: {
    /** BM25, not scaled. */
    lexical: number;
    /** Cosine of the best sentence. */
    vector: number;
    /** 0–1, comparable within one question. */
    fused: number;
    /** Share of the fused score that terms have; the rest is the vectors'. */
    lexicalWeight: number;
  };
  /** Cosine of each sentence with the question. */
  similarities: number[];
}

export interface Retrieval {
  terms: Terms;
  vector: Float32Array;
  /** Articles to search; null for all. */
  scope: readonly string[] | null;
  limit: number;
}

/**
 * Share of the fused score that terms have, the rest being the vectors': from the least, for a question in words that
 * the corpus does not use, to the most, for one in its own names and figures.
 */
const LEXICAL_WEIGHT_LEAST = 0.35;
const LEXICAL_WEIGHT_MOST = 0.65;

/** The weight of terms for a question of whose words, weighted by how rare they are, the corpus knows this share. */
export function lexicalWeightFor(knownShare: number): number {
  return LEXICAL_WEIGHT_LEAST + (LEXICAL_WEIGHT_MOST - LEXICAL_WEIGHT_LEAST) * knownShare;
}

/** How many of each kind are looked at before they are fused. */
const CANDIDATES = 60;

/** Similarities of unrelated texts seldom fall below this with bge-small-zh, so the scale begins here. */
export const SIMILARITY_FLOOR = 0.3;

/** The passages that terms or vectors find, best first. */
export async function retrievePassages(
  store: PassageStore,
  { terms, vector, scope, limit }: Retrieval,
): Promise<Passage[]> {
  const [byTerms, byVector, knownShare] = await Promise.all([
    rankByTerms(store, terms, scope),
    store.byVector(vector, CANDIDATES, scope),
    knownShareOf(store, terms),
  ]);
  const lexicalWeight = lexicalWeightFor(knownShare);
  const lexical = new Map(byTerms.map(({ chunkId, score }) => [chunkId, score]));
  const ids = new Set([...lexical.keys(), ...byVector.map(({ chunkId }) => chunkId)]);
  const bestLexical = byTerms[0]?.score ?? 0;
  const found = await Promise.all(
    (await store.chunks([...ids])).map(async (chunk) => ({
      chunk,
      article: (await store.article(chunk.articleId)) as Article,
      lexical: lexical.get(chunk.id) ?? 0,
      similarities: await store.similarities(vector, chunk),
    })),
  );
  const bestSimilarity = Math.max(SIMILARITY_FLOOR, ...found.map(({ similarities }) => Math.max(...similarities)));
  return found
    .map(({ chunk, article, lexical: score, similarities }) => {
      const best = Math.max(...similarities);
      const scaledLexical = bestLexical > 0 ? score / bestLexical : 0;
      const fused = fuseScores(scaledLexical, scaleSimilarity(best, bestSimilarity), lexicalWeight);
      return { chunk, article, similarities, scores: { lexical: score, vector: best, fused, lexicalWeight } };
    })
    .sort((a, b) => b.scores.fused - a.scores.fused)
    .slice(0, limit);
}

type Rankings = Map<readonly string[] | null, Promise<readonly ChunkScore[]>>;

/** By the terms of a question, which are asked for more than once: to find passages, and to weigh what was found. */
const rankings = new WeakMap<PassageStore, WeakMap<Terms, Rankings>>();

/** The {@link CANDIDATES} best chunks by the terms of a question. Each question has terms and a scope of its own. */
export function rankByTerms(
  store: PassageStore,
  terms: Terms,
  scope: readonly string[] | null,
): Promise<readonly ChunkScore[]> {
  const ofStore = rankings.get(store) ?? new WeakMap<Terms, Rankings>();
  rankings.set(store, ofStore);
  const ofTerms = ofStore.get(terms) ?? (new Map() as Rankings);
  ofStore.set(terms, ofTerms);
  const ranked = ofTerms.get(scope) ?? store.byTerms(terms, CANDIDATES, scope);
  ofTerms.set(scope, ranked);
  return ranked;
}

/** Of a question's character pairs, weighted by how rare they are, the share that the corpus holds anywhere. */
export async function knownShareOf(store: PassageStore, { bigrams }: Terms): Promise<number> {
  const { bigrams: weights, unknown } = await store.weigh({ words: [], bigrams });
  let total = 0;
  let known = 0;
  for (const weight of weights.values()) {
    total += weight;
    if (weight < unknown) known += weight;
  }
  return total > 0 ? known / total : 0;
}

/** Weighted sum of two scores that are scaled to 0–1. */
export function fuseScores(lexical: number, vector: number, lexicalWeight: number): number {
  return lexicalWeight * lexical + (1 - lexicalWeight) * vector;
}

/** A similarity on a scale from the floor (0) to the best one of its question (1). */
export function scaleSimilarity(similarity: number, best: number): number {
  if (best <= SIMILARITY_FLOOR) return 0;
  return Math.max(0, Math.min(1, (similarity - SIMILARITY_FLOOR) / (best - SIMILARITY_FLOOR)));
}
