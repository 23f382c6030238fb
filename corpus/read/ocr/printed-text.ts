/**
 * Recognised characters → the text that was printed. The network knows the marks of Chinese and of Latin print, which
 * look alike, and takes one for the other; between Chinese characters print has those of Chinese. Figures and words of
 * letters keep theirs: 8.14%, 1,200, 3:4:3, 2015-2020.
 */
import { CLOSING_PAIR, OPENING_MARK } from '../marks.ts';
import type { RecognisedCharacter } from './recognise.ts';

/** Marks of Latin print with those of Chinese that look like them. */
const CHINESE_MARKS: Readonly<Record<string, string>> = {
  ',': '，',
  ':': '：',
  ';': '；',
  '!': '！',
  '?': '？',
  '.': '。',
  '(': '（',
  ')': '）',
};

const CHINESE = /[\p{Script=Han}，。、；：！？“”‘’（）《》〈〉「」『』【】〔〕—…]/u;
const CLOSING = /[，。、；：！？）》〉」』】〕]/u;
/** Quotation marks that do not show which side they are on. */
const STRAIGHT_QUOTES: Readonly<Record<string, readonly [string, string]>> = {
  '"': ['“', '”'],
  '＂': ['“', '”'],
  "'": ['‘', '’'],
  '＇': ['‘', '’'],
};

/**
 * The text of a line.
 *
 * @param size of a character's square, as a share of the line's length
 */
export function textOf(characters: readonly RecognisedCharacter[], size: number): string {
  const text = withLatinSigns(join(characters, size));
  if (!/\p{Script=Han}/u.test(text)) return text;
  return withChineseMarks(pairQuotes(withChineseBrackets(withDashes(text))));
}

/** The dash of Chinese print is two characters long, and the network sees one of them. In squares, from middle to middle. */
const LONG_DASH = 2.6;
/** A space: wide enough to be one by itself, or wider than nothing where the network saw one, too. */
const SPACE = 1.45;
const SEEN_SPACE = 1.15;
/** Beside a mark in pairs, which stands off the middle of its square. */
const MARK_SPACE = 1.6;

/** Chinese has no spaces but where print leaves room for a character; words of letters and figures keep theirs. */
function join(characters: readonly RecognisedCharacter[], size: number): string {
  return characters
    .map((recognised, index) => {
      const { character } = recognised;
      const before = characters[index - 1];
      const after = characters[index + 1];
      const space = before && isSpace(before, recognised, size) ? ' ' : '';
      // At a line's start there is no place to measure from, and none but a long one begins a line.
      const isLong = after && (before ? after.at - before.at >= LONG_DASH * size : character === '—');
      const isChinese = isLong && DASH.test(character) && isChinesePrint(before) && isChinesePrint(after);
      return space + (isChinese ? '——' : character);
    })
    .join('');
}

/** Whether a character is one of Chinese print, or there is none. */
function isChinesePrint(recognised: RecognisedCharacter | undefined): boolean {
  return recognised === undefined || CHINESE.test(recognised.character);
}

function isSpace(
  before: RecognisedCharacter,
  { character, at, isAfterSpace }: RecognisedCharacter,
  size: number,
): boolean {
  if (isAfterSpace && isLatin(before.character) && isLatin(character)) return true;
  const distance = at - before.at;
  const areWords = [isWordLike(before.character), isWordLike(character)];
  if (areWords.every(Boolean)) return distance >= (isAfterSpace ? SEEN_SPACE : SPACE) * size;
  const isOutside = CLOSING_PAIR.test(before.character) || OPENING_MARK.test(character);
  return isOutside && areWords.some(Boolean) && distance >= MARK_SPACE * size;
}

const DASH = /[-—－─–]/u;

function isLatin(character: string): boolean {
  return character >= '!' && character <= '~';
}

function isWordLike(character: string): boolean {
  return /[\p{L}\p{N}]/u.test(character);
}

