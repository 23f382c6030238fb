/**
 * The articles of all files, joined: each gets its id, an article that stands in several files is held once, and
 * versions of one article know each other.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { ArticleDraft } from './article.ts';
import { fold } from './text.ts';
import { differ, groupVersions, sketchOf } from './versions.ts';

/** What joining looks at; small, so that a corpus is joined without its texts. */
export const articleRecordSchema = z.object({
  title: z.string(),
  issueId: z.string().nullable(),
  digest: z.boolean(),
  publisher: z.string().nullable(),
  publishedOn: z.string().nullable(),
  documentNumber: z.string().nullable(),
  /** SHA-256 of issue, title and text, folded. */
  textHash: z.string(),
  /** A sample of its clauses; see {@link sketchOf}. */
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

/** What joining has to know of an article. */
export function recordOf(article: ArticleDraft): ArticleRecord {
  const { title, issueId, digest, publisher, publishedOn, documentNumber, text } = article;
  const textHash = createHash('sha256')
    .update(`${issueId ?? ''}\0${fold(title)}\0${fold(text)}`)
    .digest('hex');
  return { title, issueId, digest, publisher, publishedOn, documentNumber, textHash, sketch: sketchOf(text) };
}

interface Joined {
  article: JoinedArticle;
  record: ArticleRecord;
}

/** Joins the articles of files, in their order. */
export function joinArticles(files: readonly FileRecords[]): JoinedArticle[] {
  const ids = new Set<string>();
  const byText = new Map<string, Joined[]>();
  const joined: Joined[] = [];
  for (const { path, articles } of files) {
    articles.forEach((record, position) => {
      const key = `${record.digest}${record.textHash}`;
      const alike = byText.get(key) ?? [];
      const same = alike.find((other) => areSame(other.record, record));
      if (same) {
        if (same.article.path !== path && !same.article.alsoIn.includes(path)) same.article.alsoIn.push(path);
        return;
      }
      const id = freeId(nameOf(path, record, position, articles.length), ids);
      const own = { article: { path, position, id, alsoIn: [], versions: [] }, record };
      byText.set(key, [...alike, own]);
      joined.push(own);
    });
  }
  linkVersions(joined);
  return joined.map(({ article }) => article);
}

/**
 * Whether two articles of the same words are one. One reading may tell what the other left out; but a letter that two
 * bodies sent, or one that was sent twice, is two documents.
 */
function areSame(one: ArticleRecord, other: ArticleRecord): boolean {
  return (['publisher', 'publishedOn', 'documentNumber'] as const).every((field) => !differ(one[field], other[field]));
}

function linkVersions(joined: readonly Joined[]): void {
  const pathOf = (index: number): string | undefined => joined[index]?.article.path;
  const records = joined.map(({ record }) => record);
  // Articles of one file may be alike, as forms and cases are; a file does not hold two versions.
  for (const group of groupVersions(records, (one, other) => pathOf(one) === pathOf(other))) {
    const members = group.map((index) => joined[index] as Joined).sort(laterFirst);
    const ids = members.map(({ article }) => article.id);
    for (const { article } of members) article.versions = ids.filter((id) => id !== article.id);
  }
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

function laterFirst(a: Joined, b: Joined): number {
  const [dateA, dateB] = [a.record.publishedOn ?? '', b.record.publishedOn ?? ''];
  if (dateA !== dateB) return dateA < dateB ? 1 : -1;
  return a.article.path < b.article.path ? 1 : -1;
}
