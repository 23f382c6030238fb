/** What a corpus spells: its words and names, to be found by their sound and by what a slip leaves of them. */
import { findPlaces } from '../../corpus/places.ts';
import { FUNCTION_WORDS } from '../function-words.ts';
import type { Steps } from '../steps.ts';
import { blur, soundsOfWord } from './sound.ts';

export interface SpelledCorpus {
  /** Words of the dictionary that the corpus holds. */
  words: Iterable<string>;
  /** Names of the places of its articles. */
  places: Iterable<string>;
  /** Texts that are read for what the corpus says and how often: all of them, or a sample of many. */
  texts: readonly string[];
  /** Finds the texts that may hold a stretch of characters, where there are more than those that are read. */
  textsWith?: (characters: string) => Iterable<string>;
}

export interface Lexicon {
  /** Words, and every run of characters within them. */
  known: Set<string>;
  /** Words that no correction may cut through. */
  whole: Set<string>;
  /** Names of counties, cities and smaller places. */
  names: Set<string>;
  /** Words of which a slip of the hand is mended. */
  mendable: Set<string>;
  /** Words by their sound without tones; a blurred one where the word is long enough for it. */
  bySound: Map<string, string[]>;
  /** Names of places by what is left when one character is blotted out. */
  byGap: Map<string, string[]>;
  /** Mendable words by what is left when one character is missing. */
  byMissing: Map<string, string[]>;
  /** Mendable words by the sum of their characters. */
  bySum: Map<number, string[]>;
  /** How often the texts that were read say something. */
  count: (text: string) => number;
  /** Whether they use a character as a word of its own; null where it is too rare to tell. */
  standsAlone: (character: string) => boolean | null;
}

/** Characters of the longest word that is corrected as a whole. */
export const LENGTH_MAX = 8;

/** Any two neighbouring characters may sound like some word (是在, 实在): shorter words need more to speak for them. */
export const WORD_LENGTH_MIN = 3;

/** A word of two characters that is said less often is too weak a reason to read it into a question. */
const SHORT_WORD_COUNT_MIN = 3;

/** Villages and townships are too many for a gazetteer: one of three characters may be another one of the country. */
const SMALL_PLACE_LENGTH = 4;

/** Longer runs of words are rather phrases. */
const COMPOUND_LENGTH_MAX = 4;

/** A blurred sound leads from a short word to another (宣传党, 宣传单). */
const BLURRED_LENGTH_MIN = 4;

/** Characters of a corpus that are read for what it repeats; more of them add little and cost a second a million. */
const SAMPLE_LENGTH_MAX = 1_000_000;

/** A segmenter also leaves single characters of the names that it does not know: a smaller share of them tells nothing. */
const ALONE_SHARE_MIN = 0.1;

/** A character that is met less often may well stand alone in other texts. */
const TELLING_COUNT_MIN = 4;

export const HAN = /^\p{Script=Han}+$/u;
const HAN_WORD = /^\p{Script=Han}{2,}$/u;
const COUNTY = /[县区市]$/u;
const SMALL_PLACE = /[乡镇村]$/u;

/** Reads what a corpus spells, step by step; `segment` gives the words of a text one after another. */
export function* readLexicon(
  { words, places, texts }: SpelledCorpus,
  segment: (text: string) => string[],
): Steps<Lexicon> {
  const { compounds, counts, standsAlone } = yield* readUsage(texts, segment);
  const names = new Set([...places].filter((name) => HAN_WORD.test(name)));
  const lexicon: Lexicon = {
    known: new Set(FUNCTION_WORDS),
    whole: new Set([...FUNCTION_WORDS].filter((word) => word.length > 1)),
    names,
    mendable: new Set(),
    bySound: new Map(),
    byGap: new Map(),
    byMissing: new Map(),
    bySum: new Map(),
    count: (text) => texts.reduce((sum, held) => sum + countIn(held, text), 0),
    standsAlone,
  };
  const plain = new Set([...words, ...compounds].filter((word) => HAN_WORD.test(word)));
  for (const word of plain) {
    if (COUNTY.test(word) && isDivision(word)) names.add(word);
    yield;
  }
  for (const name of [...names]) {
    yield;
    const shortName = findPlaces(name, null, false)[0]?.division.shortName;
    if (shortName && name.startsWith(shortName)) names.add(shortName);
  }
  for (const word of new Set([...plain, ...names])) {
    addKnown(word, lexicon);
    addSounds(word, counts.get(word) ?? 0, lexicon);
    addSlips(word, lexicon);
    yield;
  }
  return lexicon;
}

