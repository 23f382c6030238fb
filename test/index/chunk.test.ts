/**
 * What holds for every chunk of every article: the digests, the real bulletins where they are at hand, and articles
 * written to be difficult.
 */
import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { AutoTokenizer, env, type PreTrainedTokenizer } from '@xenova/transformers';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Article, headingPath, type Paragraph, seamsOf, type Span } from '../../corpus/article.ts';
import { loadCorpus } from '../../corpus/load.ts';
import { splitSentences } from '../../corpus/text.ts';
import {
  type Chunk,
  CHUNK_MAX,
  chunkArticle,
  CONTEXT_MAX,
  embeddedText,
  type Sentence,
  SENTENCE_MAX,
} from '../../index/chunk.ts';
import { readConfig } from '../../server/config.ts';
import { makeArticle } from './make-article.ts';

const root = join(import.meta.dirname, '../..');
const originals = join(root, '../shared/bulletins');

/** What the model takes in; transformers.js cuts the rest off without a word. */
const TOKENS_MAX = 512;

/** A sentence of so many characters with no punctuation but its full stop. */
const unbroken = (length: number): string => `${'扶贫车间带动就业'.repeat(length / 8).slice(0, length - 1)}。`;
const clauses = (length: number, mark: string): string =>
  `${`带动就业${mark}`.repeat(length / 5).slice(0, length - 1)}。`;

const LONG_HEADINGS = makeArticle({
  id: '标题和小标题都很长',
  title: '标题'.repeat(150),
  paragraphs: ['甲'.repeat(180), `${'乙'.repeat(180)}。${unbroken(200)}`, `${'丙'.repeat(180)}。${unbroken(800)}`],
  headings: { ['甲'.repeat(180)]: 1, ['乙'.repeat(180)]: 2, ['丙'.repeat(180)]: 3 },
});

const DIFFICULT: Article[] = [
  makeArticle({ id: '一句两千字，没有标点', paragraphs: ['前一句。', unbroken(2000), '后一句。'] }),
  makeArticle({ id: '一句两千字，逗号相连', paragraphs: [`前一句。${clauses(2000, '，')}后一句。`] }),
  makeArticle({ id: '一句两千字，分号相连', paragraphs: [`前一句。${clauses(2000, '；')}后一句。`] }),
  LONG_HEADINGS,
  makeArticle({
    id: '一句二百五十字，正好跨过段长',
    paragraphs: [`${unbroken(190)}${clauses(250, '；')}${unbroken(40)}`],
  }),
  makeArticle({
    id: '编者按、图片说明与正文相间',
    paragraphs: [
      { role: 'note', text: '编者按：这里的做法值得一看。' },
      { role: 'note', text: '请各地参考。' },
      '第一段正文。',
      { role: 'caption', text: '图为扶贫车间。' },
      '第二段正文。',
      { role: 'caption', text: '图为展销街。' },
      { role: 'caption', text: '图为茶园。' },
      '第三段正文。',
    ],
  }),
  makeArticle({
    id: '外文、符号与罕用字',
    title: 'Ñandú がぎぐ 한국어',
    paragraphs: [
      'がぎぐげご、'.repeat(60),
      '한국어 문장。'.repeat(60),
      '①②③，'.repeat(120),
      '1,'.repeat(300),
      'x'.repeat(900),
      '…—'.repeat(200),
    ],
  }),
  makeArticle({ id: '只有一个字', paragraphs: ['县'] }),
  makeArticle({ id: '空白很多', paragraphs: ['　　前一句。　 后一句。  ', '   ', '\t末句'] }),
];

