/** Asking and reading answers. */
import { describe, expect, it } from 'vitest';
import type { ArticleSummary, Bulletin } from '../../server/contract-articles.ts';
import { ask, expectNoBarriers, page, QUESTION, readArticle, readJson, usePage } from './driven-page.ts';

const NO_EVIDENCE_QUESTION = '明天会下雨吗';

usePage();

describe('the empty page', () => {
  it('says what is held and offers six questions that ask themselves', async () => {
    const { articles } = await readJson<{ articles: ArticleSummary[] }>('/api/articles');
    await page.locator('.welcome').getByText(`${articles.length} 篇文章`).waitFor();
    const examples = page.locator('.welcome .question-buttons button');
    await examples.first().waitFor();
    expect(await examples.count()).toBe(6);

    const question = await examples.first().textContent();
    await examples.first().click();
    await page.getByRole('heading', { level: 2, name: question ?? '' }).waitFor();
    await page.locator('.extracts .card').first().waitFor();
    expect(await page.locator(':focus').textContent()).toBe(question);
    await page.getByRole('button', { name: '新的对话' }).click();
    await page.locator('.welcome').waitFor();
    await expectNoBarriers();
  });

  it('says once that the server is lost, and offers its questions after a retry', async () => {
    await page.route('**/api/*', (route) => route.abort());
    await page.reload();
    await page.locator('.notice-failure').getByText('连不上服务器').waitFor();
    expect(await page.locator('.notice-failure').count()).toBe(1);
    await page.getByRole('textbox', { name: '问题' }).fill('还没问完的');
    await page.unroute('**/api/*');
    await page.getByRole('button', { name: '重试' }).click();
    await page.locator('.welcome .question-buttons button').first().waitFor();
    expect(await page.getByRole('textbox', { name: '问题' }).inputValue()).toBe('还没问完的');
  });
});

describe('an answer', () => {
  it('is cards whose words stand verbatim in their articles, with a citation each', async () => {
    const answer = await ask(QUESTION);
    expect(answer.status).toBe('answered');
    const cards = page.locator('.extracts .card');
    expect(await cards.count()).toBe(answer.extracts.length);

    for (const [index, extract] of answer.extracts.entries()) {
      const quote = (await cards.nth(index).locator('.quote').textContent()) ?? '';
      const article = await readArticle(extract.citation.articleId);
      expect(quote).not.toBe('');
      expect(article.text).toContain(quote);
      const citation = await cards.nth(index).locator('.citation').textContent();
      expect(citation).toContain(article.title);
      expect(citation).toContain(article.file);
      expect(citation?.includes('摘编')).toBe(article.digest);
    }
    const highlighted = answer.extracts.flatMap((e) => e.highlights.map((h) => e.text.slice(h.start, h.end)));
    expect(await page.locator('.extracts mark').allTextContents()).toEqual(highlighted);
    await expectNoBarriers();
  });

  it('takes the earlier questions of the conversation along', async () => {
    await ask(QUESTION);
    const sending = page.waitForRequest((request) => request.url().endsWith('/api/ask'));
    await page.getByRole('textbox', { name: '问题' }).fill('那资金从哪里来？');
    await page.keyboard.press('Enter');
    expect((await sending).postDataJSON()).toEqual({ question: '那资金从哪里来？', history: [QUESTION] });
    await page.locator('.turn').nth(1).locator('.answer').waitFor();
  });

  it('says so where the bulletins hold no evidence', async () => {
    const answer = await ask(NO_EVIDENCE_QUESTION);
    expect(answer.status).toBe('no_evidence');
    await page.getByRole('heading', { name: '简报中没有找到依据' }).waitFor();
    const said = await page.locator('.no-evidence').textContent();
    expect(said).toContain(`${answer.coverage.bulletins} 份材料`);
    expect(said).toContain(`${answer.coverage.articles} 篇文章`);
    expect(said).toContain(answer.reason);
    expect(said?.includes('不是答案')).toBe(answer.near.length > 0);
    await page.getByText('查过哪些简报').click();
    const { bulletins } = await readJson<{ bulletins: Bulletin[] }>('/api/bulletins');
    const listed = page.locator('.searched li');
    expect(await listed.count()).toBe(bulletins.length);
    await listed.filter({ hasText: bulletins[0]?.issue ?? '' }).waitFor();
    expect(await page.locator('.extracts').count()).toBe(0);
    await expectNoBarriers();
  });

  it('shows the markup in a question as text and runs none of it', async () => {
    const question = '<img src=x onerror="document.title=1"><script>document.title=2</script><b>天等县</b>扶贫车间';
    await ask(question);
    expect(await page.locator('.question').textContent()).toBe(question);
    expect(await page.locator('main img, main script, main b').count()).toBe(0);
    expect(await page.title()).toBe('简报问答');
  });
});

