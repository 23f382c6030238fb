/** Checking an answer against its article, by mouse, by link and by keyboard, on a wide screen and on a phone. */
import { describe, expect, it } from 'vitest';
import {
  ask,
  currentPath,
  expectInView,
  expectNoBarriers,
  isFocused,
  NARROW,
  openPage,
  page,
  panel,
  QUESTION,
  readArticle,
  readMarkedText,
  usePage,
  WIDE,
} from './driven-page.ts';

usePage();

describe('the source panel', () => {
  it('opens at the words of the extract, and gives the focus back when it closes', async () => {
    const { extracts } = await ask(QUESTION);
    const links = page.locator('.extracts .button-source');
    for (const [index, extract] of extracts.entries()) {
      await links.nth(index).click();
      expect(await readMarkedText()).toBe(extract.text);
      await expectInView(page.locator('[data-current-mark]').first());
      expect(currentPath()).toBe(extract.citation.url);
      expect(await panel().locator(':focus').count()).toBe(1);
    }
    await expectNoBarriers();

    await page.keyboard.press('Escape');
    await panel().waitFor({ state: 'detached' });
    await page.waitForURL((url) => url.pathname === '/');
    const last = links.nth(extracts.length - 1);
    expect(await isFocused(last)).toBe(true);
  });

  it('shows the whole article in reading order and jumps to its sections', async () => {
    const { extracts } = await ask(QUESTION);
    await page.locator('.extracts .button-source').first().click();
    const article = await readArticle(extracts[0]?.citation.articleId ?? '');
    await panel().getByRole('heading', { level: 2, name: article.title }).waitFor();
    const shown = await page.locator('.paragraph').allTextContents();
    expect(shown).toEqual(article.paragraphs.map(({ start, end }) => article.text.slice(start, end)));

    const section = article.sections[article.sections.length - 1];
    if (section) {
      await panel().locator('summary').click();
      await panel().getByRole('button', { name: section.heading }).last().click();
      const index = article.paragraphs.findIndex((paragraph) => section.start < paragraph.end);
      await expectInView(page.locator('.paragraph').nth(index));
    }
  });

  it('marks every extract of the answer in this article and steps through them', async () => {
    const { extracts } = await ask(QUESTION);
    await page.locator('.extracts .button-source').first().click();
    await page.locator('[data-current-mark]').first().waitFor();
    const articleId = extracts[0]?.citation.articleId;
    const here = extracts.filter((extract) => extract.citation.articleId === articleId);
    const places = here.sort((a, b) => a.start - b.start || a.end - b.end);
    const at = places.findIndex((e) => e.start === extracts[0]?.start && e.end === extracts[0].end);
    await panel()
      .getByText(`第 ${at + 1} 处，共 ${places.length} 处`)
      .waitFor();

    for (const place of places.slice(at + 1)) {
      await panel().getByRole('button', { name: '下一处' }).click();
      await page.waitForURL((url) => url.hash === `#${place.start}-${place.end}`);
      expect(await readMarkedText()).toBe(place.text);
      await expectInView(page.locator('[data-current-mark]').first());
    }
    expect(await page.locator('mark[data-label]').count()).toBe(places.length);
    await page.goBack();
    await panel().waitFor({ state: 'detached' });
    expect(await page.locator('.extracts .card').count()).toBe(extracts.length);
  });

  it('opens at an item of the outline and steps through its items', async () => {
    const { outline } = await ask(QUESTION);
    if (!outline) expect.unreachable('the question has no outline');
    await page.locator('.outline .link').first().click();
    await panel().getByText(`第 1 处，共 ${outline.items.length} 处`).waitFor();
    expect(await readMarkedText()).toBe(outline.items[0]?.text);
  });

  it('opens from the link alone, also after a reload, and closes to the empty page', async () => {
    const extract = (await ask(QUESTION)).extracts[0];
    if (!extract) expect.unreachable('the question has no answer');
    await openPage({ viewport: WIDE }, extract.citation.url);
    expect(await readMarkedText()).toBe(extract.text);
    await page.reload();
    expect(await readMarkedText()).toBe(extract.text);
    await expectInView(page.locator('[data-current-mark]').first());
    expect(await page.title()).toContain(extract.citation.articleTitle);

    await page.keyboard.press('Escape');
    await panel().waitFor({ state: 'detached' });
    expect(currentPath()).toBe('/');
    await page.locator('.welcome').waitFor();
  });

  it('says so where the link names an unknown article or words that are not there', async () => {
    await openPage({ viewport: WIDE }, '/articles/no-such-article#1-2');
    await panel().locator('.notice-failure').waitFor();
    await expectNoBarriers();

    const extract = (await ask(QUESTION)).extracts[0];
    await openPage(
      { viewport: WIDE },
      `/articles/${encodeURIComponent(extract?.citation.articleId ?? '')}#9999998-9999999`,
    );
    await panel().getByText('已不在这个位置').waitFor();
    await page.locator('.paragraph').first().waitFor();
  });
});

describe('for everyone', () => {
  it('can be used by the keyboard alone', async () => {
    await page.keyboard.type(QUESTION);
    await page.keyboard.press('Enter');
    await page.locator('.extracts .card').first().waitFor();

    const first = page.locator('.extracts .button-source').first();
    for (let presses = 0; presses < 60; presses++) {
      if (await isFocused(first)) break;
      await page.keyboard.press('Shift+Tab');
    }
    await page.keyboard.press('Enter');
    await panel().waitFor();
    await page.locator('[data-current-mark]').first().waitFor();
    expect(await panel().locator(':focus').count()).toBe(1);
    await page.keyboard.press('Escape');
    await panel().waitFor({ state: 'detached' });
    expect(await isFocused(first)).toBe(true);
  });

  it('announces the answer to a screen reader', async () => {
    const { extracts } = await ask(QUESTION);
    await page
      .getByRole('status')
      .filter({ hasText: `找到 ${extracts.length} 段摘录` })
      .waitFor({ state: 'attached' });
  });

  it.each(['light', 'dark'] as const)(
    'fits a phone without scrolling sideways and has no barriers, %s',
    async (colorScheme) => {
      await openPage({ viewport: NARROW, colorScheme });
      const expectNoSideScroll = async () => {
        expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(NARROW.width);
      };
      await page.locator('.coverage').waitFor();
      await expectNoSideScroll();
      await expectNoBarriers();
      const { extracts } = await ask(QUESTION);
      await expectNoSideScroll();
      await expectNoBarriers();

      await page.locator('.extracts .button-source').first().click();
      expect(await readMarkedText()).toBe(extracts[0]?.text);
      expect((await panel().boundingBox())?.width).toBe(NARROW.width);
      await expectNoSideScroll();
      await expectNoBarriers();
      expect(await page.getByRole('textbox', { name: '问题' }).isVisible()).toBe(false);
    },
  );
});
