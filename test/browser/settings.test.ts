/** What the reader chooses: how large, how bright, and whether single keys are shortcuts. */
import { describe, expect, it } from 'vitest';
import { expectNoBarriers, isFocused, NARROW, openPage, page, usePage, WIDE } from './driven-page.ts';

usePage();

const dialog = () => page.getByRole('dialog', { name: '设置' });
const openSettings = async (): Promise<void> => {
  await page.getByRole('button', { name: '设置', exact: true }).click();
  await dialog().waitFor();
};
const choose = (name: string) => dialog().getByRole('radio', { name, exact: true }).check();
const rootSize = () => page.evaluate<string>('getComputedStyle(document.documentElement).fontSize');
const background = () => page.evaluate<string>('getComputedStyle(document.documentElement).backgroundColor');
const lightness = (color: string): number => Number(/\d+/.exec(color)?.[0]);

describe('the settings', () => {
  it('take and give back the focus, and have no barriers', async () => {
    await openSettings();
    await expectNoBarriers();
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
    expect(await isFocused(page.getByRole('button', { name: '设置', exact: true }))).toBe(true);
  });

  it('make the whole page larger or smaller, and are kept', async () => {
    await openSettings();
    const sizes = [];
    for (const name of ['小', '中', '大', '特大']) {
      await choose(name);
      sizes.push(parseFloat(await rootSize()));
    }
    expect(sizes).toEqual([...sizes].sort((a, b) => a - b));
    expect(new Set(sizes).size).toBe(4);
    await page.reload();
    expect(parseFloat(await rootSize())).toBe(sizes[3]);
    await openSettings();
    expect(await dialog().getByRole('radio', { name: '特大' }).isChecked()).toBe(true);
  });

  it('leave nothing to scroll sideways for at the largest size on a phone', async () => {
    await openPage({ viewport: NARROW });
    await openSettings();
    await choose('特大');
    await page.keyboard.press('Escape');
    await page.locator('.welcome .question-buttons button').first().waitFor();
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(NARROW.width);
    await expectNoBarriers();
  });

  it.each([
    ['深色', 'light', 'dark'],
    ['浅色', 'dark', 'light'],
  ] as const)('show the page in %s on a system that is %s', async (name, system, wanted) => {
    await openPage({ viewport: WIDE, colorScheme: system });
    const before = lightness(await background());
    await openSettings();
    await choose(name);
    const after = lightness(await background());
    expect(after < before).toBe(wanted === 'dark');
    await expectNoBarriers();

    await choose('跟随系统');
    expect(lightness(await background())).toBe(before);
    await page.emulateMedia({ colorScheme: wanted });
    await expect.poll(async () => lightness(await background())).toBe(after);
  });

  it('are on the page before anything of it is painted', async () => {
    await openPage({ viewport: WIDE, colorScheme: 'light' });
    await openSettings();
    await choose('深色');
    // Without the page's own script, only what stands in the head has run.
    await page.route('**/assets/*.js', (route) => route.abort());
    await page.reload();
    expect(await page.locator('#page').textContent()).toBe('');
    expect(lightness(await background())).toBeLessThan(100);
  });

  it('reach the other tabs of the browser', async () => {
    const other = await page.context().newPage();
    await other.goto(page.url());
    await openSettings();
    await choose('特大');
    const size = await rootSize();
    await expect.poll(() => other.evaluate<string>('getComputedStyle(document.documentElement).fontSize')).toBe(size);
  });

  it('turn single keys off, and leave those that write no text', async () => {
    await openSettings();
    await dialog().getByRole('checkbox', { name: '用单个按键作快捷键' }).uncheck();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Shift+Slash');
    await page.keyboard.press('/');
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(await isFocused(page.getByRole('textbox', { name: '问题' }))).toBe(false);
  });

  it('hold until the page closes where the browser keeps nothing', async () => {
    await page.addInitScript(
      "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('denied', 'SecurityError'); } })",
    );
    await page.reload();
    const before = parseFloat(await rootSize());
    await openSettings();
    await choose('特大');
    expect(parseFloat(await rootSize())).toBeGreaterThan(before);
  });
});

describe('motion', () => {
  it('is still where the reader wants none', async () => {
    await openPage({ viewport: WIDE, reducedMotion: 'reduce' });
    await page.route('**/api/ask', () => undefined);
    await page.getByRole('textbox', { name: '问题' }).fill('天等县');
    await page.keyboard.press('Enter');
    await page.locator('.asking').waitFor();
    expect(await page.evaluate<number>('document.getAnimations().length')).toBe(0);
  });
});
