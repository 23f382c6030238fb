/**
 * All articles held as one row of tokens, with an index of its runs of three: where words of a draft stand.
 *
 * Made once for each open index and kept as long as its store.
 */
import type { Article } from '../../corpus/article.ts';
import type { PassageStore } from '../../index/store.ts';
import { type Steps, workInTurns } from '../steps.ts';
import { BREAK, Figures, tokenise, type Tokens } from './tokens.ts';

/** Tokens of an indexed run. Two are too common to tell anything, four are lost where a short clause is altered. */
export const GRAM = 3;

/** Between articles; no draft holds it. */
const SEPARATOR = -1;

export interface Held {
  articles: readonly Article[];
  figures: Figures;
  ids: Int32Array;
  /** Offsets in the article's text. */
  starts: Int32Array;
  ends: Int32Array;
  breaks: Uint8Array;
  /** Where each article's tokens begin, and behind the last of them where they end. */
  firsts: Int32Array;
  /** Positions of runs by bucket: `positions[bucketStarts[b]]` to `positions[bucketStarts[b + 1]]`. */
  bucketStarts: Int32Array;
  positions: Int32Array;
  /** Titles as tokens; they are not part of the text. */
  titles: Map<string, Article>;
}

const held = new WeakMap<PassageStore, Promise<Held>>();

/** The articles of a store as tokens. */
export function heldTokens(store: PassageStore): Promise<Held> {
  let made = held.get(store);
  if (!made) {
    made = buildHeld(store);
    held.set(store, made);
    // What failed once may succeed when it is asked for again.
    made.catch(() => held.delete(store));
  }
  return made;
}

async function buildHeld(store: PassageStore): Promise<Held> {
  return workInTurns(readHeld(await store.articles()));
}

/** Thousands of articles take seconds. */
function* readHeld(articles: readonly Article[]): Steps<Held> {
  const figures = new Figures();
  const row = new TokenRow(articles);
  for (const { text } of articles) {
    row.add(tokenise(text, figures));
    yield;
  }
  const titles = new Map<string, Article>();
  for (const article of articles) {
    titles.set(titleKey(article.title, figures), article);
    yield;
  }
  const tokens = row.tokens();
  return { articles, figures, titles, ...tokens, ...(yield* indexRuns(tokens.ids)) };
}

/** The words of a title, for comparing. */
export function titleKey(title: string, figures: Figures): string {
  return tokenise(title, figures).ids.join(' ');
}

type HeldTokens = Pick<Held, 'ids' | 'starts' | 'ends' | 'breaks' | 'firsts'>;

/** The tokens of all articles, one article after another, in arrays that are made once: together they take much room. */
class TokenRow {
  #ids: Int32Array;
  #starts: Int32Array;
  #ends: Int32Array;
  #breaks: Uint8Array;
  readonly #firsts: number[] = [0];
  #length = 0;

  constructor(articles: readonly Article[]) {
    // Hardly any character makes more than one token.
    const length = articles.reduce((sum, { text }) => sum + text.length + 1, 0);
    [this.#ids, this.#starts, this.#ends] = [new Int32Array(length), new Int32Array(length), new Int32Array(length)];
    this.#breaks = new Uint8Array(length);
  }

  add({ ids, starts, ends, breaks }: Tokens): void {
    const at = this.#length;
    this.#length += ids.length + 1;
    if (this.#length > this.#ids.length) this.#grow();
    this.#ids.set(ids, at);
    this.#starts.set(starts, at);
    this.#ends.set(ends, at);
    this.#breaks.set(breaks, at);
    this.#ids[this.#length - 1] = SEPARATOR;
    this.#breaks[this.#length - 1] = BREAK.sentence;
    this.#firsts.push(this.#length);
  }

  #grow(): void {
    const larger = <Numbers extends Int32Array | Uint8Array>(into: Numbers, numbers: Numbers): Numbers => {
      into.set(numbers);
      return into;
    };
    const length = 2 * this.#length;
    this.#ids = larger(new Int32Array(length), this.#ids);
    this.#starts = larger(new Int32Array(length), this.#starts);
    this.#ends = larger(new Int32Array(length), this.#ends);
    this.#breaks = larger(new Uint8Array(length), this.#breaks);
  }

  tokens(): HeldTokens {
    return {
      ids: this.#ids.subarray(0, this.#length),
      starts: this.#starts.subarray(0, this.#length),
      ends: this.#ends.subarray(0, this.#length),
      breaks: this.#breaks.subarray(0, this.#length),
      firsts: Int32Array.from(this.#firsts),
    };
  }
}

const BITS_MIN = 12;
const BITS_MAX = 24;

/** Tokens that are put into the index before others are let in. */
const TOKENS_A_STEP = 2 ** 16;

function* indexRuns(ids: Int32Array): Steps<Pick<Held, 'bucketStarts' | 'positions'>> {
  const bits = Math.min(BITS_MAX, Math.max(BITS_MIN, Math.ceil(Math.log2(ids.length + 1)) + 1));
  const bucketStarts = new Int32Array(2 ** bits + 1);
  const count = Math.max(0, ids.length - GRAM + 1);
  for (let at = 0; at < count; at++) {
    const bucket = hashRun(ids, at) >>> (32 - bits);
    bucketStarts[bucket + 1] = (bucketStarts[bucket + 1] ?? 0) + 1;
    if (at % TOKENS_A_STEP === 0) yield;
  }
  for (let bucket = 1; bucket < bucketStarts.length; bucket++) {
    bucketStarts[bucket] = (bucketStarts[bucket] ?? 0) + (bucketStarts[bucket - 1] ?? 0);
    if (bucket % TOKENS_A_STEP === 0) yield;
  }
  const next = bucketStarts.slice();
  const positions = new Int32Array(count);
  for (let at = 0; at < count; at++) {
    const bucket = hashRun(ids, at) >>> (32 - bits);
    const slot = next[bucket] ?? 0;
    next[bucket] = slot + 1;
    positions[slot] = at;
    if (at % TOKENS_A_STEP === 0) yield;
  }
  return { bucketStarts, positions };
}

/** A 32-bit mix of three tokens (the constants are MurmurHash3's). */
function hashRun(ids: Int32Array, at: number): number {
  let hash = 0;
  for (let step = 0; step < GRAM; step++) {
    hash = Math.imul(hash ^ Math.imul(ids[at + step] ?? 0, 0xcc9e2d51), 0x85ebca6b);
    hash ^= hash >>> 13;
  }
  return Math.imul(hash, 0xc2b2ae35) >>> 0;
}

/** The bucket that holds where a draft's run of three stands, as bounds in `positions`; other runs may share it. */
export function bucketOf({ bucketStarts }: Held, ids: Int32Array, at: number): { from: number; to: number } {
  const bits = Math.log2(bucketStarts.length - 1);
  const bucket = hashRun(ids, at) >>> (32 - bits);
  return { from: bucketStarts[bucket] ?? 0, to: bucketStarts[bucket + 1] ?? 0 };
}

/** Number of the article that a token belongs to. */
export function articleNumberAt({ firsts }: Held, position: number): number {
  let low = 0;
  let high = firsts.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((firsts[middle] ?? 0) <= position) low = middle;
    else high = middle;
  }
  return low;
}

/** Bounds of an article's tokens. */
export function boundsOf({ firsts }: Held, articleNumber: number): { from: number; to: number } {
  return { from: firsts[articleNumber] ?? 0, to: (firsts[articleNumber + 1] ?? 1) - 1 };
}
