/**
 * Text → tokens for comparing word for word: one a character, one a figure with its decimals, its % and its 万 or 亿.
 *
 * What may differ in a faithful quotation makes no token: spaces, punctuation, quotation marks. What else is folded is
 * in corpus/text.ts. A figure is one token, so that no part of another figure can pass for it.
 */
import { fold } from '../../corpus/text.ts';

/** What stands before a token: nothing, a mark within a clause, the end of a clause, the end of a sentence. */
export const BREAK = { none: 0, mark: 1, clause: 2, sentence: 3 } as const;

export interface Tokens {
  /** The text that the tokens are of. */
  text: string;
  /** Equal where the tokens are. */
  ids: Int32Array;
  /** Offsets in the text, in UTF-16 code units. */
  starts: Int32Array;
  ends: Int32Array;
  /** What stands before each token; see {@link BREAK}. */
  breaks: Uint8Array;
}

/** Numbers for figures; a character's number is its code point, so figures begin above the greatest. */
export class Figures {
  readonly #known = new Map<string, number>();
  readonly #parent: Figures | null;

  /** Figures of a draft have those of the index as parent, so that drafts leave nothing behind in it. */
  constructor(parent: Figures | null = null) {
    this.#parent = parent;
  }

  idOf(figure: string): number {
    const known = this.#parent?.find(figure) ?? this.find(figure);
    if (known !== undefined) return known;
    const id = this.size + FIRST_FIGURE;
    this.#known.set(figure, id);
    return id;
  }

  find(figure: string): number | undefined {
    return this.#known.get(figure);
  }

  get size(): number {
    return this.#known.size + (this.#parent?.size ?? 0);
  }
}

const FIRST_FIGURE = 0x110000;

/** Whether a token is a figure in digits. */
export function isFigure(id: number): boolean {
  return id >= FIRST_FIGURE;
}

const NUMERALS = new Set([...'零〇一二两三四五六七八九十百千万亿'].map((character) => character.codePointAt(0)));

/** Whether a token is a character of a Chinese numeral. */
export function isNumeral(id: number): boolean {
  return NUMERALS.has(id);
}

interface Kind {
  /** The character folded, where it is a letter or a digit. */
  codes: number[];
  digit: string | null;
  breaks: number;
  isSpace: boolean;
}

const SENTENCE_MARK = /[。！？!?…\n\r\u2028\u2029]/u;
const CLAUSE_MARK = /[,;:]/u;
const LINE_BREAK = /[\n\r\u2028\u2029]/u;
/** Numbers of list items in circles: marks, not figures. */
const CIRCLED = /[\u2460-\u24ff\u2776-\u2793\u3251-\u32bf]/u;
/** Forms that stand for one character in traditional print though simplified text has both. */
const VARIANTS: Record<string, string> = { 著: '着', 瞭: '了', 藉: '借', 衞: '卫' };

/** By code unit. */
const kinds: (Kind | undefined)[] = new Array<undefined>(0x10000);

function kindOf(code: number): Kind {
  if (code > 0xffff) return readKind(String.fromCodePoint(code));
  return (kinds[code] ??= readKind(String.fromCodePoint(code)));
}

function readKind(character: string): Kind {
  const isSpace = /[\s\p{Cf}\p{Cc}]/u.test(character) && !LINE_BREAK.test(character);
  const nothing = { codes: [], digit: null, breaks: BREAK.none, isSpace };
  if (isSpace) return nothing;
  const folded = fold(character);
  const breaks = SENTENCE_MARK.test(character) ? BREAK.sentence : CLAUSE_MARK.test(folded) ? BREAK.clause : BREAK.mark;
  if (CIRCLED.test(character) || !/[\p{L}\p{N}]/u.test(folded)) return { ...nothing, breaks };
  const codes = [...folded]
    .filter((part) => /[\p{L}\p{N}]/u.test(part))
    .map((part) => (VARIANTS[part] ?? part).codePointAt(0) ?? 0);
  const digit = /^\p{Nd}$/u.test(character) && /^\d$/.test(folded) ? folded : null;
  return { codes, digit, breaks: BREAK.none, isSpace };
}

interface Building {
  ids: number[];
  starts: number[];
  ends: number[];
  breaks: number[];
}

