/** Pictures of pages, drawn with a Chinese font of this machine, and what scanning does to them. */
import { it } from 'vitest';
import sharp, { type Sharp } from 'sharp';
import type { Picture } from '../../../corpus/read/ocr/pixels.ts';
import { hasChineseFont } from '../../../scripts/chromium.mjs';
import { HEIGHT, type MadePage, WIDTH } from './make-pdf.ts';

/** Pixels to a point of the pages that are drawn: 150 dots to the inch. */
export const SCALE = 150 / 72;

const FONTS = 'Noto Serif CJK SC, Source Han Serif SC, Noto Sans CJK SC, SimSun, Songti SC, serif';

/** Whether this machine can draw Chinese. */
export const CAN_DRAW = hasChineseFont();

/** A test that draws: where there is no font to draw with, it says so. */
export function itDraws(name: string, test: () => Promise<void>): void {
  it(name, async () => {
    if (CAN_DRAW) await test();
    else console.warn(`这台机器没有中文字体（如 fonts-noto-cjk），没有检验：${name}`);
  });
}

/** A page as a picture. */
export function drawPage({ words = [], strokes = [] }: MadePage): Sharp {
  return drawWords(words, { width: WIDTH, height: HEIGHT, strokes });
}

/** Words at their places, in points. */
export function drawWords(
  words: NonNullable<MadePage['words']>,
  { width, height, strokes = [] }: { width: number; height: number; strokes?: MadePage['strokes'] },
): Sharp {
  const drawn = words.map(
    ({ text, x, y, size, isBold }) =>
      `<text x="${x}" y="${y}" font-size="${size}" font-weight="${isBold ? 700 : 400}" xml:space="preserve">${escape(text)}</text>`,
  );
  const lines = strokes.map(
    ([x, y, toX, toY]) => `<path d="M${x} ${y}L${toX} ${toY}" stroke="black" stroke-width="0.5"/>`,
  );
  const size = `width="${Math.round(width * SCALE)}" height="${Math.round(height * SCALE)}" viewBox="0 0 ${width} ${height}"`;
  return sharp(
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" ${size} font-family="${FONTS}"><rect width="100%" height="100%" fill="white"/>${lines.join('')}${drawn.join('')}</svg>`,
    ),
  ).removeAlpha();
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

/** What recognition takes. */
export async function pixelsOf(image: Sharp): Promise<Picture> {
  const { data, info } = await image.ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, rgba: data };
}

/** The picture turned clockwise by degrees, on white. */
export async function turned(image: Sharp, degrees: number): Promise<Sharp> {
  return sharp(await image.png().toBuffer()).rotate(degrees, { background: 'white' });
}

/** A picture as a scanner of no great quality gives it: a little out of focus, grainy, and compressed. */
export async function scanned(image: Sharp, { blur = 0.6, grain = 10 } = {}): Promise<Sharp> {
  const { data, info } = await image.blur(blur).raw().toBuffer({ resolveWithObject: true });
  let state = 1;
  const random = (): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) / 2 ** 24;
  };
  for (let pixel = 0; pixel < data.length; pixel += info.channels) {
    // The sum of twelve is near enough to a normal distribution.
    const change = (Array.from({ length: 12 }, random).reduce((sum, value) => sum + value, 0) - 6) * grain;
    for (let channel = 0; channel < info.channels; channel++) {
      data[pixel + channel] = Math.min(255, Math.max(0, (data[pixel + channel] as number) + change));
    }
  }
  const { width, height, channels } = info;
  return sharp(await sharp(data, { raw: { width, height, channels } }).jpeg({ quality: 75 }).toBuffer());
}
