/**
 * Sentences for the quote checker, made of a corpus: held word for word, with one figure or one word altered, with their
 * clauses reordered, given to another county or issue, and invented in the same style. Deterministic by a seed.
 */
import { areaList } from '@vant/area-data';
import type { Article } from '../../corpus/article.ts';
import { findPlaces } from '../../corpus/places.ts';
import { fold, splitSentences } from '../../corpus/text.ts';
import { segment } from '../../index/terms.ts';
import { foldedText } from '../../server/folded-text.ts';
import { makeRandom, type Random } from '../random.ts';
import { varyForm } from './verify-forms.ts';
import { inventSentence } from './verify-invented.ts';

export const KINDS = ['verbatim', 'figure', 'word', 'order', 'source', 'invented'] as const;
export type Kind = (typeof KINDS)[number];

export interface Case {
  kind: Kind;
  /** How it was made, for the list of misses. */
  made: string;
  draft: string;
  /** The article whose words they are; null for an invented one. */
  articleId: string | null;
  /** What was altered: the draft's and the original's. */
  altered: { draft: string; original: string } | null;
}

/** One of several. */
export function pick<Value>(random: Random, values: readonly Value[]): Value {
  const value = values[Math.floor(random() * values.length)];
  if (value === undefined) throw new RangeError('nothing to pick from');
  return value;
}

/** A sentence of an article. */
export interface Source {
  article: Article;
  text: string;
}

/** Characters below which a sentence says too little to be told from others. */
const SENTENCE_MIN = 16;
const SENTENCE_MAX = 260;

/** Makes `count` cases of each kind. */
export function makeCases(articles: readonly Article[], seed: number, count: number): Case[] {
  const sources = articles.flatMap(sentencesOf);
  const makers: Record<Kind, (random: Random) => Case | null> = {
    verbatim: (random) => {
      const source = pick(random, sources);
      const next = pick(random, sources);
      const { draft, made } = varyForm(random, source, next);
      return { kind: 'verbatim', made, draft, articleId: source.article.id, altered: null };
    },
    figure: (random) => alterFigure(random, pick(random, sources)),
    word: (random) => alterWord(random, pick(random, sources), sources),
    order: (random) => reorder(random, pick(random, sources)),
    source: (random) => misattribute(random, pick(random, sources), articles),
    invented: (random) => ({
      kind: 'invented',
      made: 'invented',
      draft: inventSentence(random, sources),
      articleId: null,
      altered: null,
    }),
  };
  return KINDS.flatMap((kind, index) => {
    const random = makeRandom(seed * 31 + index);
    const cases: Case[] = [];
    for (let tries = 0; cases.length < count && tries < count * 100; tries++) {
      const made = makers[kind](random);
      if (made) cases.push(made);
    }
    return cases;
  });
}

function sentencesOf(article: Article): Source[] {
  return article.paragraphs
    .filter(({ role }) => role === 'body' || role === 'note')
    .flatMap((paragraph) => splitSentences(article.text, paragraph))
    .map(({ start, end }) => ({ article, text: article.text.slice(start, end) }))
    .filter(({ text }) => text.length >= SENTENCE_MIN && text.length <= SENTENCE_MAX && /[。！？]$/u.test(text));
}

const FIGURE =
  /(?:\d+(?:\.\d+)?|(?<![二三四五六七八九十百])[二三四五六七八九十百]{1,6}(?=[个年月天名户次项条级期倍人]))/gu;

function alterFigure(random: Random, { article, text }: Source): Case | null {
  const figures = [...text.matchAll(FIGURE)];
  if (figures.length === 0) return null;
  const figure = pick(random, figures);
  const [original] = figure;
  const other = /\d/u.test(original) ? otherDigits(random, original) : otherNumeral(random, original);
  if (other === original) return null;
  const draft = text.slice(0, figure.index) + other + text.slice(figure.index + original.length);
  return {
    kind: 'figure',
    made: `${original}→${other}`,
    draft,
    articleId: article.id,
    altered: { draft: other, original },
  };
}

function otherDigits(random: Random, figure: string): string {
  const digits = [...figure];
  const places = digits.flatMap((digit, at) => (digit === '.' ? [] : [at]));
  const way = random();
  if (way < 0.15 && !figure.includes('.')) return `${figure}0`;
  if (way < 0.3 && figure.length > 1 && !figure.includes('.')) return figure.slice(0, -1);
  if (way < 0.4 && !figure.includes('.')) return `${figure}.${1 + Math.floor(random() * 9)}`;
  const at = pick(random, places);
  const digit = Number(digits[at]);
  digits[at] = String((digit + 1 + Math.floor(random() * 9)) % 10);
  return digits.join('');
}

function otherNumeral(random: Random, numeral: string): string {
  const characters = [...numeral];
  const at = pick(random, [...characters.keys()]);
  characters[at] = pick(
    random,
    [...'二三四五六七八九'].filter((other) => other !== characters[at]),
  );
  return characters.join('');
}

const WORD = /^\p{Script=Han}{2,4}$/u;
const NUMERAL = /[一二三四五六七八九十百千万亿两]/u;
/** Words that turn what is said around. */
const TURNS = ['未', '不', '基本', '尚未', '大力', '全部', '部分', '拟'];

