/** What the page says of the files that words come from: their pages, their recognition, their versions and copies. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makePdf, type MadePage, typeset } from '../corpus/read/make-pdf.ts';
import { CAN_DRAW, drawPage } from '../corpus/read/make-picture.ts';
import { ask, expectNoBarriers, openPage, page, panel, readMarkedText, usePage, WIDE } from './driven-page.ts';

const corpusFolder = mkdtempSync(join(tmpdir(), 'bulletin-qa-cited-'));
const write = (name: string, content: string | Uint8Array): void => writeFileSync(join(corpusFolder, name), content);

const TASKS = [
  '各乡镇成立工作专班，由主要负责人任组长，统筹扶贫车间的选址、建设、招工和管理。',
  '新建扶贫车间一律免收前三年厂房租金，水电费用由县财政补贴一半。',
  '车间吸纳本县贫困劳动力满半年以上的，按每人一千元的标准给予一次性奖补。',
  '县人社局每月走访一遍车间，登记用工人数和工资发放情况，并张榜公布。',
];

function notice(date: string, tasks: readonly string[]): string {
  return ['青山县扶贫车间管理办法', ...tasks, `青山县人民政府\n${date}`].join('\n');
}

const PDF: MadePage[] = typeset([
  { kind: 'heading', level: 1, text: '绿水县油茶产业报告' },
  { kind: 'paragraph', text: '全县农民人均可支配收入增长百分之八，各乡镇把油茶作为主导产业，建成示范基地三十六个。' },
  { kind: 'page break' },
  { kind: 'paragraph', text: '到年底，油茶种植面积扩大到八万六千亩，油茶加工企业增加到十五家，产品远销省外。' },
]);

beforeAll(async () => {
  write('2018.txt', notice('2018年3月1日', TASKS));
  write('2019.txt', notice('2019年5月6日', [...TASKS.slice(0, 3), '县里每季度通报一次车间运行情况。']));
  write('副本.txt', notice('2018年3月1日', TASKS));
  write('报告.pdf', makePdf(PDF));
  if (CAN_DRAW) {
    const scan = typeset([
      { kind: 'heading', level: 1, text: '红岩县驻村补贴办法' },
      { kind: 'paragraph', text: '驻村工作队员每人每天发放伙食补贴一百元，按实际驻村天数计算。' },
    ]);
    write(
      '扫描.png',
      await drawPage(scan[0] as MadePage)
        .png()
        .toBuffer(),
    );
  }
});
usePage({ corpusFolder });
afterAll(() => rmSync(corpusFolder, { recursive: true, force: true }));

describe('words of a paged file', () => {
  it('are cited with their page, which the whole text shows where it begins', async () => {
    const { extracts } = await ask('绿水县油茶加工企业增加到多少家？');
    const [first] = extracts;
    expect(first?.citation.source).toMatchObject({ file: '报告.pdf', pages: [2, 2] });
    expect(await page.locator('.card').first().locator('.citation-file').textContent()).toContain('报告.pdf 第 2 页');
    await page.locator('.button-source').first().click();
    expect(await readMarkedText()).toBe(first?.text);
    expect(await panel().getByRole('separator', { name: '第 2 页' }).count()).toBe(1);
    // What marks a page is not among the words that are copied.
    expect(await panel().locator('.article-text').textContent()).not.toContain('第 2 页');
    await expectNoBarriers();
  });
});

describe('recognised words', () => {
  it('are cited with how sure their recognition was', async () => {
    if (!CAN_DRAW) return console.warn('没有中文字体：识别出的文字在网页上怎么显示，没有测。');
    const { extracts } = await ask('红岩县驻村工作队员每天发放多少伙食补贴？');
    expect(extracts[0]?.citation.source.recognition?.confidence).toBeGreaterThan(0.5);
    const card = page.locator('.card').first();
    expect(await card.locator('.citation-file').textContent()).toMatch(/扫描\.png 第 1 页；文字识别，把握 \d\d%/);
    await page.locator('.button-source').first().click();
    expect(await panel().locator('.badge').textContent()).toBe('文字识别');
  });
});

describe('an article of several files', () => {
  it('names the other version, which opens in its place, and the copy', async () => {
    await openPage({ viewport: WIDE }, '/articles/2018');
    const relations = panel().locator('.source-relations');
    await relations.first().waitFor();
    expect(await relations.allTextContents()).toEqual(['另有版本：2019年5月6日（较新）', '同文另见：副本.txt']);
    await relations.getByRole('link', { name: '2019年5月6日' }).click();
    await panel().getByText('县里每季度通报一次车间运行情况。').waitFor();
    expect(await relations.allTextContents()).toEqual(['另有版本：2018年3月1日']);
    await expectNoBarriers();
  });
});
