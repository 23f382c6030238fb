import { existsSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadCorpus } from '../../corpus/load.ts';
import { segment, wordsOf } from '../../index/terms.ts';
import { createSpeller, repeatedCompounds, type Speller } from '../../server/spelling.ts';
import { buildVocabulary } from '../../server/vocabulary.ts';
import { DIGEST_SET, SHARED_SET } from '../eval/sets.ts';

async function spellerOf(corpusFolder: string): Promise<Speller> {
  const { articles } = await loadCorpus(corpusFolder);
  const texts = articles.map(({ title, text }) => `${title}\n${text}`);
  const words = new Set([...texts.flatMap(wordsOf), ...repeatedCompounds(texts, segment)]);
  return createSpeller(words, buildVocabulary(articles).entries.keys());
}

function questionsOf(file: string): string[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as { type: string; question: string })
    .filter(({ type }) => type !== 'typo')
    .map(({ question }) => question);
}

let speller: Speller;

beforeAll(async () => {
  speller = await spellerOf(DIGEST_SET.corpusFolder);
});

const textOf = (question: string): string => speller.correct(question, wordsOf).text;

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
    const { text, corrections } = speller.correct(question, wordsOf);
    expect(text).toBe('蒙山县的家庭医生');
    expect(corrections).toEqual([
      { start: 0, end: 3, given: '蒙上县', meant: '蒙山县' },
      { start: 4, end: 8, given: '家庭医升', meant: '家庭医生' },
    ]);
  });

  it('are none where two words are meant alike', () => {
    const torn = createSpeller(['种植园', '种植员']);
    expect(torn.correct('种植圆', wordsOf).corrections).toEqual([]);
    expect(createSpeller(['种植园']).correct('种植圆', wordsOf).text).toBe('种植园');
  });

  it('prefer the word that shares more characters', () => {
    expect(createSpeller(['金桔园', '金橘苑']).correct('金桔圆', wordsOf).text).toBe('金桔园');
  });

  it('are none of a character before a whole word, nor of what says which kind of place it is', () => {
    const cities = createSpeller([], ['凤城市', '石垣市']);
    expect(cities.correct('一座城市', wordsOf).corrections).toEqual([]);
    expect(cities.correct('石垣是哪年修的', wordsOf).corrections).toEqual([]);
    expect(cities.correct('石原市', wordsOf).text).toBe('石垣市');
  });

  it.each(['', '？', 'WiFi', '2018年', '😀蕉', '𠮷野家'])('are none in %j', (question) => {
    expect(speller.correct(question, wordsOf)).toEqual({ text: question, corrections: [] });
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
    expect(questions.map((question) => shared.correct(question, wordsOf).text)).toEqual(questions);
  });
});
