/**
 * The archive: the text of every article that an index ever held, so that a citation given out by an earlier index is
 * found again in the words it was made of.
 *
 * It lies beside the indexes and outlives them. Each build adds packs with the articles that no pack holds yet; packs
 * are never edited. An entry is one line and vouches for itself, so a damaged one takes no other with it, and is written
 * anew by the next build as long as the corpus holds its article. Deleting the folder forgets what was superseded.
 *
 * A list of what the packs hold saves the next build from reading every entry. It names the SHA-256 of each pack; a pack
 * that is another one is read, and so is all where there is no such list.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { z } from 'zod';
import { type ArticleDraft, articleSchema } from '../corpus/article.ts';
import { fold } from '../corpus/text.ts';

const ARCHIVE_FOLDER = 'archive';

/** Packs are numbered in the order in which they were written. */
const PACK_FILE = /^\d{8}\.jsonl$/;

const CONTENTS_FILE = 'contents.json';

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

const packContentsSchema = z.object({
  /** SHA-256 of the pack. */
  hash: z.string(),
  /** Keys of the entries that can be read. */
  keys: z.array(z.string()),
  damaged: z.int(),
});

const contentsSchema = z.object({
  packs: z.record(z.string(), packContentsSchema),
  /** Names of batches all of whose articles these packs hold. */
  batches: z.array(z.string()),
});

export type ArchivedArticle = z.infer<typeof archivedArticleSchema>;
type Identified = Pick<ArchivedArticle, 'series' | 'issueId' | 'digest' | 'title'>;
type Entry = z.infer<typeof entrySchema>;
type PackContents = z.infer<typeof packContentsSchema>;
type Contents = z.infer<typeof contentsSchema>;

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

/** The archive as a build adds to it, batch by batch. */
export class ArchiveWriter {
  readonly #folder: string;
  readonly #packs: Record<string, PackContents>;
  readonly #keys: Set<string>;
  readonly #held: ReadonlySet<string>;
  /** Batches that were asked for or added; others are of no use to a later build either. */
  readonly #batches = new Set<string>();
  #added = 0;

  private constructor(folder: string, { packs, batches }: Contents) {
    this.#folder = folder;
    this.#packs = packs;
    this.#keys = new Set(Object.values(packs).flatMap(({ keys }) => keys));
    this.#held = new Set(batches);
  }

  /** Opens the archive beside the indexes of a folder. To be called by one process at a time, as a build is. */
  static async open(indexRoot: string): Promise<ArchiveWriter> {
    const folder = join(indexRoot, ARCHIVE_FOLDER);
    await mkdir(folder, { recursive: true });
    return new ArchiveWriter(folder, await readContents(folder));
  }

  /** Whether every article of a batch that never changes is held, so that the batch need not be added. */
  holds(batch: string): boolean {
    if (!this.#held.has(batch)) return false;
    this.#batches.add(batch);
    return true;
  }

  /** Adds the articles that the archive does not hold yet. */
  async add(articles: readonly ArticleDraft[], batch?: string): Promise<void> {
    const entries: Entry[] = [];
    for (const article of articles) {
      const json = JSON.stringify(archivedArticleSchema.parse(article));
      const key = hashOf(json);
      if (this.#keys.has(key)) continue;
      this.#keys.add(key);
      entries.push(packEntry(identityOf(article), key, json));
    }
    if (entries.length > 0) await this.#writePack(entries);
    if (batch !== undefined) this.#batches.add(batch);
  }

  async #writePack(entries: readonly Entry[]): Promise<void> {
    const number = Number.parseInt(Object.keys(this.#packs).sort().at(-1) ?? '0', 10) + 1;
    const name = `${String(number).padStart(8, '0')}.jsonl`;
    const pack = join(this.#folder, name);
    const lines = entries.map((entry) => `${JSON.stringify(entry)}\n`).join('');
    await writeFile(`${pack}.next`, lines, { flush: true });
    await rename(`${pack}.next`, pack);
    this.#packs[name] = { hash: hashOf(lines), keys: entries.map(({ key }) => key), damaged: 0 };
    this.#added += entries.length;
  }

  /** Ends the adding and gives what it came to. */
  async close(): Promise<ArchiveReport> {
    const damaged = Object.values(this.#packs).reduce((sum, pack) => sum + pack.damaged, 0);
    const contents: Contents = { packs: this.#packs, batches: [...this.#batches] };
    await writeFile(join(this.#folder, CONTENTS_FILE), JSON.stringify(contents));
    return { added: this.#added, damaged };
  }
}

/** Adds the articles that the archive does not hold yet. To be called by one process at a time, as a build is. */
export async function archiveArticles(indexRoot: string, articles: readonly ArticleDraft[]): Promise<ArchiveReport> {
  const archive = await ArchiveWriter.open(indexRoot);
  await archive.add(articles);
  return archive.close();
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

/** What the packs hold at present: of those that the list tells of as they are from it, of others by reading them. */
async function readContents(folder: string): Promise<Contents> {
  const listed = await readList(folder);
  const packs: Record<string, PackContents> = {};
  for (const name of await listPacks(folder)) {
    const hash = await hashFile(join(folder, name));
    const known = listed.packs[name];
    packs[name] = known?.hash === hash ? known : { hash, ...(await readKeys(join(folder, name))) };
  }
  const isWhole = Object.entries(listed.packs).every(([name, { hash }]) => packs[name]?.hash === hash);
  return { packs, batches: isWhole ? listed.batches : [] };
}

/** The list as the last build left it; an empty one where there is none or it cannot be read. */
async function readList(folder: string): Promise<Contents> {
  const text = await readFile(join(folder, CONTENTS_FILE), 'utf8').catch(() => '');
  try {
    return contentsSchema.parse(JSON.parse(text));
  } catch {
    return { packs: {}, batches: [] };
  }
}

/** The keys of all entries of a pack that can be read, and how many cannot. */
async function readKeys(pack: string): Promise<Omit<PackContents, 'hash'>> {
  const keys: string[] = [];
  let damaged = 0;
  for await (const line of createInterface({ input: createReadStream(pack, 'utf8') })) {
    if (line === '') continue;
    if (unpackLine(line)) keys.push((JSON.parse(line) as Entry).key);
    else damaged++;
  }
  return { keys, damaged };
}

async function hashFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
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
