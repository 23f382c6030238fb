/** The numbers that a browser writes before the items of a list; they are words of the text that a citation quotes. */
import type { DefaultTreeAdapterTypes } from 'parse5';
import { writeNumber } from '../numerals.ts';

type Element = DefaultTreeAdapterTypes.Element;

export interface List {
  /** Begins an item. */
  begin(item: Element): void;
  /** Gives the mark of the item that has begun, once. */
  takeMark(): string;
}

const FORM_BY_TYPE: Readonly<Record<string, string>> = {
  '1': 'decimal',
  a: 'lowerLetter',
  A: 'upperLetter',
  i: 'lowerRoman',
  I: 'upperRoman',
};

const FORM_BY_STYLE: Readonly<Record<string, string>> = {
  'lower-alpha': 'lowerLetter',
  'lower-latin': 'lowerLetter',
  'upper-alpha': 'upperLetter',
  'upper-latin': 'upperLetter',
  'lower-roman': 'lowerRoman',
  'upper-roman': 'upperRoman',
  'decimal-leading-zero': 'decimalZero',
  'cjk-ideographic': 'chineseCounting',
  'simp-chinese-informal': 'chineseCounting',
  'trad-chinese-informal': 'chineseCounting',
  'simp-chinese-formal': 'chineseLegalSimplified',
  'cjk-decimal': 'ideographDigital',
};

const STYLE = /list-style(?:-type)?\s*:\s*([\w-]+)/iu;

/** Opens a list; only a numbered one gives marks. */
export function openList(element: Element): List {
  const attributes = attributesOf(element);
  const style = STYLE.exec(attributes.get('style') ?? '')?.[1]?.toLowerCase();
  const isNumbered = element.tagName === 'ol' && style !== 'none' && style !== 'disc';
  if (!isNumbered) return { begin: () => undefined, takeMark: () => '' };
  const form = FORM_BY_STYLE[style ?? ''] ?? FORM_BY_TYPE[attributes.get('type') ?? ''] ?? 'decimal';
  const step = attributes.has('reversed') ? -1 : 1;
  let next = wholeNumber(attributes.get('start')) ?? (step > 0 ? 1 : countItems(element));
  let mark = '';
  return {
    begin(item) {
      const number = wholeNumber(attributesOf(item).get('value')) ?? next;
      next = number + step;
      mark = form.startsWith('chinese') ? `${writeNumber(number, form)}、` : `${writeNumber(number, form)}. `;
    },
    takeMark() {
      const taken = mark;
      mark = '';
      return taken;
    },
  };
}

/** The mark of the item that a line begins, where one does: that of the innermost list. */
export function takeListMark(lists: readonly List[]): string {
  return lists.at(-1)?.takeMark() ?? '';
}

function attributesOf({ attrs }: Element): Map<string, string> {
  return new Map(attrs.map(({ name, value }) => [name, value]));
}

function wholeNumber(written: string | undefined): number | null {
  return written !== undefined && /^\s*-?\d{1,9}\s*$/u.test(written) ? Number(written) : null;
}

function countItems({ childNodes }: Element): number {
  return childNodes.filter(({ nodeName }) => nodeName === 'li').length;
}
