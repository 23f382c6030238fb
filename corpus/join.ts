/**
 * The articles of all files, joined: each gets its id, an article that stands in several files is held once, and
 * versions of one article know each other.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { ArticleDraft } from './article.ts';
import { fold, splitSentences } from './text.ts';

/** What joining looks at; small, so that a corpus is joined without its texts. */
export const articleRecordSchema = z.object({
  title: z.string(),
  issueId: z.string().nullable(),
  digest: z.boolean(),
  publishedOn: z.string().nullable(),
  documentNumber: z.string().nullable(),
  /** SHA-256 of issue, title and text, folded. */
  textHash: z.string(),
  /** The {@link SKETCH_SIZE} smallest hashes of its sentences, ascending: a sample that similar texts share. */
  sketch: z.array(z.int()),
});

export type ArticleRecord = z.infer<typeof articleRecordSchema>;

/** The records of a file's articles, in order. */
export interface FileRecords {
  path: string;
  articles: readonly ArticleRecord[];
}

export interface JoinedArticle {
  path: string;
  /** Which of the file's articles this is, from 0 on. */
  position: number;
  id: string;
  alsoIn: string[];
  versions: string[];
}

const SKETCH_SIZE = 32;

/** Texts that share at least this part of their sentences are versions of one article. */
const VERSION_SIMILARITY = 0.5;

/** A text that shares one of its smallest hashes with another is compared with it. */
const HASHES_COMPARED = 6;

/** A text of fewer different sentences is compared by its title only: two may be alike by chance. */
const SENTENCES_MIN = 3;

/** What joining has to know of an article. */
export function recordOf({ title, issueId, digest, publishedOn, documentNumber, text }: ArticleDraft): ArticleRecord {
  const textHash = createHash('sha256')
    .update(`${issueId ?? ''}\0${fold(title)}\0${fold(text)}`)
    .digest('hex');
  const sentences = splitSentences(text, { start: 0, end: text.length });
  const hashes = new Set(sentences.map(({ start, end }) => hash32(fold(text.slice(start, end)))));
  const sketch = [...hashes].sort((a, b) => a - b).slice(0, SKETCH_SIZE);
  return { title, issueId, digest, publishedOn, documentNumber, textHash, sketch };
}

/** FNV-1a, 32 bits, with the finish of MurmurHash3, without which neighbours stay neighbours. */
function hash32(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}

/** Joins the articles of files, in their order. */
export function joinArticles(files: readonly FileRecords[]): JoinedArticle[] {
  const ids = new Set<string>();
  const byText = new Map<string, JoinedArticle>();
  const joined: { article: JoinedArticle; record: ArticleRecord }[] = [];
  for (const { path, articles } of files) {
    articles.forEach((record, position) => {
      const same = byText.get(`${record.digest}${record.textHash}`);
      if (same) {
        if (same.path !== path && !same.alsoIn.includes(path)) same.alsoIn.push(path);
        return;
      }
      const id = freeId(nameOf(path, record, position, articles.length), ids);
      const article: JoinedArticle = { path, position, id, alsoIn: [], versions: [] };
      byText.set(`${record.digest}${record.textHash}`, article);
      joined.push({ article, record });
    });
  }
  for (const group of groupVersions(joined.map(({ record }) => record))) {
    const members = group.map((index) => joined[index] as (typeof joined)[number]).sort(laterFirst);
    for (const { article } of members) {
      article.versions = members.filter((other) => other.article !== article).map((other) => other.article.id);
    }
  }
  return joined.map(({ article }) => article);
}

/** An article of an issue is called by the issue, any other by its file. */
function nameOf(path: string, { issueId, digest }: ArticleRecord, position: number, count: number): string {
  if (issueId !== null) return `${issueId}-${position + 1}${digest ? '-zhaibian' : ''}`;
  const name = path.replace(/\.[^.]+$/u, '').replaceAll('/', '-');
  return count > 1 ? `${name}-${position + 1}` : name;
}

/** Two files may report the same issue; the second one's articles get a suffix of their own. */
function freeId(name: string, taken: Set<string>): string {
  let id = name;
  for (let copy = 2; taken.has(id); copy++) id = `${name}~${copy}`;
  taken.add(id);
  return id;
}

interface Dated {
  article: JoinedArticle;
  record: ArticleRecord;
}

function laterFirst(a: Dated, b: Dated): number {
  const [dateA, dateB] = [a.record.publishedOn ?? '', b.record.publishedOn ?? ''];
  if (dateA !== dateB) return dateA < dateB ? 1 : -1;
  return a.article.path < b.article.path ? 1 : -1;
}

/** Groups of at least two records that are versions of one article, by their positions. */
function groupVersions(records: readonly ArticleRecord[]): number[][] {
  const parent = records.map((_, index) => index);
  const rootOf = (index: number): number => {
    let root = index;
    while (parent[root] !== root) root = parent[root] as number;
    parent[index] = root;
    return root;
  };
  const seen = new Map<string, number[]>();
  records.forEach((record, index) => {
    for (const key of keysOf(record)) {
      const others = seen.get(key);
      if (!others) {
        seen.set(key, [index]);
        continue;
      }
      for (const other of others) {
        if (rootOf(other) !== rootOf(index) && areVersions(records[other] as ArticleRecord, record)) {
          parent[rootOf(index)] = rootOf(other);
        }
      }
      // A key that many share, as a sentence that every document ends with, says nothing of any of them.
      if (others.length < OTHERS_MAX) others.push(index);
    }
  });
  const groups = new Map<number, number[]>();
  records.forEach((_, index) => {
    const root = rootOf(index);
    groups.set(root, [...(groups.get(root) ?? []), index]);
  });
  return [...groups.values()].filter((group) => group.length > 1);
}

const OTHERS_MAX = 20;

function keysOf({ title, digest, sketch }: ArticleRecord): string[] {
  return [`${digest}${fold(title)}`, ...sketch.slice(0, HASHES_COMPARED).map((hash) => `${digest}${hash}`)];
}

/** A digest is no version of what it reports: it says the same in other words. */
function areVersions(a: ArticleRecord, b: ArticleRecord): boolean {
  if (a.digest !== b.digest) return false;
  const hasSameTitle = fold(a.title) === fold(b.title);
  if (Math.min(a.sketch.length, b.sketch.length) < SENTENCES_MIN) {
    return hasSameTitle && a.sketch.some((hash) => b.sketch.includes(hash));
  }
  return similarityOf(a.sketch, b.sketch) >= (hasSameTitle ? VERSION_SIMILARITY / 2 : VERSION_SIMILARITY);
}

/**
 * The part of their sentences that two texts share, from the smallest hashes of both together.
 *
 * Broder, On the resemblance and containment of documents (1997), section 4.
 */
function similarityOf(a: readonly number[], b: readonly number[]): number {
  const both = [...new Set([...a, ...b])].sort((x, y) => x - y).slice(0, SKETCH_SIZE);
  const [inA, inB] = [new Set(a), new Set(b)];
  return both.filter((hash) => inA.has(hash) && inB.has(hash)).length / Math.max(both.length, 1);
}
