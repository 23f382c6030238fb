import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadCorpus } from '../../../corpus/load.ts';
import { segment, wordsOf } from '../../../index/terms.ts';
import { createSpeller, type Speller } from '../../../server/spelling/spelling.ts';
import { buildVocabulary } from '../../../server/vocabulary.ts';
import { DIGEST_SET, PUBLIC_SET, SHARED_SET } from '../../eval/sets.ts';

interface Spelled {
  speller: Speller;
  texts: string[];
}

async function spellerOf(corpusFolder: string): Promise<Spelled> {
  const { articles } = await loadCorpus(corpusFolder);
  const texts = articles.map(({ title, text }) => `${title}\n${text}`);
  const corpus = { words: new Set(texts.flatMap(wordsOf)), places: buildVocabulary(articles).entries.keys(), texts };
  return { speller: createSpeller(corpus, { wordsOf, segment }), texts };
}

function createSmallSpeller(words: string[], places: string[] = [], texts: string[] = []): Speller {
  return createSpeller({ words, places, texts }, { wordsOf, segment });
}

function questionsOf(file: string): string[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as { type?: string; question: string; history?: string[] })
    .filter(({ type }) => type !== 'typo')
    .flatMap(({ question, history = [] }) => [question, ...history]);
}

function sentencesOf(texts: string[]): string[] {
  return texts.flatMap((text) => text.split(/(?<=[。！？；\n])/u)).filter((sentence) => sentence.trim() !== '');
}

/** The share of texts that a speller changes. */
function shareChanged(texts: string[], { correct }: Speller): number {
  return texts.filter((text) => correct(text).text !== text).length / texts.length;
}

let digest: Spelled;

beforeAll(async () => {
  digest = await spellerOf(DIGEST_SET.corpusFolder);
});

const textOf = (question: string): string => digest.speller.correct(question).text;

describe('a typo that sounds like a word of the corpus', () => {
  it.each([
    ['扶贫车见招了多少人', '扶贫车间招了多少人'], // at the beginning
    ['天等县的扶贫车见怎么办', '天等县的扶贫车间怎么办'], // in the middle
    ['谁来管理驻村工作对', '谁来管理驻村工作队'], // at the end, and a function word
    ['住村工作队有多少人', '驻村工作队有多少人'], // the first character
    ['小额信代的利率是多少', '小额信贷的利率是多少'],
    ['每月伙食补住多少钱', '每月伙食补助多少钱'],
    ['家庭医升签约了多少户', '家庭医生签约了多少户'],
    ['合作射怎么分红', '合作社怎么分红'], // three characters
    ['集体精济收入多少', '集体经济收入多少'],
    ['危放改造补多少钱', '危房改造补多少钱'],
    ['易地班迁了多少户', '易地搬迁了多少户'],
    ['贫困发升率是多少', '贫困发生率是多少'], // five characters
    ['扶平车间有几个', '扶贫车间有几个'], // blurred: ping and pin
    ['公益钢位有多少个', '公益岗位有多少个'],
    ['光伏发店收入多少', '光伏发电收入多少'], // a word that no dictionary holds
    ['脱贫攻间战怎么打', '脱贫攻坚战怎么打'],
  ])('%s → %s', (question, meant) => {
    expect(textOf(question)).toBe(meant);
  });
});

describe('a word of two characters with a wrong one of the same sound', () => {
  it.each([
    ['种核逃的有多少户', '种核桃的有多少户'], // the second character
    ['贫困户交了多少保仙', '贫困户交了多少保险'], // another tone
    ['每年分虹多少', '每年分红多少'], // between words
    ['怎么入古', '怎么入股'], // at the end
  ])('%s → %s', (question, meant) => {
    expect(textOf(question)).toBe(meant);
  });

  it.each([
    '刘保仙是谁', // a third unknown character: a name
    '2018年第几期', // what a figure counts
    '这项工作对外公开', // a function word and a word
  ])('is not seen in %s', (question) => {
    expect(textOf(question)).toBe(question);
  });

  it('is left alone where two words are meant alike, a rare one is, or a character may be a word of its own', () => {
    const mend = (given: string, words: string[], text: string): string =>
      createSmallSpeller(words, [], [text]).correct(given).text;
    expect(mend('核逃', ['核桃'], '核桃。'.repeat(3))).toBe('核桃');
    expect(mend('核逃', ['核桃'], '核桃。'.repeat(2))).toBe('核逃');
    expect(mend('保仙', ['保险', '保鲜'], '保险，保鲜。'.repeat(3))).toBe('保仙');
    expect(mend('年第', ['年底'], '年底。'.repeat(3))).toBe('年底');
    expect(mend('年第', ['年底'], '年底，年。'.repeat(3))).toBe('年第');
  });
});

