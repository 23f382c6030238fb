/** What a page holds and does not say: programs, controls, navigation, and what it hides. */
import type { DefaultTreeAdapterTypes } from 'parse5';

const DROPPED: ReadonlySet<string> = new Set(
  (
    'head script style noscript template nav footer button select textarea input option datalist svg canvas iframe ' +
    'object embed audio video map rt rp del frameset noframes'
  ).split(' '),
);

const HIDDEN_STYLE = /(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden)/iu;

/** Whether the words of an element are not part of what the page says. */
export function isDropped({ tagName, attrs }: DefaultTreeAdapterTypes.Element): boolean {
  if (DROPPED.has(tagName)) return true;
  return attrs.some(
    ({ name, value }) =>
      name === 'hidden' ||
      (name === 'aria-hidden' && value === 'true') ||
      (name === 'style' && HIDDEN_STYLE.test(value)) ||
      (name === 'role' && value === 'navigation'),
  );
}
