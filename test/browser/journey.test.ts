/** One way through all of the page, over the digests and, where ../shared holds them, over the real bulletins. */
import JSZip from 'jszip';
import { describe, expect, it } from 'vitest';
import type { Answer } from '../../server/contract.ts';
import { formatCitation } from '../../web/citation-forms.ts';
import { DIGEST_SET, SHARED_SET } from '../eval/sets.ts';
import { hasShared } from '../open-corpus.ts';
import {
  ask,
  currentPath,
  download,
  expectNoBarriers,
  NARROW,
  page,
  QUESTION,
  readMarkedText,
  usePage,
} from './driven-page.ts';

const CORPORA: [name: string, folder: string | undefined][] = [
  ['the digests', undefined],
  ...(hasShared ? [['the real bulletins', SHARED_SET.corpusFolder] as [string, string]] : []),
];

if (!hasShared) console.warn(`没有 ${SHARED_SET.corpusFolder}：网页只在${DIGEST_SET.name}上走了一遍。`);

describe.each(CORPORA)('over %s', (_, corpusFolder) => {
  usePage({ corpusFolder });

  it('a question leads to cards, their source, a mailed link, less of the question, Word, and is kept', async () => {
    const first = (await ask(QUESTION)).extracts[0];
    if (!first) expect.unreachable('the question has an answer');
    await page.locator('.extracts .card').first().getByRole('link').first().click();
    expect(await readMarkedText()).toBe(first.text);
    await expectNoBarriers();

    const address = currentPath();
    expect(address).toBe(first.citation.url);
    const mailed = await page.context().newPage();
    await mailed.goto(new URL(address, page.url()).href);
    const marked = mailed.locator('[data-current-mark]');
    await marked.first().waitFor();
    expect((await marked.allTextContents()).join('')).toBe(first.text.replaceAll('\n', ''));
    await mailed.close();

    await page.keyboard.press('Escape');
    const arriving = page.waitForResponse((response) => response.url().endsWith('/api/ask'));
    await page.getByRole('button', { name: '去掉“天等县”再查' }).click();
    const again = (await (await arriving).json()) as Answer;
    expect(again.question).toBe(QUESTION);
    expect(again.query.places).toEqual([]);
    await page.locator('.turn').nth(1).locator('.answer').waitFor();

    const file = await download(() => page.getByRole('button', { name: '导出 Word' }).click());
    const zip = await JSZip.loadAsync(file.bytes);
    expect(await zip.file('word/footnotes.xml')?.async('string')).toContain(formatCitation(first.citation, 'official'));

    await page.reload();
    await page.locator('.turn').nth(1).locator('.answer').waitFor();
    expect(await page.locator('.turn').first().locator('.quote').first().textContent()).toBe(first.text);

    await page.setViewportSize(NARROW);
    const width = await page.evaluate<number>('document.documentElement.scrollWidth');
    expect(width).toBeLessThanOrEqual(NARROW.width);
    await expectNoBarriers();
  });
});
