import { expect, it } from 'vitest';
import { foldForSearch, foldText } from '../../web/fold-text.ts';

it.each([
  ['脱贫 攻坚\u3000简报', '脱贫攻坚简报'], // white space of either width
  ['ＡＢｃ１２％', 'abc12%'], // full width, and either case
  ['㈠①Ⅳ', '(一)1iv'], // signs that stand for several
  ['豈\u{2f800}𠀀', '豈丽𠀀'], // ideographs that are another's double, and rare ones
  ['', ''],
])('%j is searched for as %j, wherever it stands', (text, folded) => {
  expect(foldForSearch(text)).toBe(folded);
  expect(foldText(text).text.toLowerCase()).toBe(folded);
});
