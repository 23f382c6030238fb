/**
 * What a site puts around an article, by the names that its designers give to these parts: the way to it, what to read
 * next, buttons to share it, the foot of the site.
 */
import { measureTree } from './measure.ts';
import { attribute, detach, type Element, type ParentNode } from './tree.ts';

const NAMES: ReadonlySet<string> = new Set(
  (
    'nav navbar navigation menu crumb crumbs breadcrumb breadcrumbs footer foot copyright share sharing bdshare ' +
    'bdsharebuttonbox related relevant recommend recommended sidebar toolbar tool tools qr qrcode ewm pager pagination'
  ).split(' '),
);

/** The head of a site is known by its links: that of an article says whose it is. */
const HEAD_NAMES: ReadonlySet<string> = new Set(['header', 'head', 'top', 'banner']);
const LINKED_SHARE = 0.5;

/** An element that is said to hold the text is none of these, whatever else it is called. */
const TEXT_NAMES: ReadonlySet<string> = new Set('article content main body detail editor text entry'.split(' '));

const CONTAINERS: ReadonlySet<string> = new Set('div ul ol dl section aside header table p center'.split(' '));

/** No surroundings are more than this share of a page. */
const MOST = 0.5;

/** Takes the surroundings out of a tree. */
export function dropSurroundings(root: ParentNode): void {
  const { lengthOf, linkedIn, length } = measureTree(root);
  detach(root, (element) => {
    if (!CONTAINERS.has(element.tagName) || lengthOf(element) > MOST * length) return false;
    const names = namesOf(element);
    if (names.some((name) => TEXT_NAMES.has(name))) return false;
    if (names.some((name) => NAMES.has(name))) return true;
    const isHead = element.tagName === 'header' || names.some((name) => HEAD_NAMES.has(name));
    return isHead && linkedIn(element) > LINKED_SHARE * lengthOf(element);
  });
}

/** The words of the class and id of an element: js_pc_qr_code is js, pc, qr, code; shareBox is share, box. */
function namesOf(element: Element): string[] {
  return [attribute(element, 'class'), attribute(element, 'id')]
    .flatMap((given) => (given ?? '').replace(/([a-z])(?=[A-Z])/gu, '$1 ').split(/[\s_-]+/u))
    .map((name) => name.toLowerCase());
}
