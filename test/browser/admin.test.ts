/** What readers say of extracts, from the thumb on a card to a line of the installation's own golden set. */
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../server/contract-feedback.ts';
import {
  ask,
  dataFolder,
  download,
  expectNoBarriers,
  isFocused,
  NARROW,
  openPage,
  page,
  QUESTION,
  usePage,
  WIDE,
} from './driven-page.ts';

usePage();

const WORD = '想知道的是车间怎么选址';
const card = (number: number) => page.getByRole('article', { name: `摘录 ${number}`, exact: true });
const thumb = (name: '有用' | '不合适', number = 1) =>
  card(number).getByRole('button', { name: `${name}：摘录 ${number}` });
const entry = () => page.locator('.admin-entry').filter({ hasText: WORD });

describe('the thumbs of an extract', () => {
  it('say thanks in place, one at a time, and have no barriers', async () => {
    await ask(QUESTION);
    await thumb('有用').click();
    await card(1).getByText('谢谢，已记下').waitFor();
    expect(await thumb('有用').getAttribute('aria-pressed')).toBe('true');
    await thumb('不合适').click();
    await card(1).getByRole('textbox', { name: '哪里不合适' }).waitFor();
    expect(await thumb('有用').getAttribute('aria-pressed')).toBe('false');
    await expectNoBarriers();
    await card(1).getByRole('button', { name: '不写' }).click();
    expect(await card(1).getByRole('textbox').count()).toBe(0);
    expect(await thumb('有用', 2).getAttribute('aria-pressed')).toBe('false');
  });

  it('are worked by the keyboard alone, on a phone', async () => {
    await openPage({ viewport: NARROW });
    await ask(QUESTION);
    await thumb('不合适').focus();
    await page.keyboard.press('Enter');
    const field = card(1).getByRole('textbox', { name: '哪里不合适' });
    await field.waitFor();
    expect(await isFocused(field)).toBe(true);
    await page.keyboard.type(WORD);
    await page.keyboard.press('Enter');
    await field.waitFor({ state: 'detached' });
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(NARROW.width);
  });

  it('say what was not kept, and try again', async () => {
    await ask(QUESTION);
    await page.route('**/api/feedback', (route) => route.abort(), { times: 1 });
    await thumb('有用').click();
    await card(1).getByText('没有记下。连不上服务器').waitFor();
    expect(await thumb('有用').getAttribute('aria-pressed')).toBe('false');
    await card(1).getByRole('button', { name: '重试' }).click();
    await card(1).getByText('谢谢，已记下').waitFor();
    expect(await thumb('有用').getAttribute('aria-pressed')).toBe('true');
  });
});

describe('the side of who runs the server', () => {
  const goldenFile = () => join(dataFolder, 'golden.jsonl');
  beforeAll(() => rm(goldenFile(), { force: true }));
  afterAll(() => rm(goldenFile(), { force: true }));

  async function judgeWithWord(): Promise<void> {
    await ask(QUESTION);
    await thumb('不合适').click();
    await card(1).getByRole('textbox', { name: '哪里不合适' }).fill(WORD);
    await card(1).getByRole('button', { name: '发送' }).click();
    await card(1).getByRole('textbox').waitFor({ state: 'detached' });
  }

  it('is found from the settings, and shows what was found bad with the reader’s word', async () => {
    await judgeWithWord();
    const words = (await card(1).locator('.quote').textContent()) ?? '';
    await page.getByRole('button', { name: '设置', exact: true }).click();
    await page.getByRole('dialog', { name: '设置' }).getByRole('link', { name: '管理' }).click();
    await entry().first().waitFor();
    expect(await entry().first().locator('.admin-words').textContent()).toBe(words);
    expect(await entry().first().locator('h4').textContent()).toBe(QUESTION);
    await page.getByText('没有开启记录').waitFor();
    await page.getByText('以表格显示').click();
    expect(await page.locator('.admin-chart tbody tr').count()).toBe(1);
    await expectNoBarriers();
  });

  it('makes a golden question of it: first wrongly, then with the words of the article', async () => {
    await judgeWithWord();
    const fact = ((await card(1).locator('.quote').textContent()) ?? '').slice(0, 12);
    await openPage({ viewport: NARROW, colorScheme: 'dark' }, '/admin');
    await entry()
      .first()
      .getByRole('button', { name: /^加入题集/ })
      .click();
    await entry()
      .first()
      .getByRole('radio', { name: /应当能答出/ })
      .check();
    await entry().first().getByRole('textbox').fill('文章里没有的话');
    await entry().first().getByRole('button', { name: '加入', exact: true }).click();
    await entry().first().getByText('里没有“文章里没有的话”这些字').waitFor();
    await expectNoBarriers();
    await entry().first().getByRole('textbox').fill(fact);
    await entry().first().getByRole('button', { name: '加入', exact: true }).click();
    await entry().first().getByText('已加入题集').waitFor();
    const line = JSON.parse(await readFile(goldenFile(), 'utf8')) as Record<string, unknown>;
    expect(line).toMatchObject({ question: QUESTION, answerable: true, answers: [[fact]] });
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(NARROW.width);
  });

  it('hands out the table, and asks the question again', async () => {
    await judgeWithWord();
    await openPage({ viewport: WIDE }, '/admin');
    await entry().first().waitFor();
    const { name, bytes } = await download(() => page.getByRole('button', { name: '导出全部评价' }).click());
    expect(name).toBe('全部评价-最近30天.csv');
    expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    expect(bytes.toString()).toContain(WORD);
    await page.getByRole('button', { name: '最近 7 天' }).click();
    await entry()
      .first()
      .getByRole('button', { name: /^问一问/ })
      .click();
    await card(1).waitFor();
    expect(await page.locator('.question').textContent()).toContain(QUESTION);
  });

  it('says that there is nothing to show where nothing was recorded', async () => {
    await openPage({ viewport: WIDE });
    await page.route('**/api/admin/report?*', async (route) => {
      const report = (await (await route.fetch()).json()) as Report;
      const nothing = { unanswered: 0, bad: 0, good: 0 };
      const byDay = report.byDay.map(({ day }) => ({ day, ...nothing }));
      await route.fulfill({ json: { ...report, byDay, totals: nothing } });
    });
    await page.goto(`${new URL(page.url()).origin}/admin`);
    expect(await page.locator('.admin-axis').textContent()).toContain('没有记录');
    expect(await page.locator('.admin-axis').textContent()).not.toContain('次');
  });

  it('says what to do where the key may not', async () => {
    await openPage({ viewport: WIDE });
    await page.route('**/api/admin/report?*', (route) =>
      route.fulfill({
        status: 403,
        contentType: 'application/problem+json',
        body: JSON.stringify({ detail: '这个地址需要权限为 admin 的密钥', code: 'scope_insufficient' }),
      }),
    );
    await page.goto(`${new URL(page.url()).origin}/admin`);
    await page.getByText('npm run keys -- make 名称 --scope admin').waitFor();
    await page.unroute('**/api/admin/report?*');
    await page.getByRole('button', { name: '换一个密钥' }).click();
    await page.locator('.admin-chart').waitFor();
  });

  it('costs the first view nothing', async () => {
    await openPage({ viewport: WIDE });
    const fetched = () =>
      page.evaluate<string[]>("performance.getEntriesByType('resource').map((entry) => entry.name)");
    await page.locator('.welcome').waitFor();
    expect((await fetched()).filter((name) => /admin/.test(name))).toEqual([]);
  });
});
