/** What was made of a file, from the index: a scan is not read again to be looked at. */
import type { Article } from '../../corpus/article.ts';
import { KnownError } from '../../corpus/errors.ts';
import { hashFile } from '../../corpus/file-reading.ts';
import { READ_LIMITS } from '../../corpus/read/document.ts';
import type { IndexOfFiles } from './file-list.ts';

export interface IndexedReading {
  articles: readonly Article[];
  pages: number | null;
  warnings: string[];
  problem: null;
}

/** The reading of a file of a folder as an index has it; null where the index has it otherwise, or not all of it. */
export async function readFromIndex(
  index: IndexOfFiles | null,
  folder: string,
  path: string,
): Promise<IndexedReading | null> {
  const file = (await index?.files())?.find((known) => known.path === path);
  if (!index || !file || file.problem || file.hash !== (await hashOf(folder, path))) return null;
  // What stands in another file as well is there under that file's name only.
  const articles = (await index.articles()).filter((article) => article.file === path);
  if (articles.length !== file.articles) return null;
  return { articles, pages: file.pages, warnings: file.warnings, problem: null };
}

async function hashOf(folder: string, path: string): Promise<string | null> {
  try {
    return await hashFile(folder, path, READ_LIMITS);
  } catch (thrown) {
    if (thrown instanceof KnownError) return null;
    throw thrown;
  }
}
