/**
 * A question → what is asked: kind, places, issue, year, topic; a follow-up is made whole from the questions before it.
 *
 * Pure: the words of the language come from corpus/function-words.txt, the places from the corpus's vocabulary, the
 * segmenter and the speller as arguments.
 */
import { simplify } from '../corpus/simplify.ts';
import type { QuestionKind } from './contract.ts';
import { FUNCTION_WORDS } from './function-words.ts';
import { findNamedPlaces, type NamedPlace } from './named-places.ts';
import { findNumerals } from './numerals.ts';
import { findSynonyms, type Synonym } from './synonyms.ts';
import type { Vocabulary } from './vocabulary.ts';

/** What a question says of the issue that it asks of. */
export interface IssueNamed {
  /** 33 in 第33期; with the year where one is given. */
  issueNumber: number | null;
  /** 195 in 总第195期. */
  issueTotal: number | null;
  /** Whether the issue printed last is asked for: 最新一期. */
  latestIssue: boolean;
  /** Month of printing, e.g. 2018-08, in 2018年8月的简报; a month that is not said of a bulletin is part of the topic. */
  printedIn: string | null;
}

export interface Query extends IssueNamed {
  /** The question in its own words. */
  own: string;
  /** The standalone question that is searched. */
  understood: string;
  /** The same without the places that articles are about; the same with them where it names nothing else. */
  placeless: string;
  kind: QuestionKind;
  places: NamedPlace[];
  year: number | null;
  /** Words of this question that carry its topic. */
  topic: string[];
  /** The question's text without its function words and places: runs of neighbouring topic words, each a string. */
  topicRuns: string[];
  /** The same of the question before, carried over; they weigh less. */
  carried: string[];
  carriedRuns: string[];
  /** Words of the topic that have other words for the same. */
  synonyms: Synonym[];
  /** Whether the question asks for every place that did something rather than for one. */
  wantsSeveral: boolean;
  /** Whether a figure is asked for, whatever else is. */
  wantsFigure: boolean;
  /** Whether the members of a list are asked for: 是哪四化, 哪几个县. */
  wantsList: boolean;
  /** Whether it is asked what something is: 是什么, 什么是. */
  wantsDefinition: boolean;
}

export interface QueryContext {
  vocabulary: Vocabulary;
  /** Splits text into words that together are the text. */
  segment: (text: string) => string[];
  /** Mends the typos of a question. */
  correct: (question: string) => string;
}

/** Words and others anywhere behind them; as one pattern they would take quadratic time. */
function inOrder(first: RegExp, then: RegExp): Pick<RegExp, 'test'> {
  return {
    test: (text) => {
      const found = first.exec(text);
      return found !== null && then.test(text.slice(found.index + found[0].length));
    },
  };
}

/** First match wins, so the more telling words stand first. */
const KINDS: [QuestionKind, Pick<RegExp, 'test'>][] = [
  ['compare', /相比|对比|比较|区别|不同|谁更|哪个更|差别/u],
  [
    'example',
    /例子|案例|典型|举例|有哪些(?:县|地方|县区|区县|市县|村)|哪些(?:县|地方|县区|区县|市县|村)|哪几个(?:县|地方|村)/u,
  ],
  ['example', inOrder(/有没有/u, /做法|经验/u)],
  [
    'figure',
    /多少|几[个名人户亩元块万次回件座台辆部家所条笔成%倍年月天级岁]|多大|多高|多长|多远|比例|占比|百分之|率是|金额|面积|人数|标准是|有几/u,
  ],
  ['when', /什么时候|何时|哪[一]?[年月天]|几月|几号|多久|星期几|周几|时间/u],
  ['who', /谁|哪[个些位]?(?:人|单位|部门|公司|领导|干部)|由什么/u],
  ['where', /在?哪[里儿]|什么地方|哪个(?:县|村|镇|乡|地方)|何地/u],
  ['how', /怎么|怎样|咋|如何|做法|措施|办法|经验|举措|方法|机制|途径/u],
];

