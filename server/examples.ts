/**
 * Questions for a first visit, made of what the articles held say: of different kinds, each of another place, and asked
 * before they are offered, so that each is answered and from where it was made.
 */
import type { Article } from '../corpus/article.ts';
import type { Find, Found } from './found.ts';
import { FUNCTION_WORDS } from './function-words.ts';
import { Turns } from './steps.ts';
import { askHow, headingTopic } from './suggest.ts';
import { topicsOf } from './topics.ts';

/** A question, and whether what was found for it is what it was made for. */
export interface Example {
  question: string;
  isAnswered: (found: Pick<Found, 'spans'>) => boolean;
}

type Make = (article: Article, telling: Telling) => Example[];

/** How examples are made of texts. */
interface Telling {
  segment: (text: string) => string[];
  /** How many articles say something. */
  countTelling: (words: string) => number;
}

/** Questions asked in all, so that a corpus of few good ones costs no more than its share. */
const ASKED_MAX = 40;

/** Questions of one kind asked about one article. */
const ASKED_OF_ARTICLE = 2;

const EXAMPLES = 6;

/** The kinds that are offered, in this order; those behind the first six stand in for one that gives nothing. */
const KINDS: readonly Make[] = [
  ...[aboutSlogan, aboutFigure, aboutHow, aboutTheme, aboutFigure, aboutHow],
  ...[aboutHow, aboutSlogan, aboutFigure, aboutHow, aboutTheme],
];

/** Up to six questions that are answered well; fewer where the corpus gives no more. */
export async function makeExamples(
  articles: readonly Article[],
  segment: Telling['segment'],
  find: Find,
  countTelling: Telling['countTelling'] = (words) => articles.filter(({ text }) => text.includes(words)).length,
): Promise<string[]> {
  const places = new Set(articles.map(placeOf));
  const perPlace = Math.ceil(EXAMPLES / places.size);
  const questions: string[] = [];
  const asked = new Set<string>();
  const turns = new Turns();
  for (const [slot, make] of KINDS.entries()) {
    if (questions.length === EXAMPLES) break;
    // Each kind begins elsewhere in the corpus, so that the examples come from all of it.
    for (const article of startingAt(articles, (slot % EXAMPLES) / EXAMPLES)) {
      if (asked.size === ASKED_MAX) return questions;
      if (turns.isOver) await turns.next();
      const place = placeOf(article);
      if (place === null || questions.filter((question) => question.startsWith(place)).length >= perPlace) continue;
      const question = await firstAnswered(make(article, { segment, countTelling }));
      if (question === null) continue;
      questions.push(question);
      break;
    }
  }
  return questions;

  async function firstAnswered(examples: readonly Example[]): Promise<string | null> {
    const open = new Map(examples.map((example) => [example.question, example]));
    for (const question of asked) open.delete(question);
    for (const { question, isAnswered } of [...open.values()].slice(0, ASKED_OF_ARTICLE)) {
      if (asked.size === ASKED_MAX) break;
      asked.add(question);
      if (isAnswered(await find({ question }))) return question;
    }
    return null;
  }
}

function startingAt<Item>(items: readonly Item[], share: number): Item[] {
  const start = Math.floor(items.length * share);
  return [...items.slice(start), ...items.slice(0, start)];
}

/** The narrowest place that an article is about, as one would name it in a question. */
function placeOf({ places }: Article): string | null {
  return places[0] ?? null;
}

const SLOGAN = /“([^“”]{0,6}[二两三四五六七八九十][^“”]{1,6})”(工作法|模式|行动|机制|工程)?/gu;
const COUNTED = /^[二两三四五六七八九十][^一二两三四五六七八九十]{1,5}$/u;

/** 全州县的“五心五线”工作法是什么？ 来宾市兴宾区的“四化”是哪四化？ */
function aboutSlogan(article: Article): Example[] {
  const named = [article.title, ...article.sections.filter(({ level }) => level === 1).map(({ heading }) => heading)];
  return named
    .flatMap((text) => [...text.matchAll(SLOGAN)])
    .map(([, slogan = '', suffix = '']) => ({
      question: `${placeOf(article)}的“${slogan}”${suffix}是${COUNTED.test(slogan) ? `哪${slogan}` : '什么'}？`,
      isAnswered: ({ spans }) => isFirst(article, spans) && textOf(spans[0]).includes(slogan),
    }));
}

/** 伙食补贴提到每人每天100元, 签约率达到100%: what is measured, and its figure. */
const MEASURED =
  /(?:提高?到|增加到|上升到|降低?到|下降到|达到?|为|升到)(?:每[人户亩月年天]){0,2}(\d[\d.]*(?:[万亿]?元|%))/gu;
/** 覆盖率 alone does not say of what. */
const MEASURE_MIN = 4;
const MEASURE_MAX = 8;
const MEASURE = /(?:率|费|补贴|补助|资金|产值|收入|基金|奖金|工资|标准|比例)$/u;

/** 天等县的伙食补贴是多少？ — what few other articles measure first: it tells most of this one. */
function aboutFigure(article: Article, { segment, countTelling }: Telling): Example[] {
  return [...article.text.matchAll(MEASURED)]
    .map(({ 1: figure = '', index }) => ({ figure, measure: wordBefore(article.text.slice(0, index), segment) }))
    .filter(({ measure }) => measure.length >= MEASURE_MIN && MEASURE.test(measure))
    .map((found) => ({ ...found, others: countTelling(found.measure) }))
    .sort((a, b) => a.others - b.others)
    .map(({ figure, measure }) => ({
      question: `${placeOf(article)}的${measure}是多少？`,
      isAnswered: ({ spans }) => isFirst(article, spans) && textOf(spans[0]).includes(figure),
    }));
}

/** The words of one thing at the end of a text: 伙食补贴 of …驻村期间的伙食补贴. */
function wordBefore(text: string, segment: Telling['segment']): string {
  const words = segment(text.slice(-3 * MEASURE_MAX));
  let measure = '';
  for (const word of words.reverse()) {
    if (!/^\p{Script=Han}+$/u.test(word) || FUNCTION_WORDS.has(word)) break;
    if (word.length + measure.length > MEASURE_MAX) break;
    measure = word + measure;
  }
  return measure.replace(/^全[省市区县乡镇村]/u, '');
}

const CLAUSE = /^\p{L}.{5,15}$/u;

/** 乐业县用活农村闲置资源是怎么做的？ */
function aboutHow(article: Article): Example[] {
  return article.sections
    .filter(({ level }) => level === 1)
    .map((section) => ({ section, topic: headingTopic(section.heading) }))
    .filter(({ topic }) => CLAUSE.test(topic))
    .map(({ section, topic }) => ({
      question: askHow(placeOf(article) ?? '', topic),
      isAnswered: ({ spans: [first] }) =>
        first?.article.id === article.id && first.start < section.end && first.end > section.start,
    }));
}

/** 哪些地方有技能培训的例子？ — of a topic that articles about several places have. */
function aboutTheme(article: Article): Example[] {
  return topicsOf(article).map((topic) => ({
    question: `哪些地方有${topic}的例子？`,
    isAnswered: ({ spans }) => {
      const telling = spans.map((span) => span.article);
      return new Set(telling.filter((other) => topicsOf(other).includes(topic)).map(placeOf)).size > 1;
    },
  }));
}

function isFirst({ id }: Article, [first]: Found['spans']): boolean {
  return first?.article.id === id;
}

function textOf(span: Found['spans'][number] | undefined): string {
  return span ? span.article.text.slice(span.start, span.end) : '';
}
