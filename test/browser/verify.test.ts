/** Checking a draft: the findings in it, their originals, the ways to them and out of the page. */
import { readFile } from 'node:fs/promises';
import JSZip from 'jszip';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Verdict, VerifyResponse } from '../../server/contract-verify.ts';
import type { ArticleSummary } from '../../server/contract-articles.ts';
import { formatCitation } from '../../web/citation-forms.ts';
import { makeExample } from '../../web/verify-example.ts';
import { countOf, VERDICTS, wordsOf } from '../../web/verify-words.ts';
import {
  currentPath,
  expectNoBarriers,
  isFocused,
  NARROW,
  openPage,
  page,
  panel,
  readArticle,
  readJson,
  readMarkedText,
  usePage,
  WIDE,
} from './driven-page.ts';

usePage();

const HEADING = '一、典型做法';
const INVENTED = '当地渔民在远洋捕捞作业中统一配发卫星电话，共计配发4321部。';
let draft: string;

/** A heading, a sentence as it stands, one with a changed figure, and one that is nowhere. */
beforeAll(async () => {
  const { articles } = await readJson<{ articles: ArticleSummary[] }>('/api/articles');
  const example = makeExample(await readArticle(articles[0]?.id ?? ''));
  if (!example) expect.unreachable('the first of the digests has sentences for an example');
  draft = `${HEADING}\n${example}\n${INVENTED}`;
});

const field = () => page.getByRole('textbox', { name: '草稿' });
const button = (name: string | RegExp) => page.getByRole('button', { name });
const shown = () => page.getByRole('group', { name: '核对过的草稿' });
const sentence = (index: number) => page.locator(`[data-sentence="${index}"]`);
const finding = () => page.locator('.verify-finding');
const selected = () => shown().locator('[aria-pressed="true"]').getAttribute('data-sentence');

async function openVerify(): Promise<void> {
  await page.getByRole('navigation', { name: '页面' }).getByRole('button', { name: '引文核对' }).click();
}

/** Has a draft checked by the button, and waits for what the page makes of the findings that it got. */
async function check(text: string): Promise<VerifyResponse> {
  await field().fill(text);
  const [arriving] = await Promise.all([
    page.waitForResponse((response) => response.url().endsWith('/api/verify')),
    button(/^再?核对$/).click(),
  ]);
  const response = (await arriving.json()) as VerifyResponse;
  await page.getByRole('status').filter({ hasText: '核对完毕' }).waitFor({ state: 'attached' });
  return response;
}

function indexOf({ sentences }: VerifyResponse, verdict: Verdict): number {
  const index = sentences.findIndex((one) => one.verdict === verdict);
  if (index < 0) expect.unreachable(`the draft has a sentence that is ${verdict}`);
  return index;
}

function originalOf(response: VerifyResponse, index: number) {
  const original = response.sentences[index]?.original;
  if (!original) expect.unreachable(`sentence ${index} has an original`);
  return original;
}

