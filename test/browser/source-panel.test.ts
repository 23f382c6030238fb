/** Checking an answer against its article, by mouse, by link and by keyboard, on a wide screen and on a phone. */
import { describe, expect, it } from 'vitest';
import type { Extract } from '../../server/contract.ts';
import type { ArticleResponse } from '../../server/contract-articles.ts';
import {
  ask,
  currentPath,
  expectInView,
  expectNoBarriers,
  isFocused,
  LINE_HEIGHT,
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

  it('leaves the extract that was pressed where it stands, below several answers', async () => {
    for (const question of [QUESTION, '融安县有哪些做法', '蒙山县的健康扶贫是怎么做的', QUESTION]) await ask(question);
    const link = page.locator('.turn').last().locator('.extracts .button-source').last();
    await link.scrollIntoViewIfNeeded();
    const before = await link.boundingBox();
    await link.click();
    await panel().waitFor();
    const after = await link.boundingBox();
    if (!before || !after) expect.unreachable('the button is laid out');
    expect(Math.abs(after.y - before.y)).toBeLessThan(LINE_HEIGHT);
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
    await panel().getByRole('status').getByText('这篇文章已不在库中').waitFor();
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

describe('an answer kept while its article changed', () => {
  /** Asks, has the server give another article from then on, and comes back to the kept conversation. */
  async function askThenChange(change: (article: ArticleResponse, extract: Extract) => ArticleResponse | null) {
    const extract = (await ask(QUESTION)).extracts[0];
    if (!extract) expect.unreachable('the question has no answer');
    const article = change(await readArticle(extract.citation.articleId), extract);
    await page.route('**/api/articles/*', (route) =>
      article
        ? route.fulfill({ json: article })
        : route.fulfill({
            status: 404,
            contentType: 'application/problem+json',
            json: { type: 'x', title: 'x', status: 404, detail: '没有这篇文章。', code: 'article_not_found' },
          }),
    );
    // Reloaded any sooner, the page has nothing to come back to.
    await page.waitForFunction("sessionStorage.getItem('conversation') !== null");
    await page.reload();
    await page.locator('.extracts .button-source').first().click();
    return extract;
  }

  function writeBefore(article: ArticleResponse, added: string): ArticleResponse {
    const moved = <Part extends { start: number; end: number }>(part: Part): Part => ({
      ...part,
      start: part.start + added.length,
      end: part.end + added.length,
    });
    return {
      ...article,
      text: added + article.text,
      sections: article.sections.map(moved),
      paragraphs: [{ start: 0, end: added.length, role: 'body', lines: [1, 1] }, ...article.paragraphs.map(moved)],
    };
  }

  it('finds words that were moved, marks them there and says so', async () => {
    const added = '新写的一段。'.repeat(40);
    const extract = await askThenChange((article) => writeBefore(article, added));
    await panel().getByRole('status').getByText('原文位置有变动，已按原句找到').waitFor();
    expect(await readMarkedText()).toBe(extract.text);
    await expectInView(page.locator('[data-current-mark]').first());
    await expectNoBarriers();

    // The card that was clicked is the one that is open, and the link for others names the place as it is.
    expect(await page.locator('.extracts .card').first().getByText('正在查看').count()).toBe(1);
    await panel().getByRole('button', { name: '复制链接' }).click();
    await panel().getByRole('button', { name: '已复制' }).waitFor();
    await page.keyboard.press('Escape');
    const box = page.getByRole('textbox', { name: '问题' });
    await box.focus();
    await page.keyboard.press('Control+V');
    expect(await box.inputValue()).toContain(`#${extract.start + added.length}-${extract.end + added.length}`);
  });

  it('finds words whose white space and width alone changed', async () => {
    const extract = await askThenChange((article, { text, start, end }) => {
      const narrow = text.replaceAll('，', ',');
      return { ...article, text: article.text.slice(0, start) + narrow + article.text.slice(end) };
    });
    expect(extract.text).toContain('，');
    const marked = await readMarkedText();
    expect(marked).not.toBe(extract.text);
    expect(marked.normalize('NFKC')).toBe(extract.text.normalize('NFKC'));
  });

  it('says so where its words are gone, shows those that were kept, and the article', async () => {
    const extract = await askThenChange((article, { start }) => ({
      ...article,
      text: `${article.text.slice(0, start)}改${article.text.slice(start + 1)}`,
    }));
    await panel().getByRole('status').getByText('原文已改，找不到这句话').waitFor();
    expect(await panel().locator('blockquote').textContent()).toBe(extract.text);
    expect(await panel().locator('[data-current-mark]').count()).toBe(0);
    expect(await panel().locator('.paragraph').count()).toBeGreaterThan(0);
    await expectNoBarriers();
  });

  it('shows the kept words where the whole article is gone', async () => {
    const extract = await askThenChange(() => null);
    await panel().getByRole('status').getByText('这篇文章已不在库中').waitFor();
    expect(await panel().locator('blockquote').textContent()).toBe(extract.text);
    await panel().getByRole('heading', { level: 2, name: extract.citation.articleTitle }).waitFor();
    expect(await panel().getByRole('button', { name: '重试' }).count()).toBe(0);
    await expectNoBarriers();
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
