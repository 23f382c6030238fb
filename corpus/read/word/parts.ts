/** Where the parts of a Word document stand in its archive: each says which others it goes with (ECMA-376, part 2). */
import type { Parts } from './archive.ts';
import { parseXml } from './xml.ts';

export interface PartNames {
  body: string;
  styles: string | null;
  numbering: string | null;
}

/**
 * Finds the body of a document and what it goes with; null where there is no body.
 *
 * @throws Error for XML that is not well formed.
 */
export function findParts(parts: Parts): PartNames | null {
  const body = findRelated(parts, '', 'officeDocument') ?? known(parts, 'word/document.xml');
  if (body === null) return null;
  const related = (kind: string): string | null => findRelated(parts, body, kind) ?? known(parts, `word/${kind}.xml`);
  return { body, styles: related('styles'), numbering: related('numbering') };
}

function findRelated(parts: Parts, from: string, kind: string): string | null {
  const folder = from.slice(0, from.lastIndexOf('/') + 1);
  const relations = parts.get(`${folder}_rels/${from.slice(folder.length)}.rels`);
  if (relations === undefined) return null;
  const root = parseXml(relations).documentElement;
  for (let child = root.firstChild; child; child = child.nextSibling) {
    if (child.nodeType !== 1) continue;
    const element = child as Element;
    if (!element.getAttribute('Type')?.endsWith(`/${kind}`)) continue;
    const target = element.getAttribute('Target') ?? '';
    const found = known(parts, target.startsWith('/') ? target.slice(1) : `${folder}${target}`);
    if (found !== null) return found;
  }
  return null;
}

function known(parts: Parts, name: string): string | null {
  return parts.has(name) ? name : null;
}
