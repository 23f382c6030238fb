/** The files of the corpus folder beside what the index has of them. */
import type { Article } from '../../corpus/article.ts';
import type { CorpusFile, CorpusSource } from '../../corpus/source.ts';
import { fold } from '../../corpus/text.ts';
import type { IndexedFile as StoredFile } from '../../index/indexed-file.ts';
import type { PassageStore } from '../../index/store.ts';
import {
  ARTICLES_TOLD_MAX,
  type CorpusFileList,
  type CorpusFileReport,
  type CorpusFileState,
  FILES_LIMIT_DEFAULT,
  type FilesQuery,
} from '../contract-corpus.ts';
import { confidenceOf } from './file-report.ts';

/** What of an article its file's report tells. */
export type ToldArticle = Pick<Article, 'id' | 'title' | 'file' | 'publishedOn' | 'places' | 'alsoIn' | 'source'>;

/** As much of an index file as its report tells. */
type IndexedFile = Omit<StoredFile, 'segment' | 'position'>;

/** As much of an open index as tells of files. */
export interface IndexOfFiles {
  indexVersion: string;
  files(): Promise<readonly IndexedFile[]>;
  articles(): Promise<readonly Article[]>;
}

/** The files of an open store. */
export function filesOfStore(store: PassageStore): IndexOfFiles {
  return {
    indexVersion: store.manifest.indexVersion,
    files: () => store.files(),
    articles: () => store.articles(),
  };
}

interface Entry {
  path: string;
  state: CorpusFileState;
  lying: CorpusFile | null;
  indexed: IndexedFile | null;
  articles: readonly ToldArticle[];
}

export type FileLister = (index: IndexOfFiles | null, query: FilesQuery) => Promise<Omit<CorpusFileList, 'state'>>;

/**
 * Makes what lists the files of a source.
 *
 * @param hasCorrection whether something is set right in a file
 */
export function createFileLister(
  source: Pick<CorpusSource, 'list'>,
  hasCorrection: (path: string) => Promise<boolean>,
): FileLister {
  let known = new Map<string, CorpusFile>();
  let byFile: { indexVersion: string; articles: Map<string, ToldArticle[]> } | null = null;

  async function articlesByFile(index: IndexOfFiles): Promise<Map<string, ToldArticle[]>> {
    if (byFile?.indexVersion === index.indexVersion) return byFile.articles;
    const articles = groupByFile(await index.articles());
    byFile = { indexVersion: index.indexVersion, articles };
    return articles;
  }

  return async (index, { q, show = 'all', limit = FILES_LIMIT_DEFAULT, offset = 0 }) => {
    const indexed = new Map((await index?.files())?.map((file) => [file.path, file]));
    const lying = await source.list(new Map([...indexed, ...known]));
    known = new Map(lying.map((file) => [file.path, file]));
    const articles = index ? await articlesByFile(index) : new Map<string, ToldArticle[]>();
    const entries = joinFiles(known, indexed, articles);
    const corrected = new Set<string>();
    // Only what may be shown is looked at: a correction is a file of its own.
    if (show === 'corrected') await markCorrected(entries, hasCorrection, corrected);
    const words = fold(q ?? '');
    const found = entries.filter((entry) => isShown(entry, show, corrected) && holdsWords(entry, words));
    const page = found.sort(byUrgency).slice(offset, offset + limit);
    if (show !== 'corrected') await markCorrected(page, hasCorrection, corrected);
    const files = page.map((entry) => reportEntry(entry, corrected.has(entry.path)));
    return { files, matching: found.length, counts: countEntries(entries) };
  };
}

async function markCorrected(
  entries: readonly Entry[],
  hasCorrection: (path: string) => Promise<boolean>,
  corrected: Set<string>,
): Promise<void> {
  for (const { path, lying } of entries) if (lying && (await hasCorrection(path))) corrected.add(path);
}

