/** Finding examples: narrowing, searching, opening and asking of what was found. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { ArticleSummary } from '../../server/contract-articles.ts';
import {
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

const TOPIC = '基层党建';
const PLACE = '天等县';
/** Stands in the text of one article alone, in no title, place, byline or heading. */
const RARE_WORD = '红心香柚';

/** The least height of what is to be hit by a finger, in pixels. */
const TARGET_MINIMUM = 24;

let articles: ArticleSummary[];

usePage({ path: '/browse' });

beforeAll(async () => {
  ({ articles } = await readJson<{ articles: ArticleSummary[] }>('/api/articles'));
});

const titles = (): Promise<string[]> => page.locator('.browse-row h3 a').allTextContents();
const titlesOf = (holds: (article: ArticleSummary) => boolean): string[] =>
  articles.filter(holds).map(({ title }) => title);
const topicButton = (topic: string) => page.getByRole('group', { name: '主题' }).getByRole('button', { name: topic });
const search = () => page.getByRole('searchbox', { name: '搜索文章' });
const saysFound = (count: number) =>
  page.getByRole('status').getByText(`找到 ${count} 篇，共 ${articles.length} 篇`, { exact: true }).waitFor();

function parameters(): Record<string, string> {
  return Object.fromEntries(new URL(page.url()).searchParams);
}

/** The article that a link of the page leads to. */
function idOf(address: string | null): string {
  return decodeURIComponent((address ?? '').split('#')[0]?.replace('/articles/', '') ?? '');
}

describe('all articles', () => {
  it('are listed with issue, places, topics, length and 摘编', async () => {
    await page.getByText(`共 ${articles.length} 篇文章`, { exact: true }).waitFor();
    expect(await titles()).toEqual(articles.map(({ title }) => title));
    for (const [index, article] of articles.entries()) {
      const row = page.locator('.browse-row').nth(index);
      const said = await row.textContent();
      for (const place of article.places) expect(said).toContain(place);
      expect(said).toContain(article.issue ?? '未注明期号');
      expect(said).toContain(`${article.characters.toLocaleString('zh-CN')}\u00a0字`);
      expect(said?.includes('摘编')).toBe(article.digest);
      expect(await row.locator('.browse-topics li').allTextContents()).toEqual(article.topics);
    }
    await expectNoBarriers();
  });
});

describe('a choice', () => {
  it('narrows the list and the counts of the other facets, and stands in the address', async () => {
    await topicButton(TOPIC).click();
    const left = titlesOf(({ topics }) => topics.includes(TOPIC));
    await saysFound(left.length);
    expect(await titles()).toEqual(left);
    expect(parameters()).toEqual({ topic: TOPIC });

    const here = articles.filter(({ topics, places }) => topics.includes(TOPIC) && places.includes(PLACE));
    await page.getByLabel('地点').selectOption({ label: `${PLACE}（${here.length} 篇）` });
    await saysFound(here.length);
    expect(await titles()).toEqual(here.map(({ title }) => title));
    expect(parameters()).toEqual({ topic: TOPIC, place: PLACE });
    await expectNoBarriers();
  });

  it('is undone by Back, by pressing it again, and all at once', async () => {
    await topicButton(TOPIC).click();
    await page.getByLabel('年份').selectOption('2018');
    await page.goBack();
    await page.waitForURL((url) => !url.searchParams.has('year'));
    expect(await topicButton(TOPIC).getAttribute('aria-pressed')).toBe('true');
    await topicButton(TOPIC).click();
    await page.getByText(`共 ${articles.length} 篇文章`, { exact: true }).waitFor();

    await page.goBack();
    await page.getByRole('button', { name: '清除条件' }).click();
    await page.getByText(`共 ${articles.length} 篇文章`, { exact: true }).waitFor();
    expect(parameters()).toEqual({});
  });

  it('can be mailed, and is still there on coming back from another side', async () => {
    const path = `/browse?topic=${encodeURIComponent(TOPIC)}&place=${encodeURIComponent(PLACE)}`;
    await openPage({ viewport: WIDE }, path);
    const left = titlesOf(({ topics, places }) => topics.includes(TOPIC) && places.includes(PLACE));
    await saysFound(left.length);
    await page.getByRole('button', { name: '问答', exact: true }).click();
    await page.getByRole('textbox', { name: '问题' }).waitFor();
    await page.getByRole('button', { name: '找例子' }).click();
    await saysFound(left.length);
    expect(parameters()).toEqual({ topic: TOPIC, place: PLACE });
  });

  it('of another side keeps the place of reading on this one', async () => {
    await page.locator('.browse-row').last().scrollIntoViewIfNeeded();
    const scrolled = (): Promise<number> => page.evaluate<number>('window.scrollY');
    const height = await scrolled();
    expect(height).toBeGreaterThan(0);
    // By key: the driver of the browser may scroll the page before it clicks.
    await page.getByRole('button', { name: '收藏夹', exact: true }).press('Enter');
    await page.locator('.clips').waitFor();
    await expect.poll(scrolled).toBe(0);
    await page.getByRole('button', { name: '找例子' }).press('Enter');
    await page.locator('.browse-row').last().waitFor();
    await expect.poll(scrolled).toBe(height);
  });

  it('that leaves nothing says what each step back would give', async () => {
    await openPage(
      { viewport: WIDE },
      `/browse?topic=${encodeURIComponent('旅游')}&place=${encodeURIComponent(PLACE)}`,
    );
    await page.getByRole('heading', { name: '没有符合全部条件的文章' }).waitFor();
    await expectNoBarriers();
    const inPlace = titlesOf(({ places }) => places.includes(PLACE));
    await page.getByRole('button', { name: `去掉主题“旅游”，看 ${inPlace.length} 篇` }).click();
    await saysFound(inPlace.length);
    expect(await titles()).toEqual(inPlace);
  });
});

