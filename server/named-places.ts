/**
 * The places a question names: those the corpus knows by any of their names, the counties and cities of the country, the
 * townships of the corpus's province, and villages that stand behind one of these or open the question.
 *
 * A county with the township and the village behind it is one place, the narrowest.
 */
import { type Division, divisionOf, findPlaces, type PlaceMention, sameDivisions } from '../corpus/places.ts';
import { longestTownshipAt, type Township } from '../corpus/townships.ts';
import { FUNCTION_WORDS } from './function-words.ts';
import { villageNamedAt, villageOpening } from './village-names.ts';
import { longestEntryAt, type Vocabulary } from './vocabulary.ts';

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
  /** Of a township or village: articles about this county or naming it are those that can mean it; null where any can. */
  county: Pick<NamedPlace, 'shortName' | 'articleIds'> | null;
}

interface Span {
  start: number;
  end: number;
}

/** A question as its places are read from it. */
export interface Reading {
  question: string;
  /** Where its words stand. */
  words: Span[];
  vocabulary: Vocabulary;
  /** Counties, cities and provinces by where they start. */
  divisions: ReadonlyMap<number, PlaceMention>;
}

/** What a township or village stands behind. */
interface Parent {
  /** Null for a township of which several counties have one. */
  division: Division | null;
  /** Canonical name, down to the township where there is one. */
  name: string;
}

const TOWNSHIP = /(?:镇|乡|街道)$/u;

/** Ordinary words that may begin within what reads like a township: 乡镇企业, 城镇化. */
const ORDINARY_WORD = /^(?:乡[村镇亲土]|[城村集]镇.)/u;

/**
 * The places a question names, in order. `words` are the question's words in order: a short name inside a longer word
 * (大化 in 最大化) is not a place.
 */
export function findNamedPlaces(question: string, words: string[], vocabulary: Vocabulary): NamedPlace[] {
  const divisions = new Map(findPlaces(question, vocabulary.province, true).map((mention) => [mention.start, mention]));
  const reading: Reading = { question, words: spansOf(words), vocabulary, divisions };
  const found: NamedPlace[] = [];
  for (let at = 0; at < question.length; at++) {
    const place = placeAt(at, reading) ?? (at === 0 ? villageAlone(reading) : null);
    if (!place) continue;
    found.push(place);
    at = place.end - 1;
  }
  return found;
}

function spansOf(words: string[]): Span[] {
  let at = 0;
  return words.map((word) => ({ start: at, end: (at += word.length) }));
}

function placeAt(at: number, reading: Reading): NamedPlace | null {
  const { question, words, vocabulary } = reading;
  const held = longestEntryAt(question, at, vocabulary);
  const mention = reading.divisions.get(at);
  const length = Math.max(held?.length ?? 0, mention ? mention.end - mention.start : 0);
  const township = vocabulary.province === null ? null : longestTownshipAt(question, at, vocabulary.province);
  if (township && township.name.length > length && !isOrdinary(at, township, reading)) {
    return townshipAlone(at, township, reading);
  }
  if (length === 0 || isInsideWord(at, at + length, words)) return null;
  const span = { start: at, end: at + length + suffixLength(question, at + length) };
  if (held && held.length === length) {
    const { name, articleIds } = held.entry;
    const shortName = question.slice(at, at + length);
    const place = { ...span, name, shortName, articleIds: [...articleIds], county: null };
    return narrow(place, parentOf(place), reading);
  }
  if (!mention || mention.division.code.endsWith('0000')) return null;
  const { division } = mention;
  const shortName = division.shortName ?? division.fullName;
  const place = { ...span, name: division.name, shortName, articleIds: [], county: null };
  return narrow(place, { division, name: division.name }, reading);
}

/** People put 县 behind a short name: 环江县. */
function suffixLength(question: string, at: number): number {
  return /^[县市区](?![长委直域])/u.test(question.slice(at)) ? 1 : 0;
}

function isInsideWord(start: number, end: number, words: Span[]): boolean {
  return words.some((word) => word.start < start && word.end >= end);
}

/** What a place that the corpus knows is to the names behind it; null for a village, behind which nothing follows. */
function parentOf({ name, shortName }: NamedPlace): Parent | null {
  const division = findPlaces(name, null, false).at(-1)?.division ?? null;
  if (division?.name === name) return { division, name };
  return TOWNSHIP.test(shortName)
    ? { division, name: name.slice(0, name.indexOf(shortName) + shortName.length) }
    : null;
}

/** A county, city or township with the township or village that stands behind it. */
function narrow(place: NamedPlace, parent: Parent | null, reading: Reading): NamedPlace {
  if (!parent) return place;
  const at = place.end + (reading.question.startsWith('的', place.end) ? 1 : 0);
  const behind =
    countyBehind(at, parent, reading) ??
    heldBehind(at, parent, reading) ??
    townshipBehind(at, parent, reading) ??
    villageBehind(at, parent, reading);
  return behind ? { ...behind, start: place.start } : place;
}

