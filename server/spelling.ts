/**
 * A question with typos → the question as it was meant: words that sound like one that the corpus holds, and names of
 * places that are one character away from one.
 *
 * What is ordinary Chinese stays as it is: a correction has to be of characters that no dictionary joins into a word.
 */
import { pinyin } from 'pinyin-pro';
import { findPlaces } from '../corpus/places.ts';
import { FUNCTION_WORDS } from './function-words.ts';

export interface Correction {
  /** Where it stands in the question that was given. */
  start: number;
  end: number;
  given: string;
  /** As long as what was given. */
  meant: string;
}

export interface CorrectedQuestion {
  text: string;
  /** In the order of the question; none where the text is the question itself. */
  corrections: Correction[];
}

export interface Speller {
  /**
   * Corrects a question. `wordsOf` gives the words of its dictionary that a text holds, without guessed ones: guessing
   * makes words of typos.
   */
  correct: (question: string, wordsOf: (text: string) => string[]) => CorrectedQuestion;
}

/** Characters of the longest word that is corrected as a whole. */
const LENGTH_MAX = 6;

/** Any two neighbouring characters may sound like some word (是在, 实在): shorter words are names of places only. */
const WORD_LENGTH_MIN = 3;

/** A function word beside a whole word is ordinary Chinese (这项工作对村里…) unless this much speaks for a typo. */
const LENGTH_DESPITE_FUNCTION_WORD = 5;

/** Villages and townships are too many for a gazetteer: one of three characters may be another one of the country. */
const SMALL_PLACE_LENGTH = 4;

/** Longer runs of words are rather phrases. */
const COMPOUND_LENGTH_MAX = 4;

const HAN = /^\p{Script=Han}+$/u;
const HAN_WORD = /^\p{Script=Han}{2,}$/u;
const COUNTY = /[县区市]$/u;
const SMALL_PLACE = /[乡镇村]$/u;

/** Sounds that many speakers, in the south above all, do not tell apart: zh and z, ang and an, n and l. */
const BLURRED: [RegExp, string][] = [
  [/\b([zcs])h/gu, '$1'],
  [/\bn/gu, 'l'],
  [/([aei]n)g\b/gu, '$1'],
];

/** A blurred sound leads from a short word to another (宣传党, 宣传单). */
const BLURRED_LENGTH_MIN = 4;

interface Lexicon {
  /** Words, and every run of characters within them. */
  known: Set<string>;
  /** Words that no correction may cut through. */
  whole: Set<string>;
  /** Names of counties, cities and smaller places. */
  names: Set<string>;
  /** Words by their sound without tones; a blurred one where the word is long enough for it. */
  bySound: Map<string, string[]>;
  /** Names of places by what is left when one character is taken out. */
  byGap: Map<string, string[]>;
}

/** Makes a speller of the words of a corpus and the names of its places; they are read when the first question comes. */
export function createSpeller(words: Iterable<string>, places: Iterable<string> = []): Speller {
  let lexicon: Lexicon | null = null;
  return {
    correct: (question, wordsOf) => correctQuestion(question, wordsOf, (lexicon ??= buildLexicon(words, places))),
  };
}

/**
 * Words that no dictionary holds and a corpus repeats: neighbouring words, without function words, of three or four
 * characters together (光伏发电). `segment` gives the words of a text one after another.
 */
export function repeatedCompounds(texts: Iterable<string>, segment: (text: string) => string[]): string[] {
  const counts = new Map<string, number>();
  for (const text of texts) {
    const words = segment(text);
    words.forEach((_, first) => {
      let compound = '';
      for (const word of words.slice(first, first + LENGTH_MAX)) {
        compound += word;
        if (compound.length > COMPOUND_LENGTH_MAX || !HAN.test(word) || FUNCTION_WORDS.has(word)) break;
        if (compound.length >= WORD_LENGTH_MIN) counts.set(compound, (counts.get(compound) ?? 0) + 1);
      }
    });
  }
  return [...counts].flatMap(([compound, count]) => (count > 1 ? [compound] : []));
}