describe('a search', () => {
  it('finds titles as one types and the text a moment later, and says where the word stands', async () => {
    await search().pressSequentially('车间');
    const row = page.locator('.browse-row').filter({ hasText: '小车间' });
    await row.locator('h3 mark').waitFor();
    expect(await row.locator('h3 mark').allTextContents()).toEqual(['车间']);
    expect(await row.locator('.browse-found').textContent()).toContain('标题');
    // One entry for the whole word.
    await page.goBack();
    await page.getByText(`共 ${articles.length} 篇文章`, { exact: true }).waitFor();
    expect(await search().inputValue()).toBe('');

    await search().fill(RARE_WORD);
    await saysFound(1);
    expect(await page.locator('.browse-found').textContent()).toBe('搜索词见于正文');
    expect(parameters()).toEqual({ q: RARE_WORD });
    await expectNoBarriers();
  });

  it('shows each place of the word, which opens there', async () => {
    await search().fill(RARE_WORD);
    await saysFound(1);
    await page.getByRole('button', { name: '所在之处' }).click();
    const snippet = page.locator('.browse-snippets li').first();
    await snippet.waitFor();
    expect(await snippet.locator('mark').first().textContent()).toBe(RARE_WORD);
    await snippet.getByRole('link').click();
    expect(await readMarkedText()).toBe(RARE_WORD);
  });

  it('waits for the word that an input method is composing', async () => {
    await search().focus();
    const session = await page.context().newCDPSession(page);
    await session.send('Input.imeSetComposition', { text: 'banqian', selectionStart: 7, selectionEnd: 7 });
    expect(await search().inputValue()).toBe('banqian');
    expect(parameters()).toEqual({});
    await session.send('Input.insertText', { text: '搬迁' });
    await page.waitForURL((url) => url.searchParams.get('q') === '搬迁');
  });

  it('that cannot reach the texts says so, keeps what it found without them, and can be repeated', async () => {
    await page.route('**/api/articles?q=*', (route) => route.abort());
    await search().fill(RARE_WORD);
    await page.getByRole('alert').getByText('正文没有查成').waitFor();
    await saysFound(0);
    await page.unroute('**/api/articles?q=*');
    await page.getByRole('button', { name: '重试' }).click();
    await saysFound(1);
  });
});

