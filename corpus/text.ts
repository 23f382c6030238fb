/**
 * Rules of Chinese text: folding for matching, sentences, numerals.
 *
 * Text is kept verbatim everywhere; only what is compared is folded. Pure, so that every stage shares one notion of
 * "the same words" and of "a sentence".
 */
import type { Span } from './article.ts';
import { simplifyCharacter } from './simplify.ts';

/** Folded text with, for each of its code units, the offset of the original character it came from. */
export interface FoldedText {
  text: string;
  offsets: number[];
}

const WHITE_SPACE = /\s/u;
const ASCII_WORD = /[a-z0-9]/;
const QUOTES = /[“”„‟"‘’'「」『』]/u;
const DASHES = /[‐-―－~～]/u;

/**
 * Folds text for matching: NFKC (full-width digits and letters become half-width), lower case, simplified characters,
 * one form of quotation mark and dash, and no white space but a single space between two ASCII words, because bulletins set stray spaces
 * between Chinese characters and figures.
 */
export function foldText(original: string): FoldedText {
  let text = '';
  const offsets: number[] = [];
  let spaceAt = -1;
  for (let at = 0; at < original.length;) {
    const character = String.fromCodePoint(original.codePointAt(at) ?? 0);
    if (WHITE_SPACE.test(character)) {
      if (spaceAt < 0) spaceAt = at;
    } else {
      let folded = simplifyCharacter(character.normalize('NFKC')).toLowerCase().replace(WHITE_SPACE, '');
      if (QUOTES.test(folded)) folded = '"';
      else if (DASHES.test(folded)) folded = '-';
      if (spaceAt >= 0 && ASCII_WORD.test(folded[0] ?? '') && ASCII_WORD.test(text.at(-1) ?? '')) {
        text += ' ';
        offsets.push(spaceAt);
      }
      spaceAt = -1;
      text += folded;
      for (let unit = 0; unit < folded.length; unit++) offsets.push(at);
    }
    at += character.length;
  }
  return { text, offsets };
}

/** The folded words alone; see {@link foldText}. */
export function fold(original: string): string {
  return foldText(original).text;
}

/** Punctuation that ends a sentence, and the closing marks that may follow it. */
const SENTENCE_END = /[。！？!?…]+[”’"』」）)》】]*|\n/gu;
const ITEM_END = /[；;]/gu;
const CLAUSE_END = /[，,]/gu;
const PHRASE_END = /[、：:]/gu;

/** Splits `span` of `text` after every match of `boundary`; white space at the edges is left out. */
function splitAfter(text: string, span: Span, boundary: RegExp): Span[] {
  const spans: Span[] = [];
  let start = span.start;
  const push = (end: number): void => {
    const trimmed = trimSpan(text, { start, end });
    if (trimmed.end > trimmed.start) spans.push(trimmed);
    start = end;
  };
  for (const match of text.slice(span.start, span.end).matchAll(boundary)) {
    push(span.start + match.index + match[0].length);
  }
  push(span.end);
  return spans;
}

/** Sentences of a span, in order; a line break ends a sentence too. */
export function splitSentences(text: string, span: Span): Span[] {
  return splitAfter(text, span, SENTENCE_END);
}

/**
 * Sentences of a span. One longer than `readable` characters is cut into its list items (；) if it has any; what is
 * then still longer than `maximum` into runs of whole clauses of at most `maximum` characters.
 */
export function splitUnits(text: string, span: Span, maximum: number, readable = maximum): Span[] {
  return splitSentences(text, span)
    .flatMap((sentence) => (fits(sentence, readable) ? [sentence] : splitAfter(text, sentence, ITEM_END)))
    .flatMap((item) => (fits(item, maximum) ? [item] : packClauses(text, item, maximum)));
}

function fits(span: Span, maximum: number): boolean {
  return span.end - span.start <= maximum;
}

function packClauses(text: string, item: Span, maximum: number): Span[] {
  const clauses = splitAfter(text, item, CLAUSE_END)
    .flatMap((clause) => (fits(clause, maximum) ? [clause] : splitAfter(text, clause, PHRASE_END)))
    .flatMap((phrase) => cutEvenly(text, phrase, maximum));
  const packed: Span[] = [];
  for (const clause of clauses) {
    const last = packed.at(-1);
    if (last && clause.end - last.start <= maximum) last.end = clause.end;
    else packed.push({ ...clause });
  }
  return packed;
}

/** Text without any punctuation has no better place to be cut than every `maximum` characters, between characters. */
function cutEvenly(text: string, span: Span, maximum: number): Span[] {
  const pieces: Span[] = [];
  for (let start = span.start; start < span.end;) {
    let end = Math.min(start + maximum, span.end);
    if (end < span.end && end - start > 1 && isSurrogatePair(text, end - 1)) end--;
    pieces.push({ start, end });
    start = end;
  }
  return pieces;
}

function isSurrogatePair(text: string, at: number): boolean {
  return (text.codePointAt(at) ?? 0) > 0xffff;
}

/** The span without white space at its edges. */
export function trimSpan(text: string, span: Span): Span {
  let { start, end } = span;
  while (start < end && WHITE_SPACE.test(text[start] ?? '')) start++;
  while (end > start && WHITE_SPACE.test(text[end - 1] ?? '')) end--;
  return { start, end };
}

const CLOSING_MARKS = /[”’"』」）)》】\s*]+$/u;

/** Whether text ends as a sentence, a list item or an introduction to a list does. */
export function endsSentence(text: string): boolean {
  return /[。！？!?…；;：:]$/u.test(text.replace(CLOSING_MARKS, '')) || /[。！？!?…；;：:]$/u.test(text.trimEnd());
}

const DIGITS = '零一二三四五六七八九';

/** The value of a Chinese numeral up to 99 (二十三 → 23) or of Arabic digits; null for anything else. */
export function readNumeral(numeral: string): number | null {
  const folded = numeral.normalize('NFKC').replaceAll('〇', '零').replaceAll('两', '二');
  if (/^\d+$/.test(folded)) return Number(folded);
  const match = /^([一二三四五六七八九])?(十)?([一二三四五六七八九零])?$/.exec(folded);
  if (!match || folded === '') return null;
  const [, tens, ten, units] = match;
  if (!ten) return tens && units ? null : DIGITS.indexOf(tens ?? units ?? '零');
  return (tens ? DIGITS.indexOf(tens) : 1) * 10 + (units ? DIGITS.indexOf(units) : 0);
}
