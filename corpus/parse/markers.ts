/**
 * The marks that number the parts of an article: 一、 （一） 1. 第一， 一是 “有制度”，即 脱贫模式之一： …
 *
 * Bulletins nest them in any order (一、 then 1., or 一、 then 一是), so a mark says its kind and ordinal here and its
 * level is decided by the order in which the kinds appear; see sections.ts.
 */
import { readNumeral } from '../text.ts';

export type MarkerKind =
  | 'chapter' //  第一章
  | 'ordinal' //  第一，
  | 'numeral' //  一、
  | 'bracketed numeral' //  （一）
  | 'digit' //  1.
  | 'bracketed digit' //  （1）
  | 'circled digit' //  ①
  | 'mode' //  脱贫模式之一：
  | 'item' //  一是
  | 'slogan' //  “有制度”，即
  | 'term'; //  村级交叉评：即

export interface Marker {
  kind: MarkerKind;
  /** Position in its enumeration, from 1; null for marks that carry no number. */
  ordinal: number | null;
  /** Characters of the mark itself, before the words of the heading. */
  length: number;
}

const NUMERAL = '[一二三四五六七八九十]{1,3}';
const DIGITS = '[\\d０-９]{1,2}';

const PATTERNS: [MarkerKind, RegExp][] = [
  ['chapter', new RegExp(`^第(${NUMERAL}|${DIGITS})(?:章|节|篇|部分)\\s*`, 'u')],
  ['ordinal', new RegExp(`^第(${NUMERAL})[，,：:]\\s*`, 'u')],
  // 一、二、三产业 and 3、4月 count on: such a list is no mark.
  ['numeral', new RegExp(`^(${NUMERAL})\\s*[、.．](?!${NUMERAL}(?:、|等))\\s*`, 'u')],
  ['bracketed numeral', new RegExp(`^(?:[（(](${NUMERAL})[)）]|([㈠-㈩]))\\s*`, 'u')],
  ['digit', new RegExp(`^(?:(${DIGITS})\\s*[.．、](?![\\d０-９])|([⒈-⒛]))\\s*`, 'u')],
  ['bracketed digit', new RegExp(`^(?:[（(](${DIGITS})[)）]|([⑴-⒇]))\\s*`, 'u')],
  ['circled digit', /^([①-⑳])\s*/u],
  ['mode', new RegExp(`^[^，。；：、\\s]{2,10}之(${NUMERAL})\\s*[：:]`, 'u')],
  ['item', new RegExp(`^(${NUMERAL})(?:是|要)(?=\\s*[^\\s，。])`, 'u')],
  ['slogan', /^“[^”]{1,10}”[^“”，。；：]{0,6}[，,：:]?\s*即(?!可|使|将|便)/u],
  ['term', /^[^“”，。；：、,;:\s]{2,10}[：:]\s*即(?!可|使|将|便)/u],
];

/** The mark that `text` begins with, or null. */
export function readMarker(text: string): Marker | null {
  for (const [kind, pattern] of PATTERNS) {
    const match = pattern.exec(text);
    if (!match) continue;
    return { kind, ordinal: readOrdinal(match[1] ?? match[2]), length: match[0].length };
  }
  return null;
}

/** ① and ㈠ fold to the numeral they enclose. */
function readOrdinal(numeral: string | undefined): number | null {
  return numeral === undefined ? null : readNumeral(numeral.normalize('NFKC').replace(/[().]/g, ''));
}

/** Kinds of mark that run in with a sentence inside a paragraph as well as standing at its head. */
export const RUN_IN_KINDS: ReadonlySet<MarkerKind> = new Set<MarkerKind>(['item', 'slogan', 'term']);

/** A heading that stands on a line of its own is no longer than this. */
const STANDALONE_MAX = 60;

/** Whether a line is a heading that stands alone: numbered, short, and neither a sentence nor the start of one. */
export function isStandaloneHeading(text: string): boolean {
  const marker = readMarker(text);
  if (!marker || RUN_IN_KINDS.has(marker.kind) || text.length > STANDALONE_MAX) return false;
  return !/[。；;！？]./u.test(text) && !/[，、,：:]$/u.test(text);
}

/** A run-in heading is the whole first sentence only if no longer than this; otherwise its first clause. */
const RUN_IN_SENTENCE_MAX = 64;

/** The heading that a marked stretch of text opens with, without the punctuation that closes it. */
export function readHeading(text: string, marker: Marker): string {
  if (marker.kind === 'slogan' || marker.kind === 'term') {
    return (/^“[^”]+”/u.exec(text)?.[0] ?? /^[^：:]+/u.exec(text)?.[0] ?? text).trim();
  }
  const sentence = /^[^。！？；\n]+/u.exec(text)?.[0] ?? text;
  if (marker.kind !== 'item' && sentence.length <= RUN_IN_SENTENCE_MAX) return sentence.trim();
  return sentence.slice(0, firstClauseEnd(sentence, marker.length)).trim();
}

/** Where the first clause after the mark ends; punctuation inside quotation marks or brackets does not end it. */
function firstClauseEnd(sentence: string, from: number): number {
  let depth = 0;
  for (let at = from; at < sentence.length; at++) {
    const character = sentence[at] ?? '';
    if ('“（(《「'.includes(character)) depth++;
    else if ('”）)》」'.includes(character)) depth = Math.max(0, depth - 1);
    else if (depth === 0 && '，,：:。；;'.includes(character)) return at;
  }
  return sentence.length;
}
