/** Conversations kept in the browser: going on after a reload, the drawer, and a browser that keeps nothing. */
import { describe, expect, it } from 'vitest';
import { ask, expectNoBarriers, isFocused, NARROW, openPage, page, QUESTION, usePage } from './driven-page.ts';

const OTHER_QUESTION = '全州县的四事工作法是哪四事？';

usePage();

function drawer() {
  return page.getByRole('dialog', { name: '历史对话' });
}

async function openDrawer(): Promise<void> {
  await page.getByRole('button', { name: '历史对话' }).click();
  // What is kept is read while the drawer opens.
  await drawer().locator('.history-row, .history-empty, .notice-failure').first().waitFor();
}

/** A button of one conversation's row. */
function buttonOf(title: string, name: string) {
  return drawer().locator('.history-row').filter({ hasText: title }).getByRole('button', { name });
}

function titles(): Promise<string[]> {
  return drawer().locator('.history-title').allTextContents();
}

async function startOver(): Promise<void> {
  await page.getByRole('button', { name: '新的对话' }).click();
  await page.locator('.welcome').waitFor();
}

/** Two conversations, the second one with QUESTION on the page. */
async function askTwice(): Promise<void> {
  await ask(OTHER_QUESTION);
  await startOver();
  await ask(QUESTION);
}

describe('a conversation', () => {
  it('is there after a reload with its answers as they were, and goes on', async () => {
    const answer = await ask(QUESTION);
    const before = await page.locator('.answer').allTextContents();
    await page.route('**/api/ask', (route) => route.abort());
    await page.reload();
    await page.locator('.extracts .card').first().waitFor();
    expect(await page.locator('.question').allTextContents()).toEqual([QUESTION]);
    expect(await page.locator('.answer').allTextContents()).toEqual(before);
    expect(await page.locator('.extracts .card').count()).toBe(answer.extracts.length);

    await page.unroute('**/api/ask');
    const sending = page.waitForRequest((request) => request.url().endsWith('/api/ask'));
    await ask('那资金从哪里来？');
    expect((await sending).postDataJSON()).toMatchObject({ history: [QUESTION] });
    await openDrawer();
    expect(await titles()).toEqual([QUESTION]);
    expect(await drawer().locator('.history-about').textContent()).toContain('2 问');
  });

  it('is there after a reload beside the article that was open, with all it cites marked', async () => {
    const { extracts } = await ask(QUESTION);
    await page.locator('.extracts .button-source').first().click();
    await page.locator('[data-current-mark]').first().waitFor();
    const marks = await page.locator('mark[data-label]').count();
    await page.reload();
    await page.locator('.extracts .card').first().waitFor();
    await page.locator('[data-current-mark]').first().waitFor();
    expect(await page.locator('mark[data-label]').count()).toBe(marks);
    expect(await page.locator('.extracts .card').count()).toBe(extracts.length);
  });

  it('is one click away on the empty page of another visit, and gives the focus to its last question', async () => {
    await ask(QUESTION);
    const again = await page.context().newPage();
    await again.goto(new URL('/', page.url()).href);
    await again.locator('.history-continue').getByRole('button', { name: QUESTION }).click();
    await again.locator('.extracts .card').first().waitFor();
    await again.locator('.question:focus').getByText(QUESTION).waitFor();
    expect(await again.locator('.welcome').count()).toBe(0);
  });

  it('left for a new one leaves an empty page after a reload', async () => {
    await ask(QUESTION);
    await startOver();
    await page.reload();
    await page.locator('.history-continue').getByText(QUESTION).waitFor();
    expect(await page.locator('.turn').count()).toBe(0);
    await expectNoBarriers();
  });

  it('is not kept while it is only asking, or was stopped', async () => {
    await page.route('**/api/ask', () => undefined);
    await page.getByRole('textbox', { name: '问题' }).fill(QUESTION);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: '停止' }).click();
    await page.locator('.notice').getByText('已停止查找').waitFor();
    await openDrawer();
    await drawer().getByText('还没有保存的对话').waitFor();
  });

  it('that is put aside while it asks does not answer into another one', async () => {
    await askTwice();
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    await page.route('**/api/ask', async (route) => {
      await held;
      await route.continue().catch(() => undefined);
    });
    await startOver();
    await page.getByRole('textbox', { name: '问题' }).fill('那资金从哪里来？');
    await page.keyboard.press('Enter');
    await page.getByText('正在查找简报').first().waitFor({ state: 'attached' });
    await openDrawer();
    await drawer().getByRole('button', { name: OTHER_QUESTION }).first().click();
    await page.locator('.extracts .card').first().waitFor();
    release();
    expect(await page.locator('.question').allTextContents()).toEqual([OTHER_QUESTION]);
    expect(await page.locator('.notice').count()).toBe(0);
    expect(await page.getByRole('button', { name: '提问', exact: true }).count()).toBe(1);
  });
});