describe('a checked draft', () => {
  it('is shown whole, every sentence with its verdict in words and in a line of its own kind', async () => {
    await openVerify();
    const response = await check(draft);
    expect(await shown().textContent()).toBe(draft);
    const lines = new Map<Verdict, string>();
    for (const [index, { text, verdict }] of response.sentences.entries()) {
      expect(await sentence(index).getAttribute('aria-label')).toBe(`${text}（${wordsOf(verdict).name}）`);
      const style = `getComputedStyle(document.querySelector('[data-sentence="${index}"]'))`;
      lines.set(verdict, await page.evaluate<string>(`${style}.textDecorationLine + ${style}.textDecorationStyle`));
    }
    expect(new Set(lines.keys())).toEqual(new Set(['unchecked', 'verbatim', 'altered', 'not_found']));
    expect(new Set(lines.values()).size).toBe(lines.size);
    for (const { verdict, name } of VERDICTS) {
      const choice = page.locator('.verify-filter').getByRole('button', { name: new RegExp(`^${name}`) });
      expect(await choice.locator('.verify-count').textContent()).toBe(String(countOf(response, verdict)));
    }
    await expectNoBarriers();
  });

  it('shows the finding of its first problem, and of each sentence that is clicked', async () => {
    await openVerify();
    const response = await check(draft);
    const altered = indexOf(response, 'altered');
    expect(await selected()).toBe(String(altered));
    const { differences, figures } = response.sentences[altered] ?? {};
    expect(await sentence(altered).locator('.mark-altered-figure').allTextContents()).toEqual(
      figures?.filter(({ verdict }) => verdict === 'altered').map(({ text }) => text),
    );
    expect(await finding().locator('blockquote del').allTextContents()).toEqual([
      `稿中：${differences?.[0]?.draft?.text}`,
    ]);
    expect(await finding().locator('blockquote ins').allTextContents()).toEqual([
      `原文：${differences?.[0]?.original?.text}`,
    ]);

    for (const [index, { note, verdict }] of response.sentences.entries()) {
      await sentence(index).click();
      await finding()
        .getByRole('heading', { name: wordsOf(verdict).name })
        .waitFor();
      expect(await finding().locator('.finding-note').textContent()).toBe(note);
    }
  });

  it('opens the article at the original, and gives the focus back', async () => {
    await openVerify();
    const response = await check(draft);
    for (const verdict of ['altered', 'verbatim'] as const) {
      const index = indexOf(response, verdict);
      await sentence(index).click();
      const link = finding().getByRole('link', { name: /查看原文|正在查看/ });
      await link.click();
      const original = originalOf(response, index);
      await page.locator(`[data-current-mark]`).getByText(original.text.slice(0, 5)).first().waitFor();
      expect(await readMarkedText()).toBe(original.text);
      expect(currentPath()).toBe(original.citation.url);
      // Beside the article too, the sentence is not behind its finding.
      const [words, below] = await Promise.all([sentence(index).boundingBox(), finding().boundingBox()]);
      if (!words || !below) expect.unreachable('both are laid out');
      expect(words.y).toBeGreaterThanOrEqual(0);
      expect(words.y + words.height).toBeLessThanOrEqual(below.y);
    }
    await page.keyboard.press('Escape');
    await panel().waitFor({ state: 'detached' });
    await page.waitForURL((url) => url.pathname === '/verify');
    expect(await isFocused(finding().getByRole('link', { name: /查看原文/ }))).toBe(true);
  });

  it('marks one verdict alone, and is stepped through by it', async () => {
    await openVerify();
    const response = await check(`${draft}\n${INVENTED}`);
    const choice = page.locator('.verify-filter').getByRole('button', { name: /^未见/ });
    await choice.click();
    expect(await shown().locator('.sentence-altered').count()).toBe(0);
    expect(await shown().locator('.sentence-not_found').count()).toBe(2);
    const first = indexOf(response, 'not_found');
    await button(/下一处/).click();
    expect(await selected()).toBe(String(first));
    await page.keyboard.press('n');
    await finding().getByText('未见 2 / 2').waitFor();
    await choice.click();
    await button(/上一处/).click();
    await button(/上一处/).click();
    expect(await selected()).toBe(String(indexOf(response, 'altered')));
    await finding().getByText('问题 1 / 3').waitFor();
  });

  it('is text, whatever is in it', async () => {
    await openVerify();
    const text = '<img src=x onerror="document.title=1"> 驻村&nbsp;队员\n\n\u202e反向\tAB  <b>粗</b>';
    await check(text);
    expect(await shown().textContent()).toBe(text);
    expect(await page.locator('main img, main b').count()).toBe(0);
  });

  it('takes twenty thousand characters, and no more', async () => {
    await openVerify();
    const long = `${draft}\n`.repeat(200).slice(0, 20_000);
    const response = await check(long);
    expect(await shown().textContent()).toBe(long);
    expect(await shown().locator('[data-sentence]').count()).toBe(response.sentences.length);

    await field().fill(`${long}多`);
    await page.getByRole('status').filter({ hasText: '超出 1 字' }).waitFor();
    expect(await button('再核对').first().isDisabled()).toBe(true);
    expect(await field().inputValue()).toBe(`${long}多`);
  });
});

