/** `npm run screenshots`: pictures of the page's main states over the digests, into docs/ or the folder given. */
import { existsSync } from 'node:fs';
import { copyFile, mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { readConfig } from '../../server/config.ts';
import { openBrowser } from './open-browser.ts';
import { startServer } from './start-server.ts';

const HELP = `用法：npm run screenshots [-- 文件夹]

在真实的服务和浏览器上，把网页的各个主要状态拍成图片，存入 docs/ 或所给的文件夹。
`;

const WIDE = { viewport: { width: 1280, height: 800 } };
/** For a view that is read from top to bottom. */
const TALL = { viewport: { width: 1280, height: 1500 } };
const DARK = { ...WIDE, colorScheme: 'dark' } as const;
const PHONE = { viewport: { width: 390, height: 844 } };

const QUESTION = '天等县的扶贫车间是怎么做的？';
const FOLLOW_UP = '那资金从哪里来？';
const UNANSWERED = '田东县的金融扶贫有什么经验？';

interface Picture {
  name: string;
  context: BrowserContextOptions;
  path?: string;
  show: (page: Page) => Promise<void>;
}

const PICTURES: Picture[] = [
  { name: 'welcome', context: WIDE, show: showWelcome },
  { name: 'page', context: WIDE, show: showSource },
  { name: 'follow-up', context: WIDE, show: showFollowUp },
  { name: 'no-evidence', context: WIDE, show: (page) => ask(page, UNANSWERED) },
  { name: 'browse', context: WIDE, path: '/browse', show: showBrowse },
  { name: 'clips', context: WIDE, show: showClips },
  { name: 'verify', context: WIDE, path: '/verify', show: showVerify },
  // After those that ask, so that there is a load to show.
  { name: 'status', context: TALL, path: '/status', show: showStatus },
  { name: 'admin', context: WIDE, show: showAdmin },
  { name: 'dark', context: DARK, show: showSource },
  { name: 'phone-welcome', context: PHONE, show: showWelcome },
  { name: 'phone-answer', context: PHONE, show: (page) => ask(page, QUESTION) },
  { name: 'phone-source', context: PHONE, show: showSource },
  { name: 'phone-browse', context: PHONE, path: '/browse', show: showBrowse },
];

async function showWelcome(page: Page): Promise<void> {
  await page.locator('.welcome .question-buttons button').first().waitFor();
}

async function ask(page: Page, question: string): Promise<void> {
  await page.getByRole('textbox', { name: '问题' }).fill(question);
  await page.keyboard.press('Enter');
  await page.locator('.turn').last().locator('.answer').waitFor();
}

async function showSource(page: Page): Promise<void> {
  await ask(page, QUESTION);
  await page.locator('.extracts .card').first().getByRole('link').first().click();
  await page.locator('[data-current-mark]').first().waitFor();
}

async function showFollowUp(page: Page): Promise<void> {
  await ask(page, QUESTION);
  await ask(page, FOLLOW_UP);
}

async function showBrowse(page: Page): Promise<void> {
  await page.locator('.browse li').first().waitFor();
}

async function showClips(page: Page): Promise<void> {
  await ask(page, QUESTION);
  for (const card of (await page.locator('.extracts .card').all()).slice(0, 3)) {
    await card.getByRole('button', { name: /收藏/ }).click();
  }
  await page.getByRole('button', { name: /^收藏夹/ }).click();
  await page.locator('.clips li').first().waitFor();
}

async function showVerify(page: Page): Promise<void> {
  await page.getByRole('button', { name: '填入一段例子' }).click();
  await page.getByRole('button', { name: '核对', exact: true }).click();
  await page.getByRole('heading', { name: '核对结果', exact: true }).waitFor();
}

async function showStatus(page: Page): Promise<void> {
  await page.getByRole('heading', { name: '运行状况' }).waitFor();
  await page.locator('.status-totals').waitFor();
}

/** An extract is called unfit, and a question has been refused, before the report is looked at. */
async function showAdmin(page: Page): Promise<void> {
  await ask(page, QUESTION);
  const card = page.locator('.extracts .card').nth(1);
  await card.getByRole('button', { name: /^不合适/ }).click();
  await card.getByRole('textbox').fill('说的是车间用电，不是怎么办起来的');
  await card.getByRole('button', { name: '发送' }).click();
  await ask(page, UNANSWERED);
  await page.goto(`${new URL(page.url()).origin}/admin`);
  await page.getByRole('heading', { name: '从使用中改进' }).waitFor();
  await page.locator('.admin li').first().waitFor();
}

async function take(browser: Browser, origin: string, folder: string, picture: Picture): Promise<void> {
  const context = await browser.newContext({ ...picture.context, reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.goto(`${origin}${picture.path ?? '/'}`);
  await picture.show(page);
  await page.screenshot({ path: join(folder, `${picture.name}.png`) });
  console.log(join(folder, `${picture.name}.png`));
  await context.close();
}

/** The server has a data folder of its own; what was measured of this build holds for it too. */
async function showQuality(dataFolder: string): Promise<void> {
  const { qualityFile } = readConfig(process.env);
  if (existsSync(qualityFile)) await copyFile(qualityFile, join(dataFolder, 'quality.json'));
  else console.warn('还没有测过质量：请先运行 npm run eval，图中才有。');
}

async function takeAll(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const server = await startServer(undefined, { LOG_QUESTIONS: 'true' });
  await showQuality(server.dataFolder);
  const browser = await openBrowser();
  try {
    for (const picture of PICTURES) await take(browser, server.origin, folder, picture);
  } finally {
    await browser.close();
    await server.stop();
  }
}

const [given] = process.argv.slice(2);
if (given === '--help') console.log(HELP);
else await takeAll(resolve(given ?? join(import.meta.dirname, '../../docs')));
