import { describe, expect, it } from 'vitest';
import * as contract from '../../server/contract.ts';
import type { Answer, Extract } from '../../server/contract.ts';
import { findAnswer, HISTORY_MAX, historyOf, QUESTION_MAX, settleTurn, type Turn } from '../../web/conversation.ts';
import { collectSourceMarks } from '../../web/source-marks.ts';

const answer = { extracts: [], outline: null } as unknown as Answer;

function answered(id: number): Turn {
  return { id, question: `第${id}问`, history: [], filter: null, without: [], outcome: { state: 'answered', answer } };
}

describe('conversation', () => {
  it('keeps to the limits of the API', () => {
    expect(QUESTION_MAX).toBe(contract.QUESTION_MAX);
    expect(HISTORY_MAX).toBe(contract.HISTORY_MAX);
  });

  it('sends along the answered questions before a turn, the last ten, oldest first', () => {
    const turns = Array.from({ length: 13 }, (_, i) => answered(i + 1));
    expect(historyOf(turns, 13)).toEqual(turns.slice(2, 12).map((turn) => turn.question));
    expect(historyOf(settleTurn(turns.slice(0, 3), 2, { state: 'stopped' }), 3)).toEqual(['第1问']);
    expect(historyOf(turns, 1)).toEqual([]);
  });

  it('finds the answer of a turn, and none where there is none', () => {
    const turns = settleTurn([answered(1), answered(2)], 2, { state: 'failed', message: '' });
    expect(findAnswer(turns, 1)).toBe(answer);
    expect(findAnswer(turns, 2)).toBeNull();
    expect(findAnswer(turns, null)).toBeNull();
  });
});

describe('collectSourceMarks', () => {
  const extract = (articleId: string, start: number, end: number) =>
    ({ start, end, citation: { articleId } }) as unknown as Extract;
  const cited = {
    extracts: [extract('a', 50, 60), extract('b', 1, 2), extract('a', 10, 20)],
    outline: { heading: '', total: 2, items: [extract('a', 5, 20), extract('a', 30, 40)] },
  } as unknown as Answer;

  it('lists the extracts in this article in reading order', () => {
    expect(collectSourceMarks({ articleId: 'a', span: { start: 50, end: 60 } }, cited)).toEqual({
      spans: [
        { start: 10, end: 20 },
        { start: 50, end: 60 },
      ],
      current: 1,
    });
  });

  it('lists the items of the outline where one of them was opened', () => {
    expect(collectSourceMarks({ articleId: 'a', span: { start: 5, end: 20 } }, cited)).toEqual({
      spans: [
        { start: 5, end: 20 },
        { start: 30, end: 40 },
      ],
      current: 0,
    });
  });

  it('adds a place that the answer does not cite', () => {
    expect(collectSourceMarks({ articleId: 'b', span: { start: 5, end: 9 } }, cited)).toEqual({
      spans: [
        { start: 1, end: 2 },
        { start: 5, end: 9 },
      ],
      current: 1,
    });
  });

  it('has no current place where the address names none', () => {
    expect(collectSourceMarks({ articleId: 'a', span: null }, null)).toEqual({ spans: [], current: -1 });
  });
});