describe('the drawer', () => {
  it('lists the newest first, searches titles and questions, and opens', async () => {
    await askTwice();
    await openDrawer();
    await drawer().getByRole('heading', { name: '今天' }).waitFor();
    expect(await titles()).toEqual([QUESTION, OTHER_QUESTION]);
    expect(await drawer().locator('[aria-current]').textContent()).toContain(QUESTION);
    await expectNoBarriers();

    await drawer().getByRole('searchbox').fill('四事');
    await drawer().getByText('找到 1 段对话').waitFor();
    expect(await titles()).toEqual([OTHER_QUESTION]);
    await drawer().getByRole('searchbox').fill('没有的字词');
    await drawer().getByText('没有找到').waitFor();
    await page.keyboard.press('Escape');
    expect(await titles()).toHaveLength(2);

    await drawer().locator('.history-open').nth(1).click();
    await drawer().waitFor({ state: 'detached' });
    await page.getByRole('heading', { level: 2, name: OTHER_QUESTION }).waitFor();
    expect(await page.locator('.turn').count()).toBe(1);
    await expect.poll(() => isFocused(page.locator('.question'))).toBe(true);
  });

  it('renames by keyboard, where Esc leaves the name as it was and the drawer open', async () => {
    await ask(QUESTION);
    await openDrawer();
    await drawer().getByRole('button', { name: '改名' }).press('Enter');
    await page.keyboard.type('另一个');
    await page.keyboard.press('Escape');
    expect(await titles()).toEqual([QUESTION]);
    expect(await isFocused(drawer().locator('.history-open'))).toBe(true);

    await drawer().getByRole('button', { name: '改名' }).click();
    await page.keyboard.type('扶贫车间');
    await page.keyboard.press('Enter');
    await drawer().getByRole('button', { name: '扶贫车间' }).first().waitFor();
    await page.keyboard.press('Escape');
    await drawer().waitFor({ state: 'detached' });
    expect(await isFocused(page.getByRole('button', { name: '历史对话' }))).toBe(true);

    // A name given stays when the conversation grows.
    await ask('那资金从哪里来？');
    await openDrawer();
    await drawer().getByText('2 问').waitFor();
    expect(await titles()).toEqual(['扶贫车间']);
  });

  it('deletes, the conversation on the page with its turns, and puts it back', async () => {
    await askTwice();
    await openDrawer();
    await buttonOf(QUESTION, '删除').click();
    await drawer().getByText(`已删除“${QUESTION}”`).waitFor();
    expect(await page.locator('.turn').count()).toBe(0);
    const undo = drawer().getByRole('button', { name: '撤销' });
    expect(await isFocused(undo)).toBe(true);
    await expectNoBarriers();
    await undo.press('Enter');
    await page.locator('.turn').waitFor({ state: 'attached' });
    expect(await page.locator('.question').textContent()).toBe(QUESTION);
    expect(await titles()).toEqual([QUESTION, OTHER_QUESTION]);

    await buttonOf(OTHER_QUESTION, '删除').click();
    await drawer().getByText(`已删除“${OTHER_QUESTION}”`).waitFor();
    await page.reload();
    await page.locator('.turn').waitFor();
    await openDrawer();
    expect(await titles()).toEqual([QUESTION]);
  });

  it('offers to put back for a few seconds only, and keeps the focus when the offer ends', async () => {
    await askTwice();
    await openDrawer();
    await page.clock.install();
    await buttonOf(QUESTION, '删除').press('Enter');
    await drawer().getByText(`已删除“${QUESTION}”`).waitFor();
    await page.clock.fastForward(10_000);
    await drawer().getByText(`已删除“${QUESTION}”`).waitFor({ state: 'detached' });
    expect(await titles()).toEqual([OTHER_QUESTION]);
    expect(await drawer().locator(':focus').count()).toBe(1);
  });

  it('deletes all after it asked, and nothing where the answer is no', async () => {
    await askTwice();
    await openDrawer();
    await drawer().getByRole('button', { name: '全部删除' }).click();
    await drawer().getByText('删除全部 2 段对话？').waitFor();
    expect(await isFocused(drawer().getByRole('button', { name: '取消' }))).toBe(true);
    await expectNoBarriers();
    await page.keyboard.press('Enter');
    expect(await titles()).toHaveLength(2);

    await drawer().getByRole('button', { name: '全部删除' }).click();
    await drawer().getByRole('button', { name: '全部删除' }).click();
    await drawer().getByText('还没有保存的对话').waitFor();
    await page.reload();
    await page.locator('.welcome').waitFor();
    expect(await page.locator('.history-continue').count()).toBe(0);
  });

  it('counts what a page of another version kept, and opens the others', async () => {
    await ask(QUESTION);
    await page.evaluate(`new Promise((resolve, reject) => {
      const opening = indexedDB.open('bulletin-qa');
      opening.onerror = reject;
      opening.onsuccess = () => {
        const writing = opening.result.transaction('conversations', 'readwrite');
        writing.objectStore('conversations').put({ id: 'other', title: 5, turns: 'none', changedAt: Date.now() + 1000 });
        writing.oncomplete = resolve;
      };
    })`);
    await page.evaluate("sessionStorage.setItem('conversation', 'other')");
    await page.reload();
    await page.locator('.history-continue').getByText(QUESTION).waitFor();
    await openDrawer();
    await drawer().getByText('另有 1 段对话由其他版本的页面保存').waitFor();
    expect(await titles()).toEqual([QUESTION]);
  });

  it.each(['light', 'dark'] as const)('fits a phone and has no barriers, %s', async (colorScheme) => {
    await openPage({ viewport: NARROW, colorScheme });
    await ask(QUESTION);
    await openDrawer();
    await drawer().getByText(QUESTION).first().waitFor();
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(NARROW.width);
    await expectNoBarriers();
    await drawer().getByRole('button', { name: '改名' }).click();
    await expectNoBarriers();
  });
});

