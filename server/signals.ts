/** What speaks for evidence and against it: how near to a question the corpus is, in words and in meaning. */
import { knownShareOf, rankByTerms } from '../index/fuse.ts';
import type { PassageStore } from '../index/store.ts';
import type { Terms } from '../index/terms.ts';
import { coverageOf, type WeightedTerm } from './extract.ts';
import { foldedContext } from './folded-text.ts';

/** The signals of one question; shares are 0–1. */
export interface Signals {
  /** Cosine of the nearest sentence in scope with the question, its places left out. */
  similarity: number;
  /** Weighted share of the question's words in the passage that holds most of them, with its headings and title. */
  coverage: number;
  /** Of the question's character pairs, weighted by how rare they are, the share that the corpus holds anywhere. */
  known: number;
  /** Similarity in scope less the similarity anywhere: 0 at most. */
  similarityLead: number;
  /** Coverage in scope less the coverage anywhere: about 0 at most. */
  coverageLead: number;
  /** Best BM25 score in scope divided by the best anywhere, 0–1; 1 where no passage holds a term. */
  lexicalLead: number;
}

/** A question as its signals are measured. */
export interface Measured {
  /** What passages are found by. */
  terms: Terms;
  /** What the question's words weigh. */
  weighted: readonly WeightedTerm[];
  /** The question without its places. */
  vector: Float32Array;
  /** Articles that may answer; null for all. */
  scope: readonly string[] | null;
}

/** Passages, best by BM25, whose coverage is looked at. */
const PASSAGES = 10;

/**
 * Whether evidence is judged the same between two bounds of its signals, so that what lies between them need not be
 * measured.
 */
export type IsSettled = (least: Signals, most: Signals) => boolean;

/** Measures the signals of a question; where it is settled without one that takes long, that one is left at its least. */
export async function measureSignals(
  store: PassageStore,
  question: Measured,
  isSettled: IsSettled = () => false,
): Promise<Signals> {
  const { terms, vector, scope } = question;
  const known = await knownShareOf(store, terms);
  const here = await nearnessOf(store, question, scope);
  const similarity = await similarityOf(store, vector, scope);
  if (!scope) return { similarity, coverage: here.coverage, known, similarityLead: 0, coverageLead: 0, lexicalLead: 1 };
  const anywhere = await nearnessOf(store, question, null);
  const signals: Signals = {
    similarity,
    coverage: here.coverage,
    known,
    similarityLead: 0,
    coverageLead: here.coverage - anywhere.coverage,
    lexicalLead: anywhere.lexical > 0 ? here.lexical / anywhere.lexical : 1,
  };
  const least = { ...signals, similarityLead: similarity - SIMILARITY_MOST };
  if (isSettled(least, signals)) return least;
  return { ...signals, similarityLead: similarity - (await similarityOf(store, vector, null)) };
}

/** The cosine of equal directions. */
const SIMILARITY_MOST = 1;

interface Nearness {
  coverage: number;
  /** Best BM25 score. */
  lexical: number;
}

async function nearnessOf(
  store: PassageStore,
  { terms, weighted }: Measured,
  scope: readonly string[] | null,
): Promise<Nearness> {
  const scores = (await rankByTerms(store, terms, scope)).slice(0, PASSAGES);
  const chunks = await store.chunks(scores.map(({ chunkId }) => chunkId));
  const coverages = await Promise.all(
    chunks.map(async (chunk) => {
      const article = await store.article(chunk.articleId);
      return article ? coverageOf(weighted, foldedContext(article, chunk)) : 0;
    }),
  );
  return { coverage: Math.max(0, ...coverages), lexical: scores[0]?.score ?? 0 };
}

async function similarityOf(
  store: PassageStore,
  vector: Float32Array,
  scope: readonly string[] | null,
): Promise<number> {
  const [nearest] = await store.byVector(vector, 1, scope);
  return nearest?.similarity ?? 0;
}
