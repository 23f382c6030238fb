import { describe, expect, it } from 'vitest';
import { isSpanOf, segmentText, type Span } from '../../web/mark-segments.ts';

const TEXT = '天等县建成扶贫车间65个';

function textOfMark(marks: Span[], index: number, bounds?: Span): string {
  return segmentText(TEXT, marks, bounds)
    .filter((segment) => segment.marks.includes(index))
    .map((segment) => segment.text)
    .join('');
}

describe('segmentText', () => {
  it('gives the text in one piece where there is no mark', () => {
    expect(segmentText(TEXT, [])).toEqual([{ start: 0, end: TEXT.length, text: TEXT, marks: [] }]);
  });

  it('begins a piece at each cut within the bounds, and nowhere else', () => {
    const starts = segmentText(TEXT, [], { start: 3, end: 10 }, [1, 5, 10]).map(({ start }) => start);
    expect(starts).toEqual([3, 5]);
  });

  it('cuts at the edges of a mark and loses nothing', () => {
    expect(segmentText(TEXT, [{ start: 5, end: 9 }]).map(({ text, marks }) => [text, marks])).toEqual([
      ['天等县建成', []],
      ['扶贫车间', [0]],
      ['65个', []],
    ]);
  });

  it('keeps the words of each mark whole where marks overlap, nest or touch', () => {
    const marks = [
      { start: 0, end: 7 },
      { start: 5, end: 9 },
      { start: 5, end: 7 },
      { start: 9, end: 11 },
    ];
    expect(segmentText(TEXT, marks).map((segment) => segment.text)).toEqual(['天等县建成', '扶贫', '车间', '65', '个']);
    for (const [index, { start, end }] of marks.entries())
      expect(textOfMark(marks, index)).toBe(TEXT.slice(start, end));
  });

  it('shows the part of a mark that lies within the bounds', () => {
    expect(textOfMark([{ start: 3, end: 9 }], 0, { start: 5, end: 12 })).toBe('扶贫车间');
    expect(textOfMark([{ start: 3, end: 5 }], 0, { start: 5, end: 12 })).toBe('');
  });

  it('counts UTF-16 code units, so a character outside the first plane is two', () => {
    const segments = segmentText('𠮷林县', [{ start: 2, end: 3 }]);
    expect(segments.map((segment) => segment.text)).toEqual(['𠮷', '林', '县']);
  });

  it('gives nothing for empty bounds and stays within the text', () => {
    expect(segmentText(TEXT, [], { start: 4, end: 4 })).toEqual([]);
    expect(segmentText('县', [{ start: 0, end: 99 }], { start: 0, end: 99 })).toEqual([
      { start: 0, end: 1, text: '县', marks: [0] },
    ]);
  });
});

describe('isSpanOf', () => {
  it.each([
    [{ start: 0, end: TEXT.length }, true],
    [{ start: 0, end: TEXT.length + 1 }, false],
    [{ start: 4, end: 4 }, false],
    [{ start: -1, end: 4 }, false],
  ])('%o: %s', (span, expected) => {
    expect(isSpanOf(TEXT, span)).toBe(expected);
  });
});
