import { describe, expect, it } from 'vitest';
import * as contract from '../../server/contract.ts';
import {
  answeredTurns,
  findAnswer,
  HISTORY_MAX,
  historyOf,
  makeConversationId,
  makeTitle,
  QUESTION_MAX,
  settleTurn,
  type Turn,
  WITHOUT_MAX,
} from '../../web/conversation.ts';
import { makeTurn } from './kept-samples.ts';

describe('conversation', () => {
  it('keeps to the limits of the API', () => {
    expect(QUESTION_MAX).toBe(contract.QUESTION_MAX);
    expect(HISTORY_MAX).toBe(contract.HISTORY_MAX);
    expect(WITHOUT_MAX).toBe(contract.WITHOUT_MAX);
  });

  it('sends along the answered questions before a turn, the last ten, oldest first', () => {
    const turns: Turn[] = [];
    for (let id = 1; id <= 13; id++) turns.push({ ...makeTurn(id), history: historyOf(turns, id) });
    expect(historyOf(turns, 13)).toEqual(turns.slice(2, 12).map((turn) => turn.question));
    expect(historyOf(settleTurn(turns.slice(0, 3), 2, { state: 'stopped' }), 3)).toEqual(['第1问']);
    expect(historyOf(turns, 1)).toEqual([]);
  });

  it('goes on from what was searched where the reader took parts away', () => {
    const asked = makeTurn(1);
    const reduced = { ...makeTurn(2), question: asked.question, without: ['天等县'] };
    expect(historyOf([asked, reduced], 3)).toEqual([reduced.outcome.answer.understood]);
    // Put back, the question has what it had, and nothing of the one without.
    const whole = { ...makeTurn(3), question: asked.question };
    expect(historyOf([asked, reduced, whole], 4)).toEqual([asked.question]);
  });

  it('finds the answer of a turn, and none where there is none', () => {
    const first = makeTurn(1);
    const turns = settleTurn([first, makeTurn(2)], 2, { state: 'failed', message: '' });
    expect(findAnswer(turns, 1)).toBe(first.outcome.answer);
    expect(findAnswer(turns, 2)).toBeNull();
    expect(findAnswer(turns, null)).toBeNull();
  });

  it('is worth keeping where it was answered', () => {
    const turns = settleTurn([makeTurn(1), makeTurn(2), makeTurn(3)], 2, { state: 'asking' });
    expect(answeredTurns(turns).map(({ id }) => id)).toEqual([1, 3]);
  });

  it('is called by its first question, on one line and short, with no character cut in two', () => {
    expect(makeTitle(' 天等县\n怎么做的？ ')).toBe('天等县 怎么做的？');
    const title = makeTitle('𠀀'.repeat(100));
    expect(Array.from(title)).toHaveLength(32);
    expect(title).toMatch(/^𠀀+…$/u);
  });

  it('has an id of its own', () => {
    expect(new Set(Array.from({ length: 100 }, makeConversationId)).size).toBe(100);
  });
});
