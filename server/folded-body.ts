/** The folded text of an article with its places in the original: cited words are compared folded and shown as printed. */
import type { Span } from '../corpus/article.ts';
import { fold, foldText } from '../corpus/text.ts';

export interface FoldedBody {
  text: string;
  /** For each folded code unit, the offset of the character it came from. */
  offsets: Uint32Array;
}

type Body = { text: string };

/** Kept as long as the article is. Offsets are kept apart, since they are wanted of few articles and take much room. */
const words = new WeakMap<Body, string>();
const bodies = new WeakMap<Body, FoldedBody>();

/** An article's folded text. */
export function foldedWords(article: Body): string {
  let text = words.get(article);
  if (text === undefined) words.set(article, (text = fold(article.text)));
  return text;
}

/** An article's folded text with its offsets. */
export function foldedBody(article: Body): FoldedBody {
  let body = bodies.get(article);
  if (!body) {
    const { text, offsets } = foldText(article.text);
    bodies.set(article, (body = { text, offsets: Uint32Array.from(offsets) }));
    words.set(article, text);
  }
  return body;
}

/** The folded offset of the first character at or after an offset. */
export function toFolded({ offsets }: FoldedBody, at: number): number {
  let [low, high] = [0, offsets.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((offsets[middle] as number) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The span of the original that a span of the folded text stands for; whole characters, none of them white space at an edge. */
export function toOriginal({ text }: Body, { offsets }: FoldedBody, { start, end }: Span): Span {
  const last = offsets[end - 1] ?? 0;
  return { start: offsets[start] ?? 0, end: last + ((text.codePointAt(last) ?? 0) > 0xffff ? 2 : 1) };
}