/** Reads the tokens of a text. Offsets are those of the text as it is. */
export function tokenise(text: string, figures: Figures): Tokens {
  const built: Building = { ids: [], starts: [], ends: [], breaks: [] };
  let before: number = BREAK.sentence;
  for (let at = 0; at < text.length;) {
    const code = text.codePointAt(at) ?? 0;
    const { codes, digit, breaks } = kindOf(code);
    let end = at + (code > 0xffff ? 2 : 1);
    if (digit !== null) {
      const figure = readFigure(text, at, before === BREAK.sentence);
      end = figure.end;
      push(built, figures.idOf(figure.value), at, end, before);
      before = BREAK.none;
    } else if (codes.length > 0) {
      for (const folded of codes) {
        push(built, folded, at, end, before);
        before = BREAK.none;
      }
    } else {
      before = Math.max(before, breaks);
    }
    at = end;
  }
  return {
    text,
    ids: Int32Array.from(built.ids),
    starts: Int32Array.from(built.starts),
    ends: Int32Array.from(built.ends),
    breaks: Uint8Array.from(built.breaks),
  };
}

function push({ ids, starts, ends, breaks }: Building, id: number, start: number, end: number, before: number): void {
  ids.push(id);
  starts.push(start);
  ends.push(end);
  breaks.push(before);
}

function kindAt(text: string, at: number): Kind | null {
  return at < text.length ? kindOf(text.codePointAt(at) ?? 0) : null;
}

function skipSpaces(text: string, from: number): number {
  let at = from;
  while (kindAt(text, at)?.isSpace) at++;
  return at;
}

/** Spaces within a figure are layout: bulletins and copied drafts set them anywhere on a line. */
function readFigure(text: string, start: number, isOpening: boolean): { value: string; end: number } {
  let value = '';
  let end = start;
  for (let at = start; ;) {
    const digit = kindAt(text, at)?.digit ?? null;
    if (digit !== null) {
      value += digit;
      end = ++at;
      const next = skipSpaces(text, at);
      // A space is looked across only where digits go on, or the figure would take the spaces behind it.
      if (next > at && (kindAt(text, next)?.digit ?? null) !== null) at = next;
      continue;
    }
    const decimals = value.includes('.') ? -1 : decimalsAt(text, at, isOpening);
    if (decimals >= 0) {
      value += '.';
      at = decimals;
    } else if (isThousandsMark(text, at, value)) at++;
    else break;
  }
  return readMagnitude(text, end, value);
}

/**
 * Where the decimals behind a point begin, or -1. A space behind the point is layout too, but not where the figure opens
 * a sentence: there it is the number of a list item (3. 2018年…).
 */
function decimalsAt(text: string, at: number, isOpening: boolean): number {
  const point = isOpening ? at : skipSpaces(text, at);
  if (text[point] !== '.' && text[point] !== '．') return -1;
  const decimals = isOpening ? point + 1 : skipSpaces(text, point + 1);
  return (kindAt(text, decimals)?.digit ?? null) === null ? -1 : decimals;
}

/** 1,325: one to three digits, then groups of exactly three. */
function isThousandsMark(text: string, at: number, before: string): boolean {
  if ((text[at] !== ',' && text[at] !== '，') || before.length > 12 || before.includes('.')) return false;
  const isGroup = [1, 2, 3].every((step) => (kindAt(text, at + step)?.digit ?? null) !== null);
  const isFirst = before.length <= 3 || text[at - 4] === ',' || text[at - 4] === '，';
  return isGroup && isFirst && (kindAt(text, at + 4)?.digit ?? null) === null;
}

const MAGNITUDE = /^(?:[百千]?[万亿]亿?|%|‰)/u;

function readMagnitude(text: string, end: number, value: string): { value: string; end: number } {
  const at = skipSpaces(text, end);
  // Folding keeps these characters one for one, so that the length in the text is that of the match.
  const folded = [...text.slice(at, at + 3)].map((character) => fold(character) || ' ').join('');
  const magnitude = MAGNITUDE.exec(folded)?.[0];
  return magnitude === undefined ? { value, end } : { value: value + magnitude, end: at + magnitude.length };
}

/** The first token at or behind an offset of the text. */
export function tokenAt({ starts }: Tokens, offset: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
