/**
 * A headless browser, silent on the network but for the page itself: Chromium from CHROME_PATH, or, where BROWSER says
 * so, another of those that the page is made for.
 */
import { existsSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, firefox, type Browser } from 'playwright-core';

const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The browsers by the name that BROWSER gives them, each with the variable that holds its program's path. */
const BROWSERS = {
  chromium: { path: 'CHROME_PATH', open: openChromium },
  'old-chromium': { path: 'OLD_CHROMIUM_PATH', open: openChromium },
  firefox: { path: 'FIREFOX_PATH', open: openFirefox },
} as const;

export type BrowserName = keyof typeof BROWSERS;

/** The browser that the tests drive. */
export const browserName = readBrowserName(process.env['BROWSER'] ?? 'chromium');

export function openBrowser(): Promise<Browser> {
  const { path, open } = BROWSERS[browserName];
  const executablePath = process.env[path];
  if (!executablePath) throw new Error(`${path} is not set: run \`npm test\`, or give a path`);
  if (!existsSync(executablePath)) throw new Error(`${path} names no file: ${executablePath}`);
  return open(executablePath);
}

function readBrowserName(name: string): BrowserName {
  if (name in BROWSERS) return name as BrowserName;
  throw new Error(`BROWSER is “${name}”; it can be ${Object.keys(BROWSERS).join(', ')}`);
}

function openChromium(executablePath: string): Promise<Browser> {
  // Builds for servers, as the old one is, have no second process to start others from.
  return chromium.launch({ executablePath, args: [...CHROMIUM_FLAGS, '--no-zygote', '--disable-dev-shm-usage'] });
}

/** Where Firefox puts what is downloaded: the driver does not tell of it. */
export const firefoxDownloads = join(tmpdir(), `bulletin-qa-downloads-${process.pid}`);

/** Firefox as its makers ship it, driven by WebDriver BiDi. */
function openFirefox(executablePath: string): Promise<Browser> {
  mkdirSync(firefoxDownloads, { recursive: true });
  return firefox.launch({ channel: 'moz-firefox', executablePath, downloadsPath: firefoxDownloads });
}