describe('what was understood', () => {
  const remove = (part: string) => page.getByRole('button', { name: `去掉“${part}”再查` });
  const lastTurn = () => page.locator('.turn').last();
  const chips = async () => (await lastTurn().locator('.chip').allTextContents()).map((text) => text.replace('×', ''));

  it('is taken apart, each part to be taken away and put back', async () => {
    await ask(QUESTION);
    expect(await chips()).toEqual(['地点 天等县', '主题 扶贫车间']);
    const sending = page.waitForRequest((request) => request.url().endsWith('/api/ask'));
    await remove('天等县').click();
    expect((await sending).postDataJSON()).toEqual({ question: QUESTION, history: [], without: ['天等县'] });
    await lastTurn().getByText('按“扶贫车间是怎么做的？”查找').waitFor();
    expect(await lastTurn().locator('.question').textContent()).toBe(QUESTION);
    expect(await page.locator(':focus').textContent()).toBe(QUESTION);
    expect(await lastTurn().getByRole('list', { name: '已去掉' }).textContent()).toContain('天等县');
    // What is left is the question: it has no button.
    expect(await chips()).toEqual(['主题 扶贫车间']);
    expect(await lastTurn().getByRole('button', { name: /^去掉/ }).count()).toBe(0);
    await expectNoBarriers();

    await page.getByRole('button', { name: '放回“天等县”再查' }).click();
    await expect.poll(async () => page.locator('.turn').count()).toBe(3);
    await lastTurn().locator('.extracts').waitFor();
    expect(await chips()).toEqual(['地点 天等县', '主题 扶贫车间']);
  });

  it('stays without the part in the questions that follow', async () => {
    await ask(QUESTION);
    await remove('天等县').click();
    await lastTurn().getByText('按“扶贫车间是怎么做的？”查找').waitFor();
    const answer = await ask('还有呢？');
    expect(answer.understood).toBe('扶贫车间是怎么做的？（更多）');
  });

  it('says where nothing would be left', async () => {
    // The server is asked for what the page does not offer: the last part with the others.
    await page.route('**/api/ask', async (route) => {
      const request = route.request().postDataJSON() as { without?: string[] };
      const without = request.without && ['天等县', '扶贫车间'];
      await route.continue({ postData: JSON.stringify({ ...request, ...(without ? { without } : {}) }) });
    });
    await ask(QUESTION);
    await remove('天等县').click();
    await lastTurn().getByText('仍按原来的问题查找').waitFor();
  });

  it('shows six topics, and the rest when asked', async () => {
    await ask('天等县驻村队员的伙食补贴、住宿、电车、体检、保险、培训、考勤和督查是怎么做的');
    const topics = lastTurn().locator('.chip', { hasText: '主题' });
    const shown = await topics.count();
    expect(shown).toBe(6);
    await page.getByRole('button', { name: /^更多/ }).click();
    expect(await topics.count()).toBeGreaterThan(shown);
    await expectNoBarriers();
  });

  it.each([
    ['第48期怎么讲驻村工作队员的', ['期 2018年第48期', '主题 驻村工作队员'], '2018年第48期'],
    ['2018年天等县的扶贫车间', ['地点 天等县', '年份 2018年', '主题 扶贫车间'], '2018年'],
  ])('names issue and year for what they are: %s', async (question, parts, removed) => {
    await ask(question);
    expect(await chips()).toEqual(parts);
    await remove(removed).click();
    await lastTurn().getByRole('list', { name: '已去掉' }).getByText(removed).waitFor();
    await lastTurn().locator('.answer').waitFor();
    expect(await chips()).toEqual(parts.filter((part) => !part.includes(removed)));
  });
});

describe('the question box', () => {
  it('breaks the line on Shift+Enter, and keeps Enter for an input method that composes', async () => {
    const box = page.getByRole('textbox', { name: '问题' });
    await box.fill('天等县');
    await page.keyboard.press('Shift+Enter');
    expect(await box.inputValue()).toBe('天等县\n');
    await box.dispatchEvent('keydown', { key: 'Enter', isComposing: true });
    expect(await page.locator('.turn').count()).toBe(0);
  });

  it('grows with what is typed, and counts near the limit', async () => {
    const box = page.getByRole('textbox', { name: '问题' });
    const before = (await box.boundingBox())?.height ?? 0;
    await box.fill('扶'.repeat(499));
    expect((await box.boundingBox())?.height).toBeGreaterThan(before);
    await page.getByText('499 / 500').waitFor();
    await box.fill('扶'.repeat(503));
    await page.getByText('超出 3 字').waitFor();
    await page.keyboard.press('Enter');
    expect(await box.inputValue()).toHaveLength(503);
    expect(await page.locator('.turn').count()).toBe(0);
    await expectNoBarriers();
  });
});

describe('a failure', () => {
  it('of the connection is said in words, keeps the question, and is mended by a retry', async () => {
    await page.route('**/api/ask', (route) => route.abort());
    await page.getByRole('textbox', { name: '问题' }).fill(QUESTION);
    await page.keyboard.press('Enter');
    await page.locator('.notice-failure').getByText('连不上服务器').waitFor();
    expect(await page.locator('.question').textContent()).toBe(QUESTION);
    await expectNoBarriers();

    await page.unroute('**/api/ask');
    await page.getByRole('button', { name: '重试' }).click();
    await page.locator('.extracts .card').first().waitFor();
    expect(await page.locator('.turn').count()).toBe(1);
  });

  it('that the server explains is shown in its words', async () => {
    const detail = '索引正在重建，请稍候再试。';
    const problem = { type: 'about:blank', title: 'x', status: 503, detail, code: 'index_missing' };
    await page.route('**/api/ask', (route) =>
      route.fulfill({ status: 503, contentType: 'application/problem+json', body: JSON.stringify(problem) }),
    );
    await page.getByRole('textbox', { name: '问题' }).fill(QUESTION);
    await page.keyboard.press('Enter');
    await page.locator('.notice-failure').getByText(detail).waitFor();
  });

  it('does not come from stopping, which leaves the question to be asked again', async () => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    await page.route('**/api/ask', async (route) => {
      await held;
      await route.continue().catch(() => undefined);
    });
    await page.getByRole('textbox', { name: '问题' }).fill(QUESTION);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: '停止' }).click();
    await page.locator('.notice').getByText('已停止查找').waitFor();
    release();
    await page.getByRole('button', { name: '重试' }).click();
    await page.locator('.extracts .card').first().waitFor();
  });
});
