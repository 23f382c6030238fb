/** What was found → the words to be shown and cited. */
import type { Article, Span } from '../../corpus/article.ts';
import { splitSentences } from '../../corpus/text.ts';
import type { Finding } from './finding.ts';
import type { Held } from './text-index.ts';
import type { Range } from './search.ts';
import { spanHeld } from './source.ts';

/**
 * The nearest words held, or where the same words stand that fit what the draft claims; a sentence of which all words
 * are shown is shown with its punctuation.
 */
export function originalOf(
  held: Held,
  finding: Finding,
  fitting: Range | null,
): { article: Article; span: Span } | null {
  const { main, differences } = finding;
  if (!main) return null;
  const isSame = fitting === null || (fitting.from >= main.held.from && fitting.to <= main.held.to);
  const range = isSame ? main.held : fitting;
  const shown = differences.reduce(
    (whole, { held: own }) => (own && adjoins(own, whole) ? unite(own, whole) : whole),
    range,
  );
  const { article, span } = spanHeld(held, shown);
  return { article, span: withPunctuation(article, span) };
}

function adjoins(a: Range, b: Range): boolean {
  return a.from <= b.to && b.from <= a.to;
}

function unite(a: Range, b: Range): Range {
  return { from: Math.min(a.from, b.from), to: Math.max(a.to, b.to) };
}

const WORDS = /[\p{L}\p{N}]/u;

function withPunctuation({ text, paragraphs }: Article, span: Span): Span {
  const around = paragraphs.filter(({ start, end }) => start < span.end && end > span.start);
  const sentences = around.flatMap((paragraph) => splitSentences(text, paragraph));
  const first = sentences.find(({ start, end }) => start <= span.start && span.start < end);
  const last = sentences.find(({ start, end }) => start < span.end && span.end <= end);
  const isFromStart = first && !WORDS.test(text.slice(first.start, span.start));
  const isToEnd = last && !WORDS.test(text.slice(span.end, last.end));
  return { start: isFromStart ? first.start : span.start, end: isToEnd ? last.end : span.end };
}
