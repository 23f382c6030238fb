/** Copying, keeping, exporting and printing what was found. */
import JSZip from 'jszip';
import type { Locator } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { formatCitation } from '../../web/citation-forms.ts';
import {
  ask,
  download,
  expectNoBarriers,
  isFocused,
  NARROW,
  openPage,
  page,
  QUESTION,
  usePage,
} from './driven-page.ts';

const OTHER_QUESTION = '全州县的四事工作法是哪四事？';

usePage();

const cards = () => page.locator('.extracts .card');
const keepButtons = () => page.locator('.extracts .clip-button');
const clips = () => page.locator('.clip-list .card');
const button = (name: string | RegExp) => page.getByRole('button', { name });

async function showClips(): Promise<void> {
  await page.getByRole('navigation', { name: '页面' }).getByRole('button', { name: '收藏夹' }).click();
  await page.getByRole('heading', { level: 2, name: '收藏夹' }).waitFor();
}

/** Keeps the first extracts of the last answer. */
async function keep(count: number): Promise<void> {
  for (let index = 0; index < count; index++) {
    await keepButtons().nth(index).click();
    await keepButtons().nth(index).and(page.locator('[aria-pressed="true"]')).waitFor();
  }
}

const quotesOf = (list: Locator) => list.locator('.quote').allTextContents();

async function chooseForm(name: string): Promise<void> {
  await page.getByRole('combobox', { name: /引文格式/ }).selectOption({ label: name });
}

describe('a copied extract', () => {
  it.each(['over https or on localhost', 'over plain http'])(
    'is pasted %s as its words with the source line, and as a quote where formatting is taken',
    async (place) => {
      // Browsers offer the clipboard API to secure addresses only; what a page on another one sees is its absence.
      if (place === 'over plain http') {
        await page.addInitScript("Object.defineProperty(navigator, 'clipboard', { value: undefined })");
        await page.reload();
      }
      const extract = (await ask(QUESTION)).extracts[0];
      if (!extract) expect.unreachable('the question has an answer');
      const citation = formatCitation(extract.citation, 'official');
      await cards().first().getByRole('button', { name: '复制' }).click();
      await button('已复制').waitFor();

      const box = page.getByRole('textbox', { name: '问题' });
      await box.focus();
      await page.keyboard.press('Control+V');
      expect(await box.inputValue()).toBe(`${extract.text}\n——${citation}`);

      await page.evaluate(
        "document.body.insertAdjacentHTML('beforeend', '<div id=paper contenteditable=true></div>'); paper.style.height = '9em'",
      );
      await page.locator('#paper').focus();
      await page.keyboard.press('Control+V');
      expect(await page.locator('#paper blockquote p').allTextContents()).toEqual([
        ...extract.text.split('\n'),
        `——${citation}`,
      ]);
    },
  );

  it('has the form of citation that was chosen, also after the page was opened anew', async () => {
    await ask(QUESTION);
    await chooseForm('国标 GB/T 7714—2025');
    await page.reload();
    const extract = (await ask(QUESTION)).extracts[0];
    if (!extract) expect.unreachable('the question has an answer');
    await cards().first().getByRole('button', { name: '复制' }).click();
    await button('已复制').waitFor();
    const box = page.getByRole('textbox', { name: '问题' });
    await box.focus();
    await page.keyboard.press('Control+V');
    expect(await box.inputValue()).toBe(`${extract.text}\n——${formatCitation(extract.citation, 'standard')}`);
  });
});

