/** Finds the Chromium that the browser test drives, and brings it where that can be done without asking. */
import { spawnSync } from 'node:child_process';
import { homedir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { canInstallPackages, installPackages } from './debian.mjs';
import { say, SetupError } from './messages.mjs';
import { findOnPath, isProgram } from './programs.mjs';

const PROGRAM_NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
  'microsoft-edge-stable',
  'msedge',
];

const MAC_PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];

const WINDOWS_FOLDERS = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'];
const WINDOWS_PLACES = [
  ['Google', 'Chrome', 'Application', 'chrome.exe'],
  ['Chromium', 'Application', 'chrome.exe'],
  ['Microsoft', 'Edge', 'Application', 'msedge.exe'],
];

const FONT_PACKAGE = 'fonts-noto-cjk';

/**
 * Gives the path of a Chromium, or of a browser built on it: CHROME_PATH, else the first of the usual names on PATH,
 * else the usual places of macOS and Windows; null where there is none.
 *
 * @param {{ environment?: NodeJS.ProcessEnv, platform?: string }} [options]
 * @returns {string | null}
 * @throws {SetupError} when CHROME_PATH is set and is no program
 */
export function findChromium({ environment = process.env, platform = process.platform } = {}) {
  const given = environment.CHROME_PATH;
  if (given) {
    if (isProgram(given)) return given;
    throw new SetupError(
      `CHROME_PATH 指向 ${given}，那里没有可以执行的程序。` +
        `请把它指向 Chromium 或 Chrome 的可执行文件，或去掉 CHROME_PATH，由本程序自行查找。`,
    );
  }
  const found = findOnPath(PROGRAM_NAMES, { environment, platform });
  return found ?? usualPlaces(environment, platform).find(isProgram) ?? null;
}

/**
 * Makes sure that there is a Chromium, and a font that draws Chinese, without which a screenshot shows boxes. On
 * Debian and its relatives, as root, installs what is missing.
 *
 * @returns {Promise<string>} the browser's path
 * @throws {SetupError} when there is none and it cannot be installed from here
 */
export async function ensureChromium() {
  const canInstall = canInstallPackages();
  const found = findChromium();
  if (found !== null) {
    await ensureChineseFont();
    return found;
  }

  if (!canInstall) {
    throw new SetupError(
      `没有找到 Chromium 或 Chrome，浏览器测试无法运行。请安装其中之一` +
        `（Debian：以 root 运行 apt-get install chromium ${FONT_PACKAGE}；macOS 和 Windows：安装 Google Chrome），` +
        `或用 CHROME_PATH 指出可执行文件的位置。`,
    );
  }
  await installPackages(['chromium', FONT_PACKAGE]);
  const installed = findChromium();
  if (installed === null) {
    throw new SetupError('软件包 chromium 已安装，但在 PATH 中找不到它。请用 CHROME_PATH 指出可执行文件的位置。');
  }
  return installed;
}

/**
 * Makes sure that there is a font that draws Chinese, in a browser and in pictures that tests make. On Debian and its
 * relatives, as root, installs one; elsewhere says what is missing.
 */
export async function ensureChineseFont() {
  if (process.platform !== 'linux' || hasChineseFont()) return;
  if (canInstallPackages()) await installPackages([FONT_PACKAGE]);
  else say(`提醒：没有找到中文字体，图像里的汉字会显示为方框。请安装 ${FONT_PACKAGE} 或其他中文字体。`);
}

function usualPlaces(environment, platform) {
  if (platform === 'darwin') return MAC_PLACES.flatMap((place) => [place, join(homedir(), place)]);
  if (platform !== 'win32') return [];
  const folders = WINDOWS_FOLDERS.map((name) => environment[name]).filter((folder) => folder !== undefined);
  return folders.flatMap((folder) => WINDOWS_PLACES.map((place) => join(folder, ...place)));
}

/** Whether there is a font that draws Chinese. False too where fontconfig, which every desktop Chromium depends on, is absent. */
export function hasChineseFont() {
  const listing = spawnSync('fc-list', [':lang=zh', 'family'], { encoding: 'utf8' });
  return listing.status === 0 && listing.stdout.trim() !== '';
}