function buildLexicon(words: Iterable<string>, places: Iterable<string>): Lexicon {
  const names = new Set([...places].filter((name) => HAN_WORD.test(name)));
  const lexicon: Lexicon = {
    known: new Set(FUNCTION_WORDS),
    whole: new Set([...FUNCTION_WORDS].filter((word) => word.length > 1)),
    names,
    bySound: new Map(),
    byGap: new Map(),
  };
  const plain = new Set([...words].filter((word) => HAN_WORD.test(word)));
  for (const word of plain) if (COUNTY.test(word) && isDivision(word)) names.add(word);
  for (const name of [...names]) {
    const shortName = findPlaces(name, null, false)[0]?.division.shortName;
    if (shortName && name.startsWith(shortName)) names.add(shortName);
  }
  for (const word of new Set([...plain, ...names])) addWord(word, lexicon);
  for (const name of names) {
    if (!isCorrectedByLook(name)) continue;
    for (let at = 0; at < name.length - 1; at++) append(lexicon.byGap, withGap(name, at), name);
  }
  return lexicon;
}

function addWord(word: string, { known, whole, names, bySound }: Lexicon): void {
  whole.add(word);
  for (let start = 0; start < word.length; start++) {
    for (let end = start + 2; end <= Math.min(word.length, start + LENGTH_MAX); end++)
      known.add(word.slice(start, end));
  }
  if (word.length > LENGTH_MAX || (word.length < WORD_LENGTH_MIN && (!names.has(word) || COUNTY.test(word)))) return;
  for (const sound of soundsOfWord(word)) {
    const key = isCorrectedByLook(word) || word.length >= BLURRED_LENGTH_MIN ? blur(sound) : sound;
    if (!bySound.get(key)?.includes(word)) append(bySound, key, word);
  }
}

function append(map: Map<string, string[]>, key: string, value: string): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

const readings = new Map<string, string[]>();

/** The readings of a character without tones, the usual one first. */
function readingsOf(character: string): string[] {
  const known = readings.get(character);
  if (known) return known;
  const all = [...new Set(pinyin(character, { toneType: 'none', multiple: true, type: 'array' }))];
  readings.set(character, all);
  return all;
}

function soundOf(text: string): string {
  return [...text].map((character) => readingsOf(character)[0]).join(' ');
}

/** What a word may be taken to sound like: as it is read (银行), or with any one of its characters read otherwise. */
function soundsOfWord(word: string): Set<string> {
  const usual = soundOf(word).split(' ');
  const others = [...word].flatMap((character, at) =>
    readingsOf(character).map((reading) => usual.with(at, reading).join(' ')),
  );
  return new Set([pinyin(word, { toneType: 'none' }), ...others]);
}

/** The mark keeps blurred sounds apart from exact ones. */
function blur(sound: string): string {
  return `~${BLURRED.reduce((blurred, [pattern, replacement]) => blurred.replace(pattern, replacement), sound)}`;
}

function withGap(name: string, at: number): string {
  return `${name.slice(0, at)}?${name.slice(at + 1)}`;
}

function isCorrectedByLook(name: string): boolean {
  return (name.length >= 3 && COUNTY.test(name)) || (name.length >= SMALL_PLACE_LENGTH && SMALL_PLACE.test(name));
}

/** Whether the whole text is the name of a county, city or province of the country. */
function isDivision(text: string): boolean {
  return findPlaces(text, null, false).some(({ start, end }) => start === 0 && end === text.length);
}

interface Span {
  start: number;
  end: number;
}