const WANTS_FIGURE = /多少|几[个名人户亩元块万次回件座台辆部家所条笔成%倍]|百分之|率是/u;
const WANTS_LIST = /哪(?:[一二三四五六七八九十两几]|些)|分别是/u;
const WANTS_DEFINITION =
  /(?<!各|别)(?:是|指|叫)(?:的是)?(?:什么|啥)(?:意思)?[？?]?$|^(?:什么|啥)(?:是|叫)|^请?介绍(?:一下)?[^，。]{2,12}[？?。]?$/u;
const WANTS_SEVERAL =
  /哪些(?:县|地方|县区|区县|市县|村|乡镇)|哪几个(?:县|地方|村)|有没有.{0,12}(?:例子|案例|做法)|几个例子|各(?:县|地)|都有(?:谁|哪)/u;

const LATEST_ISSUE = /最[新近]的?(?:一|那)?(?:期|份?简报)/u;

/** An issue as a question names it, with what asks for its articles. */
const ISSUE = new RegExp(
  `(?:(?:19|20)\\d{2}年的?)?总?第\\s*\\d{1,5}\\s*期|(?:19|20)\\d{2}年\\d{1,2}月(?:份|\\d{1,2}日)?|${LATEST_ISSUE.source}`,
  'gu',
);

const WANTS_EXAMPLES = inOrder(/例子|案例/u, /[哪有]/u);

/** Openings that lean on the question before: 那…, 其中…, 还有呢. */
const LEANS_ON_HISTORY =
  /^(?:那么?|其中?|它|这|此|还有|另外|再|然后|接着|第[一二三四五六七八九十\d]+条)|呢[？?]?$|^(?:有)?(?:哪些|多少|谁|为什么|怎么)[^，。]{0,4}$/u;

/** Reads a question in its conversation; `history` is oldest first. */
export function readQuery(question: string, history: readonly string[], context: QueryContext): Query {
  let previous: Query | null = null;
  for (const earlier of history) previous = readOne(earlier, previous, context);
  return readOne(question, previous, context);
}

