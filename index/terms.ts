/**
 * Text → terms for matching. The only file that knows nodejieba.
 *
 * Two kinds of term side by side: words, as jieba's search mode gives them, and pairs of neighbouring characters.
 * Words keep names whole; pairs find the slogans and new words that no dictionary holds (联建联养, 六联一带).
 */
import { fileURLToPath } from 'node:url';
import nodejieba from 'nodejieba';
import { fold } from '../corpus/text.ts';

export interface Terms {
  words: string[];
  bigrams: string[];
}

const DICTIONARY = fileURLToPath(new URL('../corpus/dictionary.txt', import.meta.url));

nodejieba.load({ userDict: DICTIONARY });

const WORD = /^[\p{L}\p{N}%.]+$/u;
const SINGLE_HAN = /^\p{Script=Han}$/u;
const HAN_RUN = /[\p{Script=Han}\d]+/gu;

/** The words of a text in search mode: long words come with the shorter ones in them. */
export function wordsOf(text: string): string[] {
  return nodejieba.cutForSearch(fold(text)).filter((word) => WORD.test(word) && !SINGLE_HAN.test(word));
}

/** The words of a text one after another, none within another, single characters and punctuation included. */
export function segment(text: string): string[] {
  return nodejieba.cut(text);
}

/** Pairs of neighbouring Chinese characters and digits. */
export function bigramsOf(text: string): string[] {
  const pairs: string[] = [];
  for (const [run] of fold(text).matchAll(HAN_RUN)) {
    for (let at = 0; at + 2 <= run.length; at++) pairs.push(run.slice(at, at + 2));
  }
  return pairs;
}

/** Both kinds of term of a text, in order, repeated where the text repeats them. */
export function termsOf(text: string): Terms {
  return { words: wordsOf(text), bigrams: bigramsOf(text) };
}
