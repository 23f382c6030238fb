/**
 * The page in a real Chromium against the real server, over the digests of the repository, as the tests of this folder
 * use it. Every test gets a page of its own; after each, no script has failed and no request has left the server.
 */
import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject } from 'vitest';
import type { Answer } from '../../server/contract.ts';
import type { ArticleResponse } from '../../server/contract-articles.ts';
import { findBarriers } from './accessibility.ts';
import { browserName, firefoxDownloads, openBrowser } from './open-browser.ts';
import { startServer, type RunningServer } from './start-server.ts';

export const QUESTION = '天等县的扶贫车间是怎么做的？';
export const WIDE = { width: 1280, height: 800 };
export const NARROW = { width: 390, height: 844 };
export const LINE_HEIGHT = 30;

export let page: Page;
/** What the server keeps of its own. */
export let dataFolder: string;
let origin: string;
let ownServer: RunningServer | null = null;
let browser: Browser;
let requested: string[];
let pageErrors: string[];

/**
 * Starts a browser for the tests of a file or a suite, and opens the page at a path before each of them: over the
 * digests, or over another folder of bulletins with a server of its own.
 */
export function usePage({ corpusFolder, path = '/' }: { corpusFolder?: string; path?: string } = {}): void {
  beforeAll(async () => {
    browser = await openBrowser();
    ownServer = corpusFolder === undefined ? null : await startServer(corpusFolder);
    origin = ownServer?.origin ?? inject('digestsOrigin');
    dataFolder = ownServer?.dataFolder ?? inject('digestsDataFolder');
  });

  afterAll(async () => {
    await browser?.close();
    await ownServer?.stop();
  });

  beforeEach(() => openPage({ viewport: WIDE }, path));

  afterEach(async () => {
    await page.context().close();
    expect(pageErrors).toEqual([]);
    expect(requested.filter((url) => !url.startsWith(`${origin}/`))).toEqual([]);
  });
}

export async function openPage(options: BrowserContextOptions, path = '/'): Promise<void> {
  await page?.context().close();
  page = await (await browser.newContext(options)).newPage();
  requested = [];
  pageErrors = [];
  page.on('request', (request) => requested.push(request.url()));
  page.on('pageerror', (error) => pageErrors.push(error.message));
  await page.goto(`${origin}${path}`);
}

/** Types a question, presses Enter, and waits for what the page makes of the answer that it got. */
export async function ask(question: string): Promise<Answer> {
  const arriving = page.waitForResponse((response) => response.url().endsWith('/api/ask'));
  await page.getByRole('textbox', { name: '问题' }).fill(question);
  await page.keyboard.press('Enter');
  const answer = (await (await arriving).json()) as Answer;
  await page.locator('.turn').last().locator('.answer').waitFor();
  return answer;
}

/** Does what starts a download, and gives the file that came of it. */
export async function download(start: () => Promise<void>): Promise<{ name: string; bytes: Buffer }> {
  if (browserName !== 'firefox') {
    const [file] = await Promise.all([page.waitForEvent('download'), start()]);
    return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
  }
  await start();
  // It makes an empty file first, and while that is being written a second one, which ends in `.part`, lies beside it.
  const names = () => readdir(firefoxDownloads);
  const isWhole = async (): Promise<boolean> => {
    const [name, ...others] = await names();
    return name !== undefined && others.length === 0 && (await stat(join(firefoxDownloads, name))).size > 0;
  };
  await expect.poll(() => isWhole().catch(() => false)).toBe(true);
  const [name = ''] = await names();
  const bytes = await readFile(join(firefoxDownloads, name));
  await rm(join(firefoxDownloads, name));
  return { name, bytes };
}

export async function readJson<Body>(path: string): Promise<Body> {
  return (await (await fetch(`${origin}${path}`)).json()) as Body;
}

export function readArticle(id: string): Promise<ArticleResponse> {
  return readJson(`/api/articles/${encodeURIComponent(id)}`);
}

/** The address of the page without the server's origin. */
export function currentPath(): string {
  const { pathname, hash } = new URL(page.url());
  return pathname + hash;
}

export function panel(): Locator {
  return page.getByRole('complementary', { name: '文章' });
}

/** The words marked as the current extract; paragraphs are apart by a line break, as in the article's text. */
export async function readMarkedText(): Promise<string> {
  await page.locator('[data-current-mark]').first().waitFor();
  const paragraphs = page.locator('.paragraph').filter({ has: page.locator('[data-current-mark]') });
  const texts = await paragraphs
    .all()
    .then((all) => Promise.all(all.map((p) => p.locator('[data-current-mark]').allTextContents())));
  return texts.map((parts) => parts.join('')).join('\n');
}

/** That the first line of an element of the article stands below the head of the panel and above its lower edge. */
export async function expectInView(locator: Locator): Promise<void> {
  const [box, shown] = await Promise.all([locator.boundingBox(), page.locator('.source-scroller').boundingBox()]);
  if (!box || !shown) expect.unreachable('the element or the panel is not laid out');
  expect(box.y).toBeGreaterThanOrEqual(shown.y);
  expect(box.y + LINE_HEIGHT).toBeLessThanOrEqual(shown.y + shown.height);
}

export async function expectNoBarriers(): Promise<void> {
  expect(await findBarriers(page)).toEqual([]);
}

export async function isFocused(locator: Locator): Promise<boolean> {
  return (await locator.and(page.locator(':focus')).count()) === 1;
}
