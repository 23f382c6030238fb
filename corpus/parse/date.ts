/** Dates as documents print them: 2018年3月1日, 二〇一八年三月一日, 2018-03-01. */
import { readNumeral } from '../text.ts';

const NUMERALS = '[一二三四五六七八九十]{1,3}';
const IN_DIGITS = String.raw`(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日`;
/** 〇 is typed in many ways. */
const IN_NUMERALS = String.raw`([〇○零Oo0一二三四五六七八九]{4})\s*年\s*(${NUMERALS})\s*月\s*(${NUMERALS})\s*日`;
const WITH_MARKS = String.raw`(\d{4})[-./](\d{1,2})[-./](\d{1,2})`;

/** A date anywhere in a line; see {@link readDateIn}. */
const DATE_IN = new RegExp(`${IN_DIGITS}|${IN_NUMERALS}`, 'u');
const DATE_ALONE = new RegExp(`^\\(?\\s*(?:${IN_DIGITS}|${IN_NUMERALS})\\s*\\)?$`, 'u');
const MARKED_ALONE = new RegExp(`^\\(?${WITH_MARKS}(?:\\s+\\d{1,2}:\\d{2}(?::\\d{2})?)?\\)?$`, 'u');

/** A line that is a date and nothing else, brackets around it included, as an ISO date; null for any other. */
export function readDateAlone(line: string): string | null {
  const folded = line.normalize('NFKC').trim();
  const marked = MARKED_ALONE.exec(folded);
  if (marked) return toIso(marked[1], marked[2], marked[3]);
  // Letter by letter, as signatures are set: 二 〇 一 八 年.
  return fromMatch(DATE_ALONE.exec(folded) ?? DATE_ALONE.exec(folded.replace(/\s/gu, '')));
}

/** The first date in a line as an ISO date, or null. */
export function readDateIn(line: string): string | null {
  return fromMatch(DATE_IN.exec(line.normalize('NFKC')));
}

function fromMatch(match: RegExpExecArray | null): string | null {
  if (!match) return null;
  const [, year, month, day, yearInNumerals, monthInNumerals, dayInNumerals] = match;
  return toIso(year ?? digitsOf(yearInNumerals), month ?? monthInNumerals, day ?? dayInNumerals);
}

function digitsOf(year: string | undefined): string | undefined {
  return year === undefined
    ? undefined
    : [...year].map((digit) => (/[〇○零Oo0]/u.test(digit) ? '0' : String(readNumeral(digit)))).join('');
}

/** Null for what no calendar has. */
function toIso(year?: string, month?: string, day?: string): string | null {
  const [monthNumber, dayNumber] = [readNumeral(month ?? ''), readNumeral(day ?? '')];
  if (year === undefined || monthNumber === null || dayNumber === null) return null;
  const iso = `${year}-${String(monthNumber).padStart(2, '0')}-${String(dayNumber).padStart(2, '0')}`;
  const date = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso) ? iso : null;
}
