/**
 * What the corpus held knows of places: the names by which its articles can be asked for.
 */
import type { Article } from '../corpus/article.ts';
import { type Division, findPlaces, prefectureOf, provinceOf, sameDivisions } from '../corpus/places.ts';
import { type Steps, workAtOnce } from './steps.ts';
import { TextSieve } from './text-sieve.ts';

export interface Entry {
  /** Canonical name, as articles give it. */
  name: string;
  articleIds: Set<string>;
}

export interface Vocabulary {
  /** Two-digit code of the province that the corpus is about, for short names and townships; null where there is none. */
  province: string | null;
  /** By every name that an article's place goes by. */
  entries: Map<string, Entry>;
  /** What the articles say of a name that is none of these. */
  sieve: TextSieve;
}

/** Builds the vocabulary of a corpus. */
export function buildVocabulary(articles: readonly Article[]): Vocabulary {
  return workAtOnce(readVocabulary(articles));
}

/** Builds the vocabulary of a corpus, step by step. */
export function* readVocabulary(articles: readonly Article[]): Steps<Vocabulary> {
  const province = yield* commonProvince(articles);
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
    yield;
  }
  return { province, entries, sieve: yield* TextSieve.read(articles) };
}

function* commonProvince(articles: readonly Article[]): Steps<string | null> {
  const counts = new Map<string, number>();
  for (const { series, publisher, title, places, text } of articles) {
    const province =
      provinceOf(`${series ?? ''}${publisher ?? ''}${title}${places.join('')}`) ?? provinceOf(text.slice(0, 400));
    if (province) counts.set(province, (counts.get(province) ?? 0) + 1);
    yield;
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null;
}

/**
 * 巴马瑶族自治县燕洞镇交乐村 goes by itself, its county and its prefecture (in full and short), 燕洞镇, 交乐村 and 交乐:
 * who asks of a prefecture asks of its counties.
 */
function aliasesOf(place: string, province: string | null): { alias: string | null; name: string }[] {
  const aliases: { alias: string | null; name: string }[] = [{ alias: place, name: place }];
  let rest = place;
  for (const { division, end } of findPlaces(place, province, false)) {
    const prefecture = prefectureOf(division);
    for (const each of prefecture ? [division, prefecture] : [division]) aliases.push(...namesOf(each));
    rest = place.slice(end);
  }
  for (const [part, stem] of rest.matchAll(/(.+?)(?:镇|乡|街道|村|社区)/guy)) {
    aliases.push({ alias: part, name: place }, { alias: stem ?? null, name: place });
  }
  return aliases;
}

/** A division by its names, former ones among them. */
function namesOf(division: Division): { alias: string | null; name: string }[] {
  return sameDivisions(division).flatMap(({ fullName, shortName, name }) =>
    [fullName, shortName, name].map((alias) => ({ alias, name: division.name })),
  );
}

/** The longest name that stands right there in a question and that an article's place goes by. */
export function longestEntryAt(
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
