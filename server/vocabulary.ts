/**
 * What the corpus held knows of places: the names by which its articles can be asked for.
 */
import type { Article } from '../corpus/article.ts';
import { findPlaces, provinceOf } from '../corpus/places.ts';

/** A place named in a question. */
export interface NamedPlace {
  start: number;
  end: number;
  /** Canonical name, as articles give it. */
  name: string;
  /** The least that a text calls it by: 环江 for 环江毛南族自治县, 西乡塘 for 南宁市西乡塘区. */
  shortName: string;
  /** Articles about it; empty for a place that the corpus has no article about. */
  articleIds: string[];
}

interface Entry {
  name: string;
  articleIds: Set<string>;
}

export interface Vocabulary {
  /** Two-digit code of the province that the corpus is about, for short names; null where there is none. */
  province: string | null;
  /** By every name that an article's place goes by. */
  entries: Map<string, Entry>;
}

/** Builds the vocabulary of a corpus. */
export function buildVocabulary(articles: readonly Article[]): Vocabulary {
  const province = commonProvince(articles);
  const entries = new Map<string, Entry>();
  const add = (alias: string | null, name: string, articleId: string): void => {
    if (alias === null || alias.length < 2) return;
    const entry = entries.get(alias) ?? { name, articleIds: new Set() };
    entry.articleIds.add(articleId);
    entries.set(alias, entry);
  };
  for (const article of articles) {
    for (const place of article.places) {
      for (const { alias, name } of aliasesOf(place, province)) add(alias, name, article.id);
    }
  }
  return { province, entries };
}

function commonProvince(articles: readonly Article[]): string | null {
  const counts = new Map<string, number>();
  for (const { series, publisher, title, places, text } of articles) {
    const province =
      provinceOf(`${series ?? ''}${publisher ?? ''}${title}${places.join('')}`) ?? provinceOf(text.slice(0, 400));
    if (province) counts.set(province, (counts.get(province) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null;
}

/** 巴马瑶族自治县燕洞镇交乐村 goes by itself, its county (in full and short), 燕洞镇, 交乐村 and 交乐. */
function aliasesOf(place: string, province: string | null): { alias: string | null; name: string }[] {
  const aliases: { alias: string | null; name: string }[] = [{ alias: place, name: place }];
  let rest = place;
  for (const { division, end } of findPlaces(place, province, false)) {
    const name = division.code.endsWith('00') ? division.fullName : division.name;
    for (const alias of [division.fullName, division.shortName, division.name]) aliases.push({ alias, name });
    rest = place.slice(end);
  }
  for (const [part, stem] of rest.matchAll(/(.+?)(?:镇|乡|街道|村|社区)/gu)) {
    aliases.push({ alias: part, name: place }, { alias: stem ?? null, name: place });
  }
  return aliases;
}

/**
 * The places a question names, in order: those the corpus knows by any of their names, and every county, city and
 * province of the country by its full name (in the corpus's province by its short name too).
 *
 * `words` are the question's words in order; a short name inside a longer word (大化 in 最大化) is not a place.
 */
export function findNamedPlaces(question: string, words: string[], vocabulary: Vocabulary): NamedPlace[] {
  const gazetteer = new Map(findPlaces(question, vocabulary.province, true).map((mention) => [mention.start, mention]));
  const inner = innerSpans(words);
  const found: NamedPlace[] = [];
  for (let at = 0; at < question.length; at++) {
    const held = longestEntryAt(question, at, vocabulary);
    const mention = gazetteer.get(at);
    const length = Math.max(held?.length ?? 0, mention ? mention.end - mention.start : 0);
    if (length === 0 || isInsideWord(at, at + length, inner)) continue;
    const end = at + length + suffixLength(question, at + length);
    if (held && held.length === length) {
      const { name, articleIds } = held.entry;
      found.push({ start: at, end, name, shortName: question.slice(at, at + length), articleIds: [...articleIds] });
    } else if (mention && !mention.division.code.endsWith('0000')) {
      const { name, shortName, fullName } = mention.division;
      found.push({ start: at, end, name, shortName: shortName ?? fullName, articleIds: [] });
    }
    at = end - 1;
  }
  return found;
}

function longestEntryAt(
  question: string,
  at: number,
  { entries }: Vocabulary,
): { entry: Entry; length: number } | null {
  for (let length = Math.min(24, question.length - at); length >= 2; length--) {
    const entry = entries.get(question.slice(at, at + length));
    if (entry) return { entry, length };
  }
  return null;
}

/** People put 县 behind a short name: 环江县. */
function suffixLength(question: string, at: number): number {
  return /^[县市区](?![长委直域])/u.test(question.slice(at)) ? 1 : 0;
}

function innerSpans(words: string[]): { start: number; end: number }[] {
  let at = 0;
  return words.map((word) => ({ start: at, end: (at += word.length) }));
}

function isInsideWord(start: number, end: number, words: { start: number; end: number }[]): boolean {
  return words.some((word) => word.start < start && word.end >= end);
}
