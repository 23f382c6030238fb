/**
 * The tree of a page → its lines, in the order of the page. The tree is walked without recursion, since pages nest as
 * deeply as whoever wrote them likes.
 */
import type { DocumentLine } from '../document.ts';
import { type List, openList, takeListMark } from './list.ts';
import { isLink } from './measure.ts';
import { findDataTables, type RowBudget, rowsOf } from './table.ts';
import type { Element, Node, ParentNode } from './tree.ts';

/** Elements that begin and end a line. */
const BLOCKS: ReadonlySet<string> = new Set(
  (
    'address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure ' +
    'form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu ol p pre section summary table tbody td tfoot ' +
    'th thead tr ul'
  ).split(' '),
);

/** A number that the author wrote: the one of the list is not shown beside it. */
const NUMBERED = /^[（(]?[\d一二三四五六七八九十]{1,3}(?:[）)、]|[.．](?!\d))/u;

const LETTERS = /[\p{L}\p{N}]/u;

/** The lines of a page. */
export interface PageLines {
  lines: DocumentLine[];
  /** Those of them that are nothing but links to other pages. */
  linked: ReadonlySet<DocumentLine>;
}

/** Collects the words of a line and the lines of a page. */
class LineWriter implements PageLines {
  readonly lines: DocumentLine[] = [];
  readonly linked = new Set<DocumentLine>();
  private parts: string[] = [];
  private hasWords = false;
  private hasUnlinkedWords = false;

  add(text: string, isLink: boolean): void {
    this.parts.push(text);
    const hasWords = /\S/u.test(text);
    this.hasWords ||= hasWords;
    // Marks between links are part of no text.
    this.hasUnlinkedWords ||= hasWords && !isLink && LETTERS.test(text);
  }

  /** Ends the line; says whether there was one. */
  end(heading: number | undefined, mark: () => string): boolean {
    const text = this.hasWords ? collapse(this.parts.join('')) : '';
    const isLinked = !this.hasUnlinkedWords;
    this.parts = [];
    this.hasWords = false;
    this.hasUnlinkedWords = false;
    if (text === '') return false;
    const given = mark();
    const marked = NUMBERED.test(text) ? text : `${given}${text}`;
    const line = { text: marked, ...(heading ? { heading } : {}) };
    this.lines.push(line);
    if (isLinked && LETTERS.test(text)) this.linked.add(line);
    return true;
  }

  blank(): void {
    if (this.lines.at(-1)?.text) this.lines.push({ text: '' });
  }
}

/** Where a walk stands: in an element, before its child of this number. */
interface Place {
  node: ParentNode;
  child: number;
  /** Lines that had been written when the element began. */
  linesBefore: number;
}

/** What a walk knows of the elements it is in. */
class Walk {
  readonly writer = new LineWriter();
  private readonly places: Place[] = [];
  private readonly lists: List[] = [];
  private readonly headings: number[] = [];
  private preformatted = 0;
  private links = 0;
  private readonly dataTables: ReadonlySet<Element>;
  private readonly budget: RowBudget;
  private tables = 0;

  constructor(dataTables: ReadonlySet<Element>, budget: RowBudget) {
    this.dataTables = dataTables;
    this.budget = budget;
  }

  run(root: ParentNode): PageLines {
    this.places.push({ node: root, child: 0, linesBefore: 0 });
    for (let place = this.places.at(-1); place; place = this.places.at(-1)) {
      const child = place.node.childNodes[place.child++];
      if (child) this.meet(child);
      else {
        this.places.pop();
        if ('tagName' in place.node && place.node !== root) this.leave(place.node, place.linesBefore);
      }
    }
    this.endLine();
    const { lines, linked } = this.writer;
    return { lines: lines.at(-1)?.text === '' ? lines.slice(0, -1) : lines, linked };
  }

  private meet(node: Node): void {
    if (node.nodeName === '#text' && 'value' in node) this.meetText(node.value);
    else if ('tagName' in node) this.enter(node);
  }

  private meetText(text: string): void {
    if (this.preformatted === 0) {
      this.writer.add(text, this.links > 0);
      return;
    }
    text.split('\n').forEach((line, index) => {
      if (index > 0 && !this.endLine()) this.writer.blank();
      this.writer.add(line, this.links > 0);
    });
  }

  private enter(element: Element): void {
    const { tagName } = element;
    if (tagName === 'br') return this.breakLine();
    if (BLOCKS.has(tagName)) this.endLine();
    if (tagName === 'hr') return this.writer.blank();
    if (tagName === 'table' && this.writeTable(element)) return;
    if (isHeading(tagName)) this.headings.push(Number(tagName[1]));
    else if (tagName === 'pre') this.preformatted++;
    else if (isList(tagName)) this.lists.push(openList(element));
    else if (tagName === 'li') this.lists.at(-1)?.begin(element);
    if (isLink(element)) this.links++;
    this.places.push({ node: element, child: 0, linesBefore: this.writer.lines.length });
  }

  private leave(element: Element, linesBefore: number): void {
    const { tagName } = element;
    if (isLink(element)) this.links--;
    if (!BLOCKS.has(tagName)) return;
    this.endLine();
    if (isHeading(tagName)) this.headings.pop();
    else if (tagName === 'pre') this.preformatted--;
    else if (isList(tagName)) this.lists.pop();
    // An empty paragraph is how a gap is set by hand.
    else if (tagName === 'p' && this.writer.lines.length === linesBefore) this.writer.blank();
  }

  /** A heading that is broken is one heading; anywhere else a break ends a line, and a second one makes a gap. */
  private breakLine(): void {
    if (this.headings.length > 0) this.writer.add('\n', true);
    else if (!this.endLine()) this.writer.blank();
  }

  private endLine(): boolean {
    return this.writer.end(this.headings.at(-1), () => takeListMark(this.lists));
  }

  private writeTable(table: Element): boolean {
    if (!this.dataTables.has(table)) return false;
    const rows = rowsOf(table, this.budget, (cell) => new Walk(new Set(), this.budget).run(cell).lines);
    if (!rows) return false;
    const number = ++this.tables;
    for (const { text, isHeader, isCaption } of rows) {
      this.writer.lines.push(isCaption ? { text } : { text, row: { table: number, isHeader } });
    }
    return true;
  }
}

/** The lines of a page as its tree is; `length` is that of its markup, by which what merged cells repeat is bounded. */
export function linesOfTree(root: ParentNode, length: number): PageLines {
  return new Walk(findDataTables(root), { charactersLeft: length }).run(root);
}

function isHeading(tagName: string): boolean {
  return /^h[1-6]$/u.test(tagName);
}

function isList(tagName: string): boolean {
  return tagName === 'ol' || tagName === 'ul' || tagName === 'menu' || tagName === 'dir';
}

const WIDE = /[\p{sc=Han}\u3000-\u303f\uff00-\uffef“”‘’…—]/u;

/**
 * Collapses white space as a browser does (CSS Text 3, 4.1): a run of it is a space, and a line break of the source
 * between two wide characters is nothing.
 */
function collapse(text: string): string {
  const collapsed = text.replace(/[ \t\n\r\f]+/gu, (run: string, at: number) => {
    const isBreak = run.includes('\n') && WIDE.test(text[at - 1] ?? '') && WIDE.test(text[at + run.length] ?? '');
    return isBreak ? '' : ' ';
  });
  return collapsed.trim();
}
