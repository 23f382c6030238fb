/** The state of the service: what is held, how good and how busy it is, and the ways there and on from there. */
import { describe, expect, it } from 'vitest';
import type { MeasuredRow, Status } from '../../server/contract-status.ts';
import { expectNoBarriers, isFocused, NARROW, openPage, page, readJson, usePage, WIDE } from './driven-page.ts';

usePage({ path: '/status' });

const readStatus = (): Promise<Status> => readJson<Status>('/api/status');
const section = (name: string) => page.getByRole('region', { name, exact: true });
const arrives = () => page.getByRole('heading', { name: '各期简报' }).waitFor();

/** Shows the page again, with the server's state changed by `change`. */
async function showWith(change: (status: Status) => Status): Promise<void> {
  await page.route('**/api/status', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: change((await response.json()) as Status) });
  });
  await page.reload();
  await arrives();
}

const ROW: MeasuredRow = {
  name: '摘编',
  indexVersion: 'a',
  questions: 47,
  answered: 1,
  article1: 0.98,
  facts1: 0.8,
  facts5: 0.97,
  full5: 0.95,
  meanReciprocalRank: 0.93,
  refused: 0.889,
  characters: 420,
  falseAnswers: { rate: 0.111, n: 27, low: 0.039, high: 0.281 },
  falseRefusals: { rate: 0, n: 20, low: 0, high: 0.161 },
  overHeld: true,
};

const measured = (status: Status): Status => ({
  ...status,
  quality: {
    ...status.quality,
    state: 'measured',
    measuredAt: '2026-03-01T08:30:00.000Z',
    rows: [ROW, { ...ROW, name: '公开题集', falseAnswers: null, overHeld: false }],
  },
});

describe('the issues', () => {
  it('stand in the order of their dates, and each leads to its articles', async () => {
    const { held } = await readStatus();
    const marks = section('各期简报').locator('.timeline-marks a');
    await marks.first().waitFor();
    expect(await marks.count()).toBe(held.issues.length);
    const boxes = await Promise.all((await marks.all()).map((mark) => mark.boundingBox()));
    const places = boxes.map((box) => box?.x ?? 0);
    // Set by script, as the content security policy has it: a style in the markup would leave all in one place.
    expect(new Set(places).size).toBe(held.issues.length);
    expect(places).toEqual([...places].sort((a, b) => a - b));

    const [issue] = held.issues;
    await marks.first().focus();
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.pathname === '/browse' && url.searchParams.get('issue') === issue?.issueId);
    await page.getByText(`找到 ${issue?.articles} 篇，共 ${held.articles} 篇`, { exact: true }).waitFor();
    await page.goBack();
    await arrives();
  });
});

describe('the places', () => {
  it('stand under their prefectures with as many articles as are found there', async () => {
    const { held } = await readStatus();
    await arrives();
    for (const { name, places } of held.prefectures) {
      const group = section('各地文章').getByRole('region', { name: name ?? '其他地点', exact: true });
      const tiles = await group.getByRole('link').allTextContents();
      expect(tiles).toEqual(places.map((place) => `${place.name}${place.articles}`));
    }
    const place = held.prefectures.flatMap(({ places }) => places).find(({ articles }) => articles > 1);
    await page.getByRole('link', { name: `${place?.name}，${place?.articles} 篇` }).click();
    await page.waitForURL((url) => url.searchParams.get('place') === place?.filter);
    await page.getByText(`找到 ${place?.articles} 篇，共 ${held.articles} 篇`, { exact: true }).waitFor();
  });
});

describe('the load', () => {
  it('is shown as bars and as a table of the same numbers', async () => {
    const { load } = await readStatus();
    const at = { answered: 4, noEvidence: 2, failed: 1, busy: 3 };
    const bins = load.bins.map((bin, index) => (index === 11 ? { ...bin, ...at } : bin));
    const times = { medianMilliseconds: 12.4, p95Milliseconds: 1400 };
    await showWith((status) => ({ ...status, load: { ...load, requests: 10, ...at, ...times, bins } }));
    await section('最近一小时').getByText('提问 10 次：有摘录 4 次，没有依据 2 次，出错 1 次，太忙未答 3 次').waitFor();
    const parts = page.locator('.load-chart .load-bin').last().locator('.load-part');
    const heights = await Promise.all((await parts.all()).map(async (part) => (await part.boundingBox())?.height ?? 0));
    expect(heights).toHaveLength(4);
    const [answered = 0, noEvidence = 0, failed = 0, busy = 0] = heights;
    expect(answered > busy && busy > noEvidence && noEvidence > failed && failed > 0).toBe(true);
    // Not by colour alone: each has a filling of its own.
    const fillings = await page.evaluate<string[]>(
      '[...document.querySelectorAll(".load-sample")].map((sample) => getComputedStyle(sample).backgroundImage)',
    );
    expect(new Set(fillings).size).toBe(4);
    await page.getByText('用表格看').click();
    const row = section('最近一小时').getByRole('row').last();
    expect(await row.getByRole('cell').allTextContents()).toEqual(['4', '2', '1', '3']);
    expect(await section('最近一小时').textContent()).toContain('12 毫秒');
    await expectNoBarriers();
  });
});

