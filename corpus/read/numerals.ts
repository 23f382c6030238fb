/** Numbers as lists and headings are numbered with, by the names that Word gives their forms (ECMA-376, 17.18.59). */
import nzh from 'nzh/cn';

const tens = { tenMin: true };
const STEMS = '甲乙丙丁戊己庚辛壬癸';
const BRANCHES = '子丑寅卯辰巳午未申酉戌亥';
const ROMAN: readonly (readonly [number, string])[] = [
  [1000, 'M'],
  [900, 'CM'],
  [500, 'D'],
  [400, 'CD'],
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
];

/** Beyond this, letters and Roman numerals are longer than any list means. */
const FANCY_MAX = 3999;

const chinese = (value: number): string => nzh.encodeS(value, tens);
const digits = (value: number): string =>
  [...String(value)].map((digit) => '〇一二三四五六七八九'[Number(digit)]).join('');

const FORMS: Readonly<Record<string, (value: number) => string>> = {
  chineseCounting: chinese,
  chineseCountingThousand: chinese,
  japaneseCounting: chinese,
  taiwaneseCounting: chinese,
  taiwaneseCountingThousand: chinese,
  koreanCounting: chinese,
  ideographDigital: digits,
  japaneseDigitalTenThousand: digits,
  taiwaneseDigital: digits,
  chineseLegalSimplified: (value) => nzh.encodeB(value, tens),
  ideographLegalTraditional: (value) => nzh.encodeB(value, tens),
  japaneseLegal: (value) => nzh.encodeB(value, tens),
  ideographTraditional: (value) => STEMS[value - 1] ?? String(value),
  ideographZodiac: (value) => BRANCHES[value - 1] ?? String(value),
  decimalZero: (value) => String(value).padStart(2, '0'),
  decimalFullWidth: (value) => [...String(value)].map((digit) => '０１２３４５６７８９'[Number(digit)]).join(''),
  decimalFullWidth2: (value) => [...String(value)].map((digit) => '０１２３４５６７８９'[Number(digit)]).join(''),
  decimalEnclosedCircle: circled,
  decimalEnclosedCircleChinese: circled,
  decimalEnclosedParen: (value) => enclosed(value, 0x2474, 20, `(${value})`),
  decimalEnclosedFullstop: (value) => enclosed(value, 0x2488, 20, `${value}.`),
  ideographEnclosedCircle: (value) => enclosed(value, 0x3280, 10, chinese(value)),
  ideographParenthesis: (value) => `（${chinese(value)}）`,
  numberInDash: (value) => `-${value}-`,
  lowerLetter: (value) => letters(value, 'a'),
  upperLetter: (value) => letters(value, 'A'),
  lowerRoman: (value) => roman(value).toLowerCase(),
  upperRoman: roman,
  none: () => '',
};

/** A number in the form of a name; in figures where the form is none that we know, or cannot say it. */
export function writeNumber(value: number, form: string): string {
  const write = FORMS[form];
  return write && (value > 0 || form === 'none') ? write(value) : String(value);
}

function circled(value: number): string {
  if (value <= 20) return enclosed(value, 0x2460, 20, String(value));
  return value <= 35 ? enclosed(value - 20, 0x3251, 15, String(value)) : String(value);
}

/** One of the characters that enclose the numbers from 1 on. */
function enclosed(value: number, first: number, count: number, otherwise: string): string {
  return value <= count ? String.fromCodePoint(first + value - 1) : otherwise;
}

/** a … z, aa, bb, …, as Word counts on. */
function letters(value: number, first: string): string {
  if (value > FANCY_MAX) return String(value);
  const letter = String.fromCharCode(first.charCodeAt(0) + ((value - 1) % 26));
  return letter.repeat(Math.ceil(value / 26));
}

function roman(value: number): string {
  if (value > FANCY_MAX) return String(value);
  let left = value;
  let written = '';
  for (const [worth, sign] of ROMAN) {
    written += sign.repeat(Math.floor(left / worth));
    left %= worth;
  }
  return written;
}
