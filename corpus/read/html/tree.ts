/** Walking the tree of a page without recursion, since pages nest as deeply as whoever wrote them likes. */
import type { DefaultTreeAdapterTypes } from 'parse5';

export type Node = DefaultTreeAdapterTypes.Node;
export type Element = DefaultTreeAdapterTypes.Element;
export type ParentNode = DefaultTreeAdapterTypes.ParentNode;

/** What is done on the way; elements are entered and left in the order of the page. */
export interface Visitor {
  enter?: (element: Element) => void;
  leave?: (element: Element) => void;
  text?: (words: string) => void;
}

/** Visits all that is below a node. */
export function walkTree(root: ParentNode, { enter, leave, text }: Visitor): void {
  const places: { node: ParentNode; child: number }[] = [{ node: root, child: 0 }];
  for (let place = places.at(-1); place; place = places.at(-1)) {
    const child = place.node.childNodes[place.child++];
    if (!child) {
      places.pop();
      if ('tagName' in place.node && place.node !== root) leave?.(place.node);
    } else if ('tagName' in child) {
      enter?.(child);
      places.push({ node: child, child: 0 });
    } else if (child.nodeName === '#text' && 'value' in child) text?.(child.value);
  }
}

/** Takes elements out of the tree. */
export function detach(root: ParentNode, isUnwanted: (element: Element) => boolean): void {
  const prune = (node: ParentNode): void => {
    node.childNodes = node.childNodes.filter((child) => !('tagName' in child) || !isUnwanted(child));
  };
  prune(root);
  walkTree(root, { enter: prune });
}

export function attribute({ attrs }: Element, name: string): string | undefined {
  return attrs.find((given) => given.name === name)?.value;
}