/** Figures, letters and their signs, which print has narrow. */
function withLatinSigns(text: string): string {
  return text
    .replace(/[０-９Ａ-Ｚａ-ｚ／％＋＝＆＃＊＄]/gu, (sign) => sign.normalize('NFKC'))
    .replace(/(?<=\d)[lI](?=\d)|(?<=\d{3})[lI](?![a-z])/giu, '1')
    .replace(/(?<=\d)[oO](?=\d)/gu, '0');
}

function withDashes(text: string): string {
  return (
    text
      // Between figures the numeral 一 is a dash; a numeral in figures has no 一 in its middle.
      .replace(/(?<=[\d%])[一－](?=\d)/gu, '—')
      .replace(/(?:[-—－]{2,4}一?|一?—一?)(?=[“‘《]?\p{Script=Han})/gu, (dash) => (dash === '—' ? dash : '——'))
      .replace(/…|[.·┅•]{2,6}/gu, '……')
      .replace(/[.·．]?(?:……)+[.·．。]*/gu, '……')
  );
}

/** The year in the number of an official document stands in 〔〕 (GB/T 9704), titles within titles in 〈〉. */
function withChineseBrackets(text: string): string {
  return text
    .replace(/[[［【〔「『〖]((?:19|20)\d{2})[\]］】〕」』〗](?=第?\d{1,5}号)/gu, '〔$1〕')
    .replace(/[<＜〈](\p{Script=Han}[^<>＜＞〈〉]{0,60})[>＞〉]/gu, '〈$1〉');
}

function withChineseMarks(text: string): string {
  const characters = [...text];
  const brackets = chineseBrackets(characters);
  return characters
    .map((character, index) => {
      const mark = CHINESE_MARKS[character];
      if (!mark) return character;
      if (character === '(' || character === ')') return brackets.has(index) ? mark : character;
      return isChineseMark(characters, index) ? mark : character;
    })
    .join('');
}

function isChineseMark(characters: readonly string[], index: number): boolean {
  const [before = '', character, after = ''] = characters.slice(Math.max(index - 1, 0), index + 2);
  if (index === 0) return false;
  // 一.加强 and 1.加强 are numbers of headings; a sentence that ends in letters or figures may end in either mark.
  if (character === '.') return CHINESE.test(before) && (after === '' || CHINESE.test(after)) && index > 2;
  return CHINESE.test(before) || CHINESE.test(after) || after === '';
}

/** Which brackets are Chinese: those of a pair that has Chinese in it or beside it. */
function chineseBrackets(characters: readonly string[]): Set<number> {
  const chinese = new Set<number>();
  const open: number[] = [];
  const isChineseAt = (index: number): boolean => CHINESE.test(characters[index] ?? '');
  characters.forEach((character, index) => {
    if (character === '(' || character === '（') open.push(index);
    if (character !== ')' && character !== '）') return;
    const start = open.pop() ?? 0;
    const inside = characters.slice(start + 1, index).join('');
    const isBeside = isChineseAt(start - 1) || (start === 0 && isChineseAt(index + 1));
    const isOne = isBeside || isChineseAt(start) || isChineseAt(index);
    if (!isOne && !CHINESE.test(inside)) return;
    chinese.add(start);
    chinese.add(index);
  });
  // The other half of the pair is on another line.
  for (const index of open) if (isChineseAt(index - 1) || isChineseAt(index + 1)) chinese.add(index);
  return chinese;
}

/** Straight quotation marks beside Chinese, and opening ones where only a closing one can stand. */
function pairQuotes(text: string): string {
  const characters = [...text];
  let isOpen = false;
  return characters
    .map((character, index) => {
      const [before = '', after = ''] = [characters[index - 1], characters[index + 1]];
      const straight = STRAIGHT_QUOTES[character];
      if (straight && (CHINESE.test(before) || CHINESE.test(after))) {
        const closes = isOpen || CLOSING.test(after) || after === '';
        isOpen = !closes;
        return closes ? straight[1] : straight[0];
      }
      if (character === '“' && isOpen && CLOSING.test(after)) {
        isOpen = false;
        return '”';
      }
      if (character === '“' || character === '”') isOpen = character === '“';
      return character;
    })
    .join('');
}