describe('a draft', () => {
  it('is kept with its findings while the reader looks elsewhere', async () => {
    await openVerify();
    const response = await check(draft);
    await sentence(indexOf(response, 'verbatim')).click();
    await button('找例子').click();
    await page.getByRole('heading', { name: '找例子' }).waitFor();
    await page.goBack();
    expect(await field().inputValue()).toBe(draft);
    expect(await selected()).toBe(String(indexOf(response, 'verbatim')));
  });

  it('that is edited says that the findings are of the text before, and is checked again', async () => {
    await openVerify();
    const response = await check(draft);
    const altered = response.sentences[indexOf(response, 'altered')];
    await button('改这句').click();
    // What is typed takes the place of the sentence, which is selected in the box.
    await page.keyboard.type(originalOf(response, indexOf(response, 'altered')).text);
    expect(await field().inputValue()).not.toContain(altered?.text);
    await page.getByText('改动之前那份的核对结果').waitFor();
    expect(await shown().textContent()).toBe(draft);
    await button('再核对一次').click();
    await page.getByText('改动之前那份的核对结果').waitFor({ state: 'detached' });
    expect(await shown().textContent()).toBe(await field().inputValue());
    expect(
      await page
        .locator('.verify-filter')
        .getByRole('button', { name: /^有改动/ })
        .textContent(),
    ).toContain('0');
  });

  it('is lost neither by stopping nor by a failure, nor are the findings before', async () => {
    await openVerify();
    await check(draft);
    let release = () => {};
    await page.route('**/api/verify', async (route) => {
      await new Promise<void>((resolve) => (release = resolve));
      await route.abort().catch(() => undefined);
    });
    await field().fill(`${draft}。`);
    await button('再核对').first().click();
    await button('停止').click();
    await page.getByText('已停止核对，草稿还在').waitFor();
    release();
    await page.unroute('**/api/verify');

    const detail = '请求过多，请 3 秒后再试。';
    const problem = { type: 'about:blank', title: '请求过多', status: 429, detail, code: 'rate_limited' };
    await page.route('**/api/verify', (route) => route.fulfill({ status: 429, json: problem }));
    await button('重试').click();
    await page.locator('.notice-failure').getByText(detail).waitFor();
    expect(await field().inputValue()).toBe(`${draft}。`);
    expect(await shown().textContent()).toBe(draft);

    // Tried again by key, the focus is on the button that checks and stops.
    expect(await isFocused(button('再核对').first())).toBe(true);
    await page.unroute('**/api/verify');
    await button('重试').click();
    await page.locator('.notice-failure').waitFor({ state: 'detached' });
    await expect.poll(() => shown().textContent()).toBe(`${draft}。`);
  });

  it('to try is made of what is held', async () => {
    await openPage({ viewport: WIDE }, '/verify');
    expect(await button('核对').last().isDisabled()).toBe(true);
    await expectNoBarriers();
    await button('填入一段例子').click();
    await page.getByText('已填入两句').waitFor();
    expect(await isFocused(field())).toBe(true);
    const response = await check(await field().inputValue());
    expect(response.sentences.map(({ verdict }) => verdict)).toEqual(['verbatim', 'altered']);
  });
});

