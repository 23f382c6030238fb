/**
 * The body of a Word document, written anew for mammoth: with the numbers of its lists in the text, headings marked in
 * one way whatever style or outline makes them one, and the words that mammoth passes over where it finds them.
 */
import type { Numbering } from './numbering.ts';
import { directNumbering, levelOfOutline, type NumberingReference, type Styles } from './styles.ts';
import { markTabs } from './tabs.ts';
import { attributeOf, childAt, childrenOf, isOn, isWord, numberOf, parseXml, walkElements, writeXml } from './xml.ts';

/** Ids of the styles that mammoth is told of; followed by the level for a heading. */
export const HEADING_STYLE = 'ReadAsHeading';
export const DROPPED_STYLE = 'ReadAsNothing';

/** A paragraph of an outline level that is longer than this is body text that was given it by mistake. */
const HEADING_LENGTH_MAX = 80;

const HEADING_MAX = 6;

/** Elements of which mammoth reads nothing, by names under which it reads what is in them. */
const RENAMED: Readonly<Record<string, string>> = {
  'w:fldSimple': 'w:smartTag',
  'w:dir': 'w:smartTag',
  'w:bdo': 'w:smartTag',
  'w:ruby': 'w:smartTag',
  'w:rubyBase': 'w:smartTag',
  'w:cr': 'w:br',
  'm:oMathPara': 'w:smartTag',
  'm:oMath': 'w:smartTag',
  'm:r': 'w:r',
  'm:t': 'w:t',
  ...Object.fromEntries(
    'f num den e sup sub sSup sSub sSubSup rad d nary func fName'.split(' ').map((name) => [`m:${name}`, 'w:smartTag']),
  ),
};

interface OpenParagraph {
  element: Element;
  length: number;
  inTable: boolean;
  /** Its first words; see {@link markTabs}. */
  opening: string;
  /** Elements with tabs behind words, each with the text that is to stand for it. */
  tabbed: { element: Element; text: string }[];
}

/**
 * Rewrites the part with the body.
 *
 * @throws Error for XML that is not well formed.
 */
export function rewriteBody(xml: string, styles: Styles, numbering: Numbering): string {
  const renamed = xml.replace(/<(\/?)([mw]:[A-Za-z]+)/gu, (tag: string, slash: string, name: string) => {
    const other = RENAMED[name];
    return other === undefined ? tag : `<${slash}${other}`;
  });
  const document = parseXml(renamed);
  findTextBoxes(document).forEach(({ holder, content }) => holder.appendChild(wrapTextBox(document, content)));
  const paragraphs = listParagraphs(document);
  const hasTitle = paragraphs.some(({ element, length }) => length > 0 && styles.isTitle(styleOf(element, styles)));
  for (const paragraph of paragraphs) rewriteParagraph(document, paragraph, styles, numbering, hasTitle);
  return writeXml(document);
}

/**
 * The text boxes that stand only where mammoth does not look, in a drawing or in the newer of two alternatives, and
 * the element to which they are to be put.
 */
function findTextBoxes(document: Document): { holder: Element; content: Element }[] {
  const found: { holder: Element; content: Element }[] = [];
  const holders: Element[] = [];
  let fallbacks = 0;
  walkElements(
    document,
    (element) => {
      if (isHolder(element)) holders.push(element);
      if (element.localName === 'Fallback') fallbacks++;
      if (!isWord(element, 'txbxContent') || element.parentNode?.nodeName === 'v:textbox') return true;
      const holder = holders.at(-1);
      if (!holder || fallbacks > 0) return true;
      if (holder.localName !== 'AlternateContent') found.push({ holder, content: element });
      else if (!hasTextBox(fallbackOf(document, holder))) {
        found.push({ holder: fallbackOf(document, holder), content: element });
      }
      return false;
    },
    (element) => {
      if (isHolder(element)) holders.pop();
      if (element.localName === 'Fallback') fallbacks--;
    },
  );
  return found;
}

/** Of a drawing in one of two alternatives, the alternatives hold the text box. */
function isHolder(element: Element): boolean {
  if (element.localName === 'AlternateContent') return true;
  return isWord(element, 'drawing') && element.parentNode?.nodeName !== 'mc:Choice';
}

function fallbackOf(document: Document, alternatives: Element): Element {
  for (let child = alternatives.lastChild; child; child = child.previousSibling) {
    if ((child as Element).localName === 'Fallback') return child as Element;
  }
  const fallback = document.createElementNS(alternatives.namespaceURI, 'mc:Fallback');
  alternatives.appendChild(fallback);
  return fallback;
}

function hasTextBox(element: Element): boolean {
  let found = false;
  walkElements(element, (inner) => {
    found ||= isWord(inner, 'txbxContent');
    return !found;
  });
  return found;
}

function wrapTextBox(document: Document, content: Element): Element {
  const picture = document.createElementNS(content.namespaceURI, 'w:pict');
  const textBox = document.createElementNS('urn:schemas-microsoft-com:vml', 'v:textbox');
  textBox.appendChild(content);
  picture.appendChild(textBox);
  return picture;
}

