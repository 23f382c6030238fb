import { beforeAll, describe, expect, it } from 'vitest';
import type { Article } from '../../corpus/article.ts';
import { loadCorpus } from '../../corpus/load.ts';
import { segment } from '../../index/terms.ts';
import { type Query, type QueryContext, readQuery } from '../../server/query.ts';
import { buildVocabulary } from '../../server/vocabulary.ts';
import { DIGEST_SET } from '../eval/sets.ts';

let context: QueryContext;
let articles: Article[];

beforeAll(async () => {
  ({ articles } = await loadCorpus(DIGEST_SET.corpusFolder));
  context = { vocabulary: buildVocabulary(articles), segment, correct: (question) => question };
});

const read = (question: string, history: string[] = []): Query => readQuery(question, history, context);
const placesOf = (query: Query): string[] => query.places.map(({ name }) => name);

describe('the kind of a question', () => {
  it.each([
    ['天等县有多少个扶贫车间？', 'figure'],
    ['一共搬了几户', 'figure'],
    ['贫困发生率是多少', 'figure'],
    ['谁负责培训', 'who'],
    ['什么时候开始分红', 'when'],
    ['展销街在哪里', 'where'],
    ['扶贫车间是怎么办起来的', 'how'],
    ['有哪些做法', 'how'],
    ['哪些县发展了合作社', 'example'],
    ['举例说明旅游扶贫', 'example'],
    ['全州和天等的补贴相比如何', 'compare'],
    ['六联一带', 'other'],
  ])('%s → %s', (question, kind) => {
    expect(read(question).kind).toBe(kind);
  });
});

describe('the places of a question', () => {
  it.each([
    ['天等县怎么做的', ['天等县']], // by its full name
    ['天等怎么做的', ['天等县']], // without 县
    ['环江县小额信贷', ['环江毛南族自治县']], // short name with 县
    ['西乡塘的展销街', ['南宁市西乡塘区']], // a district without its city
    ['交乐村种什么', ['巴马瑶族自治县燕洞镇交乐村']], // a village
    ['大化的牛', ['大化瑶族自治县']], // one of four counties of an article
    ['信息化、最大化是什么', []], // 大化 inside other words
    ['田东县的金融扶贫', ['田东县']], // a county that is not held
    ['北京市有什么做法', ['北京市']], // a city of another province
    ['广西有什么做法', []], // the corpus's own province limits nothing
    ['全州和蒙山的区别', ['全州县', '蒙山县']], // two
    ['資源開發', []], // an ordinary word that is also a county's short name
  ])('%s → %j', (question, places) => {
    expect(placesOf(read(question))).toEqual(places);
  });

  describe('that was renamed', () => {
    const renamed: QueryContext = { vocabulary: buildVocabulary([]), segment, correct: (question) => question };
    const idsOf = (question: string): string[] => readQuery(question, [], renamed).places[0]?.articleIds ?? [];
    beforeAll(() => {
      const [base] = articles as [Article];
      const places = [['平果县'], ['平果市'], ['横县校椅镇']];
      renamed.vocabulary = buildVocabulary(places.map((own, index) => ({ ...base, id: String(index), places: own })));
    });

    it.each([
      ['平果县饮水安全', ['0', '1']],
      ['平果市饮水安全', ['0', '1']],
      ['平果饮水安全', ['0', '1']],
      ['横州市饮水安全', ['2']],
      ['横州市校椅镇饮水安全', ['2']],
      ['横县校椅镇饮水安全', ['2']],
    ])('is reached by its former and its present name: %s', (question, ids) => {
      expect(idsOf(question)).toEqual(ids);
    });
  });

  it('knows which articles are about a place, and none for a county that is not held', () => {
    expect(read('天等县').places[0]?.articleIds).toHaveLength(2);
    expect(read('田东县').places[0]?.articleIds).toEqual([]);
  });
});

