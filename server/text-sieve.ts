/**
 * Which articles may hold a text. Looking through all of them at every question would take longer than answering it.
 *
 * Pairs of neighbouring characters are put into buckets by a hash, and each bucket has a bit for each article, set where
 * the article has a pair of it. A text can stand only where the bits of all its pairs are set. Some stand there by
 * chance, so whoever asks looks into what is let through.
 */
import type { Article } from '../corpus/article.ts';
import { fold } from '../corpus/text.ts';
import type { Steps } from './steps.ts';

/** 8,192 buckets, of which an article of usual length sets a tenth. */
const BUCKET_BITS = 13;
const BUCKETS = 2 ** BUCKET_BITS;

const WORD_BITS = 32;

export class TextSieve {
  readonly articles: readonly Article[];
  /** The bits of one bucket after those of the other. */
  readonly #bits: Uint32Array;
  /** Words of bits of a bucket. */
  readonly #width: number;

  private constructor(articles: readonly Article[]) {
    this.articles = articles;
    this.#width = Math.ceil(articles.length / WORD_BITS);
    this.#bits = new Uint32Array(BUCKETS * this.#width);
  }

  /** Reads articles. */
  static *read(articles: readonly Article[]): Steps<TextSieve> {
    const sieve = new TextSieve(articles);
    for (const [number, { title, text }] of articles.entries()) {
      sieve.#add(number, fold(`${title}\n${text}`));
      yield;
    }
    return sieve;
  }

  #add(number: number, folded: string): void {
    const word = number >>> 5;
    const bit = 1 << (number & 31);
    for (let at = 0; at + 2 <= folded.length; at++) {
      const place = bucketAt(folded, at) * this.#width + word;
      this.#bits[place] = (this.#bits[place] ?? 0) | bit;
    }
  }

  /**
   * In their order the articles whose title or text may hold a text, whatever its forms (see `fold`); those left out do
   * not hold it.
   */
  *candidates(text: string): Generator<Article, void> {
    const passing = this.#letThrough(fold(text));
    for (let word = 0; word < this.#width; word++) {
      for (let left = passing[word] ?? 0; left !== 0; left &= left - 1) {
        const article = this.articles[word * WORD_BITS + (31 - Math.clz32(left & -left))];
        if (article) yield article;
      }
    }
  }

  /** The bits of all pairs together; all are set for a text without a pair. */
  #letThrough(folded: string): Uint32Array {
    const bits = new Uint32Array(this.#width).fill(0xffffffff);
    for (let at = 0; at + 2 <= folded.length; at++) {
      const from = bucketAt(folded, at) * this.#width;
      for (let word = 0; word < this.#width; word++) {
        bits[word] = (bits[word] ?? 0) & (this.#bits[from + word] ?? 0);
      }
    }
    return bits;
  }
}

/** The bucket of the pair that stands right there. */
function bucketAt(folded: string, at: number): number {
  const pair = (folded.charCodeAt(at) << 16) | folded.charCodeAt(at + 1);
  return Math.imul(pair ^ (pair >>> 15), 0x9e3779b1) >>> (WORD_BITS - BUCKET_BITS);
}