/** Of the texts of a corpus some from all over it, not many more characters than are read. */
export function sampleOf<Text>(texts: readonly Text[], lengthOf: (text: Text) => number): Text[] {
  const length = texts.reduce((sum, text) => sum + lengthOf(text), 0);
  const step = Math.ceil(length / SAMPLE_LENGTH_MAX);
  return texts.filter((_, number) => number % step === 0);
}

interface Usage {
  /**
   * Words that no dictionary holds and the texts repeat: neighbouring words, without function words, of three or four
   * characters together (光伏发电).
   */
  compounds: string[];
  /** How often each word is said. */
  counts: Map<string, number>;
  standsAlone: Lexicon['standsAlone'];
}

function* readUsage(texts: readonly string[], segment: (text: string) => string[]): Steps<Usage> {
  const counts = new Map<string, number>();
  const compounds = new Map<string, number>();
  const characters = new Map<string, number>();
  const add = (map: Map<string, number>, key: string): Map<string, number> => map.set(key, (map.get(key) ?? 0) + 1);
  for (const text of texts) {
    const words = segment(text);
    words.forEach((word, first) => {
      add(counts, word);
      for (const character of word) add(characters, character);
      let compound = '';
      for (const next of words.slice(first, first + COMPOUND_LENGTH_MAX)) {
        compound += next;
        if (compound.length > COMPOUND_LENGTH_MAX || !HAN.test(next) || FUNCTION_WORDS.has(next)) break;
        if (compound.length >= WORD_LENGTH_MIN) add(compounds, compound);
      }
    });
    yield;
  }
  return {
    compounds: [...compounds].flatMap(([compound, count]) => (count > 1 ? [compound] : [])),
    counts,
    standsAlone: (character) => {
      const count = characters.get(character) ?? 0;
      return count < TELLING_COUNT_MIN ? null : (counts.get(character) ?? 0) / count > ALONE_SHARE_MIN;
    },
  };
}

function countIn(text: string, part: string): number {
  let count = 0;
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length)) count++;
  return count;
}

function addKnown(word: string, { whole, known }: Lexicon): void {
  whole.add(word);
  for (let start = 0; start < word.length; start++) {
    for (let end = start + 2; end <= Math.min(word.length, start + LENGTH_MAX); end++)
      known.add(word.slice(start, end));
  }
}

function addSounds(word: string, count: number, { names, bySound }: Lexicon): void {
  const isFrequent = count >= SHORT_WORD_COUNT_MIN || (names.has(word) && !COUNTY.test(word));
  if (word.length > LENGTH_MAX || (word.length < WORD_LENGTH_MIN && !isFrequent)) return;
  for (const sound of soundsOfWord(word)) {
    const key = isCorrectedByLook(word) || word.length >= BLURRED_LENGTH_MIN ? blur(sound) : sound.join(' ');
    if (!bySound.get(key)?.includes(word)) append(bySound, key, word);
  }
}

function addSlips(word: string, { names, mendable, byGap, byMissing, bySum }: Lexicon): void {
  if (word.length > LENGTH_MAX || word.length < WORD_LENGTH_MIN) return;
  mendable.add(word);
  append(bySum, sumOf(word), word);
  for (let at = 0; at < word.length; at++) {
    const rest = withoutOne(word, at);
    if (!byMissing.get(rest)?.includes(word)) append(byMissing, rest, word);
  }
  if (!names.has(word) || !isCorrectedByLook(word)) return;
  for (let at = 0; at < word.length - 1; at++) append(byGap, withGap(word, at), word);
}

function append<Key>(map: Map<Key, string[]>, key: Key, value: string): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

/** A text with one character taken out. */
export function withoutOne(text: string, at: number): string {
  return text.slice(0, at) + text.slice(at + 1);
}

/** A text with one character blotted out. */
export function withGap(name: string, at: number): string {
  return `${name.slice(0, at)}?${name.slice(at + 1)}`;
}

/** The same for every order of the same characters, and seldom for other characters. */
export function sumOf(text: string): number {
  let sum = 0;
  for (let at = 0; at < text.length; at++) sum += text.charCodeAt(at);
  return sum;
}

/** Whether a text ends as names do that are corrected by how they look, and is long enough for it. */
export function isCorrectedByLook(name: string): boolean {
  return (name.length >= 3 && COUNTY.test(name)) || (name.length >= SMALL_PLACE_LENGTH && SMALL_PLACE.test(name));
}

/** Whether it is the name of a county of the country, with or without what it is. */
export function isPlaceOfItsOwn(text: string): boolean {
  return ['', '县', '市', '区'].some((suffix) => isDivision(text + suffix));
}

/** Whether the whole text is the name of a county, city or province of the country. */
function isDivision(text: string): boolean {
  return findPlaces(text, null, false).some(({ start, end }) => start === 0 && end === text.length);
}
