/**
 * The row below the title of an article on WeChat: author, account and date in one line without labels. As lines of
 * their own, the date first, they are read as what stands under a title.
 */
import { attribute, type Element, type ParentNode, walkTree } from './tree.ts';

/** Ends and begins a line. */
const BLOCK = 'div';

/** Makes each part of the row a block. */
export function partByline(root: ParentNode): void {
  walkTree(root, {
    enter(element) {
      if (!hasClass(element, 'rich_media_meta_list')) return;
      const parts = element.childNodes.filter((child): child is Element => 'tagName' in child);
      for (const part of parts) part.tagName = BLOCK;
      const date = parts.find((part) => attribute(part, 'id') === 'publish_time');
      if (date) element.childNodes = [date, ...element.childNodes.filter((child) => child !== date)];
    },
  });
}

function hasClass(element: Element, name: string): boolean {
  return (attribute(element, 'class') ?? '').split(/\s+/u).includes(name);
}