/** What the chunks of one article do wrong, by rule. */
function faultsOf(article: Article): Record<string, string[]> {
  const chunks = chunkArticle(article);
  const show = (span: Span): string =>
    `${article.id} ${span.start}–${span.end} ${article.text.slice(span.start, span.start + 20)}`;
  return {
    'crosses a section': chunks
      .filter((chunk) => sectionEdges(article).some((edge) => isInside(edge, chunk)))
      .map(show),
    'splits a sentence': splitBetweenChunks(article, chunks).map(show),
    'is too long': chunks.filter((chunk) => isTooLong(article, chunk)).map(show),
    'mixes note, caption and body': chunks.filter((chunk) => kindsOf(article, chunk).size > 1).map(show),
    'has other headings': chunks
      .filter((chunk) =>
        chunk.sentences.some(({ start }) => headingPath(article, start).join() !== chunk.headings.join()),
      )
      .map(show),
    'does not begin and end with its sentences': chunks
      .filter((chunk) => chunk.sentences[0]?.start !== chunk.start || chunk.sentences.at(-1)?.end !== chunk.end)
      .map(show),
    'has a sentence too long to quote': chunks
      .flatMap((chunk) => chunk.sentences.filter(({ start, end }) => end - start > SENTENCE_MAX))
      .map(show),
    'leaves out or repeats a character': miscounted(
      article,
      chunks.flatMap((chunk) => chunk.sentences),
    ).map(show),
  };
}

const sectionEdges = ({ sections }: Article): number[] => sections.flatMap(({ start, end }) => [start, end]);
const isInside = (edge: number, span: Span): boolean => span.start < edge && edge < span.end;
const overlaps = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end;

/** Sentences that two chunks share, though no section begins or ends in them. */
function splitBetweenChunks(article: Article, chunks: Chunk[]): Span[] {
  const isWhole = ({ start, end }: Span): boolean => !seamsOf(article).some((seam) => start < seam && seam < end);
  return splitSentences(article.text, { start: 0, end: article.text.length })
    .filter(isWhole)
    .filter(
      (sentence) =>
        chunks.filter((chunk) => overlaps(chunk, sentence)).length > 1 &&
        !sectionEdges(article).some((edge) => isInside(edge, sentence)),
    );
}

function isTooLong({ text }: Article, chunk: Chunk): boolean {
  return chunk.end - chunk.start > CHUNK_MAX && splitSentences(text, chunk).length > 1;
}

function kindsOf({ paragraphs }: Article, chunk: Chunk): Set<string> {
  const kind = ({ role }: Paragraph): string => (role === 'heading' ? 'body' : role);
  return new Set(paragraphs.filter((paragraph) => overlaps(paragraph, chunk)).map(kind));
}

/** Every character that is not white space and does not stand in exactly one sentence. */
function miscounted({ text }: Article, sentences: Span[]): Span[] {
  const counts = new Uint8Array(text.length);
  for (const { start, end } of sentences) for (let at = start; at < end; at++) counts[at] = (counts[at] ?? 0) + 1;
  return [...counts.keys()]
    .filter((at) => (/\s/u.test(text[at] ?? '') ? (counts[at] ?? 0) > 1 : counts[at] !== 1))
    .map((at) => ({ start: at, end: at + 1 }));
}

let tokenizer: PreTrainedTokenizer;

beforeAll(async () => {
  env.allowRemoteModels = false;
  const { modelFolder } = readConfig(process.env);
  env.localModelPath = dirname(modelFolder);
  tokenizer = await AutoTokenizer.from_pretrained(basename(modelFolder), { local_files_only: true });
});

function longestInTokens(articles: Article[]): number {
  const texts = articles.flatMap((article) =>
    chunkArticle(article).flatMap((chunk) => chunk.sentences.map((sentence) => embeddedText(article, chunk, sentence))),
  );
  return Math.max(...texts.map((text) => tokenizer.encode(text).length));
}

function expectNoFaults(articles: Article[]): void {
  for (const article of articles) {
    for (const [rule, faults] of Object.entries(faultsOf(article))) expect.soft(faults, rule).toEqual([]);
  }
}

describe('the chunks of the digests', () => {
  it('keep every rule', async () => {
    const { articles } = await loadCorpus(join(root, 'corpus/bulletins'));
    expectNoFaults(articles);
  });

  it('are within what the model takes in, title and headings included', async () => {
    const { articles } = await loadCorpus(join(root, 'corpus/bulletins'));
    expect(longestInTokens(articles)).toBeLessThanOrEqual(TOKENS_MAX);
  });
});

