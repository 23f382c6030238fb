/** Shortcuts: what they do, when they keep out of the way, and where they are told of. */
import { describe, expect, it } from 'vitest';
import { SHORTCUT_GROUPS } from '../../web/shortcuts.ts';
import { ask, currentPath, expectNoBarriers, isFocused, page, panel, QUESTION, usePage } from './driven-page.ts';

usePage();

const box = () => page.getByRole('textbox', { name: '问题' });
const sheet = () => page.getByRole('dialog', { name: '快捷键' });
const leaveBox = () => page.getByRole('button', { name: '问答', exact: true }).focus();

async function openSource(): Promise<void> {
  await page.locator('.extracts .button-source').first().click();
  await page.locator('[data-current-mark]').first().waitFor();
}

describe('a shortcut', () => {
  it('goes to the question box, writing nothing into it', async () => {
    await leaveBox();
    await page.keyboard.press('/');
    expect(await isFocused(box())).toBe(true);
    expect(await box().inputValue()).toBe('');
  });

  it('goes to the sides of the page by two keys in turn', async () => {
    await leaveBox();
    for (const [key, path] of [
      ['b', '/browse'],
      ['v', '/verify'],
      ['c', '/clips'],
      ['a', '/'],
    ] as const) {
      await page.keyboard.press('g');
      await page.keyboard.press(key);
      await page.waitForURL((url) => url.pathname === path);
      await page.getByRole('navigation', { name: '页面' }).locator('[aria-current="page"]').focus();
    }
  });

  it('steps through the marked places of the article, and stays at the last', async () => {
    await ask(QUESTION);
    await openSource();
    const first = currentPath();
    await page.keyboard.press(']');
    await expect.poll(currentPath).not.toBe(first);
    const second = currentPath();
    await page.keyboard.press('p');
    await expect.poll(currentPath).toBe(first);
    await page.keyboard.press('n');
    await expect.poll(currentPath).toBe(second);
    await page.keyboard.press('[');
    await expect.poll(currentPath).toBe(first);
  });

  it('begins a new conversation, also while typing', async () => {
    await ask(QUESTION);
    await box().focus();
    await page.keyboard.press('Alt+N');
    await page.locator('.welcome').waitFor();
    expect(await isFocused(box())).toBe(true);
  });

  it('is text where one types', async () => {
    await box().focus();
    await page.keyboard.type('/?gb[n');
    expect(await box().inputValue()).toBe('/?gb[n');
    expect(currentPath()).toBe('/');
    expect(await sheet().count()).toBe(0);
  });

  it('is a candidate where an input method composes', async () => {
    await leaveBox();
    await page.locator('body').dispatchEvent('keydown', { key: '?', code: 'Slash', shiftKey: true, isComposing: true });
    await page.locator('body').dispatchEvent('keydown', { key: '/', code: 'Slash', isComposing: true });
    expect(await sheet().count()).toBe(0);
    expect(await isFocused(box())).toBe(false);
  });

  it('is found by the place of its key, whatever an input method writes there', async () => {
    await leaveBox();
    await page.locator('body').dispatchEvent('keydown', { key: '？', code: 'Slash', shiftKey: true });
    await sheet().waitFor();
  });

  it('does nothing behind a dialog', async () => {
    await leaveBox();
    await page.keyboard.press('Shift+Slash');
    await sheet().waitFor();
    await page.keyboard.press('/');
    await page.keyboard.press('g');
    await page.keyboard.press('b');
    expect(currentPath()).toBe('/');
    expect(await isFocused(box())).toBe(false);
  });
});

describe('the sheet of shortcuts', () => {
  it('tells of all of them, keeps the focus inside, and gives it back', async () => {
    const opener = page.getByRole('button', { name: '快捷键' });
    await opener.click();
    await sheet().waitFor();
    const labels = SHORTCUT_GROUPS.flatMap(({ shortcuts }) => shortcuts.map(({ label }) => label));
    expect(await sheet().locator('dt').allTextContents()).toEqual(labels);
    await expectNoBarriers();
    await page.keyboard.press('Tab');
    expect(await sheet().locator(':focus').count()).toBe(1);
    await page.keyboard.press('Escape');
    await sheet().waitFor({ state: 'detached' });
    expect(await isFocused(opener)).toBe(true);
  });

  it('closes by Esc before what is below it', async () => {
    await ask(QUESTION);
    await openSource();
    await page.keyboard.press('Shift+Slash');
    await sheet().waitFor();
    // A click on plain text takes the focus from the button, and Esc still belongs to the sheet.
    await sheet().locator('dt').first().click();
    await page.keyboard.press('Escape');
    await sheet().waitFor({ state: 'detached' });
    expect(await panel().count()).toBe(1);
    await page.keyboard.press('Escape');
    await panel().waitFor({ state: 'detached' });
  });

  it('closes by a click beside it, but not by a selection dragged there', async () => {
    await leaveBox();
    await page.keyboard.press('Shift+Slash');
    const inside = await sheet().locator('dt').first().boundingBox();
    if (!inside) expect.unreachable('the sheet is not laid out');
    await page.mouse.move(inside.x + 2, inside.y + 2);
    await page.mouse.down();
    await page.mouse.move(20, 400);
    await page.mouse.up();
    expect(await sheet().count()).toBe(1);
    await page.mouse.click(20, 400);
    await sheet().waitFor({ state: 'detached' });
  });
});
