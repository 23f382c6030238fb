/**
 * The packages' files that running needs, read from package-lock.json. What is left out here was found by size, and a
 * test runs a packed copy; a package that is new counts as needed until someone has looked.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import process from 'node:process';
import { INSTALL_STAMP } from '../setup.mjs';

/** Loaded by the entry of vectra alone, of which index/vectors.ts takes single files. */
const UNUSED_PACKAGES = new Set(['gpt-tokenizer', 'openai', '@mixmark-io/domino', 'turndown']);

/** Read by compilers, debuggers and people, by no program that runs. */
const UNUSED_ENDINGS = new Set([
  '.map',
  '.md',
  '.a',
  '.o',
  '.c',
  '.cc',
  '.cpp',
  '.h',
  '.hpp',
  '.gyp',
  '.mk',
  '.tsbuildinfo',
]);
const TYPE_DECLARATION = /\.d\.[cm]?ts$/u;

/** Goes with the package wherever it goes, whatever its ending. */
const LICENCE = /^(?:licen[cs]e|notice|copying)/iu;

/** Folders that no program loads here, each below the package it belongs to. */
const UNUSED_FOLDERS = {
  '@xenova/transformers': ['dist', 'types'], // the same for browsers
  esbuild: ['bin'], // the same as the executable of the platform's own package
  nodejieba: ['build/Release/obj.target', 'submodules/cppjieba/deps', 'submodules/cppjieba/test', 'test'],
  protobufjs: ['cli'],
};

/** The model's library loads this one file of its package for browsers, and runs onnxruntime-node. */
const ONNX_WEB = 'onnxruntime-web';
const ONNX_WEB_MAIN = 'dist/ort-web.node.js';

/**
 * Gives the files of node_modules that running needs, with forward slashes, relative to the repository; links are none.
 *
 * @param {string} root
 * @param {{ platform?: string, architecture?: string, isGlibc?: boolean }} [machine] that they are for
 * @returns {string[]}
 */
export function listRuntimeFiles(root, machine = {}) {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const files = Object.entries(packages)
    .filter(([path, { dev }]) => path !== '' && !dev && isNeeded(path, machine) && existsSync(join(root, path)))
    .flatMap(([path]) => listPackageFiles(root, path, machine));
  return [INSTALL_STAMP.replaceAll('\\', '/'), ...files];
}

/** npm installs the builds for either C library of Linux where the lock file does not tell them apart. */
function isNeeded(path, { isGlibc = hasGlibc() }) {
  const name = path.split('node_modules/').at(-1);
  if (UNUSED_PACKAGES.has(name) || name.startsWith('@types/')) return false;
  return !name.endsWith(isGlibc ? '-musl' : '-gnu');
}

function listPackageFiles(root, path, machine) {
  const name = path.split('node_modules/').at(-1);
  const unused = (UNUSED_FOLDERS[name] ?? []).map((folder) => `${path}/${folder}`);
  return walk(root, path, (folder) => basename(folder) !== 'node_modules' && !unused.includes(folder)).filter(
    (file) => {
      const inPackage = file.slice(path.length + 1);
      if (inPackage.split('/').some((part) => LICENCE.test(part))) return true;
      if (UNUSED_ENDINGS.has(extname(file)) || TYPE_DECLARATION.test(file)) return false;
      return isForMachine(name, inPackage, machine);
    },
  );
}

function isForMachine(name, file, { platform = process.platform, architecture = process.arch }) {
  if (name === ONNX_WEB && file.startsWith('dist/')) return file === ONNX_WEB_MAIN;
  // onnxruntime-node/bin/napi-v3/linux/x64/…
  const [bin, , forPlatform, forArchitecture] = file.split('/');
  if (name !== 'onnxruntime-node' || bin !== 'bin') return true;
  return forPlatform === platform && forArchitecture === architecture;
}

/** Whether this machine's C library is that of most Linux systems, or it is no Linux. */
function hasGlibc() {
  return process.platform !== 'linux' || process.report.getReport().header.glibcVersionRuntime !== undefined;
}

/**
 * Gives every file below a folder, with forward slashes, relative to the root.
 *
 * @param {string} root
 * @param {string} folder
 * @param {(folder: string) => boolean} [enters] whether a folder below it is entered
 * @param {{ followsLinks?: boolean }} [options] `followsLinks`: a link to a file is one, otherwise links are none
 * @returns {string[]}
 */
export function walk(root, folder, enters = () => true, { followsLinks = false } = {}) {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) return enters(path) ? walk(root, path, enters, { followsLinks }) : [];
    const isLinked = followsLinks && entry.isSymbolicLink();
    const isFile = entry.isFile() || (isLinked && statSync(join(root, path), { throwIfNoEntry: false })?.isFile());
    return isFile ? [path] : [];
  });
}
