/** Feeding the corpus on the administrator's page: what is put in, set right, removed and put back is seen in answers. */
import { access, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Document, HeadingLevel, Packer, Paragraph, Table, TableCell, TableRow } from 'docx';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CorpusFileList } from '../../server/contract-corpus.ts';
import {
  ask,
  dataFolder,
  expectNoBarriers,
  isFocused,
  NARROW,
  openPage,
  page,
  readJson,
  usePage,
  WIDE,
} from './driven-page.ts';

const HELD = `水库除险加固的做法

青石县把水库除险加固列为头等大事，全县筹资3200万元，加固小型水库17座。

每座水库都有专人巡查，汛期每天两次。
`;

const NOTE = `蚕桑产业的做法

白水乡发展蚕桑产业，种桑2600亩，养蚕户年均增收8600元。

乡里办了三期培训班，请农技员到桑园里讲课。
`;

const QUESTION = '白水乡养蚕户年均增收多少元？';
const FACT = '养蚕户年均增收8600元';
const TOILETS = '青石县今年改造农村厕所多少座？';
const TITLE = '白水乡蚕桑产业带动增收的做法';

/** Reading a Word file starts a process, and so does a build. */
const PATIENTLY = { timeout: 90_000 };

const corpusFolder = await mkdtemp(join(tmpdir(), 'bulletin-qa-fed-'));
await writeFile(join(corpusFolder, '水库.txt'), HELD);

usePage({ corpusFolder });
let report: Buffer;

beforeAll(async () => {
  const cell = (text: string): TableCell => new TableCell({ children: [new Paragraph(text)] });
  const rows = [
    ['乡镇', '改造厕所（座）'],
    ['白水乡', '415'],
  ].map((cells) => new TableRow({ children: cells.map(cell) }));
  const children = [
    new Paragraph({ text: '农村厕所改造情况报告', heading: HeadingLevel.TITLE }),
    new Paragraph('青石县今年改造农村厕所1280座，群众满意率达到96%。'),
    new Table({ rows }),
  ];
  report = Buffer.from(await Packer.toBuffer(new Document({ sections: [{ children }] })));
});
afterAll(() => rm(corpusFolder, { recursive: true, force: true }));

const openCorpus = (options = {}): Promise<void> => openPage({ viewport: WIDE, ...options }, '/admin?part=corpus');
const listFiles = (): Promise<CorpusFileList> => readJson('/api/corpus/files');
const row = (path: string) =>
  page.locator('.corpus-file').filter({ has: page.getByRole('heading', { name: path, exact: true }) });
const upload = (name: string) => page.locator('.corpus-upload').filter({ hasText: name });
const preview = () => page.getByRole('dialog');
const put = (...files: { name: string; buffer: Buffer }[]): Promise<void> =>
  page
    .locator('input[type=file]')
    .setInputFiles(files.map((file) => ({ ...file, mimeType: 'application/octet-stream' })));

const expectFocus = (locator: Locator): Promise<void> => expect.poll(() => isFocused(locator)).toBe(true);

/** What the browser would do by itself with a file that is dragged over an element, and dropped, is prevented. */
const isTaken = (locator: Locator, name: string, content: string): Promise<boolean> =>
  locator.evaluate(
    (element, [fileName, words]) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([words], fileName));
      const isPrevented = (type: string): boolean =>
        !element.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer }));
      return isPrevented('dragover') && isPrevented('drop');
    },
    [name, content] as const,
  );

/** Opens what was made of a file, and begins to set it right. */
async function openCorrection(path: string): Promise<void> {
  await row(path)
    .getByRole('button', { name: /^查看与更正/ })
    .click();
  await preview().getByRole('button', { name: /^更正/ }).click();
}

/** Waits until the index that answers is of the files as they are. */
async function waitForIndex(): Promise<void> {
  const isIndexed = async (): Promise<boolean> => {
    const { files, state } = await listFiles();
    return !state.building && files.every((file) => file.state === 'indexed');
  };
  await expect.poll(isIndexed, { ...PATIENTLY, interval: 500 }).toBe(true);
}

async function answerOf(question: string): Promise<{ words: string; titles: string[] }> {
  await openPage({ viewport: WIDE });
  const { extracts } = await ask(question);
  return {
    words: extracts.map(({ text }) => text).join('\n'),
    titles: extracts.map(({ citation }) => citation.articleTitle),
  };
}

