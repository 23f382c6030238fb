/**
 * What is meant by a stretch of a question that is no word: the slips of ear, eye and hand that make such a stretch of
 * a word, and what has to speak for each.
 */
import { FUNCTION_WORDS } from '../function-words.ts';
import {
  isCorrectedByLook,
  isPlaceOfItsOwn,
  type Lexicon,
  sumOf,
  WORD_LENGTH_MIN,
  withGap,
  withoutOne,
} from './lexicon.ts';
import { blur, syllablesOf } from './sound.ts';

export interface Span {
  start: number;
  end: number;
}

/** A stretch of a question in its surroundings. */
export interface Stretch {
  given: string;
  /** Where words of two or more characters stand in it. */
  wholes: Span[];
  /** For each character, whether such a word holds it. */
  inWord: boolean[];
  /** The characters beside it; empty at the ends of the question. */
  before: string;
  after: string;
  /** Whether it begins or ends amid characters that belong to no word: more than this stretch is unknown there. */
  isWithinUnknown: boolean;
}

/** Words that a slip of one kind may have made a stretch of. */
export interface Guess {
  words: string[];
  isLikely: (stretch: Stretch, word: string, lexicon: Lexicon) => boolean;
}

/** A function word beside a whole word is ordinary Chinese (这项工作对村里…) unless this much speaks for a typo. */
const LENGTH_DESPITE_FUNCTION_WORD = 5;

/** Two characters that are left of a word may be an abbreviation (县府). */
const INCOMPLETE_LENGTH_MIN = 3;

/** The share of a text's uses that have to be within a word for the text to call for that word (信贷, 小额信贷). */
const SHARE_MIN = 0.5;

/** Guesses for a text, the likelier slips first. */
export function guessesFor(given: string, lexicon: Lexicon): Guess[] {
  const { known, mendable, bySum, byMissing } = lexicon;
  const incomplete = { words: byMissing.get(given) ?? [], isLikely: isIncomplete };
  const guesses = known.has(given)
    ? [incomplete]
    : [
        { words: wordsLike(given, lexicon), isLikely: isMisheard },
        { words: bySum.get(sumOf(given)) ?? [], isLikely: isReordered },
        { words: namesLike(given, lexicon), isLikely: isMisread },
        { words: withoutDouble(given).filter((word) => mendable.has(word)), isLikely: isDoubled },
        incomplete,
      ];
  return guesses.filter(({ words }) => words.length > 0);
}

/** The one word that is meant; null where there is none, or more than one. */
export function meantBy(stretch: Stretch, guesses: Guess[], lexicon: Lexicon): string | null {
  for (const { words, isLikely } of guesses) {
    const likely = words.filter((word) => isLikely(stretch, word, lexicon));
    if (likely.length > 0) return onlyNearest(stretch.given, likely);
  }
  return null;
}

/** The one of several words that shares most characters with a text; of words that are longer or shorter, only one. */
function onlyNearest(given: string, words: string[]): string | null {
  const distances = words.map((word) => (word.length === given.length ? changedIn(given, word).length : 0));
  const least = Math.min(...distances);
  const nearest = words.filter((_, number) => distances[number] === least);
  return nearest.length === 1 ? (nearest[0] as string) : null;
}

/** Where a text has another character than a word; from the first difference on, where one of them is longer. */
function changedIn(given: string, word: string): number[] {
  return [...given].flatMap((character, at) => (character === word[at] ? [] : [at]));
}

/** Words that sound like a text. */
function wordsLike(given: string, { bySound }: Lexicon): string[] {
  const syllables = syllablesOf(given);
  return [...(bySound.get(syllables.join(' ')) ?? []), ...(bySound.get(blur(syllables)) ?? [])];
}

function isMisheard(
  { given, inWord, isWithinUnknown }: Stretch,
  word: string,
  { names, standsAlone }: Lexicon,
): boolean {
  const changed = changedIn(given, word);
  if (changed.length * 2 > given.length) return false;
  if (names.has(word) && isCorrectedByLook(word)) return given.at(-1) === word.at(-1);
  if (changed.some((at) => inWord[at])) return false;
  const readsWell = inWord.every((isIn, at) => isIn || changed.includes(at));
  const isFunctionWord = changed.some((at) => FUNCTION_WORDS.has(given[at] as string));
  if (given.length >= WORD_LENGTH_MIN) {
    return !(readsWell && isFunctionWord) || given.length >= LENGTH_DESPITE_FUNCTION_WORD;
  }
  if (names.has(word)) return !readsWell && !isFunctionWord;
  const isWord = (character: string): boolean => FUNCTION_WORDS.has(character) || standsAlone(character) === true;
  return !isWithinUnknown && !inWord.includes(true) && ![...given].some(isWord);
}

