import { describe, expect, it } from 'vitest';
import { fold } from '../../../corpus/text.ts';
import { similarity } from '../../edit-distance.ts';
import { drawPage, itDraws } from './make-picture.ts';
import type { ReadDocument } from '../../../corpus/read/document.ts';
import { READ_LIMITS } from '../../../corpus/read/document.ts';
import { readPdf } from '../../../corpus/read/pdf/pdf.ts';
import { HEIGHT, type MadePage, makePdf, typeset, WIDTH, type Words, wrap } from './make-pdf.ts';
import { describeReader } from './reader.cases.ts';

describeReader({
  format: 'PDF',
  read: readPdf,
  make: (blocks) => makePdf(typeset(blocks)),
  marks: { headings: true, rows: true, pages: true },
  limits: [[{ pages: 1 }, 'file_too_many_pages']],
  signature: Buffer.from('%PDF-1.7\n'),
});

const TEXT =
  '近年来，某县把油茶作为山区群众增收的主导产业，统一供苗、统一培训、统一销售，建成示范基地三十六个，带动农户五千余户。';

/** A paragraph of lines, from a place on. */
function paragraph(text: string, x = 85, y = 100, width = 425, size = 15): Words[] {
  return wrap(`\u3000\u3000${text}`, width, size).map((line, index) => ({
    text: line.trimStart(),
    x: x + (line.length - line.trimStart().length) * size,
    y: y + index * 24,
    size,
  }));
}

async function read(...pages: MadePage[]): Promise<ReadDocument> {
  return readPdf(makePdf(pages), READ_LIMITS);
}

async function textsOf(...pages: MadePage[]): Promise<string[]> {
  return (await read(...pages)).lines.map(({ text }) => text);
}

describe('the text layer of a PDF', () => {
  it('is read from a page however it is turned', async () => {
    for (const rotation of [0, 90, 180, 270]) {
      expect(await textsOf({ words: paragraph(TEXT), rotation }), `${rotation} degrees`).toEqual([TEXT]);
    }
  });

  it('is read from a page on which it stands sideways', async () => {
    const lines = paragraph(TEXT).map(({ text, x, y, size }) => {
      const codes = Buffer.from(text, 'utf16le').swap16().toString('hex');
      return `BT /F ${size} Tf 0 1 -1 0 ${y} ${x} Tm <${codes}> Tj ET`;
    });
    expect(await textsOf({ content: lines.join('\n') })).toEqual([TEXT]);
  });

  it('is read down and from right to left where it is set so, with a warning', async () => {
    const columns = paragraph(TEXT.repeat(2), 85, 0, 600).map(({ text, x, y, size }) =>
      [...text].map((character, index) => ({ text: character, x: 500 - y, y: x + index * size, size })),
    );
    const { lines, warnings } = await read({ words: columns.flat() });
    expect(lines.map(({ text }) => text)).toEqual([TEXT.repeat(2)]);
    expect(warnings).toEqual(['第 1 页是竖排，已按从右到左的次序读取，请核对。']);
  });

  it('has the ordinary characters in place of radicals that look like them, and none without a width', async () => {
    expect(
      await textsOf({ words: [{ text: '⼀、⽣产⾏动计划：农\u2ea0和\u2edb险\u200b', x: 85, y: 100, size: 15 }] }),
    ).toEqual(['一、生产行动计划：农民和风险']);
  });

  it('has words whole that a hyphen broke at the end of a line', async () => {
    const words = ['The specifi\u00ad', 'cation of it'].map((text, row) => ({
      text,
      x: 85,
      y: 100 + 20 * row,
      size: 12,
    }));
    expect(await textsOf({ words: [...words, ...paragraph(TEXT, 85, 200, 72, 12)] })).toEqual([
      'The specification of it',
      TEXT,
    ]);
  });

  it('keeps full-width figures and letters as they are', async () => {
    expect(await textsOf({ words: [{ text: '增长８．５％，共１２户', x: 85, y: 100, size: 15 }] })).toEqual([
      '增长８．５％，共１２户',
    ]);
  });

  it('is the same in whatever order and pieces the file has it', async () => {
    const words = paragraph(TEXT).flatMap(({ text, x, y, size }) =>
      [...text].map((character, index) => ({ text: character, x: x + index * size, y, size })),
    );
    expect(await textsOf({ words: words.reverse() })).toEqual([TEXT]);
  });

  it('has a space where the file spells one out, and where only a gap shows it', async () => {
    const spelled = [{ text: '脱贫有方 攻坚有路', x: 85, y: 100, size: 20 }];
    const gap = [
      { text: '脱贫有方', x: 85, y: 100, size: 20 },
      { text: '攻坚有路', x: 85 + 4.4 * 20, y: 100, size: 20 },
    ];
    for (const words of [spelled, gap]) expect(await textsOf({ words })).toEqual(['脱贫有方 攻坚有路']);
  });

  it('has no space between the characters of a line that is set wide', async () => {
    const words = [...'某县工作简报'].map((text, index) => ({ text, x: 85 + index * 60, y: 100, size: 30 }));
    expect(await textsOf({ words: [...words, ...paragraph(TEXT, 85, 200)] })).toEqual(['某县工作简报', TEXT]);
  });

  it('keeps a raised figure in its line', async () => {
    const words = [
      { text: '面积为12', x: 85, y: 100, size: 16 },
      { text: '3', x: 85 + 4 * 16, y: 94, size: 8 },
      { text: '亩。', x: 85 + 4.3 * 16, y: 100, size: 16 },
    ];
    expect(await textsOf({ words })).toEqual(['面积为123亩。']);
  });

  it('is taken where it is not painted, with a warning', async () => {
    const { lines, warnings } = await read({ words: paragraph(TEXT).map((line) => ({ ...line, isInvisible: true })) });
    expect(lines).toEqual([{ text: TEXT, page: 1 }]);
    expect(warnings).toEqual(['第 1 页的文字来自扫描时附带的识别结果，可能有误。']);
  });

  it('leaves out a watermark', async () => {
    const mark = Buffer.from('内部资料', 'utf16le').swap16().toString('hex');
    const content = `BT /F 60 Tf 0.7 0.7 -0.7 0.7 200 300 Tm <${mark}> Tj ET`;
    expect(await textsOf({ words: paragraph(TEXT), content })).toEqual([TEXT]);
  });
});

