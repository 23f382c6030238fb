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

/** Measures the signals of a question. */
export async function measureSignals(store: PassageStore, question: Measured): Promise<Signals> {
  const known = await knownShareOf(store, question.terms);
  const anywhere = await nearnessOf(store, question, null);
  const { similarity, coverage, lexical } = question.scope
    ? await nearnessOf(store, question, question.scope)
    : anywhere;
  return {
    similarity,
    coverage,
    known,
    similarityLead: similarity - anywhere.similarity,
    coverageLead: coverage - anywhere.coverage,
    lexicalLead: anywhere.lexical > 0 ? lexical / anywhere.lexical : 1,
  };
}

interface Nearness {
  similarity: number;
  coverage: number;
  /** Best BM25 score. */
  lexical: number;
}

async function nearnessOf(
  store: PassageStore,
  { terms, weighted, vector }: Measured,
  scope: readonly string[] | null,
): Promise<Nearness> {
  const scores = (await rankByTerms(store, terms, scope)).slice(0, PASSAGES);
  const [nearest] = await store.byVector(vector, 1, scope);
  const chunks = await store.chunks(scores.map(({ chunkId }) => chunkId));
  const coverages = await Promise.all(
    chunks.map(async (chunk) => {
      const article = await store.article(chunk.articleId);
      return article ? coverageOf(weighted, foldedContext(article, chunk)) : 0;
    }),
  );
  return {
    similarity: nearest?.similarity ?? 0,
    coverage: Math.max(0, ...coverages),
    lexical: scores[0]?.score ?? 0,
  };
}
