/** The styles of a Word document, as far as they tell headings, tables of contents and numbering. */
import { attributeOf, childAt, childrenOf, numberOf, parseXml } from './xml.ts';

/** Which list of a document numbers a paragraph, and at which of its levels, from 0 on. */
export interface NumberingReference {
  numberingId: string;
  level: number | null;
}

export interface Styles {
  /** Style of paragraphs that name none. */
  readonly defaultId: string | null;
  isTitle(styleId: string | null): boolean;
  /** Level of the headings of a style, from 1 on; null for a style of other text. */
  headingLevel(styleId: string | null): number | null;
  isContents(styleId: string | null): boolean;
  /** What numbers the paragraphs of a style; null where nothing does. */
  numbering(styleId: string | null): NumberingReference | null;
}

interface Style {
  name: string;
  basedOn: string | null;
  outline: number | null;
  numberingId: string | null;
  level: number | null;
}

/** Styles are based on one another; more than this is a circle. */
const CHAIN_MAX = 32;

const TITLE = /^(?:title|标题|文档标题|公文标题)$/iu;
const HEADING = /^(?:heading|标题)\s*([1-6])$/iu;
const CONTENTS = /^(?:toc|目录)(?:\s*\d|\s*heading|\s*标题)?$/iu;

/** An outline of this level is body text. */
const BODY_OUTLINE = 9;
const HEADING_MAX = 6;

/** Reads the part that defines the styles; undefined where a document has none. */
export function readStyles(xml: string | undefined): Styles {
  const styles = new Map<string, Style>();
  let defaultId: string | null = null;
  for (const element of xml === undefined ? [] : childrenOf(parseXml(xml).documentElement, 'style')) {
    const id = attributeOf(element, 'styleId');
    if (id === null || styles.has(id)) continue;
    styles.set(id, readStyle(element));
    const isDefault = attributeOf(element, 'type') === 'paragraph' && attributeOf(element, 'default') === '1';
    if (isDefault) defaultId = id;
  }
  const chainOf = (styleId: string | null): Style[] => {
    const chain: Style[] = [];
    let id = styleId;
    for (let style = styles.get(id ?? ''); style && chain.length < CHAIN_MAX; style = styles.get(id ?? '')) {
      chain.push(style);
      id = style.basedOn;
    }
    return chain;
  };
  return {
    defaultId,
    isTitle: (styleId) => TITLE.test(styles.get(styleId ?? '')?.name ?? ''),
    headingLevel: (styleId) => headingOf(chainOf(styleId)),
    isContents: (styleId) => CONTENTS.test(styles.get(styleId ?? '')?.name ?? ''),
    numbering: (styleId) => numberingOf(chainOf(styleId)),
  };
}

function readStyle(element: Element): Style {
  const properties = childAt(element, 'pPr');
  return {
    name: attributeOf(childAt(element, 'name')) ?? '',
    basedOn: attributeOf(childAt(element, 'basedOn')),
    outline: numberOf(childAt(properties, 'outlineLvl')),
    numberingId: attributeOf(childAt(properties, 'numPr', 'numId')),
    level: numberOf(childAt(properties, 'numPr', 'ilvl')),
  };
}

/** The nearest style of the chain that says so, by its outline or by its name, decides. */
function headingOf(chain: readonly Style[]): number | null {
  for (const { name, outline } of chain) {
    if (outline !== null) return levelOfOutline(outline);
    const level = HEADING.exec(name)?.[1];
    if (level !== undefined) return Number(level);
  }
  return null;
}

/** Level of a heading by its outline, which counts from 0; null for body text. */
export function levelOfOutline(outline: number): number | null {
  return outline >= 0 && outline < BODY_OUTLINE ? Math.min(outline + 1, HEADING_MAX) : null;
}

function numberingOf(chain: readonly Style[]): NumberingReference | null {
  const numbered = chain.find(({ numberingId }) => numberingId !== null);
  if (numbered?.numberingId === null || numbered?.numberingId === undefined) return null;
  return { numberingId: numbered.numberingId, level: numbered.level };
}

/** What the properties of a paragraph say of its numbering themselves; undefined where they leave it to the style. */
export function directNumbering(properties: Element | null): Partial<NumberingReference> | undefined {
  const element = childAt(properties, 'numPr');
  if (!element) return undefined;
  const numberingId = attributeOf(childAt(element, 'numId'));
  const level = numberOf(childAt(element, 'ilvl'));
  return { ...(numberingId === null ? {} : { numberingId }), ...(level === null ? {} : { level }) };
}
