import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { READ_LIMITS } from '../../../corpus/read/document.ts';
import { readPicture } from '../../../corpus/read/ocr/picture.ts';
import { similarity } from '../../edit-distance.ts';
import { typeset } from './make-pdf.ts';
import { CAN_DRAW, drawPage, drawWords, itDraws, scanned } from './make-picture.ts';
import { describeReader, type SampleBlock } from './reader.cases.ts';

const TEXT = '全县组织党员干部一千二百名，结对帮扶贫困户。';
const WORDS = [{ text: TEXT, x: 30, y: 50, size: 14 }];
const SMALL = { width: 400, height: 90 };

/** The pages of a document as those of a TIFF. */
async function makeTiff(blocks: readonly SampleBlock[]): Promise<Buffer> {
  const pages = await Promise.all(typeset(blocks).map((page) => drawPage(page).png().toBuffer()));
  const [only] = pages;
  const image = pages.length === 1 ? sharp(only) : sharp(pages, { join: { animated: true } });
  return image.tiff({ compression: 'lzw' }).toBuffer();
}

if (CAN_DRAW) {
  describeReader({
    format: 'picture',
    read: readPicture,
    make: makeTiff,
    marks: { headings: false, rows: false, pages: true },
    similarity: 0.9,
    limits: [
      [{ pages: 1 }, 'file_too_many_pages'],
      [{ pixels: 1_000 }, 'file_picture_too_large'],
    ],
    signature: Buffer.from('II*\0'),
    cuts: 3,
  });
}

async function textOf(bytes: Uint8Array): Promise<string> {
  const { lines } = await readPicture(bytes, READ_LIMITS);
  return lines.map(({ text }) => text).join('\n');
}

