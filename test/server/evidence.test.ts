import { describe, expect, it } from 'vitest';
import { judgeSignals } from '../../server/evidence.ts';
import type { Signals } from '../../server/signals.ts';

const of = (given: Partial<Signals>): Signals => ({
  similarity: 0.6,
  coverage: 0.5,
  known: 0.8,
  similarityLead: 0,
  coverageLead: 0,
  lexicalLead: 1,
  ...given,
});

describe('evidence for a question that every article may answer', () => {
  it.each([
    ['near in words and in meaning', {}, null],
    ['all its words in one passage, in other words than its meaning', { similarity: 0.45, coverage: 1 }, null],
    ['everyday wording: the corpus has none of its words, but the meaning', { coverage: 0, known: 0 }, null],
    ['one common word, far in meaning: 你是谁开发的', { similarity: 0.38, coverage: 1, known: 1 }, 'too far'],
    ['one word of the corpus: 油茶', { similarity: 0.41, coverage: 1, known: 1 }, null],
    ['small talk: neither words nor meaning', { similarity: 0.4, coverage: 0.1, known: 0.2 }, 'too far'],
    ['its words are in the corpus, but not together', { similarity: 0.5, coverage: 0.2, known: 1 }, 'too far'],
  ])('%s', (_, given, expected) => {
    expect(judgeSignals(of(given), false)).toBe(expected);
  });
});

describe('evidence for a question about a place', () => {
  it.each([
    ['its articles are the nearest', {}, null],
    [
      'everyday wording is enough where its articles are the nearest',
      { similarity: 0.48, coverage: 0, known: 0 },
      null,
    ],
    ['another article is much nearer', { similarityLead: -0.15, lexicalLead: 0.2 }, 'told only elsewhere'],
    ['another article is a little nearer in meaning, none in words', { similarityLead: -0.03 }, null],
    ['small talk that names a place', { similarity: 0.35, coverage: 0.1, known: 0.3 }, 'too far'],
  ])('%s', (_, given, expected) => {
    expect(judgeSignals(of(given), true)).toBe(expected);
  });
});
