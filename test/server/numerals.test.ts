import { describe, expect, it } from 'vitest';
import { findNumerals } from '../../server/numerals.ts';

describe('figures in Chinese numerals', () => {
  it.each([
    ['每家七千五百块', [['七千五百', ['7500']]]], // a plain figure
    ['三万六千人', [['三万六千', ['36000', '3.6万']]]], // as bulletins print it, in either way
    ['两千多座', [['两千', ['2000']]]], // 两 for 二
    ['一亿元', [['一亿', ['100000000', '1亿']]]], // with its unit
    ['一百零八个', [['一百零八', ['108']]]],
    ['一起搞三变，十分好', []], // words, not figures
    ['百分之五十', []], // a share, printed as 50%
  ])('%s', (text, expected) => {
    expect(findNumerals(text).map(({ word, alternatives }) => [word, alternatives])).toEqual(expected);
  });
});
