import { beforeAll, describe, expect, it } from 'vitest';
import { type Answerer, answerQuestion } from '../../server/answer.ts';
import { readReference } from '../../server/reference.ts';
import { openDigests } from '../open-corpus.ts';

let answerer: Answerer;
beforeAll(async () => {
  answerer = await openDigests();
});

describe('a reference to the answer before', () => {
  it.each([
    ['第二条具体怎么做的？', { kind: 'item', position: 2 }],
    ['那第3点呢', { kind: 'item', position: 3 }],
    ['第十二项是什么', { kind: 'item', position: 12 }],
    ['还有呢？', { kind: 'more' }],
    ['继续', { kind: 'more' }],
    ['再来几条', { kind: 'more' }],
    ['第33期讲了什么', null], // an issue
    ['第一书记有哪些待遇', null], // an office
    ['还有哪些县发展了合作社', null], // a question of its own
    ['更多贫困户参加了吗', null],
  ])('%s → %j', (question, reference) => {
    expect(readReference(question)).toEqual(reference);
  });
});

describe('a follow-up that points', () => {
  const history = ['天等县的扶贫车间是怎么做的？'];

  it('at an item is answered from that item’s section', async () => {
    const before = await answerQuestion(answerer, { question: history[0] as string });
    const item = before.outline?.items[1];
    const answer = await answerQuestion(answerer, { question: '第二条具体怎么做的？', history });
    expect(answer.status).toBe('answered');
    expect(answer.understood).toContain(item?.citation.section.at(-1));
    for (const { citation } of answer.extracts) expect(citation.section[0]).toBe(item?.citation.section[0]);
  });

  it('at more shows what was not shown', async () => {
    const before = await answerQuestion(answerer, { question: history[0] as string });
    const more = await answerQuestion(answerer, { question: '还有呢？', history });
    const shown = new Set(before.extracts.map(({ citation }) => citation.id));
    expect(more.extracts.length).toBeGreaterThan(0);
    expect(more.extracts.filter(({ citation }) => shown.has(citation.id))).toEqual([]);
  });

  it('at an item that there is not, is read as a question', async () => {
    const answer = await answerQuestion(answerer, { question: '第九十条呢', history });
    expect(answer.question).toBe('第九十条呢');
  });

  it('without a conversation is read as a question', async () => {
    const answer = await answerQuestion(answerer, { question: '第二条具体怎么做的？' });
    expect(answer.understood).toBe('第二条具体怎么做的？');
  });
});

describe('suggestions', () => {
  it('are questions that are answered', async () => {
    const { suggestions } = await answerQuestion(answerer, { question: '蒙山县怎么方便患者就医' });
    expect(suggestions.length).toBeGreaterThan(0);
    for (const question of suggestions) expect((await answerQuestion(answerer, { question })).status).toBe('answered');
  });
});

describe('a refusal says why', () => {
  it.each([
    ['田东县的金融扶贫怎么做的', [], /没有关于田东县的文章/],
    ['乐业县2009年的贫困发生率是多少', [], /没有提到2009年/],
    ['明天会下雨吗', [], /足够接近/],
    ['明天会下雨吗', ['天等县的扶贫车间是怎么做的？'], /足够接近/], // in the middle of a conversation too
  ])('%s (after %j)', async (question, earlier, reason) => {
    const answer = await answerQuestion(answerer, { question, history: earlier });
    expect(answer.status).toBe('no_evidence');
    expect(answer.reason).toMatch(reason);
    expect(answer.near.length).toBeGreaterThan(0);
  });
});