describe('the clip list', () => {
  it('keeps extracts with their question, also after the page was opened anew, and lets go of them', async () => {
    const { extracts } = await ask(QUESTION);
    await keep(2);
    await page.reload();
    await showClips();
    await clips().nth(1).waitFor();
    expect(await quotesOf(clips())).toEqual(extracts.slice(0, 2).map(({ text }) => text));
    expect(await page.locator('.clip-question').allTextContents()).toEqual([QUESTION]);
    await expectNoBarriers();

    await page.getByRole('button', { name: '问答', exact: true }).click();
    await ask(QUESTION);
    await keepButtons().first().and(page.locator('[aria-pressed="true"]')).click();
    await showClips();
    expect(await quotesOf(clips())).toEqual([extracts[1]?.text]);
  });

  it('keeps an item of an enumeration', async () => {
    const { outline } = await ask(QUESTION);
    await page.locator('.outline .clip-button').nth(1).click();
    await showClips();
    expect(await quotesOf(clips())).toEqual([outline?.items[1]?.text]);
  });

  it('is put in order by buttons that keep the focus and say where the extract stands', async () => {
    const { extracts } = await ask(QUESTION);
    await keep(3);
    await showClips();
    const up = clips().nth(2).getByRole('button', { name: /上移/ });
    await up.focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await page.getByRole('status').filter({ hasText: '已移到第 1 位，共 3 段' }).waitFor({ state: 'attached' });
    const texts = [extracts[2], extracts[0], extracts[1]].map((extract) => extract?.text);
    expect(await quotesOf(clips())).toEqual(texts);
    expect(await isFocused(clips().first().getByRole('button', { name: /上移/ }))).toBe(true);

    // At the top there is no further up, and the order outlasts the page.
    await page.keyboard.press('Enter');
    await page.reload();
    await clips().nth(2).waitFor();
    expect(await quotesOf(clips())).toEqual(texts);
  });

  it('gives back what was removed, at its place', async () => {
    await ask(QUESTION);
    await keep(3);
    await showClips();
    const before = await quotesOf(clips());
    await clips().nth(1).getByRole('button', { name: /移出/ }).click();
    expect(await quotesOf(clips())).toEqual([before[0], before[2]]);
    expect(await isFocused(button('撤销'))).toBe(true);
    await expectNoBarriers();
    await page.keyboard.press('Enter');
    await clips().nth(2).waitFor();
    expect(await quotesOf(clips())).toEqual(before);
  });

  it('asks before it removes all, and can undo that too', async () => {
    await ask(QUESTION);
    await keep(2);
    await showClips();
    await button('全部移出').click();
    expect(await isFocused(button('不移出'))).toBe(true);
    await page.keyboard.press('Enter');
    expect(await clips().count()).toBe(2);
    expect(await isFocused(button('全部移出'))).toBe(true);
    await page.keyboard.press('Enter');
    await page
      .getByRole('group', { name: /全部移出/ })
      .getByRole('button', { name: '全部移出' })
      .click();
    expect(await clips().count()).toBe(0);
    await button('撤销').click();
    await clips().nth(1).waitFor();
  });

  it('opens the source, and copies all with their citations', async () => {
    const { extracts } = await ask(QUESTION);
    await keep(2);
    await showClips();
    await clips()
      .first()
      .getByRole('link', { name: /查看原文/ })
      .click();
    await page.locator('[data-current-mark]').first().waitFor();
    await page.keyboard.press('Escape');

    await button('全部复制').click();
    await button('已复制').waitFor();
    await page.getByRole('button', { name: '问答', exact: true }).click();
    const box = page.getByRole('textbox', { name: '问题' });
    await box.focus();
    await page.keyboard.press('Control+V');
    const quotes = extracts
      .slice(0, 2)
      .map(({ text, citation }) => `${text}\n——${formatCitation(citation, 'official')}`);
    expect(await box.inputValue()).toBe([QUESTION, ...quotes].join('\n\n'));
  });

  it('follows what another tab keeps', async () => {
    const other = await page.context().newPage();
    await other.goto(page.url());
    await ask(QUESTION);
    await keep(1);
    await other.locator('.view-count').getByText('1', { exact: true }).waitFor();
  });

  it('says so where the browser keeps nothing, and holds the extracts as long as the page', async () => {
    await page.addInitScript("Object.defineProperty(window, 'indexedDB', { value: undefined })");
    await page.reload();
    await ask(QUESTION);
    await keep(1);
    await showClips();
    await page.locator('.clips .notice').getByText('不保存数据').waitFor();
    expect(await clips().count()).toBe(1);
  });

  it.each(['light', 'dark'] as const)('fits a phone, %s', async (colorScheme) => {
    await openPage({ viewport: NARROW, colorScheme });
    await ask(QUESTION);
    await keep(1);
    await expectNoBarriers();
    await showClips();
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(NARROW.width);
    await expectNoBarriers();
  });
});