describe('a missing character', () => {
  it.each([
    ['扶贫车有多少个', '扶贫车间有多少个'], // the last one, and what is left is a beginning of the word
    ['贫车间有多少个', '扶贫车间有多少个'], // the first one
    ['小信贷的利率是多少', '小额信贷的利率是多少'], // what is left calls for the word
    ['光伏发收入多少', '光伏发电收入多少'],
    ['天等县的光发电收入', '天等县的光伏发电收入'],
    ['环江毛族自治县怎么做的', '环江毛南族自治县怎么做的'], // a name
  ])('%s → %s', (question, meant) => {
    expect(textOf(question)).toBe(meant);
  });

  it.each([
    '全县有多少人', // a word of its own
    '贫困的有多少', // as much of the word as is a word
    '村医生有多少', // the character that is left stands alone
    '西乡区的展销会', // the name of another county with another ending
    '驻村工分', // not of one word
    '大家庭医生', // its beginning belongs to another word
  ])('is not seen in %s', (question) => {
    expect(textOf(question)).toBe(question);
  });

  it('is not added where it stands beside what is left', () => {
    expect(textOf('车扶贫间有几个')).not.toContain('车车');
    expect(textOf('扶贫车车间有几个')).toBe('扶贫车间有几个');
  });
});

describe('a doubled character', () => {
  it.each([
    ['扶贫贫车间招了多少人', '扶贫车间招了多少人'], // between two words of the word
    ['猕猴猴桃种了多少亩', '猕猴桃种了多少亩'], // within a word
    ['扶扶贫车间有几个', '扶贫车间有几个'], // the first one
    ['天天等县的队员', '天等县的队员'], // a name, and the two are a word
    ['天等等县的队员', '天等县的队员'],
  ])('%s → %s', (question, meant) => {
    expect(textOf(question)).toBe(meant);
  });

  it.each([
    '驻村工作队队员有多少', // two words meet
    '全县县委书记有几个', // the first one belongs to the word before
    '哪个村村干部最多', // the first one is a word of its own
    '天等县县委做了什么',
    '天天都有人来吗',
    '一个个村都去了',
  ])('is not seen in %s', (question) => {
    expect(textOf(question)).toBe(question);
  });
});

describe('characters in the wrong order', () => {
  it.each([
    ['贫扶车间有几个', '扶贫车间有几个'], // the first two
    ['扶车贫间有几个', '扶贫车间有几个'], // in the middle
    ['天等县的光伏电发', '天等县的光伏发电'], // the last two
    ['合社作怎么分红', '合作社怎么分红'], // three characters
    ['西塘乡区的展销会', '西乡塘区的展销会'], // a name
    ['桃猕猴种了多少亩', '猕猴桃种了多少亩'], // the last one first
  ])('%s → %s', (question, meant) => {
    expect(textOf(question)).toBe(meant);
  });

  it.each([
    '有几户贫困', // all in order, of two words
    '开展扶贫和展开扶贫', // the swapped ones are a word
    '村干部和干部村', // a word and a character
  ])('is not seen in %s', (question) => {
    expect(textOf(question)).toBe(question);
  });
});

describe('a typo in the name of a place', () => {
  it.each([
    ['蒙上县怎么看病', '蒙山县怎么看病'], // shang and shan
    ['天灯县有多少个扶贫车间', '天等县有多少个扶贫车间'], // the typo makes a word
    ['上恩县搬了多少户', '上思县搬了多少户'], // looks alike and sounds otherwise
    ['全周县的队员', '全州县的队员'],
    ['那破的红顶蕉', '那坡的红顶蕉'], // a short name
  ])('%s → %s', (question, meant) => {
    expect(textOf(question)).toBe(meant);
  });

  it.each([
    '田东县怎么做的', // a county that is not held
    '泉州市怎么做的', // sounds like one that is held
    '上林县搬了多少户', // one character away from one that is held
    '平乐村种什么', // a village that is not held
    '最大的县是哪个',
    '上个县怎么做的',
    '全县有多少人',
    '做客深圳时说了什么',
  ])('is not seen in %s', (question) => {
    expect(textOf(question)).toBe(question);
  });
});