function readOne(question: string, previous: Query | null, context: QueryContext): Query {
  const own = context.correct(simplify(question.trim()));
  const text = own
    .normalize('NFKC')
    .replace(/(?<!\s)\s+(?=[^A-Za-z])/gu, '')
    .trim();
  const words = context.segment(text);
  const places = findNamedPlaces(text, words, context.vocabulary);
  const issue = readIssue(text);
  const unplaced = withoutPlaces(text, places);
  const alone: Query = {
    own,
    understood: own,
    placeless:
      withoutPlaces(
        text,
        places.filter(({ articleIds }) => articleIds.length > 0),
      ) || own,
    kind: kindOf(text),
    places,
    ...issue,
    year: numberIn(/((?:19|20)\d{2})\s*年/u, text),
    ...topicOf(namesIssue(issue) ? unplaced.replace(ISSUE, ' ') : unplaced, context),
    carried: [],
    carriedRuns: [],
    wantsSeveral: (WANTS_SEVERAL.test(text) || WANTS_EXAMPLES.test(text)) && !/[”"]\s*是/u.test(text),
    wantsFigure: WANTS_FIGURE.test(text),
    wantsList: WANTS_LIST.test(text),
    wantsDefinition: WANTS_DEFINITION.test(text),
  };
  return previous && leansOn(previous, alone, text) ? makeWhole(alone, previous) : alone;
}

function kindOf(text: string): QuestionKind {
  return KINDS.find(([, pattern]) => pattern.test(text))?.[0] ?? 'other';
}

function readIssue(text: string): IssueNamed {
  return {
    issueNumber: numberIn(/(?<!总)第\s*(\d{1,4})\s*期/u, text),
    issueTotal: numberIn(/总第\s*(\d{1,5})\s*期/u, text),
    latestIssue: LATEST_ISSUE.test(text),
    printedIn: readPrintedIn(text),
  };
}

/** Whether a question asks of one issue, or of the issues of a month. */
export function namesIssue({ issueNumber, issueTotal, latestIssue, printedIn }: IssueNamed): boolean {
  return issueNumber !== null || issueTotal !== null || latestIssue || printedIn !== null;
}

function readPrintedIn(text: string): string | null {
  const match =
    /((?:19|20)\d{2})年(\d{1,2})月(?:份|\d{1,2}日)?(?:有|出|印发|印|发)?了?的?(?:那|这|各|什么|哪些?)?(?:一|几)?(?:期|简报|文章)/u.exec(
      text,
    );
  return match ? `${match[1]}-${match[2]?.padStart(2, '0')}` : null;
}

function numberIn(pattern: RegExp, text: string): number | null {
  const match = pattern.exec(text);
  return match ? Number(match[1]) : null;
}

/** What stands in quotation marks is a name, whatever the segmenter makes of it. */
const QUOTED = /[“"「『《]([^“”"「」『』《》]{2,20})[”"」』》]/gu;

/** Words of a text, its places taken out, that are no function words, each once; quoted names first. */
function topicOf(rest: string, { segment }: QueryContext): Pick<Query, 'topic' | 'topicRuns' | 'synonyms'> {
  const quoted = [...rest.matchAll(QUOTED)].map((match) => match[1] as string);
  const words = segment(rest.replace(QUOTED, ' '));
  const isTopic = (word: string): boolean => /[\p{L}\p{N}]/u.test(word) && !FUNCTION_WORDS.has(word);
  const runs: string[] = [];
  words.forEach((word, index) => {
    if (!isTopic(word)) return;
    const before = words[index - 1];
    if (before !== undefined && isTopic(before)) runs.push(`${runs.pop() ?? ''}${word}`);
    else runs.push(word);
  });
  return {
    topic: [...new Set([...quoted, ...words.filter(isTopic)])],
    topicRuns: [...quoted, ...runs],
    synonyms: [...findSynonyms(rest, segment(rest)), ...findNumerals(rest)],
  };
}

function withoutPlaces(text: string, places: readonly NamedPlace[]): string {
  let rest = text;
  for (const { start, end } of [...places].reverse()) rest = `${rest.slice(0, start)} ${rest.slice(end)}`;
  return rest.trim();
}

/** A question that asks of all places, or names its own place and topic, stands alone whatever came before. */
function leansOn(previous: Query, alone: Query, text: string): boolean {
  if (alone.wantsSeveral) return false;
  if (alone.places.length > 0) return LEANS_ON_HISTORY.test(text) && alone.topic.length === 0;
  return previous.places.length > 0 || LEANS_ON_HISTORY.test(text);
}

function makeWhole(alone: Query, previous: Query): Query {
  const places = alone.places.length > 0 ? alone.places : previous.places;
  const carried = [...previous.topic, ...previous.carried].filter((word) => !alone.topic.includes(word));
  const carriedRuns = [...previous.topicRuns, ...previous.carriedRuns];
  const placeNames = places.map(({ name }) => name).join('、');
  if (alone.topic.length === 0) {
    const asked = alone.places.length === 0 && alone.kind !== 'other' ? askingOf(alone) : null;
    const placeless = [...previous.topic, asked ? alone.placeless : askingWords(previous.kind)].join(' ').trim();
    const understood = [placeNames, placeless].filter(Boolean).join('：');
    return { ...previous, ...asked, own: alone.own, places, understood, placeless };
  }
  const topic = carried.slice(0, 4).join(' ');
  const subject = [placeNames, topic].filter(Boolean).join(' ');
  const placeless = topic ? `${topic}：${alone.placeless}` : alone.placeless;
  return { ...alone, places, carried, carriedRuns, understood: `${subject}：${alone.understood}`, placeless };
}

/** What is asked of the same topic at the same place: 一共多少个？ */
function askingOf({ kind, wantsSeveral, wantsFigure, wantsList, wantsDefinition }: Query): Partial<Query> {
  return { kind, wantsSeveral, wantsFigure, wantsList, wantsDefinition };
}

function askingWords(kind: QuestionKind): string {
  return kind === 'figure' ? '多少' : kind === 'how' ? '怎么做' : '';
}
