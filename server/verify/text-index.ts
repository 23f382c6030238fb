/**
 * All articles held as one row of tokens, with an index of its runs of three: where words of a draft stand.
 *
 * Made once for each open index and kept as long as its store.
 */
import type { Article } from '../../corpus/article.ts';
import type { PassageStore } from '../../index/store.ts';
import { Figures, tokenise, type Tokens } from './tokens.ts';

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

/** Milliseconds of work after which others are let in: thousands of articles take seconds. */
const SHARE = 30;

async function buildHeld(store: PassageStore): Promise<Held> {
  const articles = await store.articles();
  const figures = new Figures();
  const read: Tokens[] = [];
  let restedAt = performance.now();
  for (const { text } of articles) {
    read.push(tokenise(text, figures));
    if (performance.now() - restedAt < SHARE) continue;
    await new Promise((resolve) => setImmediate(resolve));
    restedAt = performance.now();
  }
  const titles = new Map(articles.map((article) => [titleKey(article.title, figures), article]));
  return { articles, figures, titles, ...join(read) };
}

/** The words of a title, for comparing. */
export function titleKey(title: string, figures: Figures): string {
  return tokenise(title, figures).ids.join(' ');
}

function join(read: readonly Tokens[]): Omit<Held, 'articles' | 'figures' | 'titles'> {
  const length = read.reduce((sum, { ids }) => sum + ids.length + 1, 0);
  const ids = new Int32Array(length).fill(SEPARATOR);
  const starts = new Int32Array(length);
  const ends = new Int32Array(length);
  const breaks = new Uint8Array(length).fill(3);
  const firsts = new Int32Array(read.length + 1);
  let at = 0;
  read.forEach((tokens, index) => {
    firsts[index] = at;
    ids.set(tokens.ids, at);
    starts.set(tokens.starts, at);
    ends.set(tokens.ends, at);
    breaks.set(tokens.breaks, at);
    at += tokens.ids.length + 1;
  });
  firsts[read.length] = at;
  return { ids, starts, ends, breaks, firsts, ...indexRuns(ids) };
}

const BITS_MIN = 12;
const BITS_MAX = 24;

function indexRuns(ids: Int32Array): Pick<Held, 'bucketStarts' | 'positions'> {
  const bits = Math.min(BITS_MAX, Math.max(BITS_MIN, Math.ceil(Math.log2(ids.length + 1)) + 1));
  const bucketStarts = new Int32Array(2 ** bits + 1);
  const count = Math.max(0, ids.length - GRAM + 1);
  const buckets = new Int32Array(count);
  for (let at = 0; at < count; at++) {
    const bucket = hashRun(ids, at) >>> (32 - bits);
    buckets[at] = bucket;
    bucketStarts[bucket + 1] = (bucketStarts[bucket + 1] ?? 0) + 1;
  }
  for (let bucket = 1; bucket < bucketStarts.length; bucket++) {
    bucketStarts[bucket] = (bucketStarts[bucket] ?? 0) + (bucketStarts[bucket - 1] ?? 0);
  }
  const next = bucketStarts.slice();
  const positions = new Int32Array(count);
  for (let at = 0; at < count; at++) {
    const bucket = buckets[at] ?? 0;
    const slot = next[bucket] ?? 0;
    next[bucket] = slot + 1;
    positions[slot] = at;
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
