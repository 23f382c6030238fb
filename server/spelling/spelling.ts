/**
 * A question with typos → the question as it was meant: words that sound like one that the corpus holds, or that lack,
 * double or swap characters of one, and names of places that are one character away from one.
 *
 * What is ordinary Chinese stays as it is: a correction has to be of characters that no dictionary joins into a word, and
 * of what no article says.
 */
import { FUNCTION_WORDS } from '../function-words.ts';
import { type Steps, workAtOnce } from '../steps.ts';
import { HAN, isPlaceOfItsOwn, LENGTH_MAX, type Lexicon, readLexicon, type SpelledCorpus } from './lexicon.ts';
import { guessesFor, meantBy, type Span, type Stretch } from './slips.ts';

const HAN_RUN = /\p{Script=Han}+/gu;

export interface Correction {
  /** Where it stands in the question that was given. */
  start: number;
  end: number;
  given: string;
  /** What stands in its place in the corrected question; longer or shorter where characters were missing or doubled. */
  meant: string;
}

export interface CorrectedQuestion {
  text: string;
  /** In the order of the question; none where the text is the question itself. */
  corrections: Correction[];
}

export interface Speller {
  /** Corrects a question. */
  correct: (question: string) => CorrectedQuestion;
}

/** How a text is taken apart. */
export interface Language {
  /** The words of its dictionary that a text holds, without guessed ones: guessing makes words of typos. */
  wordsOf: (text: string) => string[];
  /** The words of a text one after another. */
  segment: (text: string) => string[];
}

/** Makes a speller of a corpus. */
export function createSpeller(corpus: SpelledCorpus, language: Language): Speller {
  return workAtOnce(readSpeller(corpus, language));
}

/** Makes a speller of a corpus, step by step. */
export function* readSpeller(corpus: SpelledCorpus, { wordsOf, segment }: Language): Steps<Speller> {
  const lexicon = yield* readLexicon(corpus, segment);
  const { texts, textsWith = () => texts } = corpus;
  const isOrdinary = (given: string, meant: string): boolean =>
    wordsOf(given).includes(given) || isPlaceOfItsOwn(given) || isSaid(given, meant, textsWith(given));
  return { correct: (question) => correctQuestion(question, wordsOf(question), lexicon, isOrdinary) };
}

/** Whether texts say what was given, elsewhere than within what is meant by it. */
function isSaid(given: string, meant: string, texts: Iterable<string>): boolean {
  const isWithin = meant.includes(given);
  for (const text of texts) {
    if (text.includes(given) && (!isWithin || text.replaceAll(meant, ' ').includes(given))) return true;
  }
  return false;
}

function correctQuestion(
  question: string,
  words: string[],
  lexicon: Lexicon,
  isOrdinary: (given: string, meant: string) => boolean,
): CorrectedQuestion {
  const wholes = findWholes(question, words, lexicon);
  const corrections: Correction[] = [];
  for (const span of spansOf(question)) {
    const given = question.slice(span.start, span.end);
    const guesses = guessesFor(given, lexicon);
    if (guesses.length === 0 || isCut(span, wholes) || corrections.some((other) => overlaps(span, other))) continue;
    const meant = meantBy(readStretch(question, span, wholes), guesses, lexicon);
    if (meant !== null && !isOrdinary(given, meant)) corrections.push({ ...span, given, meant });
  }
  corrections.sort((a, b) => a.start - b.start);
  // From the end, so that positions before a correction hold.
  const text = corrections.reduceRight(
    (corrected, { start, end, meant }) => corrected.slice(0, start) + meant + corrected.slice(end),
    question,
  );
  return { text, corrections };
}

/** Stretches of Chinese that may be corrected as a whole, the longest first. */
function spansOf(question: string): Span[] {
  const runs = [...question.matchAll(HAN_RUN)].map(({ 0: run, index }) => ({ start: index, end: index + run.length }));
  const spans: Span[] = [];
  // A word with one character too many is longer than it.
  for (let length = LENGTH_MAX + 1; length >= 2; length--) {
    for (const run of runs) {
      const first = isCounted(question, run.start) ? run.start + 1 : run.start;
      for (let start = first; start + length <= run.end; start++) spans.push({ start, end: start + length });
    }
  }
  return spans;
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

/** Whether a word stands half within a span, unless another word just before or after the span has that half of it. */
function isCut({ start, end }: Span, wholes: Span[]): boolean {
  return wholes.some(
    (whole) =>
      (whole.start < start && start < whole.end && !wholes.some((w) => w.end === start && w.start < whole.start)) ||
      (whole.start < end && end < whole.end && !wholes.some((w) => w.start === end && w.end > whole.end)),
  );
}

function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

function readStretch(question: string, { start, end }: Span, wholes: Span[]): Stretch {
  const isInWord = (at: number): boolean => wholes.some((whole) => whole.start <= at && at < whole.end);
  const isUnknown = (at: number): boolean => {
    const character = question[at] ?? '';
    return HAN.test(character) && !isInWord(at) && !FUNCTION_WORDS.has(character) && !isCounted(question, at);
  };
  return {
    given: question.slice(start, end),
    wholes: wholes
      .filter((whole) => start <= whole.start && whole.end <= end)
      .map((whole) => ({ start: whole.start - start, end: whole.end - start })),
    inWord: Array.from({ length: end - start }, (_, at) => isInWord(start + at)),
    before: question[start - 1] ?? '',
    after: question[end] ?? '',
    isWithinUnknown: (isUnknown(start - 1) && isUnknown(start)) || (isUnknown(end - 1) && isUnknown(end)),
  };
}

/** Whether it follows a figure, as what that counts (年 in 2018年). */
function isCounted(question: string, at: number): boolean {
  return /\p{Nd}/u.test(question[at - 1] ?? '');
}