describe('the townships and villages of a question', () => {
  it.each([
    ['全州县才湾镇怎么脱贫', ['全州县才湾镇']], // behind its county: one place
    ['全州才湾镇怎么脱贫', ['全州县才湾镇']], // … by its short name
    ['全州县的才湾镇怎么脱贫', ['全州县才湾镇']], // … with 的
    ['桂林市全州县才湾镇的葡萄', ['全州县才湾镇']], // behind city and county
    ['桂林市才湾镇的葡萄', ['全州县才湾镇']], // behind its city, which has one of the name
    ['良庆区良庆镇种什么', ['南宁市良庆区良庆镇']], // named after its district
    ['天等镇有多少车间', ['天等县天等镇']], // named after its county
    ['天等县驮堪乡怎么做', ['天等县驮堪乡']], // a 乡
    ['江南区江南街道怎么做', ['南宁市江南区江南街道']], // a 街道
    ['才湾镇有哪些做法', ['全州县才湾镇']], // alone: the only one of its name
    ['请问才湾镇的村民种什么', ['全州县才湾镇']], // in the middle of a question
    ['太平镇怎么发展旅游', ['太平镇']], // alone: several counties have one
    ['藤县太平镇怎么发展旅游', ['藤县太平镇']], // the county says which
    ['藤县的旅游好，太平镇怎么做', ['藤县', '藤县太平镇']], // … named elsewhere in the question too
    ['全州县龙茗镇怎么做', ['全州县龙茗镇']], // a township of another county is not looked for there
    ['遵义市播州区三岔镇怎么做', ['遵义市播州区三岔镇']], // nor one of the corpus's province behind another's county
    ['天等县龙茗镇东南村养牛', ['天等县龙茗镇东南村']], // a village behind its township
    ['才湾镇南一村的葡萄', ['全州县才湾镇南一村']], // … which stands alone
    ['全州县大碧头村办起合作社', ['全州县大碧头村']], // a village behind its county
    ['田东县东养社区怎么增收', ['田东县东养社区']], // a community
    ['巴马交乐村种什么', ['巴马瑶族自治县燕洞镇交乐村']], // a village that is held, behind its county
    ['巴马县燕洞镇交乐村种什么', ['巴马瑶族自治县燕洞镇交乐村']], // … and its township
    ['燕洞镇交乐村种什么', ['巴马瑶族自治县燕洞镇交乐村']], // … which stands alone
    ['巴马县燕洞镇东龙村种什么', ['巴马瑶族自治县燕洞镇东龙村']], // its neighbour, which is not held
    ['南一村的葡萄怎么种', ['南一村']], // a village that opens the question
    ['怎么种南一村的葡萄', []], // no list tells a village alone
    ['才湾镇、龙茗镇的做法', ['全州县才湾镇', '天等县龙茗镇']], // two
  ])('%s → %j', (question, places) => {
    expect(placesOf(read(question))).toEqual(places);
  });

  it.each([
    '下乡蹲点的人拿什么代步', // going to the country
    '进乡入村怎么做', // the same
    '送教下乡是什么', // brought to the country
    '返乡创业有什么优惠', // coming home
    '老乡怎么增收', // fellow countrymen
    '每个乡镇派多少人', // every township
    '各乡镇街道怎么排名', // the same
    '城南乡镇企业怎么管', // 南乡镇, in part of a word
    '推动古城镇化', // 古城镇, in part of a word
    '城镇化率是多少', // the town in general
    '特色小镇怎么建', // a kind of town
    '村镇银行贷款怎么办', // a bank
    '乡村振兴怎么做', // the country in general
    '和平乡村建设怎么做', // 和平乡, in front of 村
    '驻村队员有什么补贴', // living in the village
    '整村推进怎么搞', // the whole village
    '空壳村怎么办', // a kind of village
    '示范村奖励多少', // a kind of village
    '住在村里有什么补贴', // in the village
    '社区服务中心怎么办', // a community in general
    '我们想问村民怎么入股', // villagers
  ])('%s names none', (question) => {
    expect(placesOf(read(question))).toEqual([]);
    expect(placesOf(read(`天等县${question}`))).toEqual(['天等县']);
  });

  it('know the articles about them, and the county in which a mention counts', () => {
    expect(read('巴马交乐村').places[0]?.articleIds).toHaveLength(1);
    expect(read('天等县龙茗镇').places[0]).toMatchObject({ articleIds: [], county: { shortName: '天等' } });
    expect(read('天等县龙茗镇').places[0]?.county?.articleIds).toHaveLength(2);
    expect(read('才湾镇').places[0]?.county).toBeNull();
  });

  it('are no part of the topic', () => {
    expect(read('全州县才湾镇南一村的葡萄').topic).toEqual(['葡萄']);
  });

  it('are carried into a follow-up', () => {
    expect(placesOf(read('那里种什么？', ['才湾镇怎么脱贫']))).toEqual(['全州县才湾镇']);
    expect(placesOf(read('那才湾镇呢？', ['天等县怎么脱贫']))).toEqual(['全州县才湾镇']);
  });
});

