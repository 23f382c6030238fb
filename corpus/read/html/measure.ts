/** How much each element of a page says, and how much of that leads elsewhere. */
import { attribute, type Element, type ParentNode, walkTree } from './tree.ts';

export interface TreeMeasure {
  /** Characters below an element, white space apart. */
  lengthOf: (element: Element) => number;
  /** Those of them that are links to other pages. */
  linkedIn: (element: Element) => number;
  /** Of the whole tree. */
  length: number;
}

/** Measures the elements of a tree as it is. */
export function measureTree(root: ParentNode): TreeMeasure {
  const from = new Map<Element, { length: number; linked: number }>();
  const lengths = new Map<Element, { length: number; linked: number }>();
  let [length, linked, links] = [0, 0, 0];
  walkTree(root, {
    enter(element) {
      from.set(element, { length, linked });
      if (isLink(element)) links++;
    },
    leave(element) {
      const before = from.get(element);
      lengths.set(element, { length: length - (before?.length ?? 0), linked: linked - (before?.linked ?? 0) });
      if (isLink(element)) links--;
    },
    text(words) {
      const characters = words.replace(/\s/gu, '').length;
      length += characters;
      if (links > 0) linked += characters;
    },
  });
  return {
    lengthOf: (element) => lengths.get(element)?.length ?? 0,
    linkedIn: (element) => lengths.get(element)?.linked ?? 0,
    length,
  };
}

/** Whether an element is a link to another page; one to a place of the same page is a table of contents. */
export function isLink(element: Element): boolean {
  return element.tagName === 'a' && !/^#./u.test(attribute(element, 'href') ?? '#top');
}
