import { beforeAll, describe, expect, it } from 'vitest';
import { loadCorpus } from '../../corpus/load.ts';
import { segment } from '../../index/terms.ts';
import { leaveOut } from '../../server/leave-out.ts';
import { type Query, type QueryContext, readQuery } from '../../server/query.ts';
import { buildVocabulary } from '../../server/vocabulary.ts';
import { DIGEST_SET } from '../eval/sets.ts';

let context: QueryContext;

beforeAll(async () => {
  const { articles } = await loadCorpus(DIGEST_SET.corpusFolder);
  context = { vocabulary: buildVocabulary(articles), segment, correct: (question) => question };
});

const read = (question: string, history: string[] = []): Query => readQuery(question, history, context);
const without = (query: Query, parts: string[]): Query => leaveOut(query, parts, context, read);

describe('a question without a part of its reading', () => {
  it.each([
    ['天等县的扶贫车间是怎么做的？', '天等县', '扶贫车间是怎么做的？'], // a place, with the 的 that tied it
    ['天等的扶贫车间是怎么做的？', '天等县', '扶贫车间是怎么做的？'], // … called by its short name
    ['在天等县怎么办扶贫车间', '天等县', '怎么办扶贫车间'], // … with the word before it
    ['全州县才湾镇的葡萄怎么种', '全州县才湾镇', '葡萄怎么种'], // a township with its county
    ['全州和蒙山的区别', '全州县', '蒙山的区别'], // the first of two
    ['全州和蒙山的驻村工作队员有什么区别', '蒙山县', '全州的驻村工作队员有什么区别'], // the second
    ['天等县的扶贫车间是怎么做的？', '扶贫车间', '天等县是怎么做的？'], // a topic word
    ['驻村队员的伙食补贴、住宿和电车', '住宿', '驻村队员的伙食补贴和电车'], // one of a list
    ['驻村队员的伙食补贴、住宿和电车', '电车', '驻村队员的伙食补贴、住宿'], // the last of it
    ['全州县的“四事工作法”是哪四事？', '四事工作法', '全州县是哪四事？'], // a name, with its quotation marks
    ['上思县脱贫模式之一的“就业+”是什么', '就业+', '上思县脱贫模式之一是什么'], // … with a sign of patterns in it
    ['第48期怎么讲驻村工作队员的', '2018-48', '怎么讲驻村工作队员的'], // an issue by its number
    ['2018年第48期的简报怎么讲驻村工作队员的', '2018-48', '怎么讲驻村工作队员的'], // … with its year
    ['第133期和第33期怎么讲驻村', '2018-33', '第133期怎么讲驻村'], // … and no other
    ['2018年8月的简报怎么讲驻村工作队员的', '2018-33', '怎么讲驻村工作队员的'], // … by the month of its printing
    ['2018年天等县有多少个扶贫车间', '2018年', '天等县有多少个扶贫车间'], // a year
    ['天等县2018年底有多少个扶贫车间', '2018', '天等县有多少个扶贫车间'], // … as a figure
    ['２０１８年天等县的扶贫车间', '2018年', '天等县的扶贫车间'], // … written in wide characters
  ])('%s − %s → %s', (question, part, left) => {
    expect(without(read(question), [part]).understood).toBe(left);
  });

  it('is without all of the parts', () => {
    const query = without(read('天等县2018年给驻村队员的伙食补贴是多少'), ['天等县', '2018年', '驻村队员']);
    expect(query.understood).toBe('给伙食补贴是多少');
    expect(query).toMatchObject({ places: [], year: null, topic: ['伙食补贴'] });
  });

  it('loses what was carried over from the question before, and stands alone', () => {
    const followUp = read('那资金从哪里来？', ['天等县的扶贫车间是怎么做的？']);
    expect(without(followUp, ['天等县'])).toMatchObject({ understood: '扶贫车间：那资金从哪里来？', carried: [] });
    expect(without(followUp, ['天等县', '扶贫车间']).understood).toBe('那资金从哪里来？');
    expect(without(followUp, ['天等县']).places).toEqual([]);
  });

  it('does not lose a word inside a longer one', () => {
    expect(without(read('天等县的扶贫车间用什么车间'), ['车间']).topic).toContain('扶贫车间');
  });

  it.each([
    ['天等县的车间', ['蒙山县']], // a part that it does not have
    ['天等县的车间', []], // no part
    ['天等县', ['天等县']], // nothing would be left
    ['天等县有哪些做法', ['天等县']], // nothing to search for would be left
    ['天等县的扶贫车间是怎么做的？', ['天等县', '扶贫车间']], // … after the last of them
  ])('is the question itself: %s − %j', (question, parts) => {
    const query = read(question);
    expect(without(query, parts)).toBe(query);
  });
});
