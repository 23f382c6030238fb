/** Headless Chromium from CHROME_PATH, silent on the network but for the page itself. */
import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export function openBrowser(): Promise<Browser> {
  const executablePath = process.env['CHROME_PATH'];
  if (!executablePath) {
    throw new Error('CHROME_PATH is not set: run `npm test`, or give the path of a Chromium, e.g. /usr/bin/chromium');
  }
  if (!existsSync(executablePath)) throw new Error(`CHROME_PATH names no file: ${executablePath}`);
  return chromium.launch({ executablePath, args: FLAGS });
}