/** The paragraphs that mammoth reads, with the length of their text. */
function listParagraphs(document: Document): OpenParagraph[] {
  const paragraphs: OpenParagraph[] = [];
  const open: OpenParagraph[] = [];
  let tables = 0;
  walkElements(
    document,
    (element) => {
      // What was deleted or moved away is not read, nor is the newer one of two alternatives.
      if (isWord(element, 'del') || isWord(element, 'moveFrom') || element.localName === 'Choice') return false;
      if (isWord(element, 'tbl')) tables++;
      if (isWord(element, 'p')) {
        const paragraph: OpenParagraph = {
          element,
          length: 0,
          inTable: tables > 0,
          opening: '',
          tabbed: [],
        };
        paragraphs.push(paragraph);
        open.push(paragraph);
      }
      const top = open.at(-1);
      if (top) meetWords(top, element);
      if (isWord(element, 'r') && isOn(childAt(element, 'rPr', 'vanish'))) dropRun(element);
      return true;
    },
    (element) => {
      if (isWord(element, 'tbl')) tables--;
      if (open.at(-1)?.element === element) open.pop();
    },
  );
  return paragraphs;
}

function meetWords(paragraph: OpenParagraph, element: Element): void {
  const isTab = isWord(element, 'tab') && isWord(element.parentNode, 'r');
  if (!isTab && !isWord(element, 't')) return;
  const printed = isTab ? '\t' : (element.textContent ?? '');
  const { text, opening } = markTabs(printed, paragraph.opening);
  paragraph.length += printed.trim().length;
  paragraph.opening = opening;
  if (text !== printed) paragraph.tabbed.push({ element, text });
}

function putText(element: Element, text: string): void {
  const document = element.ownerDocument;
  const words = document.createElementNS(element.namespaceURI, `${prefixOf(element)}t`);
  words.appendChild(document.createTextNode(text));
  element.parentNode?.replaceChild(words, element);
}

function dropRun(run: Element): void {
  const properties = childAt(run, 'rPr');
  if (properties) putStyle(properties, 'rStyle', DROPPED_STYLE);
}

function styleOf(paragraph: Element, styles: Styles): string | null {
  return attributeOf(childAt(paragraph, 'pPr', 'pStyle')) ?? styles.defaultId;
}

function rewriteParagraph(
  document: Document,
  { element, length, inTable, tabbed }: OpenParagraph,
  styles: Styles,
  numbering: Numbering,
  hasTitle: boolean,
): void {
  const properties = childAt(element, 'pPr');
  if (childAt(properties, 'rPr', 'del')) return;
  const styleId = styleOf(element, styles);
  const reference = numberingOf(properties, styleId, styles);
  const number = reference ? numbering.next(reference, styleId) : '';
  if (length === 0) return;
  if (styles.isContents(styleId)) return setStyle(document, element, DROPPED_STYLE);
  // In a table tabs would look like the marks between cells.
  if (!inTable) for (const { element: words, text } of tabbed) putText(words, text);
  const isLong = length > HEADING_LENGTH_MAX || inTable;
  const level = isLong ? null : headingOf(properties, styleId, styles, hasTitle);
  if (level !== null) setStyle(document, element, `${HEADING_STYLE}${level}`);
  if (number !== '') {
    const after = childAt(element, 'pPr');
    element.insertBefore(makeRun(document, element, number), after ? after.nextSibling : element.firstChild);
  }
}

function numberingOf(properties: Element | null, styleId: string | null, styles: Styles): NumberingReference | null {
  const direct = directNumbering(properties);
  const inherited = styles.numbering(styleId);
  const numberingId = direct?.numberingId ?? inherited?.numberingId;
  if (numberingId === undefined) return null;
  // Word takes a list that is given without a level at its first one; a style's level may be the list's to tell.
  const level = direct?.level ?? (direct?.numberingId === undefined ? (inherited?.level ?? null) : 0);
  return { numberingId, level };
}

/** A title stands above the headings of the first level. */
function headingOf(
  properties: Element | null,
  styleId: string | null,
  styles: Styles,
  hasTitle: boolean,
): number | null {
  if (styles.isTitle(styleId)) return 1;
  const outline = numberOf(childAt(properties, 'outlineLvl'));
  const level = outline === null ? styles.headingLevel(styleId) : levelOfOutline(outline);
  return level === null ? null : Math.min(level + Number(hasTitle), HEADING_MAX);
}

function setStyle(document: Document, paragraph: Element, styleId: string): void {
  let properties = childAt(paragraph, 'pPr');
  if (!properties) {
    properties = document.createElementNS(paragraph.namespaceURI, `${prefixOf(paragraph)}pPr`);
    paragraph.insertBefore(properties, paragraph.firstChild);
  }
  putStyle(properties, 'pStyle', styleId);
}

function putStyle(properties: Element, name: string, styleId: string): void {
  for (const before of childrenOf(properties, name)) properties.removeChild(before);
  const style = properties.ownerDocument.createElementNS(properties.namespaceURI, `${prefixOf(properties)}${name}`);
  style.setAttributeNS(properties.namespaceURI, `${prefixOf(properties) || 'w:'}val`, styleId);
  properties.insertBefore(style, properties.firstChild);
}

function makeRun(document: Document, paragraph: Element, text: string): Element {
  const run = document.createElementNS(paragraph.namespaceURI, `${prefixOf(paragraph)}r`);
  const words = document.createElementNS(paragraph.namespaceURI, `${prefixOf(paragraph)}t`);
  words.appendChild(document.createTextNode(text));
  run.appendChild(words);
  return run;
}

function prefixOf({ nodeName }: Node): string {
  const colon = nodeName.indexOf(':');
  return nodeName.slice(0, colon + 1);
}