describe('files that are put in', () => {
  it('are each told what became of them, and answer once they are in the index', async () => {
    await openCorpus();
    await row('水库.txt').waitFor();
    await page.locator('.coverage').getByText('1 篇文章').waitFor();
    await expectNoBarriers();
    await put(
      { name: '蚕桑.txt', buffer: Buffer.from(NOTE) },
      { name: '厕所改造.docx', buffer: report },
      { name: '坏.docx', buffer: Buffer.from('PK\x03\x04 这不是 Word 文档') },
    );
    await upload('蚕桑.txt').getByText('已放入').waitFor(PATIENTLY);
    await upload('厕所改造.docx').getByText('已放入').waitFor(PATIENTLY);
    await upload('坏.docx').getByText('没有放入').waitFor(PATIENTLY);
    await expectNoBarriers();
    expect((await readdir(corpusFolder)).sort()).toEqual(['厕所改造.docx', '水库.txt', '蚕桑.txt'].sort());
    await waitForIndex();
    await row('蚕桑.txt').getByText('已编入索引').waitFor();
    await page.locator('.coverage').getByText('3 篇文章').waitFor();
    expect((await answerOf(QUESTION)).words).toContain(FACT);
    expect((await answerOf(TOILETS)).words).toContain('1280座');
  });

  it('of a name that is there are put in only where somebody says so', async () => {
    await openCorpus();
    await put({ name: '水库.txt', buffer: Buffer.from(`${HELD}\n枯水期也要巡查。\n`) });
    await upload('水库.txt').getByText('已有同名文件').waitFor();
    await page.getByText('1 份等您决定').waitFor({ state: 'attached' });
    await upload('水库.txt').getByRole('button', { name: /^替换/ }).click();
    await expectFocus(upload('水库.txt').locator('.corpus-name'));
    await upload('水库.txt').getByText('替换了原来那份').waitFor(PATIENTLY);
    await page.getByText('全部处理完毕').waitFor({ state: 'attached' });
  });

  it('are told apart from the very same file, which is there already', async () => {
    await openCorpus();
    await put({ name: '蚕桑.txt', buffer: Buffer.from(NOTE) });
    await upload('蚕桑.txt').getByText('已有完全相同的文件').waitFor();
    expect(await upload('蚕桑.txt').getByRole('button', { name: /^替换/ }).count()).toBe(0);
  });

  it('are left out again, and the focus stays on the side', async () => {
    await openCorpus();
    await put({ name: '蚕桑.txt', buffer: Buffer.from('别的\n') }, { name: '水库.txt', buffer: Buffer.from('别的\n') });
    const leaveOut = (name: string): Promise<void> =>
      upload(name)
        .getByRole('button', { name: /^不放入/ })
        .click();
    await leaveOut('蚕桑.txt');
    await expectFocus(page.getByRole('heading', { name: '这次放入的文件' }));
    await leaveOut('水库.txt');
    await expectFocus(page.getByRole('button', { name: '选择文件' }));
  });

  it('are taken wherever on the side they are dropped', async () => {
    await openCorpus();
    await row('水库.txt').waitFor();
    expect(await isTaken(page.locator('.page-header'), '蚕桑.txt', NOTE)).toBe(true);
    await upload('蚕桑.txt').waitFor();
    await row('蚕桑.txt')
      .getByRole('button', { name: /^查看与更正/ })
      .click();
    expect(await isTaken(preview().getByRole('heading').first(), '蚕桑.txt', NOTE)).toBe(true);
    expect(await upload('蚕桑.txt').count()).toBe(1);
  });
});

describe('what was made of a file', () => {
  it('stands beside the original, and is set right for good', async () => {
    await openCorpus();
    await row('蚕桑.txt')
      .getByRole('button', { name: /^查看与更正/ })
      .click();
    await preview().locator('.corpus-text').getByText('请农技员到桑园里讲课').waitFor();
    await preview().locator('.corpus-paragraph').getByText(FACT).waitFor();
    await expectNoBarriers();
    await preview().getByRole('button', { name: /^更正/ }).click();
    expect(await isFocused(preview().getByRole('textbox', { name: '标题' }))).toBe(true);
    await preview().getByRole('textbox', { name: '标题' }).fill(TITLE);
    await preview().getByLabel(/^日期/).fill('2021-03-05');
    await preview().getByRole('textbox', { name: /^地名/ }).fill('青石县、白水乡');
    await expectNoBarriers();
    await preview().getByRole('button', { name: '保存' }).click();
    await preview().getByText('已更正：标题、日期、地名').waitFor();
    await expectFocus(preview().getByRole('button', { name: /^更正/ }));
    await page.keyboard.press('Escape');
    await preview().waitFor({ state: 'detached' });
    await waitForIndex();
    expect((await answerOf(QUESTION)).titles[0]).toBe(TITLE);
  });

  it('stays as it is where nothing is changed, or the change is left', async () => {
    await openCorpus();
    await openCorrection('水库.txt');
    await preview().getByRole('button', { name: '保存' }).click();
    await preview().getByText('没有改动').waitFor();
    await expectFocus(preview().getByRole('button', { name: /^更正/ }));
    await page.keyboard.press('Enter');
    await preview().getByRole('button', { name: '取消' }).click();
    await expectFocus(preview().getByRole('button', { name: /^更正/ }));
    expect((await listFiles()).files.find(({ path }) => path === '水库.txt')?.corrected).toBe(false);
  });

  it('is left by Esc before the preview is, wherever in it the focus stands', async () => {
    await openCorpus();
    await openCorrection('水库.txt');
    const title = preview().getByRole('textbox', { name: '标题' });
    await title.fill('写了一半');
    await title.dispatchEvent('keydown', { key: 'Escape', isComposing: true });
    expect(await title.inputValue()).toBe('写了一半');
    await page.keyboard.press('Escape');
    await title.waitFor({ state: 'detached' });
    await expectFocus(preview().getByRole('button', { name: /^更正/ }));
    await page.keyboard.press('Enter');
    await preview().getByRole('heading', { name: '原件', exact: true }).click();
    await page.keyboard.press('Escape');
    await title.waitFor({ state: 'detached' });
    await page.keyboard.press('Escape');
    await preview().waitFor({ state: 'detached' });
    await expectFocus(row('水库.txt').getByRole('button', { name: /^查看与更正/ }));
  });
});

