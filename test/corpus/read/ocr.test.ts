import type { Sharp } from 'sharp';
import { describe, expect } from 'vitest';
import { recognisePage, type RecognisedPage } from '../../../corpus/read/ocr/ocr.ts';
import { similarity } from '../../edit-distance.ts';
import { drawWords, itDraws, pixelsOf, SCALE, scanned, turned } from './make-picture.ts';

const LINES = [
  '某县：“四个一批”促增收——来自东山镇的报告',
  '近年来，全县组织党员干部1,286名，结对帮扶贫困户5,678户；',
  '人均可支配收入增长8.14%，其中油茶产业（含加工）占35.6%。',
  '《产业发展实施方案》明确：2015-2020年，每户补助2000—3000元！',
];
const WORDS = LINES.map((text, index) => ({ text, x: 40, y: 50 + index * 28, size: 14 }));

function draw(): Sharp {
  return drawWords(WORDS, { width: 540, height: 170 });
}

function textsOf({ lines }: RecognisedPage): string[] {
  return lines.map(({ text }) => text);
}

function meanConfidence({ lines }: RecognisedPage): number {
  return lines.reduce((sum, { confidence }) => sum + confidence, 0) / lines.length;
}

async function recognise(image: Sharp): Promise<RecognisedPage> {
  return recognisePage(await pixelsOf(image));
}

describe('recognition', () => {
  itDraws('reads lines with the marks and figures of Chinese print, and says where they stand', async () => {
    const page = await recognise(draw());
    expect(textsOf(page)).toEqual(LINES);
    expect(page.unreadable).toBe(0);
    page.lines.forEach(({ x, y, width, height, characterSize, confidence }, index) => {
      const baseline = (50 + index * 28) * SCALE;
      expect(Math.abs(x - 40 * SCALE)).toBeLessThan(characterSize);
      expect(y).toBeLessThan(baseline);
      expect(y + height).toBeGreaterThan(baseline - 1);
      expect(x + width).toBeLessThanOrEqual(page.width);
      expect(characterSize / (14 * SCALE)).toBeGreaterThan(0.85);
      expect(characterSize / (14 * SCALE)).toBeLessThan(1.15);
      expect(confidence).toBeGreaterThan(0.9);
      expect(confidence).toBeLessThanOrEqual(1);
    });
  });

  for (const degrees of [2.5, -2.5]) {
    itDraws(`sets a page straight that lies at ${degrees}°`, async () => {
      const page = await recognise(await turned(draw(), degrees));
      expect(similarity(textsOf(page).join(''), LINES.join(''))).toBeGreaterThan(0.97);
      const middles = page.lines.map(({ y, height }) => y + height / 2);
      middles.slice(1).forEach((middle, index) => {
        expect(Math.abs(middle - (middles[index] as number) - 28 * SCALE)).toBeLessThan(5);
      });
      const lefts = page.lines.map(({ x }) => x);
      expect(Math.max(...lefts) - Math.min(...lefts)).toBeLessThan(14 * SCALE);
    });
  }

  for (const degrees of [90, 180, 270]) {
    itDraws(`reads a page that is turned by ${degrees}°`, async () => {
      const page = await recognise(await turned(draw(), degrees));
      expect(similarity(textsOf(page).join(''), LINES.join(''))).toBeGreaterThan(0.97);
      expect(page.width).toBeGreaterThan(page.height);
    });
  }

  itDraws('reads a grainy scan, and is less sure of one that is out of focus', async () => {
    const clear = await recognise(draw());
    const grainy = await recognise(await scanned(draw()));
    const unsharp = await recognise(await scanned(draw(), { blur: 4.2 }));
    expect(similarity(textsOf(grainy).join(''), LINES.join(''))).toBeGreaterThan(0.97);
    expect(meanConfidence(grainy)).toBeLessThanOrEqual(meanConfidence(clear) + 0.01);
    expect(meanConfidence(unsharp)).toBeLessThan(meanConfidence(grainy) - 0.05);
    for (const { confidence } of unsharp.lines) expect(confidence).toBeGreaterThan(0);
  });

  itDraws('reads small and large characters alike', async () => {
    for (const scale of [0.5, 3]) {
      const image = draw().resize({ width: Math.round(540 * SCALE * scale) });
      const page = await recognise(image);
      expect(similarity(textsOf(page).join(''), LINES.join('')), `at ${scale}`).toBeGreaterThan(0.95);
    }
  });

  itDraws('keeps columns apart, and joins what a space parts', async () => {
    const words = [
      { text: '左边一栏的文字。', x: 40, y: 50, size: 14 },
      { text: '右边一栏的文字。', x: 240, y: 50, size: 14 },
      { text: '二〇一八年　第十四期', x: 40, y: 100, size: 14 },
    ];
    const { lines } = await recognise(drawWords(words, { width: 540, height: 170 }));
    const byPlace = lines.sort((a, b) => Math.round((a.y - b.y) / 20) || a.x - b.x).map(({ text }) => text);
    expect(byPlace).toEqual(['左边一栏的文字。', '右边一栏的文字。', '二〇一八年 第十四期']);
  });

  itDraws('finds nothing on an empty page, nor in specks', async () => {
    expect(await recognise(drawWords([], { width: 300, height: 200 }))).toMatchObject({ lines: [], unreadable: 0 });
    expect(await recognise(await scanned(drawWords([], { width: 300, height: 200 }), { grain: 40 }))).toMatchObject({
      lines: [],
    });
    expect((await recognisePage({ width: 1, height: 1, rgba: new Uint8Array(4) })).lines).toEqual([]);
  });
});
