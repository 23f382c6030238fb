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
const QUOTES = /[“”„‟"‘’'「」『』]/u;
const DASHES = /[‐-―－~～]/u;

/** What single characters fold to; null for white space. A text has few different ones, and working each out is slow. */
const forms: (string | null | undefined)[] = new Array<undefined>(0x10000);

function formOf(codePoint: number): string | null {
  if (codePoint > 0xffff) return foldCharacter(String.fromCodePoint(codePoint));
  let form = forms[codePoint];
  if (form === undefined) forms[codePoint] = form = foldCharacter(String.fromCodePoint(codePoint));
  return form;
}

function foldCharacter(character: string): string | null {
  if (WHITE_SPACE.test(character)) return null;
  const folded = simplifyCharacter(character.normalize('NFKC')).toLowerCase().replace(WHITE_SPACE, '');
  if (QUOTES.test(folded)) return '"';
  return DASHES.test(folded) ? '-' : folded;
}

/** Folded code units on their way into a string: putting one character at a time to a long string costs far more. */
const block = new Uint16Array(4096);

/** The folded text; where each of its code units came from is put into `offsets`, if that is wanted. */
function foldInto(original: string, offsets: number[] | null): string {
  let text = '';
  let filled = 0;
  let last = 0;
  let spaceAt = -1;
  const put = (unit: number, from: number): void => {
    if (filled === block.length) {
      text += stringOf(block);
      filled = 0;
    }
    block[filled++] = last = unit;
    offsets?.push(from);
  };
  for (let at = 0; at < original.length;) {
    const codePoint = original.codePointAt(at) as number;
    const folded = formOf(codePoint);
    if (folded === null) {
      if (spaceAt < 0) spaceAt = at;
    } else {
      if (spaceAt >= 0 && isAsciiWord(folded.charCodeAt(0)) && isAsciiWord(last)) put(0x20, spaceAt);
      spaceAt = -1;
      for (let unit = 0; unit < folded.length; unit++) put(folded.charCodeAt(unit), at);
    }
    at += codePoint > 0xffff ? 2 : 1;
  }
  return text + stringOf(block.subarray(0, filled));
}

/** Spreading the units would copy them into an array first, which takes longer than the folding. */
function stringOf(units: Uint16Array): string {
  return String.fromCharCode.apply(null, units as unknown as number[]);
}

/** Whether a folded code unit is a to z or 0 to 9. */
function isAsciiWord(unit: number): boolean {
  return (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x30 && unit <= 0x39);
}

/**
 * Folds text for matching: NFKC (full-width digits and letters become half-width), lower case, simplified characters,
 * one form of quotation mark and dash, and no white space but a single space between two ASCII words, because bulletins set stray spaces
 * between Chinese characters and figures.
 */
export function foldText(original: string): FoldedText {
  const offsets: number[] = [];
  return { text: foldInto(original, offsets), offsets };
}

/** The folded words alone; see {@link foldText}. */
export function fold(original: string): string {
  return foldInto(original, null);
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

const CLOSING_MARKS = /(?<![”’"』」）)》】\s*])[”’"』」）)》】\s*]+$/u;

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
