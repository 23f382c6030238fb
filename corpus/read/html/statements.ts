/** What a page says of itself to programs: the title and the date that editing systems of offices put into its head. */
import { attribute, type ParentNode, walkTree } from './tree.ts';

export interface Statements {
  title: string | null;
  /** 2019-07-15 */
  date: string | null;
}

/** Names of the standard for sites of governments, and those that other editing systems use. */
const TITLE_NAMES = ['articletitle', 'og:title'];
const DATE_NAMES = ['pubdate', 'publishdate', 'article:published_time', 'og:release_date'];

/** Reads the statements of a whole page. */
export function readStatements(root: ParentNode): Statements {
  const stated = new Map<string, string>();
  walkTree(root, {
    enter(element) {
      if (element.tagName !== 'meta') return;
      const name = attribute(element, 'name') ?? attribute(element, 'property');
      const content = attribute(element, 'content')?.trim();
      if (name && content && !stated.has(name.toLowerCase())) stated.set(name.toLowerCase(), content);
    },
  });
  const find = (names: readonly string[]): string | null =>
    names.map((name) => stated.get(name)).find((content) => content !== undefined) ?? null;
  const date = /^\d{4}-\d{1,2}-\d{1,2}(?!\d)/u.exec(find(DATE_NAMES) ?? '')?.[0] ?? null;
  return { title: find(TITLE_NAMES), date };
}