describe('corrections', () => {
  it('are told with their positions in the question that was given, in its order', () => {
    const question = '蒙上县的家庭医升';
    const { text, corrections } = digest.speller.correct(question);
    expect(text).toBe('蒙山县的家庭医生');
    expect(corrections).toEqual([
      { start: 0, end: 3, given: '蒙上县', meant: '蒙山县' },
      { start: 4, end: 8, given: '家庭医升', meant: '家庭医生' },
    ]);
  });

  it('may be longer or shorter than what was given', () => {
    const question = '天天等县的小信贷和猕猴桃桃';
    const { text, corrections } = digest.speller.correct(question);
    expect(text).toBe('天等县的小额信贷和猕猴桃');
    expect(corrections).toEqual([
      { start: 0, end: 4, given: '天天等县', meant: '天等县' },
      { start: 5, end: 8, given: '小信贷', meant: '小额信贷' },
      { start: 9, end: 13, given: '猕猴桃桃', meant: '猕猴桃' },
    ]);
  });

  it('are none of what an article says, unless it says so within the word that is meant', () => {
    const words = ['扶贫', '车间', '扶贫车间'];
    expect(createSmallSpeller(words, [], ['本县的扶贫车间']).correct('贫扶车间').text).toBe('扶贫车间');
    expect(createSmallSpeller(words, [], ['所谓贫扶车间']).correct('贫扶车间').corrections).toEqual([]);
    const said = '扶贫车间。'.repeat(4);
    expect(createSmallSpeller(words, [], [said]).correct('扶贫车').text).toBe('扶贫车间');
    expect(createSmallSpeller(words, [], [said, '扶贫车来了。']).correct('扶贫车').corrections).toEqual([]);
  });

  it('are none where two words are meant alike', () => {
    expect(createSmallSpeller(['种植园', '种植员']).correct('种植圆').corrections).toEqual([]);
    expect(createSmallSpeller(['种植园']).correct('种植圆').text).toBe('种植园');
  });

  it('prefer the word that shares more characters', () => {
    expect(createSmallSpeller(['金桔园', '金橘苑']).correct('金桔圆').text).toBe('金桔园');
  });

  it('are none of a character before a whole word, nor of what says which kind of place it is', () => {
    const cities = createSmallSpeller([], ['凤城市', '石垣市']);
    expect(cities.correct('一座城市').corrections).toEqual([]);
    expect(cities.correct('石垣是哪年修的').corrections).toEqual([]);
    expect(cities.correct('石原市').text).toBe('石垣市');
  });

  it.each(['', '？', 'WiFi', '2018年', '😀蕉', '𠮷野家'])('are none in %j', (question) => {
    expect(digest.speller.correct(question)).toEqual({ text: question, corrections: [] });
  });
});

describe('ordinary questions stay as they are', () => {
  it.each([
    '这项工作对群众有什么好处',
    '一是用什么办法，二是用什么人',
    '怎样把乡村一级的医疗水平提上来',
    '干部不住村，哪几个县有规定',
    '那工人一个月能挣多少',
    '个个村都有合作社吗',
    '怎么才能在就业方面帮到他们',
    '向群众宣传党的政策的是谁',
    '要请多少人来做工',
    '各是什么',
  ])('%s', (question) => {
    expect(textOf(question)).toBe(question);
  });

  it('those about the digests', () => {
    const questions = questionsOf(DIGEST_SET.questionsFile);
    expect(questions.length).toBeGreaterThan(30);
    expect(questions.map(textOf)).toEqual(questions);
  });

  it.skipIf(!existsSync(SHARED_SET.questionsFile))('those about the real bulletins, with either corpus', async () => {
    const questions = questionsOf(SHARED_SET.questionsFile);
    const shared = await spellerOf(SHARED_SET.corpusFolder);
    expect(questions.map(textOf)).toEqual(questions);
    expect(questions.map((question) => shared.speller.correct(question).text)).toEqual(questions);
  });

  it.skipIf(!existsSync(SHARED_SET.corpusFolder))('the sentences of other articles', async () => {
    const shared = await spellerOf(SHARED_SET.corpusFolder);
    expect(shareChanged(sentencesOf(shared.texts), digest.speller)).toBeLessThanOrEqual(0.003);
    expect(shareChanged(sentencesOf(digest.texts), shared.speller)).toBeLessThanOrEqual(0.003);
  });

  it.skipIf(!existsSync(PUBLIC_SET.folder))('questions about anything', () => {
    const questions = questionsOf(join(PUBLIC_SET.folder, 'questions.jsonl'));
    expect(shareChanged(questions, digest.speller)).toBeLessThanOrEqual(0.003);
  });
});