describe('what else a question says', () => {
  it('reads issue and year', () => {
    expect(read('2018年第33期讲了什么')).toMatchObject({ issueNumber: 33, year: 2018 });
    expect(read('２０２０年能收入多少')).toMatchObject({ issueNumber: null, year: 2020 });
    expect(read('2018年8月的简报讲了什么')).toMatchObject({ printedIn: '2018-08' });
    expect(read('2018年12月那期有什么')).toMatchObject({ printedIn: '2018-12' });
    expect(read('2018年3月开始运营的展销街')).toMatchObject({ printedIn: null });
    expect(read('2018年8月有什么文章')).toMatchObject({ printedIn: '2018-08', topic: [] });
    expect(read('总第195期讲了什么')).toMatchObject({ issueNumber: null, issueTotal: 195, topic: [] });
    expect(read('最新一期讲了什么')).toMatchObject({ latestIssue: true, topic: [] });
    expect(read('最新的扶贫政策')).toMatchObject({ latestIssue: false });
  });

  it('reads the topic of a question for an issue without the issue', () => {
    expect(read('第33期里驻村的保障').topic).toEqual(['驻村', '保障']);
  });

  it('reads nothing of an issue out of other numbers', () => {
    expect(read('2018年9月以来培训了几期').topic).toContain('培训');
    expect(read('第一期培训班办了什么')).toMatchObject({ issueNumber: null, latestIssue: false });
  });

  it('keeps the words that carry the topic and drops those that only ask', () => {
    expect(read('天等县的扶贫车间是怎么做的？').topic).toEqual(['扶贫车间']);
  });

  it('keeps a name in quotation marks whole', () => {
    expect(read('环江的“五评”是哪五评').topic[0]).toBe('五评');
  });

  it('reads traditional characters', () => {
    expect(placesOf(read('環江縣小額信貸'))).toEqual(['环江毛南族自治县']);
    expect(read('環江縣小額信貸').topic).toContain('小额信贷');
  });

  it('knows a question that asks of every place', () => {
    expect(read('哪些县发展了合作社').wantsSeveral).toBe(true);
    expect(read('“联建联养”是哪几个县在搞').wantsSeveral).toBe(false);
  });
});

describe('a follow-up', () => {
  it('takes the place of the question before', () => {
    const query = read('那工人一个月能挣多少？', ['天等县的扶贫车间厂房是怎么解决的？']);
    expect(placesOf(query)).toEqual(['天等县']);
    expect(query.carried).toContain('扶贫车间');
  });

  it('takes topic and kind where only the place is another', () => {
    const query = read('那天等呢？', ['全州县驻村工作队员每天伙食补助多少钱']);
    expect(placesOf(query)).toEqual(['天等县']);
    expect(query.kind).toBe('figure');
    expect(query.topic).toContain('伙食补助');
    expect(query.understood).toMatch(/天等县.*伙食补助/);
  });

  it('asks something else of the same topic', () => {
    const query = read('一共多少个？', ['天等县的扶贫车间是怎么做的？']);
    expect(query).toMatchObject({ kind: 'figure', wantsFigure: true, topic: ['扶贫车间'] });
    expect(query.understood).toBe('天等县：扶贫车间 一共多少个?');
  });

  it('reaches over several questions', () => {
    const query = read('钱从哪里来？', ['乐业县的三变是什么', '分几种模式？']);
    expect(placesOf(query)).toEqual(['乐业县']);
  });

  it.each([
    ['哪些县发展了合作社', []], // asks of every place
    ['全州县的四事工作法是什么', ['全州县']], // names its own place and topic
  ])('%s stands alone whatever came before', (question, places) => {
    const alone = read(question);
    const after = read(question, ['天等县的扶贫车间有多少个']);
    expect(placesOf(after)).toEqual(places);
    expect(after.understood).toBe(alone.understood);
    expect(after.carried).toEqual([]);
  });
});
