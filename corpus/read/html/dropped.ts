/** What a page holds and does not say: programs, controls, navigation, and what it hides. */
import { measureTree } from './measure.ts';
import { attribute, detach, type Element, type ParentNode, walkTree } from './tree.ts';

const DROPPED: ReadonlySet<string> = new Set(
  (
    'head script style noscript template nav footer button select textarea input option datalist svg canvas iframe ' +
    'object embed audio video map rt rp del frameset noframes'
  ).split(' '),
);

/** An element that takes no place, and one whose place stays empty, as scripts leave it that show a text later. */
const REMOVED_STYLE = /(?:^|[;\s])display\s*:\s*none/iu;
const INVISIBLE_STYLE = /(?:^|[;\s])visibility\s*:\s*hidden/iu;

/** What hides more than this share of the words of a page hides its text until a script has run. */
const MOST = 0.5;

/** Takes out of a tree what is no part of what it says. */
export function dropUnsaid(root: ParentNode): void {
  detach(root, isUnsaid);
  const { lengthOf, length } = measureTree(root);
  detach(root, (element) => hasStyle(element, REMOVED_STYLE) && lengthOf(element) <= MOST * length);
  const invisible = outermost(root, (element) => hasStyle(element, INVISIBLE_STYLE));
  const invisibleLength = invisible.reduce((sum, element) => sum + lengthOf(element), 0);
  if (invisibleLength <= MOST * length) detach(root, (element) => hasStyle(element, INVISIBLE_STYLE));
}

function isUnsaid({ tagName, attrs }: Element): boolean {
  if (DROPPED.has(tagName)) return true;
  return attrs.some(
    ({ name, value }) =>
      name === 'hidden' || (name === 'aria-hidden' && value === 'true') || (name === 'role' && value === 'navigation'),
  );
}

function hasStyle(element: Element, style: RegExp): boolean {
  return style.test(attribute(element, 'style') ?? '');
}

function outermost(root: ParentNode, isWanted: (element: Element) => boolean): Element[] {
  const found: Element[] = [];
  let depth = 0;
  walkTree(root, {
    enter(element) {
      if (!isWanted(element)) return;
      if (depth === 0) found.push(element);
      depth++;
    },
    leave(element) {
      if (isWanted(element)) depth--;
    },
  });
  return found;
}
