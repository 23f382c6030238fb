/** Marks that count the articles of a collection: 案例一：…, 经验交流材料之二, 【典型案例3】. */
import { readNumeral } from '../text.ts';
import { type Block, sliceBlock, textOf } from './blocks.ts';
import { isTitleLine } from './title.ts';

const NOUN =
  '(?:典型|先进|优秀|示范|创新|书面)?(?:案例|材料|经验材料|经验交流材料|交流材料|交流发言|发言材料|发言|范例|实例|事例|事迹|先进事迹|经验|故事|例文|范文)';
const NUMERAL = '([一二三四五六七八九十]{1,3}|\\d{1,3})';
const SPACE = '\\s{0,2}';
const MARK = new RegExp(
  `^[【[（(]?${NOUN}${SPACE}(?:之${SPACE})?(?:[（(]${NUMERAL}[）)]|${NUMERAL})(?:${SPACE}[】\\]）)])?(?:$|${SPACE}[：:、.．—―-]{1,2}${SPACE}|\\s{1,4})`,
  'u',
);
const MARK_MAX = 80;

export interface CaseMark {
  ordinal: number;
  /** Characters before the words of the title. */
  length: number;
}

/** The mark that a line begins with or consists of; null for any other line. */
export function readCaseMark(line: string): CaseMark | null {
  if (line.length > MARK_MAX || /[。；]/u.test(line)) return null;
  const match = MARK.exec(line);
  const ordinal = match ? readNumeral(match[1] ?? match[2] ?? '') : null;
  return match && ordinal !== null ? { ordinal, length: match[0].length } : null;
}

/** The blocks of an article without its mark, where a title stands behind or below the mark. */
export function withoutCaseMark(blocks: Block[]): Block[] {
  const first = blocks[0];
  const mark = first ? readCaseMark(textOf(first)) : null;
  if (!first || !mark) return blocks;
  const title = sliceBlock(first, mark.length, textOf(first).length);
  if (title.pieces.length > 0) return [title, ...blocks.slice(1)];
  const next = blocks[1];
  return next && next.row === null && isTitleLine(textOf(next)) ? blocks.slice(1) : blocks;
}
