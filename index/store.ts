/**
 * The seam: how passages are reached, whatever holds them. Nothing above it knows which store answers.
 *
 * Every implementation runs the suite in test/index/passage-store.cases.ts.
 */
import type { Article } from '../corpus/article.ts';
import type { ArchivedArticle } from './archive.ts';
import type { TermScore } from './bm25.ts';
import type { Chunk } from './chunk.ts';
import type { IndexedFile } from './indexed-file.ts';
import type { Manifest } from './manifest.ts';
import type { Terms } from './terms.ts';
import type { Neighbour } from './vector-search.ts';

export interface ChunkScore {
  chunkId: string;
  /** BM25 over words plus BM25 over bigrams; see bm25.ts. */
  score: number;
}

/** Inverse document frequency of terms over the chunks; greatest for terms that none of them holds. */
export interface TermWeights {
  words: Map<string, number>;
  bigrams: Map<string, number>;
  /** The weight of a bigram that no chunk holds. */
  unknown: number;
}

export interface PassageStore {
  readonly manifest: Manifest;
  /** All articles, in the order of the corpus. */
  articles(): Promise<readonly Article[]>;
  article(id: string): Promise<Article | null>;
  /** What was made of each file of the corpus, in the order of the paths. */
  files(): Promise<readonly IndexedFile[]>;
  /** Every text that the articles of an identity (archive.ts) had in this or an earlier index, the latest first. */
  archived(identity: string): Promise<ArchivedArticle[]>;
  /** Chunks by id; ids that are not held are left out. */
  chunks(ids: readonly string[]): Promise<Chunk[]>;
  /** All chunks of an article in reading order. */
  chunksOf(articleId: string): Promise<readonly Chunk[]>;
  /** Chunks that hold any of the terms, best first, equals in reading order; `scope` limits them to these articles. */
  byTerms(terms: Terms, limit: number, scope: readonly string[] | null): Promise<ChunkScore[]>;
  /** Sentences nearest to a unit vector, best first. */
  byVector(vector: Float32Array, limit: number, scope: readonly string[] | null): Promise<Neighbour[]>;
  /** Cosine of a unit vector with each sentence of a chunk, in order. */
  similarities(vector: Float32Array, chunk: Chunk): Promise<number[]>;
  weigh(terms: Terms): Promise<TermWeights>;
  /** What each term adds to a chunk's score, words before bigrams; none for an unknown chunk. */
  explain(chunkId: string, terms: Terms): Promise<TermScore[]>;
  /** Every word that the chunks hold, each once, in no order. */
  vocabulary(): Promise<readonly string[]>;
}
