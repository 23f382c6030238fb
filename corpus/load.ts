/** A whole corpus in memory, for what looks at all of it at once; a build reads file by file instead. */
import { type Article, articleSchema } from './article.ts';
import { openCorpusFolder } from './corpus-folder.ts';
import { knownError } from './errors.ts';
import { showPath } from './file-name.ts';
import type { FileReading } from './file-reading.ts';
import { joinArticles, recordOf } from './join.ts';
import { type CorpusSource, hashCorpusFiles } from './source.ts';

/** A file that gave no article, and why, in words for its owner. */
export interface FileProblem {
  file: string;
  problem: string;
}

export interface Corpus {
  articles: Article[];
  problems: FileProblem[];
  /** {@link hashCorpusFiles}. */
  hash: string;
}

/**
 * Loads every file of a folder, in the order of their paths.
 *
 * @throws KnownError corpus_missing when there is no such folder, corpus_empty when it holds no readable article.
 */
export async function loadCorpus(folder: string): Promise<Corpus> {
  const source = openCorpusFolder(folder);
  try {
    return await loadSource(source);
  } finally {
    await source.close();
  }
}

async function loadSource(source: CorpusSource): Promise<Corpus> {
  const files = await source.list();
  const readings: { path: string; reading: FileReading }[] = [];
  for (const { path } of files) readings.push({ path, reading: await source.read(path) });
  const problems = readings.flatMap(({ path, reading: { problem } }) =>
    problem ? [{ file: path, problem: problem.message }] : [],
  );
  const articles = joinReadings(readings);
  if (articles.length === 0) throw emptyCorpus(source.name, problems);
  return { articles, problems, hash: hashCorpusFiles(files) };
}

/** The error for a corpus without an article. */
export function emptyCorpus(name: string, problems: readonly FileProblem[]): Error {
  return knownError(
    'corpus_empty',
    name,
    problems.map(({ file, problem }) => `${showPath(file)}：${problem}`).join(' '),
  );
}

/** The articles of readings, joined. */
export function joinReadings(readings: readonly { path: string; reading: FileReading }[]): Article[] {
  const drafts = new Map(readings.map(({ path, reading }) => [path, reading.articles]));
  const joined = joinArticles([...drafts].map(([path, list]) => ({ path, articles: list.map(recordOf) })));
  return joined.map(({ path, position, id, alsoIn, versions }) =>
    articleSchema.parse({ ...drafts.get(path)?.[position], id, file: path, alsoIn, versions }),
  );
}

/** The hash that {@link loadCorpus} gives, without reading the articles. */
export async function hashCorpus(folder: string): Promise<string> {
  return hashCorpusFiles(await openCorpusFolder(folder).list());
}
