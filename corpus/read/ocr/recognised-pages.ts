/** Recognised pages → positioned lines for the layout, and what the owner should know of how sure they are. */
import type { RecognisedPage } from './ocr.ts';
import type { PositionedLine } from '../layout/positioned-line.ts';

/** A page of less confidence than this is named. */
const LOW_CONFIDENCE = 0.8;

/**
 * The lines of a recognised page as the layout takes them.
 *
 * @param page from 1 on
 */
export function positionLines({ width, height, lines }: RecognisedPage, page: number): PositionedLine[] {
  return lines.map(({ text, x, y, width: length, height: lineHeight, characterSize, confidence }) => ({
    text,
    page,
    x,
    y,
    width: length,
    height: lineHeight,
    fontSize: characterSize,
    pageWidth: width,
    pageHeight: height,
    confidence,
  }));
}

/**
 * What the owner of a document should know of its recognised pages, in sentences.
 *
 * @param pages by number, from 1 on
 */
export function recognitionWarnings(pages: ReadonlyMap<number, RecognisedPage>): string[] {
  const all = [...pages.values()].flatMap(({ lines }) => lines);
  if (all.length === 0) return ['图像里没有认出文字，请核对图像是否清晰、方向是否正确。'];
  const warnings = [`文字由图像识别得出，平均把握 ${percent(confidenceOf(all))}，引用时请对照原件。`];
  for (const [number, { lines, unreadable }] of pages) {
    if (lines.length === 0) warnings.push(`第 ${number} 页没有认出文字。`);
    else if (confidenceOf(lines) < LOW_CONFIDENCE) {
      warnings.push(`第 ${number} 页识别把握较低（${percent(confidenceOf(lines))}），请对照原件核对。`);
    }
    if (unreadable > 0) warnings.push(`第 ${number} 页有 ${unreadable} 处像是文字，但无法识别，请对照原件核对。`);
  }
  return warnings;
}

/** The mean over all characters. */
function confidenceOf(lines: RecognisedPage['lines']): number {
  const characters = lines.reduce((sum, { text }) => sum + text.length, 0);
  return lines.reduce((sum, { text, confidence }) => sum + confidence * text.length, 0) / characters;
}

/** Rounded down: 100 % would promise too much. */
function percent(share: number): string {
  return `${Math.floor(share * 100)}%`;
}