describe('the chunks of the real bulletins', () => {
  it('keep every rule and are within what the model takes in', async () => {
    if (!existsSync(originals)) {
      console.warn(`${originals} is not here: chunks were checked over the digests and synthetic articles only.`);
      return;
    }
    const { articles } = await loadCorpus(originals);
    expectNoFaults(articles);
    expect(longestInTokens(articles)).toBeLessThanOrEqual(TOKENS_MAX);
  });
});

describe('the chunks of a difficult article', () => {
  it.each(DIFFICULT.map((article) => [article.id, article] as const))('(%s) keep every rule', (_id, article) => {
    expectNoFaults([article]);
  });

  it.each(DIFFICULT.map((article) => [article.id, article] as const))(
    '(%s) are within what the model takes in',
    (_id, article) => {
      expect(longestInTokens([article])).toBeLessThanOrEqual(TOKENS_MAX);
    },
  );
});

describe('an article', () => {
  const article = makeArticle({
    id: 'workshops',
    title: '小车间',
    paragraphs: [
      '总起一句。',
      '一、建机制',
      '成立领导小组。明确任务。',
      '（一）联席会议',
      '不定期开会。',
      '二、用政策',
      '争取资金。',
    ],
    headings: { '一、建机制': 1, '（一）联席会议': 2, '二、用政策': 1 },
  });
  const chunks = chunkArticle(article);

  it('is cut where sections begin, in reading order', () => {
    expect(chunks.map(({ start, end }) => article.text.slice(start, end))).toEqual([
      '总起一句。',
      '一、建机制\n成立领导小组。明确任务。',
      '（一）联席会议\n不定期开会。',
      '二、用政策\n争取资金。',
    ]);
  });

  it('numbers its chunks and gives each its heading path, outermost first', () => {
    expect(chunks.map(({ id, headings }) => [id, ...headings])).toEqual([
      ['workshops/0'],
      ['workshops/1', '一、建机制'],
      ['workshops/2', '一、建机制', '（一）联席会议'],
      ['workshops/3', '二、用政策'],
    ]);
  });

  it('tells its headings from what stands under them', () => {
    expect(chunks[1]?.sentences.map(({ isHeading }) => isHeading)).toEqual([true, false, false]);
  });

  it('fills a chunk with whole sentences up to its length', () => {
    // Three sentences of 100 characters are 300; a fourth begins the next chunk.
    const full = makeArticle({ id: 'full', paragraphs: [unbroken(100).repeat(7)] });
    expect(chunkArticle(full).map(({ sentences }) => sentences.length)).toEqual([3, 3, 1]);
  });

  it('gives the same chunks every time', () => {
    expect(chunkArticle(article)).toEqual(chunks);
  });
});

describe('what is embedded for a sentence', () => {
  it('is title and headings, then the sentence as it is printed', () => {
    const article = makeArticle({
      id: 'team',
      title: '驻村队伍',
      paragraphs: ['一、选优', '选派３２２ 人。'],
      headings: { '一、选优': 1 },
    });
    const chunk = chunkArticle(article)[0] as Chunk;
    expect(chunk.sentences.map((sentence) => embeddedText(article, chunk, sentence))).toEqual([
      '驻村队伍，一、选优\n一、选优',
      '驻村队伍，一、选优\n选派３２２ 人。',
    ]);
  });

  it('is the whole sentence and at most so much of a long title', () => {
    const chunk = chunkArticle(LONG_HEADINGS).at(-1) as Chunk;
    const sentence = chunk.sentences[0] as Sentence;
    const [context, words] = embeddedText(LONG_HEADINGS, chunk, sentence).split('\n');
    expect(context).toHaveLength(CONTEXT_MAX);
    expect(words).toBe(LONG_HEADINGS.text.slice(sentence.start, sentence.end));
  });
});
