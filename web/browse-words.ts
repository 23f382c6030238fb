/** Where the words searched for stand in an article: in what its summary says, or in its text. */
import type { ArticleSummary } from '../server/contract-articles.ts';
import { foldForSearch, foldText } from './fold-text.ts';
import type { Span } from './mark-segments.ts';

const WORDS_MAX = 5;

/** The words of a search, apart by spaces; an article has to hold each of them. */
export function splitWords(search: string): string[] {
  return [...new Set(search.split(/\s+/u).filter(Boolean))].slice(0, WORDS_MAX);
}

/** Everywhere that any of the words stands in a text, in order; white space, width and case of letters do not matter. */
export function findWords(text: string, words: readonly string[]): Span[] {
  if (words.length === 0) return [];
  const { text: kept, places } = foldText(text);
  const folded = kept.toLowerCase();
  return words
    .map(foldForSearch)
    .filter(Boolean)
    .flatMap((word) =>
      occurrences(folded, word).flatMap((at) => {
        const [first, last] = [places[at], places[at + word.length - 1]];
        return first && last ? [{ start: first.start, end: last.end }] : [];
      }),
    )
    .sort((a, b) => a.start - b.start || b.end - a.end);
}

function occurrences(text: string, word: string): number[] {
  const found: number[] = [];
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) found.push(at);
  return found;
}

export type FoundIn = 'title' | 'place' | 'byline' | 'issue' | 'heading' | 'text';

const NAMES: [FoundIn, string][] = [
  ['title', '标题'],
  ['place', '地点'],
  ['byline', '作者'],
  ['issue', '期号或文号'],
  ['heading', '小标题'],
  ['text', '正文'],
];

export type FoundArticle = { article: ArticleSummary; foundIn: FoundIn[] };

/**
 * The articles that hold every word, those that name one in the title first. `inText` tells of the whole text, title and
 * headings included, and is asked only where the summary does not hold the word.
 */
export function findArticles(
  articles: readonly ArticleSummary[],
  words: readonly string[],
  inText: (articleId: string, word: string) => boolean,
): FoundArticle[] {
  if (words.length === 0) return articles.map((article) => ({ article, foundIn: [] }));
  const found = articles.flatMap((article) => {
    const places = words.map((word): FoundIn[] => {
      const inSummary = findInSummary(article, word);
      return inSummary.length > 0 || !inText(article.id, word) ? inSummary : ['text'];
    });
    if (places.some((foundIn) => foundIn.length === 0)) return [];
    return [{ article, foundIn: NAMES.map(([name]) => name).filter((name) => places.some((p) => p.includes(name))) }];
  });
  const rank = ({ foundIn }: FoundArticle): number => NAMES.findIndex(([name]) => name === foundIn[0]);
  return found.sort((a, b) => rank(a) - rank(b));
}

type FoldedSummary = Record<Exclude<FoundIn, 'text'>, string>;

/** Folded once, however often the search changes. */
const foldedSummaries = new WeakMap<ArticleSummary, FoldedSummary>();

function foldSummary(article: ArticleSummary): FoldedSummary {
  let folded = foldedSummaries.get(article);
  if (!folded) {
    const { title, places, byline, issue, documentNumber, headings } = article;
    // A sign that no search can hold keeps one name from running into the next.
    const join = (texts: string[]): string => texts.map(foldForSearch).join('\n');
    folded = {
      title: foldForSearch(title),
      place: join(places),
      byline: foldForSearch(byline ?? ''),
      issue: join([issue ?? '', documentNumber ?? '']),
      heading: join(headings),
    };
    foldedSummaries.set(article, folded);
  }
  return folded;
}

/** What is searched for as an issue or a document by its number; a year alone is not. */
const NUMBER = /\d[期号]/u;

function findInSummary(article: ArticleSummary, word: string): FoundIn[] {
  const folded = foldSummary(article);
  const searched = foldForSearch(word);
  return NAMES.flatMap(([name]) => {
    if (name === 'text' || !searched || (name === 'issue' && !NUMBER.test(searched))) return [];
    return folded[name].includes(searched) ? [name] : [];
  });
}

/** 标题、小标题. */
export function describePlaces(foundIn: readonly FoundIn[]): string {
  return NAMES.flatMap(([name, label]) => (foundIn.includes(name) ? [label] : [])).join('、');
}

/** A piece of a text around words that stand in it: `span` is the first of them there, `marks` lie within `text`. */
export type Snippet = { text: string; marks: Span[]; span: Span };

const AROUND = 28;

/** Each place of the words with what stands around it in its paragraph; places near each other share one snippet. */
export function cutSnippets(text: string, paragraphs: readonly Span[], words: readonly string[]): Snippet[] {
  return paragraphs.flatMap((paragraph) => {
    const spans = findWords(text.slice(paragraph.start, paragraph.end), words).map(({ start, end }) => ({
      start: start + paragraph.start,
      end: end + paragraph.start,
    }));
    return groupNear(spans).map((group) => cut(text, paragraph, group));
  });
}

function groupNear(spans: readonly Span[]): Span[][] {
  const groups: Span[][] = [];
  for (const span of spans) {
    const group = groups[groups.length - 1];
    const last = group?.[group.length - 1];
    if (group && last && span.start - last.end <= AROUND) group.push(span);
    else groups.push([span]);
  }
  return groups;
}

function cut(text: string, paragraph: Span, group: readonly Span[]): Snippet {
  const span = group[0] as Span;
  const from = Math.max(paragraph.start, span.start - AROUND);
  const to = Math.min(paragraph.end, Math.max(...group.map(({ end }) => end)) + AROUND);
  const before = from > paragraph.start ? '…' : '';
  const shift = before.length - from;
  return {
    text: `${before}${text.slice(from, to)}${to < paragraph.end ? '…' : ''}`,
    marks: group.map(({ start, end }) => ({ start: start + shift, end: end + shift })),
    span,
  };
}