function correctQuestion(question: string, wordsOf: (text: string) => string[], lexicon: Lexicon): CorrectedQuestion {
  const wholes = findWholes(question, wordsOf(question), lexicon);
  const corrections: Correction[] = [];
  for (let length = Math.min(LENGTH_MAX, question.length); length >= 2; length--) {
    for (let start = 0; start + length <= question.length; start++) {
      const span = { start, end: start + length };
      const given = question.slice(start, span.end);
      if (!HAN_WORD.test(given) || lexicon.known.has(given)) continue;
      if (wholes.some((whole) => cuts(span, whole)) || corrections.some((other) => overlaps(span, other))) continue;
      const meant = meantBy(given, wholesWithin(span, wholes), lexicon);
      if (meant === null || wordsOf(given).includes(given) || isPlaceOfItsOwn(given)) continue;
      corrections.push({ ...span, given, meant });
    }
  }
  corrections.sort((a, b) => a.start - b.start);
  let text = question;
  // What is meant is as long as what was given, so positions hold.
  for (const { start, end, meant } of corrections) text = text.slice(0, start) + meant + text.slice(end);
  return { text, corrections };
}

/** Where the words of the dictionary and of the corpus stand in a question. */
function findWholes(question: string, words: string[], { whole }: Lexicon): Span[] {
  const inDictionary = new Set(words);
  const wholes: Span[] = [];
  for (let start = 0; start < question.length; start++) {
    for (let end = start + 2; end <= Math.min(question.length, start + 12); end++) {
      const text = question.slice(start, end);
      if (inDictionary.has(text) || whole.has(text)) wholes.push({ start, end });
    }
  }
  return wholes;
}

function cuts({ start, end }: Span, whole: Span): boolean {
  return (whole.start < start && start < whole.end) || (whole.start < end && end < whole.end);
}

function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

/** For each character of a span, whether a word of two or more characters holds it. */
function wholesWithin({ start, end }: Span, wholes: Span[]): boolean[] {
  return Array.from({ length: end - start }, (_, at) =>
    wholes.some((whole) => whole.start <= start + at && start + at < whole.end),
  );
}

/** The one word that is meant by a stretch of characters; null where there is none, or more than one. */
function meantBy(given: string, inWord: boolean[], lexicon: Lexicon): string | null {
  const sound = soundOf(given);
  const alike = [sound, blur(sound)]
    .flatMap((key) => lexicon.bySound.get(key) ?? [])
    .filter((word) => isLikely(given, word, inWord, lexicon));
  if (alike.length > 0) return onlyNearest(given, alike);
  if (!isCorrectedByLook(given)) return null;
  const near = new Set<string>();
  for (let at = 0; at < given.length - 1; at++) {
    const isOpen = inWord[at] === false && !FUNCTION_WORDS.has(given[at] as string);
    // Before a whole word it is a word of its own (座 in 一座城市).
    if (inWord.every((isIn, other) => isIn || other === at)) continue;
    if (isOpen) for (const name of lexicon.byGap.get(withGap(given, at)) ?? []) near.add(name);
  }
  return near.size === 1 ? ([...near][0] as string) : null;
}

/** Whether a stretch of characters may be a typo for a word that sounds like it. */
function isLikely(given: string, word: string, inWord: boolean[], { names }: Lexicon): boolean {
  const changed = [...given].flatMap((character, at) => (character === word[at] ? [] : [at]));
  if (changed.length * 2 > given.length) return false;
  if (isCorrectedByLook(word) && names.has(word)) return given.at(-1) === word.at(-1);
  if (changed.some((at) => inWord[at])) return false;
  const readsWell = inWord.every((isIn, at) => isIn || changed.includes(at));
  const isFunctionWord = changed.some((at) => FUNCTION_WORDS.has(given[at] as string));
  if (given.length < WORD_LENGTH_MIN) return !readsWell && !isFunctionWord;
  return !(readsWell && isFunctionWord) || given.length >= LENGTH_DESPITE_FUNCTION_WORD;
}

function onlyNearest(given: string, words: string[]): string | null {
  const shared = words.map((word) => [...word].filter((character, at) => character === given[at]).length);
  const most = Math.max(...shared);
  const nearest = words.filter((_, number) => shared[number] === most);
  return nearest.length === 1 ? (nearest[0] as string) : null;
}

/** Whether it is the name of a county of the country, with or without what it is. */
function isPlaceOfItsOwn(text: string): boolean {
  return ['', '县', '市', '区'].some((suffix) => isDivision(text + suffix));
}
