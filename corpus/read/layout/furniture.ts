/**
 * What pages carry at their head and foot: running heads, feet, page numbers. It is known by its place and by its
 * repetition, figures apart; the masthead of the first page stands in its place only once, or larger, and stays.
 */
import type { PositionedLine } from './positioned-line.ts';
import { bodySize, type Row, rowsOf, smallest, textOfRow } from './rows.ts';

/** Furniture stands within this share of the page's height from its edge, and takes no more rows than this. */
const ZONE = 0.18;
const ROWS_MAX = 4;

/** Two pages carry the same where it stands at the same height, within so many of its characters, and as large. */
const SAME_HEIGHT = 1;
const SAME_SIZE = 0.12;

/** It is short, as a share of the page's width, and no larger than the text: titles and lines of text may be repeated. */
const LENGTH_MAX = 0.55;
const LARGER = 0.15;

/** Without white space: — 3 —, 第3页共12页, 3/12, Page3of12. */
const PAGE_NUMBER =
  /^(?:[-—–−·•.]*第?(?:\d{1,3}|[ivxlc]{1,6})页?[-—–−·•.]*|\d{1,4}[/／]\d{1,4}|第?\d{1,4}页?[,，/／(（]?共\d{1,4}页?[)）]?|page\d{1,4}(?:(?:of|\/)\d{1,4})?)$/iu;

/** A row near the head or foot of a page. */
interface EdgeRow {
  row: Row;
  page: number;
  /** Its words without white space, each figure as #. */
  words: string;
  /** How far it is from the edge. */
  distance: number;
}

/** Takes the furniture out of the lines of each page. */
export function withoutFurniture(pages: readonly PositionedLine[][]): PositionedLine[][] {
  const body = bodySize(pages.flat());
  const rows = pages.map((page) => rowsOf(page));
  const dropped = new Set<PositionedLine>();
  for (const isHead of [true, false]) {
    const edges = rows.map((page, index) => edgeRows(page, index, pages[index]?.[0]?.pageHeight ?? 0, isHead));
    const twins = new Map<string, EdgeRow[]>();
    for (const row of edges.flat()) twins.set(row.words, [...(twins.get(row.words) ?? []), row]);
    for (const edge of edges) {
      for (const row of edge) {
        const isKnown = isPageNumber(row) || (isSmall(row, body) && isRepeated(row, twins.get(row.words) ?? []));
        if (!isKnown || isSentenceOfText(row, rows[row.page] ?? [], isHead)) break;
        row.row.pieces.forEach((piece) => dropped.add(piece));
      }
    }
  }
  return pages.map((page) => page.filter((line) => !dropped.has(line)));
}

/** The outermost rows of a page, from its edge inwards. */
function edgeRows(rows: readonly Row[], page: number, pageHeight: number, isHead: boolean): EdgeRow[] {
  const near = rows.filter(({ top, bottom }) =>
    isHead ? bottom <= ZONE * pageHeight : top >= (1 - ZONE) * pageHeight,
  );
  return (isHead ? near : near.reverse()).slice(0, ROWS_MAX).map((row) => ({
    row,
    page,
    words: textOfRow(row).normalize('NFKC').replace(/\s/gu, '').replace(FIGURES, '#'),
    distance: isHead ? row.top : pageHeight - row.bottom,
  }));
}

const FIGURES = /[\d〇零一二三四五六七八九十百]+/gu;

function isPageNumber({ row }: EdgeRow): boolean {
  return PAGE_NUMBER.test(textOfRow(row).normalize('NFKC').replace(/\s/gu, ''));
}

function isSmall({ row }: EdgeRow, body: number): boolean {
  const length = row.pieces.reduce((sum, { width }) => sum + width, 0);
  return length <= LENGTH_MAX * (row.pieces[0]?.pageWidth ?? 0) && row.size <= (1 + LARGER) * body;
}

const FULL_STOP = /[。！？][”’」』）]?$/u;

/** All lengths are in characters: how close to the text's left edge a line of it begins, and how far an indent is. */
const SAME_EDGE = 0.6;
const INDENT = [1.2, 2.8] as const;

/** Furniture is further from the text than so many distances of its lines. */
const NEXT_LINE = 1.35;

/**
 * Whether a row ends a sentence and is set as the text beside it is: paragraphs may close with the same words, and
 * items of a list differ in their figures alone, at the same height of two pages.
 */
function isSentenceOfText({ row }: EdgeRow, page: readonly Row[], isHead: boolean): boolean {
  if (!FULL_STOP.test(textOfRow(row))) return false;
  const inwards = isHead ? page.filter(({ top }) => top > row.top) : page.filter(({ top }) => top < row.top).reverse();
  const [next, third] = inwards;
  if (!next || !third || Math.abs(next.size - row.size) > SAME_SIZE * row.size) return false;
  if (Math.abs(next.top - row.top) > NEXT_LINE * Math.abs(third.top - next.top)) return false;
  const alike = page.filter(({ size }) => Math.abs(size - row.size) <= SAME_SIZE * row.size);
  const indent = (row.left - smallest(alike.map(({ left }) => left))) / row.size;
  return indent <= SAME_EDGE || (indent >= INDENT[0] && indent <= INDENT[1]);
}

/** Pages are compared with no more others than this: a running head of a long document is on the next ones, too. */
const TWINS_MAX = 400;

function isRepeated({ row, page, words, distance }: EdgeRow, twins: readonly EdgeRow[]): boolean {
  if (!/\p{L}{2}/u.test(words)) return false;
  // The head of a table that goes on over pages is repeated too: it stays where it stands first.
  const isTableHead = row.pieces.length >= 3;
  return twins.slice(0, TWINS_MAX).some((twin) => {
    if (twin.page === page || (isTableHead && twin.page > page)) return false;
    const isLevel = Math.abs(twin.distance - distance) <= SAME_HEIGHT * row.size;
    return isLevel && Math.abs(twin.row.size - row.size) <= SAME_SIZE * row.size;
  });
}