/** Names of places with another character somewhere before what they are. */
function namesLike(given: string, { byGap }: Lexicon): string[] {
  if (!isCorrectedByLook(given)) return [];
  return [...given.slice(0, -1)].flatMap((_, at) => byGap.get(withGap(given, at)) ?? []);
}

function isMisread({ given, inWord }: Stretch, name: string): boolean {
  const [at] = changedIn(given, name) as [number];
  // Before a whole word it is a word of its own (座 in 一座城市).
  if (inWord.every((isIn, other) => isIn || other === at)) return false;
  return !inWord[at] && !FUNCTION_WORDS.has(given[at] as string);
}

/** Whether two neighbouring characters of a word are swapped, or one from its end stands at the other end. */
function isReordered(stretch: Stretch, word: string, lexicon: Lexicon): boolean {
  const { given, inWord, wholes } = stretch;
  const changed = changedIn(given, word);
  const [first, second] = changed as [number, number];
  if (changed.length > 2) return isTurned(stretch, word, lexicon);
  if (second !== first + 1 || given[first] !== word[second] || given[second] !== word[first]) return false;
  if (lexicon.names.has(word) && isCorrectedByLook(word)) return true;
  if (wholes.some(({ start, end }) => start <= first && second < end)) return false;
  // Of three characters two may be a word beside a third (两 in 两村委).
  const isSure = given.length > WORD_LENGTH_MIN || changed.every((at) => !inWord[at]);
  return isSure || changed.every((at) => inWord[at] || isBound(given[at] as string, lexicon));
}

/** Whether it begins with the last character of a word, or ends with its first one (桃猕猴). */
function isTurned({ given, inWord, isWithinUnknown }: Stretch, word: string, lexicon: Lexicon): boolean {
  const last = given.length - 1;
  const isLastFirst = given.slice(1) + given[0] === word;
  if (isWithinUnknown || !(isLastFirst || given[last] + given.slice(0, last) === word)) return false;
  const at = isLastFirst ? 0 : last;
  return !inWord[at] && isBound(given[at] as string, lexicon) && callsFor(withoutOne(given, at), word, lexicon);
}

/** A text with one of two neighbouring characters that are the same taken out, wherever there are such. */
function withoutDouble(given: string): string[] {
  const words = new Set<string>();
  for (let at = 1; at < given.length; at++) if (given[at] === given[at - 1]) words.add(withoutOne(given, at));
  return [...words];
}

function isDoubled({ given, wholes, isWithinUnknown }: Stretch, word: string, lexicon: Lexicon): boolean {
  const second = changedIn(given, word)[0] as number;
  const isFirst = second === 1;
  if (isFirst && lexicon.names.has(word)) return true;
  if (isFirst || second === given.length - 1) {
    const character = given[second] as string;
    // What stands before or after a word is one of its own if it can be (全县县委).
    return !isWithinUnknown && lexicon.standsAlone(character) !== true && !FUNCTION_WORDS.has(character);
  }
  // Two words may meet there (工作队队员).
  return !(wholes.some(({ end }) => end === second) && wholes.some(({ start }) => start === second));
}

/** Whether one character of a word is missing. */
function isIncomplete(stretch: Stretch, word: string, lexicon: Lexicon): boolean {
  const { given, inWord, before, after, isWithinUnknown } = stretch;
  if (given.length < INCOMPLETE_LENGTH_MIN) return false;
  const at = changedIn(word, given)[0] as number;
  const missing = word[at] as string;
  // It is there, in the wrong place or among what is doubled.
  if ([before, after].includes(missing) || before === given[0] || after === given.at(-1)) return false;
  const unknown = [...given].flatMap((_, number) => (inWord[number] ? [] : [number]));
  if (lexicon.names.has(word)) {
    return isCorrectedByLook(given) && unknown.length > 0 && !isPlaceOfItsOwn(given.slice(0, -1));
  }
  const isTorn =
    (unknown.includes(at) && lexicon.whole.has(word.slice(at, at + 2))) ||
    (unknown.includes(at - 1) && lexicon.whole.has(word.slice(at - 1, at + 1)));
  if (!isTorn || isWithinUnknown) return false;
  if (unknown.every((number) => isBound(given[number] as string, lexicon))) return true;
  const rest = [...given].filter((_, number) => inWord[number]).join('');
  return !lexicon.known.has(given) && callsFor(rest, word, lexicon);
}

/** Whether a character is known to be no word of its own. */
function isBound(character: string, { standsAlone }: Lexicon): boolean {
  return !FUNCTION_WORDS.has(character) && standsAlone(character) === false;
}

/** Whether the corpus says a part of a word in little else than the word. */
function callsFor(part: string, word: string, { count }: Lexicon): boolean {
  return part.length > 1 && count(word) >= SHARE_MIN * count(part);
}