describe('by keyboard alone', () => {
  it('a draft is written, checked, read through and followed to its source', async () => {
    await button('问答').first().focus();
    await page.keyboard.press('g');
    await page.keyboard.press('v');
    await page.waitForURL((url) => url.pathname === '/verify');
    await button('填入一段例子').waitFor();
    for (let presses = 0; presses < 12 && !(await isFocused(field())); presses++) await page.keyboard.press('Tab');
    await page.keyboard.insertText(draft);
    const [arriving] = await Promise.all([
      page.waitForResponse((response) => response.url().endsWith('/api/verify')),
      page.keyboard.press('Control+Enter'),
    ]);
    const response = (await arriving.json()) as VerifyResponse;
    await expect.poll(() => isFocused(page.getByRole('heading', { name: '核对结果' }))).toBe(true);

    const altered = indexOf(response, 'altered');
    for (let presses = 0; presses < 9 && !(await isFocused(sentence(altered))); presses++) {
      await page.keyboard.press('Tab');
    }
    expect(await isFocused(sentence(altered))).toBe(true);
    await page.keyboard.press('ArrowDown');
    expect(await isFocused(sentence(altered + 1))).toBe(true);
    await page.keyboard.press('Home');
    expect(await isFocused(sentence(0))).toBe(true);
    await page.keyboard.press('ArrowUp');
    expect(await selected()).toBe('0');
    await page.keyboard.press(']');
    expect(await selected()).toBe(String(altered));
    await sentence(altered).focus();
    await page.keyboard.press('Enter');
    expect(await isFocused(finding().getByRole('heading'))).toBe(true);
    const link = finding().getByRole('link', { name: /查看原文/ });
    for (let presses = 0; presses < 5 && !(await isFocused(link)); presses++) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await readMarkedText()).toBe(originalOf(response, altered).text);
    await page.keyboard.press('Escape');
    await panel().waitFor({ state: 'detached' });
    expect(await isFocused(link)).toBe(true);
  });
});

describe('taking away', () => {
  it('exports the findings to Word, with the originals and their citations', async () => {
    await openVerify();
    const response = await check(draft);
    const [file] = await Promise.all([page.waitForEvent('download'), button('导出 Word').click()]);
    expect(file.suggestedFilename()).toMatch(/^引文核对-\d{4}-\d\d-\d\d\.docx$/);
    const zip = await JSZip.loadAsync(await readFile(await file.path()));
    const body = await zip.file('word/document.xml')?.async('string');
    const footnotes = await zip.file('word/footnotes.xml')?.async('string');
    for (const { text, verdict } of response.sentences.filter((one) => one.verdict !== 'unchecked')) {
      expect(body).toContain(text);
      expect(body).toContain(`${wordsOf(verdict).name}（1 句）`);
    }
    const original = originalOf(response, indexOf(response, 'altered'));
    expect(body).toContain(original.text);
    expect(footnotes).toContain(formatCitation(original.citation, 'official'));
  });

  it('copies an original with its source line', async () => {
    await openVerify();
    const response = await check(draft);
    const original = originalOf(response, indexOf(response, 'altered'));
    await button('复制原文').click();
    await button('已复制').waitFor();
    await field().fill('');
    await page.keyboard.press('Control+V');
    expect(await field().inputValue()).toBe(`${original.text}\n——${formatCitation(original.citation, 'official')}`);
  });

  it('prints the draft with its verdicts and the finding, and no controls but the legend', async () => {
    await openVerify();
    await check(draft);
    await page.emulateMedia({ media: 'print' });
    expect(await shown().isVisible()).toBe(true);
    expect(await finding().locator('blockquote').isVisible()).toBe(true);
    expect(await page.locator('.verify-filter').isVisible()).toBe(true);
    // What is held is a link on the screen and mere words on paper.
    const controls = 'textarea:visible, a:not(.coverage a):visible, select:visible, .verify-stepper:visible';
    expect(await page.locator(controls).count()).toBe(0);
  });
});

describe('on a phone', () => {
  it.each(['light', 'dark'] as const)(
    'the finding stands below the draft, clear of its sentence, %s',
    async (colorScheme) => {
      await openPage({ viewport: NARROW, colorScheme }, '/verify');
      const response = await check(`${HEADING}\n`.repeat(20) + draft);
      expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(NARROW.width);
      await expectNoBarriers();
      await button(/下一处/).click();
      const index = indexOf(response, 'not_found');
      expect(await selected()).toBe(String(index));
      const [words, below] = await Promise.all([sentence(index).boundingBox(), finding().boundingBox()]);
      if (!words || !below) expect.unreachable('both are laid out');
      expect(words.y).toBeGreaterThanOrEqual(0);
      expect(words.y + words.height).toBeLessThanOrEqual(below.y);
      expect(below.y + below.height).toBeLessThanOrEqual(NARROW.height);

      await button(/上一处/).click();
      await finding()
        .getByRole('link', { name: /查看原文/ })
        .click();
      expect(await readMarkedText()).toBe(originalOf(response, indexOf(response, 'altered')).text);
    },
  );
});
