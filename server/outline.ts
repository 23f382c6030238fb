/** The enumeration an answer belongs to: its heading, and every item of it in the article's order. */
import type { Article, Section, Span } from '../corpus/article.ts';
import { fold, readNumeral, splitSentences } from '../corpus/text.ts';
import { makeExtract } from './cite.ts';
import type { Answer } from './contract.ts';
import { type ChosenSpan, coverageOf, highlightsOf, type WeightedTerm } from './extract.ts';
import type { Query } from './query.ts';

/** Fewer items than this are not an enumeration. */
const ITEMS_MIN = 2;

/** An item is shown by its first sentence, cut at this many characters at the latest by leaving out whole sentences. */
const ITEM_MAX = 200;

/**
 * The outline of an answer: for a question how something was done, the sections around its best extract. Null where
 * there is no enumeration around it, or the question asks for one fact or for several places.
 */
export function outlineOf(
  query: Query,
  spans: readonly ChosenSpan[],
  terms: readonly WeightedTerm[],
): Answer['outline'] {
  const best = spans[0];
  if (!best || query.wantsSeveral || (query.kind !== 'how' && query.kind !== 'other')) return null;
  // Of several articles told of as wholes, none has the enumeration that is asked for.
  if (query.topic.length === 0 && spans.some((span) => span.article !== best.article)) return null;
  const { article } = best;
  const named = namedParent(article, terms);
  // What is not asked how it was done has an enumeration only where its words are those of the heading.
  if (!named && query.kind !== 'how') return null;
  const parent = named ?? parentOf(article, best.start);
  const items = childrenOf(article, parent);
  if (items.length < ITEMS_MIN) return null;
  return {
    heading: parent?.heading ?? article.title,
    total: statedCount(parent?.heading ?? '') ?? items.length,
    items: items.map((item) => {
      const span = leadOf(article, item);
      return makeExtract({
        article,
        ...span,
        score: best.score,
        highlights: highlightsOf({ article, ...span }, terms),
      });
    }),
  };
}

/** A heading that holds this share of the question's words is the one that is asked for. */
const NAMED_SHARE = 0.4;

/** The section with items whose heading the question names, or null. */
function namedParent(article: Article, terms: readonly WeightedTerm[]): Section | null {
  // Words of the title tell one heading of the article from another as little as the place does.
  const telling = terms.filter(({ text }) => !fold(article.title).includes(text));
  const named = article.sections
    .filter((section) => childrenOf(article, section).length >= ITEMS_MIN)
    .map((section) => ({ section, share: coverageOf(telling, fold(section.heading)) }))
    .sort((a, b) => b.share - a.share)[0];
  return named && named.share >= NAMED_SHARE ? named.section : null;
}

/** The innermost section around a position that has items of its own, or null for the article itself. */
function parentOf(article: Article, position: number): Section | null {
  const around = article.sections.filter((section) => section.start <= position && position < section.end);
  return around.reverse().find((section) => childrenOf(article, section).length >= ITEMS_MIN) ?? null;
}

function childrenOf({ sections }: Article, parent: Section | null): Section[] {
  const inside = parent ? sections.filter(({ start, end }) => start > parent.start && end <= parent.end) : sections;
  const level = Math.min(...inside.map((section) => section.level));
  return inside.filter((section) => section.level === level);
}

/** The item's heading sentence, with the one after it while both together stay short; never across a line break. */
function leadOf(article: Article, item: Section): Span {
  const lineEnd = article.text.indexOf('\n', item.start);
  const end = lineEnd < 0 ? item.end : Math.min(item.end, lineEnd);
  const [first, second] = splitSentences(article.text, { start: item.start, end });
  if (!first) return { start: item.start, end };
  if (first.end - first.start > ITEM_MAX) return { start: item.start, end: item.start + item.heading.length };
  return second && second.end - first.start <= ITEM_MAX ? { start: first.start, end: second.end } : first;
}

/** The number a heading states: 落实“四个保障” → 4. */
function statedCount(heading: string): number | null {
  const numeral = /“?([二三四五六七八九十])(?:个|项|条|大|道|步|方面|种|有|化|共|统|保|心|联|验|支)/u.exec(
    heading.replace(/^[一二三四五六七八九十]+[、是]/u, ''),
  )?.[1];
  return numeral === undefined ? null : readNumeral(numeral);
}
