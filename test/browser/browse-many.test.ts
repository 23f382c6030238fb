/** Finding examples among 20,000 articles: as many rows are drawn as the reader has come to, and all are counted. */
import { describe, expect, it } from 'vitest';
import { makeSummary } from '../web/make-summary.ts';
import { expectNoBarriers, isFocused, page, usePage } from './driven-page.ts';

const COUNT = 20_000;

const articles = Array.from({ length: COUNT }, (_, index) =>
  makeSummary({
    id: `${index + 1}`,
    title: `第${index + 1}篇`,
    places: [`第${index % 2_000}县`],
    issueId: `${2000 + (index % 20)}-${(index % 97) + 1}`,
    year: 2000 + (index % 20),
    topics: [index % 4 === 0 ? '产业发展' : '就业务工'],
  }),
);
const LIST = JSON.stringify({ articles });

usePage();

const rows = () => page.locator('.browse-row');
const more = () => page.getByRole('button', { name: '再列一些' });
const scrolled = (): Promise<number> => page.evaluate<number>('window.scrollY');

async function openMany(): Promise<void> {
  await page.route('**/api/articles', (route) => route.fulfill({ body: LIST, contentType: 'application/json' }));
  await page.goto(new URL('/browse', page.url()).href);
  await page.getByText(`共 ${COUNT} 篇文章`, { exact: true }).waitFor();
}

async function scrollToEnd(): Promise<void> {
  const count = await rows().count();
  await page.evaluate('window.scrollTo(0, document.documentElement.scrollHeight)');
  await expect.poll(() => rows().count()).toBeGreaterThan(count);
}

describe('20,000 articles', () => {
  it('are all counted, and drawn as far as the reader has come', async () => {
    await openMany();
    expect(await rows().count()).toBeLessThan(200);
    expect(await rows().first().getAttribute('aria-setsize')).toBe(String(COUNT));
    await scrollToEnd();
    await scrollToEnd();
    expect(await rows().count()).toBeLessThan(COUNT);
    expect(await rows().last().getAttribute('aria-posinset')).toBe(String(await rows().count()));
    const ofTopic = articles.filter(({ topics }) => topics.includes('产业发展')).length;
    await page.getByRole('button', { name: '产业发展' }).click();
    await page.getByText(`找到 ${ofTopic} 篇，共 ${COUNT} 篇`, { exact: true }).waitFor();
    await page.getByRole('searchbox', { name: '搜索文章' }).fill('第19997篇');
    await page.getByText(`找到 1 篇，共 ${COUNT} 篇`, { exact: true }).waitFor();
    expect(await rows().locator('h3 a').allTextContents()).toEqual(['第19997篇']);
    expect(await more().count()).toBe(0);
  });

  it('are still drawn to the place of reading on coming back from another side', async () => {
    await openMany();
    await scrollToEnd();
    await scrollToEnd();
    await page.evaluate('window.scrollBy(0, -300)');
    const [count, height] = [await rows().count(), await scrolled()];
    await page.getByRole('button', { name: '收藏夹', exact: true }).press('Enter');
    await page.locator('.clips').waitFor();
    await page.getByRole('button', { name: '找例子' }).press('Enter');
    await expect.poll(scrolled).toBe(height);
    expect(await rows().count()).toBe(count);
  });

  it('are drawn by the button too, which leads on to the first of the new ones, and paper says what is left out', async () => {
    // As where the browser does not tell what comes near the screen.
    await page.addInitScript('IntersectionObserver.prototype.observe = () => undefined');
    await openMany();
    const before = await rows().count();
    await more().press('Enter');
    await expect.poll(() => rows().count()).toBe(2 * before);
    await expect.poll(() => isFocused(rows().nth(before).locator('h3 a'))).toBe(true);
    await expectNoBarriers();
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByText(`列出前 ${2 * before} 篇，共 ${COUNT} 篇`).isVisible()).toBe(true);
    expect(await more().isVisible()).toBe(false);
  });
});