describe('an export', () => {
  it('of the conversation is a Word document of all its answers, each quote with its citation in a footnote', async () => {
    const answers = [await ask(QUESTION), await ask(OTHER_QUESTION)];
    const file = await download(() => button('导出 Word').click());
    expect(file.name).toMatch(/^简报问答-\d{4}-\d\d-\d\d\.docx$/);
    const zip = await JSZip.loadAsync(file.bytes);
    const body = await zip.file('word/document.xml')?.async('string');
    const footnotes = await zip.file('word/footnotes.xml')?.async('string');
    for (const { question, extracts } of answers) {
      expect(body).toContain(question);
      for (const { text, citation } of extracts) {
        for (const line of text.split('\n')) expect(body).toContain(line);
        expect(footnotes).toContain(formatCitation(citation, 'official'));
      }
    }
    await page.getByRole('status').filter({ hasText: file.name }).waitFor();
  });

  it('of the clip list is Markdown in the chosen form', async () => {
    const extract = (await ask(QUESTION)).extracts[0];
    if (!extract) expect.unreachable('the question has an answer');
    await keep(1);
    await showClips();
    await chooseForm('详注（含作者和小节）');
    const file = await download(() => button('导出 Markdown').click());
    expect(file.name).toMatch(/^简报摘录-\d{4}-\d\d-\d\d\.md$/);
    const text = file.bytes.toString('utf8');
    expect(text).toContain(`> ${extract.text}[^1]`);
    expect(text).toContain(`[^1]: ${extract.citation.label}`);
    expect(text).toContain('摘编');
  });

  it('is not offered before there is an answer, and says so when its part of the page is gone', async () => {
    expect(await button('导出 Word').count()).toBe(0);
    await ask(QUESTION);
    await page.route('**/assets/write-docx*', (route) => route.abort());
    await button('导出 Word').click();
    await page.getByRole('status').filter({ hasText: '没有导出成功' }).waitFor();
  });
});

describe('on paper', () => {
  /** Items of an enumeration that are shortened to their first line. */
  function countCutItems(): Promise<number> {
    return page.evaluate(
      "[...document.querySelectorAll('.outline-item')].filter((item) => item.scrollHeight > item.clientHeight + 1).length",
    );
  }

  it.each(['light', 'dark'] as const)(
    'stand the questions, quotes and citations, and no controls, %s',
    async (colorScheme) => {
      await openPage({ colorScheme });
      const { extracts } = await ask(QUESTION);
      expect(await countCutItems()).toBeGreaterThan(0);
      await page.emulateMedia({ media: 'print', colorScheme });
      expect(await cards().locator('.citation').last().isVisible()).toBe(true);
      expect(await page.locator('.question').isVisible()).toBe(true);
      expect(extracts.length).toBe(await cards().locator('.quote:visible').count());
      // What is held is a link on the screen and mere words on paper.
      const controls = 'button:visible, a:not(.coverage a):visible, textarea:visible, select:visible';
      expect(await page.locator(controls).count()).toBe(0);
      expect(await countCutItems()).toBe(0);
      const colours = await page.evaluate<string[]>(
        "[getComputedStyle(document.querySelector('.quote')).color, getComputedStyle(document.documentElement).backgroundColor]",
      );
      expect(colours).toEqual(['rgb(0, 0, 0)', 'rgb(255, 255, 255)']);
    },
  );

  it('stands the conversation, not the article beside it', async () => {
    await openPage({ viewport: NARROW });
    await ask(QUESTION);
    await page.locator('.extracts .button-source').first().click();
    await page.locator('[data-current-mark]').first().waitFor();
    await page.emulateMedia({ media: 'print' });
    expect(await cards().first().isVisible()).toBe(true);
    expect(await page.locator('.source-panel').isVisible()).toBe(false);
  });
});
