/**
 * The archive: the text of every article that an index ever held, so that a citation given out by an earlier index is
 * found again in the words it was made of.
 *
 * It lies beside the indexes and outlives them. Each build adds one pack with the articles that no pack holds yet; packs
 * are never edited. An entry is one line and vouches for itself, so a damaged one takes no other with it, and is written
 * anew by the next build as long as the corpus holds its article. Deleting the folder forgets what was superseded.
 */
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { z } from 'zod';
import { type Article, articleSchema } from '../corpus/article.ts';
import { fold } from '../corpus/text.ts';

const ARCHIVE_FOLDER = 'archive';

/** Packs are numbered in the order in which they were written. */
const PACK_FILE = /^\d{8}\.jsonl$/;

/** No article is larger: a corpus file is not, and its text is at most three bytes a character. */
const ARTICLE_BYTES_MAX = 256 * 1024 * 1024;

/** What of an article a citation is made of or shows; its file and its lines may change without a word changing. */
const archivedArticleSchema = articleSchema.pick({
  title: true,
  byline: true,
  series: true,
  issueId: true,
  issue: true,
  publishedOn: true,
  digest: true,
  text: true,
  sections: true,
});

const entrySchema = z.object({
  /** {@link identityOf} the article. */
  identity: z.string(),
  /** SHA-256 of the article's JSON, in hexadecimal. */
  key: z.string(),
  /** The article's JSON, deflated, in Base64. */
  article: z.string(),
});

export type ArchivedArticle = z.infer<typeof archivedArticleSchema>;
type Identified = Pick<ArchivedArticle, 'series' | 'issueId' | 'digest' | 'title'>;
type Entry = z.infer<typeof entrySchema>;

export interface ArchiveReport {
  /** Articles that the archive did not hold before. */
  added: number;
  /** Entries that cannot be read, with those of articles that were just added again. */
  damaged: number;
}

/**
 * Which article this is, whatever its text: the first 8 hexadecimal digits of the SHA-256 of series, issue, title and
 * whether it is a digest, folded. Two articles of one issue may have one title; their words tell them apart.
 */
export function identityOf({ series, issueId, digest, title }: Identified): string {
  const parts = [fold(series ?? ''), fold(issueId ?? ''), digest, fold(title)];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 8);
}

/** Adds the articles that the archive does not hold yet. To be called by one process at a time, as a build is. */
export async function archiveArticles(indexRoot: string, articles: readonly Article[]): Promise<ArchiveReport> {
  const folder = join(indexRoot, ARCHIVE_FOLDER);
  await mkdir(folder, { recursive: true });
  const packs = await listPacks(folder);
  const { keys, damaged } = await readKeys(folder, packs);
  const lines: string[] = [];
  for (const article of articles) {
    const json = JSON.stringify(archivedArticleSchema.parse(article));
    const key = hashOf(json);
    if (keys.has(key)) continue;
    keys.add(key);
    lines.push(JSON.stringify(packEntry(identityOf(article), key, json)));
  }
  if (lines.length > 0) {
    const pack = join(folder, `${String(Number.parseInt(packs.at(-1) ?? '0', 10) + 1).padStart(8, '0')}.jsonl`);
    await writeFile(`${pack}.next`, lines.map((line) => `${line}\n`).join(''), { flush: true });
    await rename(`${pack}.next`, pack);
  }
  return { added: lines.length, damaged };
}

/** Every archived text of the articles with this identity, the latest first; none where nothing was ever archived. */
export async function findArchived(indexRoot: string, identity: string): Promise<ArchivedArticle[]> {
  const folder = join(indexRoot, ARCHIVE_FOLDER);
  const found: ArchivedArticle[] = [];
  for (const pack of (await listPacks(folder)).reverse()) {
    const bytes = await readFile(join(folder, pack));
    const start = `{"identity":"${identity}"`;
    for (let at = bytes.indexOf(start); at >= 0; at = bytes.indexOf(start, at + 1)) {
      const end = bytes.indexOf('\n', at);
      const article = unpackLine(bytes.toString('utf8', at, end < 0 ? bytes.length : end));
      if (article) found.push(article);
    }
  }
  return found;
}

async function listPacks(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((thrown: NodeJS.ErrnoException) => {
    if (thrown.code === 'ENOENT') return [];
    throw thrown;
  });
  return names.filter((name) => PACK_FILE.test(name)).sort();
}

/** The keys of all entries that can be read, and how many cannot. */
async function readKeys(folder: string, packs: readonly string[]): Promise<{ keys: Set<string>; damaged: number }> {
  const keys = new Set<string>();
  let damaged = 0;
  for (const pack of packs) {
    for (const line of (await readFile(join(folder, pack), 'utf8')).split('\n').filter(Boolean)) {
      if (unpackLine(line)) keys.add((JSON.parse(line) as Entry).key);
      else damaged++;
    }
  }
  return { keys, damaged };
}

function packEntry(identity: string, key: string, json: string): Entry {
  return { identity, key, article: deflateRawSync(json).toString('base64') };
}

/** The article of a line; null when the line is damaged, which the next build counts and tells. */
function unpackLine(line: string): ArchivedArticle | null {
  try {
    const { key, article, identity } = entrySchema.parse(JSON.parse(line));
    const json = inflateRawSync(Buffer.from(article, 'base64'), { maxOutputLength: ARTICLE_BYTES_MAX });
    const unpacked = archivedArticleSchema.parse(JSON.parse(json.toString('utf8')));
    return hashOf(json) === key && identityOf(unpacked) === identity ? unpacked : null;
  } catch {
    return null;
  }
}

function hashOf(json: string | Buffer): string {
  return createHash('sha256').update(json).digest('hex');
}
