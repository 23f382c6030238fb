/** What is pressed as soon as it is drawn is not lost, however long the browser takes to go on after drawing. */
import { beforeEach, describe, expect, it } from 'vitest';
import { ask, isFocused, page, QUESTION, usePage } from './driven-page.ts';

usePage();

/** Holds back for two seconds what is set to run without delay, as effects are that wait for the drawing. */
const HOLD_BACK = `{
  const wait = window.setTimeout;
  window.setTimeout = (run, delay = 2000, ...rest) => wait(run, delay, ...rest);
}`;

beforeEach(async () => {
  await page.addInitScript(HOLD_BACK);
  await page.reload();
});

describe('pressed at once', () => {
  it('a button of the head shows its side of the page', async () => {
    await page.getByRole('navigation', { name: '页面' }).getByRole('button', { name: '引文核对' }).click();
    await page.getByRole('textbox', { name: '草稿' }).waitFor();
  });

  it('a key is answered', async () => {
    await page.getByRole('button', { name: '问答', exact: true }).focus();
    await page.keyboard.press('/');
    expect(await isFocused(page.getByRole('textbox', { name: '问题' }))).toBe(true);
  });

  it('the keys after a thumb go into the line for what is wrong', async () => {
    await ask(QUESTION);
    await page.getByRole('button', { name: '不合适：摘录 1', exact: true }).click();
    const field = page.getByRole('textbox', { name: '哪里不合适' });
    await field.waitFor();
    await page.keyboard.type('选址');
    expect(await field.inputValue()).toBe('选址');
  });
});
