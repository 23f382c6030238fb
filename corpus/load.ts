/**
 * A corpus folder → articles. A file that cannot be read is reported and the rest goes on.
 */
import { createHash, type Hash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { type Article, articleSchema } from './article.ts';
import { decodeText } from './decode.ts';
import { knownError, messageOf } from './errors.ts';
import { parseBulletin, type ParsedArticle } from './parse/bulletin.ts';
import { parsePlain } from './parse/plain.ts';
import { placesOf, provinceOf } from './places.ts';

/** A file that gave no article, and why, in words for its owner. */
export interface FileProblem {
  file: string;
  problem: string;
}

export interface Corpus {
  articles: Article[];
  problems: FileProblem[];
  /** SHA-256 over the paths and bytes of every file read, in hexadecimal. */
  hash: string;
}

const EXTENSIONS = new Set(['.txt', '.md', '.markdown']);

/** A text file larger than this is not a bulletin. */
const FILE_BYTES_MAX = 20 * 1024 * 1024;

/** An article says what place it is about within this many characters of its first paragraph. */
const LEAD_MAX = 2000;

interface CorpusFile {
  /** Path relative to the corpus folder, with forward slashes. */
  path: string;
  bytes: Uint8Array;
}

/**
 * Loads every .txt and .md file below `folder`, in the order of their paths.
 *
 * @throws KnownError corpus_missing when there is no such folder, corpus_empty when it holds no readable article.
 */
export async function loadCorpus(folder: string): Promise<Corpus> {
  const problems: FileProblem[] = [];
  const hash = createHash('sha256');
  const articles: Article[] = [];
  const ids = new Set<string>();
  for (const path of await listFiles(folder)) {
    let file: CorpusFile | null = null;
    try {
      file = await readCorpusFile(folder, path);
      const parsed = parseFile(file);
      for (const article of parsed) articles.push(withUniqueId(article, ids));
      if (parsed.length === 0) problems.push({ file: path, problem: '文件里没有正文。' });
    } catch (thrown) {
      problems.push({ file: path, problem: messageOf(thrown) });
    }
    addToHash(hash, path, file);
  }
  if (articles.length === 0) {
    throw knownError('corpus_empty', folder, problems.map(({ file, problem }) => `${file}：${problem}`).join(' '));
  }
  return { articles, problems, hash: hash.digest('hex') };
}

/**
 * The hash that {@link loadCorpus} gives, without reading the articles.
 *
 * @throws KnownError corpus_missing when there is no such folder.
 */
export async function hashCorpus(folder: string): Promise<string> {
  const hash = createHash('sha256');
  for (const path of await listFiles(folder)) {
    addToHash(hash, path, await readCorpusFile(folder, path).catch(() => null));
  }
  return hash.digest('hex');
}

function addToHash(hash: Hash, path: string, file: CorpusFile | null): void {
  hash.update(`${path}\0${file?.bytes.length ?? 'unreadable'}\0`).update(file?.bytes ?? '');
}

async function listFiles(folder: string): Promise<string[]> {
  if (!(await isFolder(folder))) throw knownError('corpus_missing', folder);
  const paths: string[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const full = join(entry.parentPath, entry.name);
    const path = relative(folder, full).split(sep).join('/');
    if (!EXTENSIONS.has(extname(entry.name).toLowerCase()) || path.split('/').some((part) => part.startsWith('.')))
      continue;
    // A link to nothing is listed, so that its owner learns of it.
    if (entry.isFile() || (entry.isSymbolicLink() && !(await isFolder(full)))) paths.push(path);
  }
  return paths.sort();
}

function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

async function readCorpusFile(folder: string, path: string): Promise<CorpusFile> {
  const full = join(folder, path);
  const { size } = await stat(full).catch(refuseUnreadable);
  if (size > FILE_BYTES_MAX) {
    const megabytes = (bytes: number): number => Math.ceil(bytes / 1024 / 1024);
    throw new Error(`文件有 ${megabytes(size)} MB，上限 ${megabytes(FILE_BYTES_MAX)} MB；请拆成几份。`);
  }
  return { path, bytes: await readFile(full).catch(refuseUnreadable) };
}

/** The system's own message is in English and names the full path. */
function refuseUnreadable(cause: NodeJS.ErrnoException): never {
  throw new Error(`文件打不开（${cause.code ?? cause.message}）；请检查它是否存在、是否允许读取。`, { cause });
}

/** Reads the articles of one file; none when it holds no text. */
export function parseFile({ path, bytes }: CorpusFile): Article[] {
  const raw = decodeText(bytes);
  const bulletin = parseBulletin(raw);
  if (!bulletin) return parsePlainFile(path, raw);
  const { masthead } = bulletin;
  const province = provinceOf(`${masthead.series}${masthead.publisher ?? ''}`);
  const suffix = masthead.digest ? '-zhaibian' : '';
  return bulletin.articles.map((parsed, index) =>
    finishArticle(parsed, province, { ...masthead, file: path, id: `${masthead.issueId}-${index + 1}${suffix}` }),
  );
}

function parsePlainFile(path: string, raw: string): Article[] {
  const parsed = parsePlain(raw);
  if (!parsed) return [];
  const nothing = { series: null, issueId: null, issue: null, year: null, publisher: null };
  const id = path.replace(/\.[^.]+$/u, '').replaceAll('/', '-');
  const { digest, publishedOn } = parsed;
  return [finishArticle(parsed, provinceOf(parsed.text), { ...nothing, digest, publishedOn, file: path, id })];
}

type Origin = Omit<Article, keyof ParsedArticle | 'places'>;

function finishArticle(parsed: ParsedArticle, province: string | null, origin: Origin): Article {
  const lead = parsed.paragraphs.find(({ role }) => role === 'body');
  const leadText = lead ? parsed.text.slice(lead.start, Math.min(lead.end, lead.start + LEAD_MAX)) : '';
  return articleSchema.parse({ ...parsed, ...origin, places: placesOf(parsed.title, leadText, province) });
}

/** Two files may report the same issue; the second one's articles get a suffix of their own. */
function withUniqueId(article: Article, taken: Set<string>): Article {
  let id = article.id;
  for (let copy = 2; taken.has(id); copy++) id = `${article.id}~${copy}`;
  taken.add(id);
  return { ...article, id };
}