/** A county of the city. */
function countyBehind(at: number, { division: city }: Parent, reading: Reading): NamedPlace | null {
  const county = reading.divisions.get(at)?.division;
  return city && county && city !== county && contains(city, county.code) ? placeAt(at, reading) : null;
}

/** A township or village of the county that the corpus has articles about. */
function heldBehind(at: number, { division }: Parent, reading: Reading): NamedPlace | null {
  const held = longestEntryAt(reading.question, at, reading.vocabulary);
  if (!held || !division || !isWithin(held.entry.name, division)) return null;
  const { name, articleIds } = held.entry;
  const end = at + held.length;
  const shortName = reading.question.slice(at, end);
  const place = { start: at, end, name, shortName, articleIds: [...articleIds], county: null };
  return narrow(place, parentOf(place), reading);
}

function isWithin(name: string, division: Division): boolean {
  return sameDivisions(division).some((own) => name.startsWith(own.name) && name !== own.name);
}

/** A township of the list behind a county or city. One of another county is still named as one of this. */
function townshipBehind(at: number, { division, name }: Parent, reading: Reading): NamedPlace | null {
  if (!division || TOWNSHIP.test(name)) return null;
  const province = reading.vocabulary.province ?? division.code.slice(0, 2);
  const township = longestTownshipAt(reading.question, at, province);
  if (!township) return null;
  const [county, ...others] = countiesWith(township, division);
  if (!county && isOrdinary(at, township, reading)) return null;
  return townshipIn(others.length === 0 && county ? county : division, at, township, reading);
}

/** A township that stands alone: the one of a county named elsewhere in the question, else the only one of its name. */
function townshipAlone(at: number, township: Township, reading: Reading): NamedPlace {
  const named = new Set(
    [...reading.divisions.values()]
      .filter(({ division }) => !division.code.endsWith('0000'))
      .map(({ division }) => countiesWith(township, division))
      .flatMap((counties) => (counties.length === 1 ? counties : [])),
  );
  const all = township.countyCodes.flatMap((code) => divisionOf(code) ?? []);
  const isNamed = named.size === 1;
  const [county] = isNamed ? named : all;
  const place = townshipIn(isNamed || all.length === 1 ? (county ?? null) : null, at, township, reading);
  // There is no other of this name to be mistaken for.
  return !isNamed && place.shortName === township.name ? { ...place, county: null } : place;
}

function countiesWith({ countyCodes }: Township, division: Division): Division[] {
  return countyCodes.filter((code) => contains(division, code)).flatMap((code) => divisionOf(code) ?? []);
}

/** Whether a division is, or is above, that of a code. */
function contains({ code }: Division, other: string): boolean {
  return other.startsWith(code.replace(/(?:00){1,2}$/u, ''));
}

function townshipIn(county: Division | null, at: number, township: Township, reading: Reading): NamedPlace {
  const shortName = township.name;
  const held = reading.vocabulary.entries.get(shortName);
  const place: NamedPlace = {
    start: at,
    end: at + shortName.length,
    name: `${county?.name ?? ''}${shortName}`,
    shortName,
    articleIds: held && county && isWithin(held.name, county) ? [...held.articleIds] : [],
    county: county && countyIn(reading.vocabulary, county),
  };
  return narrow(place, { division: county, name: place.name }, reading);
}

function countyIn({ entries }: Vocabulary, { name, shortName, fullName }: Division): NamedPlace['county'] {
  return { shortName: shortName ?? fullName, articleIds: [...(entries.get(name)?.articleIds ?? [])] };
}

function villageAlone(reading: Reading): NamedPlace | null {
  const village = villageOpening(reading);
  if (village === null) return null;
  return { start: 0, end: village.length, name: village, shortName: village, articleIds: [], county: null };
}

function villageBehind(at: number, parent: Parent, reading: Reading): NamedPlace | null {
  const village = villageNamedAt(at, reading);
  if (village === null) return null;
  return {
    start: at,
    end: at + village.length,
    name: `${parent.name}${village}`,
    shortName: village,
    articleIds: [],
    county: parent.division && countyIn(reading.vocabulary, parent.division),
  };
}

/** Whether the words around show that a township only seems to be named: 南乡镇 in 城南乡镇企业, 古城镇 in 古城镇化. */
function isOrdinary(at: number, { name }: Township, { question, words }: Reading): boolean {
  const end = at + name.length;
  return words.some((word) => {
    if (word.start < at) return word.end > at && !FUNCTION_WORDS.has(question.slice(word.start, at));
    const goesOn = word.start > at && word.start < end && word.end >= end;
    return goesOn && ORDINARY_WORD.test(question.slice(word.start, word.end));
  });
}
