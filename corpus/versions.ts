/** Which of many articles are versions of one, told by small samples of their clauses. */
import { fold } from './text.ts';

/** What is compared of an article. */
export interface Sampled {
  title: string;
  digest: boolean;
  publisher: string | null;
  publishedOn: string | null;
  documentNumber: string | null;
  /** {@link sketchOf} its text. */
  sketch: readonly number[];
}

const SKETCH_SIZE = 32;

/** A clause of fewer folded characters stands in many texts: 特此通知, 一、总体要求. */
const CLAUSE_MIN = 8;

/** Texts that share at least this part of their clauses are versions of one article. */
const VERSION_SIMILARITY = 0.5;

/** Where they have one title and are of one year this much will do. */
const REVISION_SIMILARITY = 0.3;

/** A text that shares one of its smallest hashes with another is compared with it. */
const HASHES_COMPARED = 6;

/** What more articles than this share, as words that every document ends with, says nothing of any of them. */
const SHARERS_MAX = 20;

/** The smallest hashes of a text's clauses, ascending: a sample that similar texts share. */
export function sketchOf(text: string): number[] {
  const clauses = text.split(/[。！？!?…；;，,\n]/u).map(fold);
  const hashes = new Set(clauses.filter((clause) => clause.length >= CLAUSE_MIN).map(hash32));
  return [...hashes].sort((a, b) => a - b).slice(0, SKETCH_SIZE);
}

/** FNV-1a, 32 bits, with the finish of MurmurHash3, without which neighbours stay neighbours. */
function hash32(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}

/**
 * Groups of at least two articles that are versions of one, by their positions. `areApart` tells of two of them that
 * they are none whatever they share.
 */
export function groupVersions(
  articles: readonly Sampled[],
  areApart: (one: number, other: number) => boolean,
): number[][] {
  const parent = articles.map((_, index) => index);
  const rootOf = (index: number): number => {
    let root = index;
    while (parent[root] !== root) root = parent[root] as number;
    parent[index] = root;
    return root;
  };
  const sharers = new Map<string, number[]>();
  articles.forEach((article, index) => {
    const compared = new Set<number>();
    for (const key of keysOf(article)) {
      const others = sharers.get(key) ?? [];
      for (const other of others) {
        if (compared.has(other) || rootOf(other) === rootOf(index)) continue;
        compared.add(other);
        if (areVersions(articles[other] as Sampled, article) && !areApart(other, index)) {
          parent[rootOf(index)] = rootOf(other);
        }
      }
      if (others.length < SHARERS_MAX) others.push(index);
      sharers.set(key, others);
    }
  });
  const groups = new Map<number, number[]>();
  articles.forEach((_, index) => {
    const group = groups.get(rootOf(index));
    if (group) group.push(index);
    else groups.set(rootOf(index), [index]);
  });
  return [...groups.values()].filter((group) => group.length > 1);
}

function keysOf({ title, digest, sketch }: Sampled): string[] {
  return [`${digest}${fold(title)}`, ...sketch.slice(0, HASHES_COMPARED).map((hash) => `${digest}${hash}`)];
}

/**
 * A digest is no version of what it reports: it says the same in other words. Nor are documents of two bodies or with two
 * numbers, however much of a form they share.
 */
function areVersions(a: Sampled, b: Sampled): boolean {
  if (a.digest !== b.digest || differ(a.publisher, b.publisher) || differ(a.documentNumber, b.documentNumber))
    return false;
  const areOfOneYear = a.publishedOn !== null && a.publishedOn.slice(0, 4) === b.publishedOn?.slice(0, 4);
  const isRevision = areOfOneYear && fold(a.title) === fold(b.title);
  return similarityOf(a.sketch, b.sketch) >= (isRevision ? REVISION_SIMILARITY : VERSION_SIMILARITY);
}

/** Whether both are told and are not the same. */
export function differ(one: string | null, other: string | null): boolean {
  return one !== null && other !== null && one !== other && fold(one) !== fold(other);
}

/**
 * The part of their clauses that two texts share, from the smallest hashes of both together.
 *
 * Broder, On the resemblance and containment of documents (1997), section 4.
 */
function similarityOf(a: readonly number[], b: readonly number[]): number {
  let [atA, atB, both, shared] = [0, 0, 0, 0];
  while (both < SKETCH_SIZE && (atA < a.length || atB < b.length)) {
    const [hashA, hashB] = [a[atA] ?? Infinity, b[atB] ?? Infinity];
    if (hashA === hashB) shared++;
    if (hashA <= hashB) atA++;
    if (hashB <= hashA) atB++;
    both++;
  }
  return shared / Math.max(both, 1);
}