describe('a page without a text layer', () => {
  itDraws('is recognised between pages that have one, and its text goes on from theirs', async () => {
    const [first = [], second = []] = [TEXT, TEXT.replace('油茶', '茶叶')].map((text) => paragraph(text));
    const words = [
      ...first.slice(-1).map((line) => ({ ...line, y: 100 })),
      ...second.map((line) => ({ ...line, y: line.y + 24 })),
    ];
    const { data, info } = await drawPage({ words }).raw().toBuffer({ resolveWithObject: true });
    const picture = { width: info.width, height: info.height, rgb: data };
    const { lines, warnings } = await read({ words: first.slice(0, -1) }, { picture }, { words: first });
    expect(lines.map(({ page }) => page)).toEqual([1, 2, 3]);
    expect(similarity(fold(lines[0]?.text ?? ''), fold(TEXT))).toBeGreaterThan(0.97);
    expect(lines[1]?.confidence).toBeGreaterThan(0.9);
    expect(lines[2]).toEqual({ text: TEXT, page: 3 });
    expect(warnings[0]).toMatch(/^第 2 页由文字识别得到，平均把握 \d\d%，引用时请对照原件。$/u);
  });

  it('is told of', async () => {
    const { pages, warnings } = await read({ words: paragraph(TEXT) }, {}, {}, { words: paragraph(TEXT) }, {});
    expect({ pages, warnings }).toEqual({ pages: 5, warnings: ['第 2–3、5 页没有文字。'] });
  });

  it('is refused when its picture is too large', async () => {
    const picture = { width: WIDTH, height: HEIGHT, rgb: new Uint8Array(WIDTH * HEIGHT * 3) };
    const reading = readPdf(makePdf([{ picture }]), { ...READ_LIMITS, pixels: 100_000 });
    await expect(reading).rejects.toMatchObject({ code: 'file_picture_too_large' });
  });
});
