/** A draft to try the checker with, made from an article that is held: two of its sentences, a figure changed in one. */
import type { ArticleResponse } from '../server/contract-articles.ts';

const LENGTH = { least: 20, most: 90 };

/** A figure of several digits that is no part of a date. */
const FIGURE = /(?<![\d.])\d{2,6}(?![\d.年月日期号])/;

/** Null for an article without two sentences that will do. */
export function makeExample({ text, paragraphs }: Pick<ArticleResponse, 'text' | 'paragraphs'>): string | null {
  const sentences = paragraphs
    .filter(({ role }) => role === 'body')
    .flatMap(({ start, end }) => text.slice(start, end).split(/(?<=。)/))
    .map((sentence) => sentence.trim())
    .filter(({ length }) => length >= LENGTH.least && length <= LENGTH.most)
    .filter((sentence) => sentence.endsWith('。'));
  const figured = sentences.find((sentence) => FIGURE.test(sentence));
  const faithful = sentences.find((sentence) => sentence !== figured);
  if (!figured || !faithful) return null;
  return `${faithful}\n${figured.replace(FIGURE, changeFigure)}`;
}

/** Another figure of as many digits: the last but one is another. */
function changeFigure(figure: string): string {
  const at = figure.length - 2;
  return `${figure.slice(0, at)}${(Number(figure[at]) % 9) + 1}${figure.slice(at + 1)}`;
}
