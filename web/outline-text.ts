/** What is said of an enumeration, the same on the page and in an export. */
import type { Answer } from '../server/contract.ts';

export type Outline = NonNullable<Answer['outline']>;

const ORDINAL = /^\s*(?:[（(]?[一二三四五六七八九十]+[、）)是]|\d+[.．、])/;

/** Beside the bulletin's own 一、二、 a second set of numbers would only disturb. */
export function hasOwnNumbers({ items }: Pick<Outline, 'items'>): boolean {
  return items.every((item) => ORDINAL.test(item.text));
}

export function describeOutline({ items, total }: Pick<Outline, 'items' | 'total'>): string {
  return items.length === total
    ? `完整列举，共 ${total} 项`
    : `列举不全：文中说共 ${total} 项，这里找到 ${items.length} 项`;
}
