/** The few things that reading WordprocessingML (ECMA-376) needs of a tree of XML. */
import { DOMParser, XMLSerializer } from '@xmldom/xmldom';

const WORD_NAMESPACE = /\/wordprocessingml\/(?:2006\/)?main$/u;

/**
 * Parses a part.
 *
 * @throws Error with what is wrong with it.
 */
export function parseXml(text: string): Document {
  const fail = (message: unknown): never => {
    throw new Error(String(message));
  };
  const errorHandler = { warning: fail, error: fail, fatalError: fail };
  return new DOMParser({ errorHandler }).parseFromString(text.replace(/^\ufeff/u, ''), 'text/xml');
}

export function writeXml(document: Document): string {
  return new XMLSerializer().serializeToString(document);
}

/** Whether a node is the element of WordprocessingML with this name. */
export function isWord(node: Node | null, name: string): boolean {
  if (node === null || !('namespaceURI' in node)) return false;
  const element = node as Element;
  return element.localName === name && WORD_NAMESPACE.test(element.namespaceURI ?? '');
}

/** The children of this name. */
export function childrenOf(parent: Node | null, name: string): Element[] {
  const found: Element[] = [];
  for (let child = parent?.firstChild ?? null; child; child = child.nextSibling) {
    if (isWord(child, name)) found.push(child as Element);
  }
  return found;
}

/** The child at the end of a path of names, null where one is missing. */
export function childAt(parent: Node | null, ...path: string[]): Element | null {
  let at: Node | null = parent;
  for (const name of path) {
    let child: Node | null = at?.firstChild ?? null;
    while (child && !isWord(child, name)) child = child.nextSibling;
    at = child;
  }
  return at as Element | null;
}

/** An attribute of WordprocessingML, `val` unless another is named; null where there is none. */
export function attributeOf(element: Element | null, name = 'val'): string | null {
  const value = element?.getAttributeNS(element.namespaceURI, name) ?? '';
  return value === '' ? null : value;
}

/** An attribute that is a whole number. */
export function numberOf(element: Element | null, name = 'val'): number | null {
  const value = attributeOf(element, name);
  return value !== null && /^-?\d{1,9}$/u.test(value) ? Number(value) : null;
}

/** Whether a property is switched on, which it is by standing there. */
export function isOn(element: Element | null): boolean {
  return element !== null && !['0', 'false', 'off', 'none'].includes(attributeOf(element) ?? '');
}

/**
 * Visits the elements below a node in the order of the document, without recursion; where `enter` gives false, what is
 * below is passed over.
 */
export function walkElements(
  root: Node,
  enter: (element: Element) => boolean,
  leave: (element: Element) => void = () => undefined,
): void {
  let node: Node = root;
  for (;;) {
    const isOpen = node === root || (node.nodeType === 1 && enter(node as Element));
    if (isOpen && node.firstChild) {
      node = node.firstChild;
      continue;
    }
    for (;;) {
      if (node === root) return;
      if (node.nodeType === 1) leave(node as Element);
      if (node.nextSibling) break;
      if (!node.parentNode) return;
      node = node.parentNode;
    }
    node = node.nextSibling;
  }
}
