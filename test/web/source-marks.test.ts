import { describe, expect, it } from 'vitest';
import type { Extract } from '../../server/contract.ts';
import { collectCited, collectSourceMarks, describePlace } from '../../web/source-marks.ts';
import { makeAnswer, makeExtract } from './kept-samples.ts';

const TEXT = '零一二三四五六七八九甲乙丙丁戊己庚辛壬癸';

/** An extract of the words that stand at this place of TEXT. */
function cite(start: number, end: number, articleId = 'a'): Extract {
  return makeExtract(articleId, start, TEXT.slice(start, end));
}

const answer = {
  ...makeAnswer('问', [cite(15, 18), cite(1, 2, 'b'), cite(4, 8)]),
  outline: { heading: '', total: 2, items: [cite(2, 8), cite(10, 12)] },
};

describe('collectCited', () => {
  const spansAt = (start: number, end: number, kept: Extract[] = []) =>
    collectCited({ articleId: 'a', span: { start, end } }, answer, kept).map((extract) => [extract.start, extract.end]);

  it('is the extracts of this article, or the items of the outline where one of them was opened', () => {
    expect(spansAt(15, 18)).toEqual([
      [15, 18],
      [4, 8],
    ]);
    expect(spansAt(2, 8)).toEqual([
      [2, 8],
      [10, 12],
    ]);
  });

  it('takes the words of a kept extract where no answer tells them', () => {
    const clip = cite(12, 14);
    expect(collectCited({ articleId: 'a', span: { start: 12, end: 14 } }, null, [clip, cite(1, 3)])).toEqual([clip]);
    expect(collectCited({ articleId: 'b', span: { start: 12, end: 14 } }, null, [clip])).toEqual([]);
    expect(spansAt(12, 14, [clip])).toContainEqual([12, 14]);
  });
});

describe('collectSourceMarks', () => {
  const cited = [cite(15, 18), cite(4, 8)];

  it('lists what is cited in reading order, the opened place being the current one', () => {
    const marks = collectSourceMarks(TEXT, { start: 15, end: 18 }, cited);
    expect(marks.spans).toEqual([
      { start: 4, end: 8 },
      { start: 15, end: 18 },
    ]);
    expect(marks.current).toBe(1);
    expect(describePlace({ start: 15, end: 18 }, cited, marks)).toBe('there');
  });

  it('adds a place that nothing cites, and has no current one where the address names none', () => {
    const span = { start: 9, end: 11 };
    const marks = collectSourceMarks(TEXT, span, cited);
    expect(marks.spans[1]).toEqual(span);
    expect(describePlace(span, cited, marks)).toBe('there');
    const whole = collectSourceMarks(TEXT, null, cited);
    expect(whole.current).toBe(-1);
    expect(describePlace(null, cited, whole)).toBeNull();
  });

  it('says so where the address names a place outside the article', () => {
    const span = { start: 900, end: 901 };
    const marks = collectSourceMarks(TEXT, span, cited);
    expect(marks).toMatchObject({ current: -1, spans: [{ start: 4 }, { start: 15 }] });
    expect(describePlace(span, cited, marks)).toBe('outside');
  });

  it('marks words where they were moved to, and keeps the place by which they are called', () => {
    const moved = `新写的一段。${TEXT.slice(15)}${TEXT.slice(0, 15)}`;
    const marks = collectSourceMarks(moved, { start: 15, end: 18 }, cited);
    expect(marks.spans.map(({ start, end }) => moved.slice(start, end))).toEqual(['己庚辛', '四五六七']);
    expect(marks.cited).toEqual([
      { start: 15, end: 18 },
      { start: 4, end: 8 },
    ]);
    expect(marks.current).toBe(0);
    expect(describePlace({ start: 15, end: 18 }, cited, marks)).toBe('moved');
  });

  it('marks the others where the opened words are gone', () => {
    const changed = TEXT.replace('庚', '改');
    const marks = collectSourceMarks(changed, { start: 15, end: 18 }, cited);
    expect(marks).toEqual({ spans: [{ start: 4, end: 8 }], cited: [{ start: 4, end: 8 }], current: -1 });
    expect(describePlace({ start: 15, end: 18 }, cited, marks)).toBe('gone');
  });
});
