/**
 * Text → terms for matching. The only file that knows nodejieba.
 *
 * Two kinds of term side by side: words, as jieba's search mode gives them, and pairs of neighbouring characters.
 * Words keep names whole; pairs find the slogans and new words that no dictionary holds (联建联养, 六联一带).
 */
import { fileURLToPath } from 'node:url';
import { areaList } from '@vant/area-data';
import nodejieba from 'nodejieba';
import { fold } from '../corpus/text.ts';

export interface Terms {
  words: string[];
  bigrams: string[];
}

const DICTIONARY = fileURLToPath(new URL('../corpus/dictionary.txt', import.meta.url));

/** Weights of keywords and stop words, which only keyword extraction uses: the library's own take 20 MB. */
const NO_KEYWORDS = fileURLToPath(new URL('no-keywords.txt', import.meta.url));

nodejieba.load({ userDict: DICTIONARY, idfDict: NO_KEYWORDS, stopWordDict: NO_KEYWORDS });

/** The first digit of the codes of 台湾, 香港 and 澳门, whose divisions have names that are ordinary words (大社区). */
const OTHER_DIVISIONS = /^[78]/;

// jieba's own dictionary lacks many counties (巴马瑶族自治县, 靖西市) and would keep their parts only.
for (const [code, name] of Object.entries({ ...areaList.city_list, ...areaList.county_list })) {
  if (name.length >= 3 && !OTHER_DIVISIONS.test(code)) nodejieba.insertWord(name, 'ns');
}

/** Figures and Latin words, which jieba cuts into single characters: 2016, 4.97, 50%, c919. */
const FIGURE = /([\p{Script=Latin}\p{Nd}]+(?:\.\p{Nd}+)*%?)/u;
const WORD = /^[\p{L}\p{N}]+$/u;
const SINGLE_HAN = /^\p{Script=Han}$/u;
const HAN_RUN = /[\p{Script=Han}\d]+/gu;

/** The words of a text in search mode: long words come with the shorter ones in them. */
export function wordsOf(text: string): string[] {
  return fold(text)
    .split(FIGURE)
    .flatMap((part, number) => (number % 2 === 1 ? [part] : nodejieba.cutForSearch(part).filter(isWord)));
}

function isWord(segment: string): boolean {
  return WORD.test(segment) && !SINGLE_HAN.test(segment);
}

/** The words of a text one after another, none within another, single characters and punctuation included. */
export function segment(text: string): string[] {
  // With `true` jieba keeps figures and Latin words whole and finds names that its dictionary lacks.
  return nodejieba.cut(text, true);
}

/** Pairs of neighbouring Chinese characters and digits. */
export function bigramsOf(text: string): string[] {
  const pairs: string[] = [];
  for (const [run] of fold(text).matchAll(HAN_RUN)) {
    const characters = [...run];
    for (let at = 0; at + 2 <= characters.length; at++) pairs.push(characters.slice(at, at + 2).join(''));
  }
  return pairs;
}

/** Both kinds of term of a text, in order, repeated where the text repeats them. */
export function termsOf(text: string): Terms {
  return { words: wordsOf(text), bigrams: bigramsOf(text) };
}
