/** Headings among paragraphs: what is set larger than the text, or bold and alone. */
import { smallest } from './rows.ts';
import { isCentred, type Paragraph } from './paragraphs.ts';

/** A heading is larger than the text by this share; recognised heights vary. */
const LARGER = 0.12;
const LARGER_RECOGNISED = 0.35;
const SAME_SIZE = 0.06;
const HEADING_MAX = 90;
const BOLD_HEADING_MAX = 40;
const LEVELS = 6;

/** The levels of those paragraphs that are headings: the rank of their size, behind it what is only bold. */
export function headingsOf(paragraphs: readonly Paragraph[], body: number): Map<Paragraph, number> {
  const larger = new Map(paragraphs.map((paragraph) => [paragraph, largerSize(paragraph, body)]));
  const sizes: number[] = [];
  for (const size of [...larger.values()].filter((size) => size !== null).sort((a, b) => b - a)) {
    const last = sizes.at(-1);
    if (last === undefined || last - size > SAME_SIZE * last) sizes.push(size);
  }
  const isBoldMarked = !isMostlyBold(paragraphs);
  const levels = new Map<Paragraph, number>();
  for (const [paragraph, size] of larger) {
    const rank = size === null ? sizes.length : sizes.findIndex((other) => other - size <= SAME_SIZE * other);
    if (size !== null || (isBoldMarked && isBoldHeading(paragraph))) levels.set(paragraph, Math.min(rank + 1, LEVELS));
  }
  return levels;
}

/** The size of a paragraph that is larger than the text and no longer than a heading; null for others. */
function largerSize({ text, lines }: Paragraph, body: number): number | null {
  const size = smallest(lines.map((line) => line.size));
  const limit = lines.some(({ confidence }) => confidence !== undefined) ? LARGER_RECOGNISED : LARGER;
  return size > body * (1 + limit) && text.length <= HEADING_MAX && !endsSentence(text) ? size : null;
}

function isBoldHeading({ text, lines }: Paragraph): boolean {
  const [line] = lines;
  if (!line || lines.length > 2 || !lines.every(({ isBold }) => isBold)) return false;
  return text.length <= BOLD_HEADING_MAX && !endsSentence(text) && (isCentred(line) || !/[，,：:、]$/u.test(text));
}

function endsSentence(text: string): boolean {
  return /[。；;，,]$/u.test(text);
}

function isMostlyBold(paragraphs: readonly Paragraph[]): boolean {
  let bold = 0;
  let all = 0;
  for (const { lines } of paragraphs) {
    for (const { text, isBold } of lines) {
      all += text.length;
      if (isBold) bold += text.length;
    }
  }
  return 2 * bold > all;
}
