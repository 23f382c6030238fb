import { describe, expect, it } from 'vitest';
import { locateWords } from '../../web/locate-words.ts';

const WORDS = '补贴提到每人每天100元';

function located(text: string, start: number, words = WORDS): string | null {
  const span = locateWords(text, { start, end: start + words.length, text: words });
  return span && text.slice(span.start, span.end);
}

describe('locateWords', () => {
  it('leaves words that stand in their place', () => {
    expect(locateWords(`甲${WORDS}`, { start: 1, end: 1 + WORDS.length, text: WORDS })).toEqual({
      start: 1,
      end: 1 + WORDS.length,
    });
  });

  it('finds words that were moved, at the place nearest to the former one', () => {
    const text = `${WORDS}。${'另'.repeat(50)}${WORDS}。`;
    expect(locateWords(text, { start: 1, end: 1 + WORDS.length, text: WORDS })?.start).toBe(0);
    expect(locateWords(text, { start: 60, end: 60 + WORDS.length, text: WORDS })?.start).toBe(text.lastIndexOf(WORDS));
  });

  it('finds words that differ in white space and width alone, and spans them as they stand', () => {
    expect(located('前文。补贴 提到每人\n每天１００元。', 0)).toBe('补贴 提到每人\n每天１００元');
    expect(located('前文。补贴提到每人每天100元。', 0, '补贴提到 每人每天１００元')).toBe('补贴提到每人每天100元');
  });

  it('counts in code units where characters have two', () => {
    expect(located(`𠀀𠀀${WORDS.replace('每天', ' 每天 ')}`, 0)).toBe('补贴提到每人 每天 100元');
  });

  it('finds nothing where a word was changed', () => {
    expect(located('补贴提到每人每天120元', 0)).toBeNull();
    expect(located('', 0)).toBeNull();
    expect(located('任何文字', 0, '')).toBeNull();
  });
});