describe('pictures', () => {
  itDraws('reads every kind of pixel', async () => {
    const image = await drawWords(WORDS, SMALL).png().toBuffer();
    const transparent = sharp(image).negate().extractChannel(0);
    const kinds: Record<string, Buffer> = {
      png: image,
      jpeg: await sharp(image).jpeg().toBuffer(),
      grey: await sharp(image).greyscale().png().toBuffer(),
      'black and white': await sharp(image).threshold(128).png({ palette: true, colours: 2 }).toBuffer(),
      '16 bits': await sharp(image).toColourspace('rgb16').png().toBuffer(),
      '16 bits of grey': await sharp(image).toColourspace('grey16').png().toBuffer(),
      cmyk: await sharp(image).toColourspace('cmyk').jpeg().toBuffer(),
      transparent: await sharp({
        create: {
          width: Math.round(SMALL.width * (150 / 72)),
          height: Math.round(SMALL.height * (150 / 72)),
          channels: 3,
          background: 'black',
        },
      })
        .joinChannel(await transparent.toBuffer())
        .png()
        .toBuffer(),
      fax: await sharp(image)
        .threshold(128)
        .toColourspace('b-w')
        .tiff({ compression: 'ccittfax4', bitdepth: 1 })
        .toBuffer(),
    };
    for (const [kind, bytes] of Object.entries(kinds)) {
      expect(similarity(await textOf(bytes), TEXT), kind).toBeGreaterThan(0.9);
    }
  });

  itDraws('turns a photograph as its camera says', async () => {
    const upright = await drawWords(WORDS, SMALL).png().toBuffer();
    const photograph = await sharp(upright).rotate(90).withMetadata({ orientation: 8 }).jpeg().toBuffer();
    expect(await textOf(photograph)).toBe(TEXT);
  });

  itDraws('says how sure it is, of the whole and of pages that are hard to read', async () => {
    const clear = await drawWords(WORDS, SMALL).png().toBuffer();
    const unsharp = await (await scanned(drawWords(WORDS, SMALL), { blur: 5 })).png().toBuffer();
    const empty = await drawWords([], SMALL).png().toBuffer();
    const tiff = await sharp([clear, unsharp, empty], { join: { animated: true } })
      .tiff()
      .toBuffer();
    const { lines, pages, warnings } = await readPicture(tiff, READ_LIMITS);
    expect(pages).toBe(3);
    expect(lines[0]).toMatchObject({ text: TEXT, page: 1 });
    expect(lines[0]?.confidence).toBeGreaterThan(0.9);
    expect(warnings[0]).toMatch(/^文字由图像识别得出，平均把握 \d+%，引用时请对照原件。$/);
    expect(warnings.slice(1).join('')).toMatch(/第 2 页(?:识别把握较低（\d+%），请对照原件核对|没有认出文字|有 \d 处)/);
    expect(warnings).toContain('第 3 页没有认出文字。');
  });

  itDraws('keeps a title whole whose last character stands alone below it', async () => {
    const body = Array.from({ length: 6 }, (_, line) => ({ text: TEXT, x: 60, y: 150 + 24 * line, size: 14 }));
    const title = [
      { text: '山口县推行“四定”　全力推动村级产业全覆', x: 46, y: 80, size: 20 },
      { text: '盖', x: 236, y: 112, size: 20 },
    ];
    const { lines } = await readPicture(
      await drawPage({ words: [...title, ...body] })
        .png()
        .toBuffer(),
      READ_LIMITS,
    );
    expect(lines[0]).toMatchObject({ text: '山口县推行“四定” 全力推动村级产业全覆盖', heading: 1 });
  });

  it('says that a picture has no text', async () => {
    const { lines, warnings } = await readPicture(
      await sharp({ create: { width: 200, height: 100, channels: 3, background: 'white' } })
        .png()
        .toBuffer(),
      READ_LIMITS,
    );
    expect(lines).toEqual([]);
    expect(warnings).toEqual(['图像里没有认出文字，请核对图像是否清晰、方向是否正确。']);
  });

  it('refuses absurd sizes by what the head of the file says, before it unpacks a pixel', async () => {
    const png = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'white' } })
      .png()
      .toBuffer();
    png.writeUInt32BE(60_000, 16);
    png.writeUInt32BE(60_000, 20);
    await expect(readPicture(png, READ_LIMITS)).rejects.toMatchObject({ code: /^file_/ });
    const large = await sharp({ create: { width: 9_000, height: 9_000, channels: 3, background: 'white' } })
      .png()
      .toBuffer();
    await expect(readPicture(large, READ_LIMITS)).rejects.toMatchObject({
      code: 'file_picture_too_large',
      message: '图像有 81000000 像素，上限 60000000 像素；请缩小后再放入。',
    });
  });

  it('refuses what is no picture, or none of the formats', async () => {
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>');
    const webp = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'white' } })
      .webp()
      .toBuffer();
    for (const bytes of [svg, webp, Buffer.from('\x89PNG\r\n\x1a\n'), new Uint8Array()]) {
      await expect(readPicture(bytes, READ_LIMITS)).rejects.toMatchObject({ code: 'file_damaged' });
    }
  });

  itDraws('reads a two-column page column by column', async () => {
    const column = (x: number, lines: string[]) =>
      lines.map((text, index) => ({ text, x, y: 60 + index * 26, size: 14 }));
    const left = [
      '左栏第一行写的是全县产业发',
      '展的总体情况和主要做法以及',
      '取得的明显成效和经验启示，',
      '左栏第四行说明下一步的打算',
    ];
    const right = [
      '右栏第一行写的是各乡镇的典',
      '型案例，有东山镇的油茶产业',
      '有西河乡的中药材种植和加工',
      '右栏第四行说的是南岭乡旅游',
    ];
    const picture = await drawWords([...column(40, left), ...column(260, right)], { width: 480, height: 200 })
      .png()
      .toBuffer();
    const text = (await textOf(picture)).replaceAll('\n', '');
    expect(similarity(text, [...left, ...right].join(''))).toBeGreaterThan(0.95);
  });
});
