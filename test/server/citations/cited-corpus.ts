/** A corpus folder with an index of its own that tests of citations rename, edit and build again. */
import { cp, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, extname, join } from 'node:path';
import type { Article } from '../../../corpus/article.ts';
import { decodeText } from '../../../corpus/decode.ts';
import { loadCorpus } from '../../../corpus/load.ts';
import { buildIndex } from '../../../index/build.ts';
import type { ChunkLimits } from '../../../index/chunk.ts';
import { openIndex } from '../../../index/open.ts';
import type { PassageStore } from '../../../index/store.ts';
import { type Answerer, answerQuestion } from '../../../server/answer.ts';
import type { CitationState, ResolvedCitation } from '../../../server/contract-citations.ts';
import { resolveCitation } from '../../../server/citations/resolve-citation.ts';
import { readGolden } from '../../eval/measure.ts';
import type { GoldenSet } from '../../eval/sets.ts';
import { createFakeEmbedder } from '../../index/fake-embedder.ts';
import { makeCorpus } from '../../index/make-article.ts';

/** A citation that an answer gave, and where it pointed to then. */
export interface GivenOut {
  id: string;
  articleId: string;
  start: number;
  end: number;
}

/** Every citation in the answers to a golden set, each once. */
export async function collectCitations(answerer: Answerer, set: GoldenSet): Promise<GivenOut[]> {
  const given = new Map<string, GivenOut>();
  for (const { question, history } of await readGolden(set)) {
    const { extracts, outline, near } = await answerQuestion(answerer, { question, ...(history ? { history } : {}) });
    const quoted = [...extracts, ...(outline?.items ?? [])].map(({ citation }) => citation);
    for (const { id, articleId, url } of [...quoted, ...near]) {
      const [start = 0, end = 0] = (url.split('#')[1] ?? '').split('-').map(Number);
      given.set(id, { id, articleId, start, end });
    }
  }
  return [...given.values()];
}

export interface CitedCorpus {
  /** A copy, to be edited. */
  folder: string;
  indexRoot: string;
  /** Builds the index of what the folder holds, or of a corpus, and opens it. No vector of it means anything. */
  rebuild: (articles?: Article[], limits?: ChunkLimits) => Promise<PassageStore>;
  load: () => Promise<Article[]>;
  renameFiles: () => Promise<void>;
  /** Replaces one character of an article in its raw file. */
  editCharacter: (article: Article, at: number, character: string) => Promise<void>;
  editFiles: (edit: (text: string) => string) => Promise<void>;
  remove: () => Promise<void>;
}

/** Copies a corpus folder and builds its index once. */
export async function copyCorpus(source: string): Promise<CitedCorpus> {
  const root = await mkdtemp(join(tmpdir(), 'bulletin-qa-cited-'));
  const [folder, indexRoot] = [join(root, 'bulletins'), join(root, 'index')];
  await cp(source, folder, { recursive: true });
  const embedder = createFakeEmbedder();
  const load = async (): Promise<Article[]> => (await loadCorpus(folder)).articles;
  const rebuild: CitedCorpus['rebuild'] = async (given, limits) => {
    const articles = given ?? (await load());
    const source = makeCorpus(articles);
    await buildIndex({ indexRoot, source, embedder, ...(limits ? { limits } : {}) });
    return openIndex(indexRoot, source.hash, embedder.name, limits);
  };
  const files = async (): Promise<string[]> =>
    (await readdir(folder, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile() && ['.txt', '.md'].includes(extname(entry.name)))
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
  const editFile = async (file: string, edit: (text: string) => string): Promise<void> =>
    writeFile(file, edit(decodeText(await readFile(file))));
  await rebuild();
  return {
    folder,
    indexRoot,
    load,
    rebuild,
    async renameFiles() {
      // In the other order, so that articles of one issue in two files change places as well.
      const all = await files();
      for (const [number, file] of all.entries()) {
        await rename(file, join(dirname(file), `旧文件 ${all.length - number}${extname(file)}`));
      }
    },
    async editCharacter(article, at, character) {
      const segment = article.source.find(({ start, end }) => start <= at && at < end);
      if (!segment) throw new Error(`character ${at} of ${article.id} stands in no file`);
      await editFile(join(folder, article.file), (text) => {
        const lines = text.split(/(?<=\n)/u);
        const line = lines[segment.line - 1] ?? '';
        const column = segment.column + at - segment.start;
        lines[segment.line - 1] = line.slice(0, column) + character + line.slice(column + 1);
        return lines.join('');
      });
    },
    async editFiles(edit) {
      for (const file of await files()) await editFile(file, edit);
    },
    remove: () => rm(root, { recursive: true, force: true }),
  };
}

/** What became of each citation; one that does not resolve is `unknown`. */
export async function statesOf(
  store: PassageStore,
  given: readonly GivenOut[],
): Promise<Map<string, CitationState | 'unknown'>> {
  const states = new Map<string, CitationState | 'unknown'>();
  for (const { id } of given) states.set(id, (await resolveCitation({ store }, id))?.state ?? 'unknown');
  return states;
}

/** How many citations are in each state. */
export function countStates(states: Map<string, string>): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const state of states.values()) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
}

/** The ids in a state. */
export function idsOf(states: Map<string, string>, wanted: string): string[] {
  return [...states].flatMap(([id, state]) => (state === wanted ? id : [])).sort();
}

export async function resolve(store: PassageStore, id: string): Promise<ResolvedCitation> {
  const resolved = await resolveCitation({ store }, id);
  if (!resolved) throw new Error(`${id} does not resolve`);
  return resolved;
}
