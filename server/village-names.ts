/**
 * Names of villages that no article is about. There is no list of them: what reads like one is a name where it is made of
 * words that the articles use in no other way.
 */
import { villageAt } from '../corpus/places.ts';
import { FUNCTION_WORDS } from './function-words.ts';
import type { Reading } from './named-places.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Kinds and numbers of villages, which are no names. */
const KIND_OF_VILLAGE =
  /示范|自然|重点|中心|试点|空壳|后进|薄弱|涣散|落后|先进|样板|边境|移民|搬迁|安置|旅游|生态|文明|和谐|智慧|数字|特色|专业|传统|民族|城中|脱贫|出列|摘帽|深度|帮扶|结对|淘宝|插花|石山|小山|大山|高寒|偏远|部分|多数/u;

/** Characters that join or ask, which stand in no village's name, and those that only lead to one. */
const GRAMMAR = /[的了着吗呢吧么哪谁什怎咋否没不很几这那所与及把被让给]|[在到去来回由]$/u;

/** Two or three characters and what they are. */
const SHORT = /^.{2,3}(?:村|社区)$/u;

/** What goes on behind 村 in words of every village (村民, 村干部) and in names of townships (程村乡). */
const VILLAGE_GOES_ON = /^(?:民|级|里|干部|集体|乡|镇)/u;

/** The name of a village or community that stands right there in a question, or null. */
export function villageNamedAt(at: number, { question, words, vocabulary }: Reading): string | null {
  const village = villageAt(question, at);
  const stem = village.replace(/(?:村|社区)$/u, '');
  if (stem.length < 2 || KIND_OF_VILLAGE.test(stem) || GRAMMAR.test(stem)) return null;
  if (VILLAGE_GOES_ON.test(question.slice(at + village.length))) return null;
  const within = words.filter(({ start, end }) => start >= at && end <= at + stem.length && end - start > 1);
  const parts = [stem, ...within.map(({ start, end }) => question.slice(start, end))];
  const isOrdinary = (part: string): boolean => FUNCTION_WORDS.has(part) || isUsedBeside(village, part, vocabulary);
  return parts.some(isOrdinary) ? null : village;
}

/** Whether an article uses a part of a name without the name. */
function isUsedBeside(name: string, part: string, { sieve }: Vocabulary): boolean {
  for (const { text } of sieve.candidates(part)) {
    if (text.includes(part) && text.replaceAll(name, '').includes(part)) return true;
  }
  return false;
}

/**
 * The village that a question begins with. Nothing before it tells it for one, so only a short name that no function
 * word opens is clear.
 */
export function villageOpening(reading: Reading): string | null {
  const village = villageNamedAt(0, reading);
  const first = reading.question.slice(0, reading.words[0]?.end);
  return village !== null && SHORT.test(village) && !FUNCTION_WORDS.has(first) ? village : null;
}