function alterWord(random: Random, { article, text }: Source, sources: readonly Source[]): Case | null {
  const words = wordsIn(text);
  if (words.length < 4) return null;
  const word = pick(random, words);
  const way = random();
  const other =
    way < 0.15 ? '' : way < 0.3 ? `${pick(random, TURNS)}${word.text}` : otherWord(random, word.text, sources);
  if (other === null || fold(other) === fold(word.text)) return null;
  const draft = text.slice(0, word.start) + other + text.slice(word.start + word.text.length);
  // What stands elsewhere in the corpus as altered is not altered.
  if (isHeld(sources, draft.slice(0, -1))) return null;
  // A first or last word left out leaves the rest of the sentence word for word.
  const isEdge = word.start < 2 || word.start + word.text.length > text.length - 3;
  if (other === '' && isEdge) return null;
  return {
    kind: 'word',
    made: `${word.text}→${other}`,
    draft,
    articleId: article.id,
    altered: { draft: other, original: word.text },
  };
}

function isHeld(sources: readonly Source[], text: string): boolean {
  const folded = fold(text);
  return [...new Set(sources.map(({ article }) => article))].some((article) => foldedText(article).includes(folded));
}

function wordsIn(text: string): { start: number; text: string }[] {
  const places = findPlaces(text, '45', true);
  let at = 0;
  return segment(text)
    .map((word) => ({ start: (at += word.length) - word.length, text: word }))
    .filter(({ start, text: word }) => {
      const isPlace = places.some((place) => place.start < start + word.length && place.end > start);
      return WORD.test(word) && !NUMERAL.test(word) && !isPlace;
    });
}

function otherWord(random: Random, word: string, sources: readonly Source[]): string | null {
  for (let tries = 0; tries < 20; tries++) {
    const others = wordsIn(pick(random, sources).text).filter(
      ({ text }) => text.length === word.length && text !== word,
    );
    if (others.length > 0) return pick(random, others).text;
  }
  return null;
}

function reorder(random: Random, { article, text }: Source): Case | null {
  const clauses = text.slice(0, -1).split('，');
  if (clauses.length < 3 || clauses.some((clause) => clause.length < 6) || /[“”]/u.test(text)) return null;
  const at = Math.floor(random() * clauses.length);
  const to = (at + 1 + Math.floor(random() * (clauses.length - 1))) % clauses.length;
  const [moved] = clauses.splice(at, 1);
  clauses.splice(to, 0, moved as string);
  const draft = `${clauses.join('，')}${text.slice(-1)}`;
  if (draft === text) return null;
  return { kind: 'order', made: `${at}→${to}`, draft, articleId: article.id, altered: null };
}

const COUNTIES = Object.entries(areaList.county_list)
  .filter(([code, name]) => code.startsWith('45') && name.endsWith('县'))
  .map(([, name]) => name);

function misattribute(random: Random, { article, text }: Source, articles: readonly Article[]): Case | null {
  const paragraph = article.paragraphs.find(({ start, end }) => article.text.slice(start, end).includes(text));
  const around = paragraph ? article.text.slice(paragraph.start, paragraph.end) : text;
  const held = [...new Set(articles.flatMap(({ places }) => places))].filter((place) =>
    /^[^镇乡村]+[县区]$/u.test(place),
  );
  const county = pick(random, random() < 0.5 ? held : COUNTIES);
  const short = county.replace(/(?:各族|[^族]{2}族){1,4}自治县$|[县区]$/u, '');
  // What the paragraph names, or another of the same place, is not wrongly claimed.
  if (around.includes(short) || article.places.some((place) => place.includes(short))) return null;
  if (articles.some((other) => other !== article && foldedText(other).includes(fold(text)))) return null;
  const wrongIssue = pick(random, ['2018年第13期', '2018年第33期', '2018年第60期', '2017年第14期', '2018年第14期']);
  const isRight = article.issue?.startsWith(wrongIssue) ?? false;
  const body = text.slice(0, -1);
  const forms: [string, string | null][] = [
    ['据', `据${county}介绍，${text}`],
    ['冒号', `${county}：${text}`],
    ['引号', `${county}坚持“${body}”的做法值得借鉴。`],
    ['简报', `《广西精准脱贫攻坚简报》报道了${county}的做法：“${text}”`],
    ['括号', `${body}（${county}）。`],
    ['段首', `${county}扶贫开发办公室总结如下：\n${text}`],
    ['期号', isRight ? null : `《广西精准脱贫攻坚简报》${wrongIssue}报道，${text}`],
    ['期号括号', isRight ? null : `${text}（${wrongIssue}）`],
    ['换名', swapPlace(text, article, county)],
    ['换名', swapPlace(text, article, county)],
  ];
  const [made, draft] = pick(random, forms);
  return draft === null ? null : { kind: 'source', made, draft, articleId: article.id, altered: null };
}

/** The county's name, or 该县 in its place, exchanged for another's. */
function swapPlace(text: string, article: Article, county: string): string | null {
  const name = article.places.find((place) => text.startsWith(place)) ?? (text.startsWith('该县') ? '该县' : null);
  return name === null ? null : county + text.slice(name.length);
}