describe('the quality', () => {
  it('that was measured on this build is told in plain words, with its uncertainty', async () => {
    await showWith(measured);
    const table = section('答得怎么样').getByRole('table');
    const rowOf = (name: string) => table.getByRole('row').filter({ has: page.getByRole('rowheader', { name }) });
    expect(await rowOf('误答率').textContent()).toContain('11.1%27 题 3.9%–28.1%');
    expect(await rowOf('误答率').getByRole('cell').last().textContent()).toBe('没有测');
    expect(await rowOf('误拒率').textContent()).toContain('0%20 题 0%–16.1%');
    const heads = await table.getByRole('columnheader').allTextContents();
    expect(heads).toEqual(['摘编47 题现在这批简报', '公开题集47 题另一批文章']);
    await expectNoBarriers();
  });

  it.each([
    ['not_measured', null, '还没有测过答题质量'],
    ['other_build', '2026-03-01T08:30:00.000Z', '此后程序有改动'],
  ] as const)('that is %s says so, and how to measure it', async (state, measuredAt, words) => {
    await showWith((status) => ({ ...status, quality: { ...status.quality, state, measuredAt, rows: [] } }));
    const said = await section('答得怎么样').textContent();
    expect(said).toContain(words);
    expect(said).toContain('npm run eval');
    expect(await section('答得怎么样').getByRole('table').count()).toBe(0);
  });
});

describe('the versions', () => {
  it('say what answers, and what was left out and why', async () => {
    const { versions } = await readStatus();
    await section('版本与来历').getByText(versions.index).waitFor();
    const said = await section('版本与来历').textContent();
    for (const part of [versions.product, versions.model, versions.node]) expect(said).toContain(part);
    expect(said).toContain('简报文件夹里的文件都已收入');
    await showWith((status) => ({
      ...status,
      versions: { ...versions, building: true },
      warnings: [{ file: '坏.txt', problem: '文件是空的。' }],
    }));
    await section('版本与来历').getByText('正在建立新的索引').waitFor();
    expect(await section('版本与来历').textContent()).toContain('坏.txt文件是空的。');
    await expectNoBarriers();
  });
});

describe('the page', () => {
  it('is found from the coverage and from the settings, and fetched only then', async () => {
    await openPage({ viewport: WIDE });
    const isFetched = async (): Promise<boolean> => {
      const fetched = await page.evaluate<string[]>('performance.getEntriesByType("resource").map(({ name }) => name)');
      return fetched.some((url) => /status-report|\/api\/status$/.test(url));
    };
    const coverage = page.locator('.coverage').getByRole('link');
    await coverage.waitFor();
    expect(await isFetched()).toBe(false);
    await coverage.click();
    await arrives();
    expect(await isFetched()).toBe(true);
    expect(new URL(page.url()).pathname).toBe('/status');

    await page.getByRole('button', { name: '问答', exact: true }).click();
    await page.getByRole('button', { name: '设置', exact: true }).click();
    await page.getByRole('dialog', { name: '设置' }).getByRole('link', { name: '运行状况' }).click();
    await arrives();
    expect(await page.getByRole('dialog').count()).toBe(0);
  });

  it('keeps what it read while it reads again, and where that fails', async () => {
    await page.clock.install();
    await page.reload();
    await arrives();
    const readAt = page.locator('.status-read time');
    const before = await readAt.textContent();
    await page.clock.fastForward(36_000);
    await expect.poll(() => readAt.textContent()).not.toBe(before);
    await page.route('**/api/status', (route) => route.abort());
    await page.clock.fastForward(36_000);
    await page.getByText('连不上服务器').waitFor();
    await page.getByText('下面是先前的情况').waitFor();
    await section('各地文章').waitFor();
    await page.unroute('**/api/status');
    await page.getByRole('button', { name: '重试' }).click();
    await page.getByText('连不上服务器').waitFor({ state: 'detached' });
  });

  it.each([
    ['wide and light', WIDE, 'light'],
    ['wide and dark', WIDE, 'dark'],
    ['narrow and light', NARROW, 'light'],
    ['narrow and dark', NARROW, 'dark'],
  ] as const)(
    'has no barriers and nothing to scroll sideways for, %s, at every size of text',
    async (_, viewport, colorScheme) => {
      await openPage({ viewport, colorScheme }, '/status');
      await showWith(measured);
      await expectNoBarriers();
      for (const size of ['small', 'large', 'largest']) {
        await page.evaluate(`document.documentElement.dataset.textSize = '${size}'`);
        expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(viewport.width);
      }
      await expectNoBarriers();
    },
  );

  it('shows on a phone the way to it only to whoever comes there by key', async () => {
    await openPage({ viewport: NARROW });
    const coverage = page.locator('.coverage').getByRole('link');
    await coverage.waitFor();
    const height = async (): Promise<number> => (await page.locator('.coverage').boundingBox())?.height ?? 0;
    expect(await height()).toBeLessThanOrEqual(1);
    await coverage.focus();
    expect(await isFocused(coverage)).toBe(true);
    expect(await height()).toBeGreaterThan(10);
  });
});

it('tells the head of the page of another index, and what is held is read again', async () => {
  await arrives();
  const { held } = await readStatus();
  await page.locator('.coverage').getByText(`${held.articles} 篇文章`).waitFor();
  await page.route('**/api/articles', async (route) => {
    const { articles } = (await (await route.fetch()).json()) as { articles: unknown[] };
    await route.fulfill({ json: { articles: articles.slice(1) } });
  });
  await page.route('**/api/status', async (route) => {
    const status = (await (await route.fetch()).json()) as Status;
    await route.fulfill({ json: { ...status, versions: { ...status.versions, index: 'another' } } });
  });
  // The side is left and opened again, in place of half a minute's wait.
  const side = (name: string) => page.getByRole('navigation', { name: '页面' }).getByRole('button', { name });
  await side('问答').click();
  await page.locator('.coverage').getByRole('link').click();
  await page
    .locator('.coverage')
    .getByText(`${held.articles - 1} 篇文章`)
    .waitFor();
});