function groupByFile(articles: readonly ToldArticle[]): Map<string, ToldArticle[]> {
  const groups = new Map<string, ToldArticle[]>();
  for (const article of articles) {
    for (const file of [article.file, ...article.alsoIn]) {
      const group = groups.get(file);
      if (group) group.push(article);
      else groups.set(file, [article]);
    }
  }
  return groups;
}

function joinFiles(
  lying: ReadonlyMap<string, CorpusFile>,
  indexed: ReadonlyMap<string, IndexedFile>,
  articles: ReadonlyMap<string, readonly ToldArticle[]>,
): Entry[] {
  const paths = new Set([...lying.keys(), ...indexed.keys()]);
  return [...paths].map((path) => {
    const [file, known] = [lying.get(path) ?? null, indexed.get(path) ?? null];
    return { path, state: stateOf(file, known), lying: file, indexed: known, articles: articles.get(path) ?? [] };
  });
}

function stateOf(lying: CorpusFile | null, indexed: IndexedFile | null): CorpusFileState {
  if (!lying) return 'removed';
  if (!indexed) return 'waiting';
  return lying.hash === indexed.hash ? 'indexed' : 'changed';
}

function isShown({ state, indexed, path }: Entry, show: FilesQuery['show'], corrected: ReadonlySet<string>): boolean {
  switch (show) {
    case 'problems':
      return hasProblem(indexed);
    case 'warnings':
      return hasWarnings(indexed);
    case 'waiting':
      return state !== 'indexed';
    case 'corrected':
      return corrected.has(path);
    default:
      return true;
  }
}

function holdsWords({ path, articles }: Entry, words: string): boolean {
  return words === '' || fold(path).includes(words) || articles.some(({ title }) => fold(title).includes(words));
}

const hasProblem = (indexed: IndexedFile | null): boolean => Boolean(indexed?.problem);
const hasWarnings = (indexed: IndexedFile | null): boolean =>
  !hasProblem(indexed) && (indexed?.warnings.length ?? 0) > 0;

function byUrgency(a: Entry, b: Entry): number {
  return urgencyOf(a) - urgencyOf(b) || (a.path < b.path ? -1 : 1);
}

function urgencyOf({ state, indexed }: Entry): number {
  if (hasProblem(indexed)) return 0;
  if (hasWarnings(indexed)) return 1;
  return state === 'indexed' ? 3 : 2;
}

function countEntries(entries: readonly Entry[]): CorpusFileList['counts'] {
  const inState = (wanted: CorpusFileState): number => entries.filter(({ state }) => state === wanted).length;
  return {
    total: entries.length,
    indexed: inState('indexed'),
    changed: inState('changed'),
    waiting: inState('waiting'),
    removed: inState('removed'),
    problems: entries.filter(({ indexed }) => hasProblem(indexed)).length,
    warnings: entries.filter(({ indexed }) => hasWarnings(indexed)).length,
  };
}

function reportEntry({ path, state, lying, indexed, articles }: Entry, corrected: boolean): CorpusFileReport {
  const own = articles.filter(({ file }) => file === path);
  const modifiedAt = lying?.modifiedAt ?? 0;
  return {
    path,
    size: lying?.size ?? indexed?.size ?? 0,
    modifiedAt: modifiedAt > 0 ? new Date(modifiedAt).toISOString() : null,
    state,
    pages: indexed?.pages ?? null,
    articleCount: indexed?.articles ?? articles.length,
    articles: articles.slice(0, ARTICLES_TOLD_MAX).map(({ id, title, publishedOn, places, file, alsoIn }) => ({
      id,
      title,
      publishedOn,
      places,
      alsoIn: [file, ...alsoIn].filter((other) => other !== path),
    })),
    paragraphs: indexed?.paragraphs ?? 0,
    recognised: indexed?.recognised ?? false,
    confidence: indexed?.recognised ? confidenceOf(own) : null,
    corrected,
    warnings: indexed?.warnings ?? [],
    problem: indexed?.problem ?? null,
  };
}
