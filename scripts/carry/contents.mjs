/** What goes into the package: the repository, the packages it runs on, the model, the page, the corpus, the index. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import process from 'node:process';
import { runChecks } from '../doctor/run-checks.mjs';
import { say, SetupError } from '../messages.mjs';
import { readModelSpecification } from '../model.mjs';
import { listRuntimeFiles, walk } from './runtime-files.mjs';

/** Where bulletins lie in every copy of the repository. */
const BULLETINS = 'corpus/bulletins';

/** Not part of the repository, also where no git says so. */
const LEFT_OUT = new Set(['.git', 'node_modules', 'data', 'coverage', 'web/dist']);

/** @typedef {Map<string, string>} Contents file on this machine by its path in the package's app folder */

/**
 * Gathers what goes into the package's app folder.
 *
 * @param {{ root: string, modelFolder: string, withCorpus: boolean, environment?: NodeJS.ProcessEnv }} options
 * @returns {Promise<{ contents: Contents, corpus: string, index: string }>} with what corpus and index are, in words
 * @throws {SetupError} when the settings or the corpus are wrong
 */
export async function gatherContents({ root, modelFolder, withCorpus, environment = process.env }) {
  const { corpusFolder, size, index } = await examineCorpus(environment);
  const isOwn = corpusFolder === join(root, BULLETINS);
  const contents = new Map();
  const add = (folder, paths, into = '') => {
    for (const path of paths) contents.set(into + path, join(folder, path));
  };
  add(root, listRepository(root));
  // The stamp of the page names every file of its sources, those that git does not keep too.
  add(
    root,
    walk(root, 'web', (folder) => folder !== 'web/dist' && !folder.endsWith('/node_modules')),
  );
  add(root, walk(root, 'web/dist'));
  add(root, listRuntimeFiles(root));
  add(modelFolder, Object.keys(readModelSpecification().files), 'data/model/');

  if (!isOwn && !withCorpus) {
    return {
      contents,
      corpus: '随程序的摘编；CORPUS_DIR 所指的简报没有随包，制作时加 --with-corpus 才带上',
      index: '没有随包，首次启动时自动建立',
    };
  }
  if (!isOwn) {
    for (const path of contents.keys()) if (path.startsWith(`${BULLETINS}/`)) contents.delete(path);
    // As the corpus is read: links are followed, and what begins with a dot is none of it.
    const isVisible = (path) => !basename(path).startsWith('.');
    add(corpusFolder, walk(corpusFolder, '', isVisible, { followsLinks: true }).filter(isVisible), `${BULLETINS}/`);
  }
  const corpus = `app/${BULLETINS} 中 ${size}`;
  if (index === null) return { contents, corpus, index: '制作时没有可用的索引，首次启动时自动建立' };
  const held = [index.name, ...listSegments(index)].flatMap((folder) => walk(index.root, folder));
  for (const path of ['current', ...held, ...walkIfPresent(index.root, 'archive')]) {
    contents.set(`data/index/${path}`, join(index.root, path));
  }
  return { contents, corpus, index: '已随包，启动时不必重建' };
}

/** The corpus that is configured, and its index where that is fresh, as the doctor finds them. */
async function examineCorpus(environment) {
  const { checks, problem } = await runChecks('server/doctor/main.ts', { environment });
  if (problem !== null) throw new SetupError(`检查没有跑完（${problem}）。请先用 npm run doctor 查看哪里不对。`);
  const find = (id) => checks.find((check) => check.id === id);
  for (const id of ['variables', 'corpus']) {
    const { verdict, found, remedy } = find(id);
    if (verdict === 'bad') throw new SetupError(`${found} ${remedy}。`);
  }
  const { folder, files, articles } = find('corpus').facts;
  const { facts, found, remedy } = find('index');
  if (facts === undefined) say(`索引不随包：${found}（${remedy}，再重新制作）`);
  const index = facts === undefined ? null : splitLast(facts.folder);
  return { corpusFolder: resolve(folder), size: `${files} 份文件，${articles} 篇文章`, index };
}

function splitLast(folder) {
  const at = Math.max(folder.lastIndexOf('/'), folder.lastIndexOf('\\'));
  return { root: folder.slice(0, at), name: folder.slice(at + 1) };
}

/** The folders of the segments that an index consists of; see index/manifest.ts. */
function listSegments({ root, name }) {
  const { segments } = JSON.parse(readFileSync(join(root, name, 'manifest.json'), 'utf8'));
  return Object.keys(segments).map((segment) => `segments/${segment}`);
}

function walkIfPresent(root, folder) {
  return existsSync(join(root, folder)) ? walk(root, folder) : [];
}

/** The files that git keeps or would keep; without git, all but what is brought or built. */
function listRepository(root) {
  const inGit = askGit(root);
  return inGit ?? walk(root, '', (folder) => !LEFT_OUT.has(folder) && !folder.endsWith('/node_modules'));
}

function askGit(root) {
  if (!existsSync(join(root, '.git'))) return null;
  try {
    const listing = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      maxBuffer: 64 * 1024 * 1024,
    });
    return listing.split('\0').filter((path) => path !== '' && existsSync(join(root, path)));
  } catch {
    // No git on this machine, or a repository that it refuses to read.
    return null;
  }
}

/** What package.json says of the program. */
export function readPackage(root) {
  return JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
}

/** Where the executable of this Node lies in the package. */
export const NODE_FILE = process.platform === 'win32' ? 'node/node.exe' : 'node/node';