describe('a browser that keeps nothing', () => {
  it.each([
    ['has no storage', "Object.defineProperty(window, 'indexedDB', { value: undefined })"],
    [
      'refuses it',
      `for (const name of ['indexedDB', 'sessionStorage'])
         Object.defineProperty(window, name, { get() { throw new DOMException('no', 'SecurityError'); } })`,
    ],
  ])('because it %s is told of once, and everything else works', async (_reason, script) => {
    await page.addInitScript(script);
    await page.reload();
    const told = page.getByRole('status').getByText('这个浏览器不保存对话');
    await told.waitFor();
    await expectNoBarriers();
    await page.getByRole('button', { name: '知道了' }).click();
    await ask(QUESTION);
    await page.locator('.extracts .button-source').first().click();
    await page.locator('[data-current-mark]').first().waitFor();
    await page.keyboard.press('Escape');
    await ask('那资金从哪里来？');
    expect(await told.count()).toBe(0);
    await openDrawer();
    await drawer().getByRole('alert').getByText('这个浏览器不保存对话').waitFor();
  });

  it('because its disk is full says so, and shows the answer', async () => {
    await page.addInitScript(
      "IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError'); }",
    );
    await page.reload();
    await ask(QUESTION);
    await page.getByRole('status').getByText('存储空间已满').waitFor();
    expect(await page.locator('.extracts .card').count()).toBeGreaterThan(0);
  });
});