describe('an article', () => {
  it('opens in the panel; closing it leads back to the list as it was', async () => {
    await topicButton(TOPIC).click();
    const row = page.locator('.browse-row').nth(1);
    const link = row.locator('h3 a');
    const title = (await link.textContent()) ?? '';
    await link.click();
    await panel().getByRole('heading', { level: 2, name: title }).waitFor();
    expect(await link.getAttribute('aria-current')).toBe('location');
    await page.keyboard.press('Escape');
    await panel().waitFor({ state: 'detached' });
    await page.waitForURL((url) => url.searchParams.get('topic') === TOPIC);
    expect(await isFocused(link)).toBe(true);
  });

  it('gives way to narrowing further beside it, which keeps the focus', async () => {
    await page.locator('.browse-row h3 a').first().click();
    await panel().waitFor();
    await search().pressSequentially('车间');
    await panel().waitFor({ state: 'detached' });
    expect(await isFocused(search())).toBe(true);
    expect(await search().inputValue()).toBe('车间');
    expect(parameters()).toEqual({ q: '车间' });
  });

  it('shows its sections on demand, each a way into the text', async () => {
    const [first] = articles;
    if (!first) expect.unreachable('there is no article');
    await page
      .getByRole('button', { name: `小标题 ${first.headings.length} 个` })
      .first()
      .click();
    const links = page.locator('.browse-sections a');
    await links.first().waitFor();
    expect(await links.allTextContents()).toEqual(first.headings);
    await links.last().click();
    expect(await readMarkedText()).toBe(first.headings[first.headings.length - 1]);
  });
});

describe('asking of what was found', () => {
  it('narrows every question until that is taken away, and says so', async () => {
    await topicButton(TOPIC).click();
    const left = articles.filter(({ topics }) => topics.includes(TOPIC));
    await page.getByRole('button', { name: `只在这 ${left.length} 篇文章中提问` }).click();
    const box = page.getByRole('textbox', { name: '问题' });
    await page.getByText(`只在主题“${TOPIC}”的 ${left.length} 篇文章中查找`).waitFor();
    expect(await isFocused(box)).toBe(true);
    await expectNoBarriers();

    for (const question of ['驻村队员怎么考核？', '资金从哪里来？']) {
      const sending = page.waitForRequest((request) => request.url().endsWith('/api/ask'));
      await box.fill(question);
      await page.keyboard.press('Enter');
      expect((await sending).postDataJSON()).toMatchObject({ question, filter: { topic: TOPIC } });
      await page.locator('.turn').last().locator('.answer').waitFor();
    }
    const links = await page.locator('.extracts .button-source').all();
    const cited = await Promise.all(links.map((link) => link.getAttribute('href').then(idOf)));
    expect(cited.length).toBeGreaterThan(0);
    for (const id of cited) expect((await readArticle(id)).topics).toContain(TOPIC);
    expect(await page.locator('.turn').first().textContent()).toContain(`只在主题“${TOPIC}”`);

    await page.getByRole('button', { name: '取消限定' }).click();
    expect(await isFocused(box)).toBe(true);
    const sending = page.waitForRequest((request) => request.url().endsWith('/api/ask'));
    await box.fill('天等县的扶贫车间是怎么做的？');
    await page.keyboard.press('Enter');
    expect((await sending).postDataJSON()).not.toHaveProperty('filter');
    await page.locator('.turn').last().locator('.answer').waitFor();
  });

  it('can be of one article, and says that only it was searched where it holds no evidence', async () => {
    const [first] = articles;
    if (!first) expect.unreachable('there is no article');
    await page.locator('.browse-row').first().getByRole('button', { name: '只问这篇' }).click();
    await page.getByText(`只在《${first.title}》中查找`).waitFor();
    await page.getByRole('textbox', { name: '问题' }).fill('明天会下雨吗');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '简报中没有找到依据' }).waitFor();
    expect(await page.locator('.no-evidence').textContent()).toContain('只查了所限定的 1 篇文章');
  });
});

describe('on a phone', () => {
  it('everything is reached without scrolling sideways', async () => {
    await openPage({ viewport: NARROW, hasTouch: true }, '/browse?q=%E5%90%88%E4%BD%9C%E7%A4%BE');
    await page.locator('.browse-found').first().waitFor();
    const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth');
    expect(overflow).toBeLessThanOrEqual(0);
    await expectNoBarriers();
    for (const control of await page.locator('.browse :is(button, select):visible').all()) {
      expect((await control.boundingBox())?.height).toBeGreaterThanOrEqual(TARGET_MINIMUM);
    }
  });
});