describe('a file that is taken out', () => {
  it('is asked about first, said to lie where it lies, and answers no more; what was set right elsewhere holds', async () => {
    await openCorpus();
    await row('厕所改造.docx').getByRole('button', { name: /^移出/ }).click();
    const question = row('厕所改造.docx').getByRole('group');
    expect(await isFocused(question.getByRole('button', { name: '取消' }))).toBe(true);
    await expectNoBarriers();
    await question.getByRole('button', { name: '取消' }).click();
    await row('厕所改造.docx').getByRole('button', { name: /^移出/ }).click();
    await question.getByRole('button', { name: '移出' }).click();
    const told = page.locator('.corpus-removed code');
    await told.waitFor();
    await row('厕所改造.docx').getByText('已移出，等待更新').waitFor();
    await expectFocus(page.locator('.corpus-removed'));
    await access(join(dataFolder, (await told.textContent()) ?? ''));
    await waitForIndex();
    expect((await answerOf(TOILETS)).words).not.toContain('1280座');
    expect((await answerOf(QUESTION)).titles[0]).toBe(TITLE);
  });
});

describe('the index before', () => {
  it('is put back and stays, visibly, until one is built', async () => {
    await openCorpus();
    await page.getByRole('button', { name: '退回上一版' }).click();
    await page
      .getByRole('group', { name: /退回上一版索引/ })
      .getByRole('button', { name: '退回上一版' })
      .click();
    await page.getByText('正在使用上一版索引，不会自动更新').waitFor();
    await expectFocus(page.getByRole('heading', { name: '索引', exact: true }));
    await row('厕所改造.docx').getByText('已移出，等待更新').waitFor();
    await expectNoBarriers();
    expect((await answerOf(TOILETS)).words).toContain('1280座');

    await openCorpus();
    await page.getByRole('button', { name: '重建索引，恢复自动更新' }).click();
    await page.getByText('正在使用上一版索引').waitFor({ state: 'detached', ...PATIENTLY });
    await expectFocus(page.getByRole('button', { name: '立即重建' }));
    await waitForIndex();
    expect((await answerOf(TOILETS)).words).not.toContain('1280座');
  });
});

describe('a correction', () => {
  it('is undone, here on a phone, where the original stands above what was made of it', async () => {
    await openCorpus({ viewport: NARROW, colorScheme: 'dark' });
    await row('蚕桑.txt')
      .getByRole('button', { name: /^查看与更正/ })
      .click();
    await preview().getByRole('heading', { name: TITLE }).waitFor();
    await preview().getByRole('button', { name: '撤销更正' }).click();
    await preview().getByText('已撤销更正').waitFor();
    await preview().getByRole('heading', { name: '蚕桑产业的做法' }).waitFor();
    await expectFocus(preview().getByRole('button', { name: /^更正/ }));
    await expectNoBarriers();
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(NARROW.width);
  });
});

describe('a file that is gone', () => {
  it('is told as taken out among those that were put in', async () => {
    await openCorpus();
    await put({ name: '短讯.txt', buffer: Buffer.from('青石县短讯\n\n全县修通村道12条。\n') });
    await upload('短讯.txt').getByText('已放入').waitFor(PATIENTLY);
    await row('短讯.txt').getByRole('button', { name: /^移出/ }).click();
    await row('短讯.txt').getByRole('group').getByRole('button', { name: '移出' }).click();
    await upload('短讯.txt').getByText('已移出语料').waitFor();
    expect(await upload('短讯.txt').getByRole('button').count()).toBe(0);
  });

  it('elsewhere is said to be gone, once and in the words of the page', async () => {
    await writeFile(join(corpusFolder, '短讯.txt'), '青石县短讯\n\n全县修通村道12条。\n');
    await openCorpus();
    await row('短讯.txt').waitFor();
    await rm(join(corpusFolder, '短讯.txt'));
    await row('短讯.txt')
      .getByRole('button', { name: /^查看与更正/ })
      .click();
    await preview().getByText('语料里没有这个文件了').waitFor();
    expect(await preview().locator('.notice').count()).toBe(1);
    expect(await preview().getByRole('button', { name: '重试' }).count()).toBe(0);
    expect(await preview().textContent()).not.toContain('/api/');
    await waitForIndex();
  });
});

it('costs readers nothing', async () => {
  await page.locator('.welcome').waitFor();
  const fetched = await page.evaluate<string[]>("performance.getEntriesByType('resource').map((entry) => entry.name)");
  expect(fetched.filter((name) => /corpus|admin/.test(name))).toEqual([]);
});
