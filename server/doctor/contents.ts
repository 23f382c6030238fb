/** The corpus folder and the index made of it. Nothing is built here. */
import { basename, join } from 'node:path';
import { KnownError, messageOf } from '../../corpus/errors.ts';
import { type Corpus, loadCorpus } from '../../corpus/load.ts';
import { MODEL_NAME } from '../../index/embed.ts';
import { currentFolder } from '../../index/folder.ts';
import { currentMakers, type Manifest, readManifest, readManifestFile, verifyFiles } from '../../index/manifest.ts';
import type { Config } from '../config.ts';
import type { Check } from './check.ts';

/** Unreadable files that are named; a folder of the wrong kind would fill the screen. */
const NAMED_MAX = 5;

const REBUILD = '运行 npm run index；npm start 也会自动重建';

/** Reads every file of the corpus folder, and gives the hash of the whole; null where none can be read. */
export async function checkCorpus({ corpusFolder }: Config): Promise<{ check: Check; hash: string | null }> {
  const what = { id: 'corpus', title: '简报' };
  try {
    const corpus = await loadCorpus(corpusFolder);
    return { check: { ...what, ...describeCorpus(corpus, corpusFolder) }, hash: corpus.hash };
  } catch (thrown) {
    const remedy = '把简报（.txt 或 .md）放进这个文件夹，或用 CORPUS_DIR 指明它在哪里，然后运行 npm run index';
    return { check: { ...what, verdict: 'bad', found: messageOf(thrown), remedy }, hash: null };
  }
}

function describeCorpus({ articles, problems }: Corpus, folder: string): Omit<Check, 'id' | 'title'> {
  const files = new Set(articles.map(({ file }) => file)).size;
  const facts = { folder, files, articles: articles.length };
  const read = `${folder} 中 ${files} 份文件可读，共 ${articles.length} 篇文章`;
  if (problems.length === 0) return { verdict: 'good', found: read, facts };
  const named = problems.slice(0, NAMED_MAX).map(({ file, problem }) => `${file}（${problem}）`);
  const more = problems.length > NAMED_MAX ? '等' : '';
  return {
    verdict: 'doubtful',
    found: `${read}；${problems.length} 份不可读：${named.join('、')}${more}`,
    remedy: '按括号中的原因改正这些文件，或把它们移出文件夹，然后运行 npm run index',
    facts,
  };
}

/** Checks that the index is there, whole and of this corpus, this code and this model. */
export async function checkIndex({ indexRoot }: Config, corpusHash: string | null): Promise<Check> {
  const what = { id: 'index', title: '索引' };
  const folder = await currentFolder(indexRoot);
  if (folder === null) return { ...what, verdict: 'doubtful', found: '尚未建立', remedy: REBUILD };
  try {
    const manifest = await readManifestFile(folder);
    await verifyFiles(folder, manifest);
    if (corpusHash === null) {
      return {
        ...what,
        verdict: 'doubtful',
        found: `${describe(manifest)}；没有简报可与它核对`,
        remedy: '先改正“简报”一项',
      };
    }
    await readManifest(folder, currentMakers(corpusHash, MODEL_NAME));
    const facts = { folder: join(indexRoot, basename(folder)) };
    return { ...what, verdict: 'good', found: `${describe(manifest)}，文件完整，与简报一致`, facts };
  } catch (thrown) {
    if (!(thrown instanceof KnownError)) throw thrown;
    return {
      ...what,
      verdict: thrown.code === 'index_stale' ? 'doubtful' : 'bad',
      found: thrown.message.replace(/请运行.*$/su, ''),
      remedy: REBUILD,
    };
  }
}

function describe({ indexVersion, counts }: Manifest): string {
  const { bulletins, articles, chunks, sentences } = counts;
  return `版本 ${indexVersion}，${bulletins} 份简报、${articles} 篇文章、${chunks} 段、${sentences} 句`;
}
