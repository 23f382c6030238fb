/**
 * What a page shows at one place: a piece of text with its box. A reader of PDFs gives them from the text layer, one of
 * pictures from recognition; layout.ts alone makes reading order, paragraphs and tables of them (`arrangeLines`).
 */

/**
 * A line, or the part of a line between two wide gaps (a cell, a column). Lengths are in one unit for all lines of a
 * document, whichever it is: points of a PDF, pixels of a picture. The origin is the page's top left, y grows downwards.
 */
export interface PositionedLine {
  text: string;
  /** From 1 on. */
  page: number;
  x: number;
  y: number;
  width: number;
  height: number;
  /** Side of the square of a Chinese character, near the height of a line of one. */
  fontSize: number;
  pageWidth: number;
  pageHeight: number;
  isBold?: boolean;
  /** How sure the recognition is, 0–1; absent for text that was not recognised but read. */
  confidence?: number;
}

/** A straight stroke of a page, which may be the border of a cell: `x` = `right` for one that is upright. */
export interface Rule {
  page: number;
  x: number;
  y: number;
  right: number;
  bottom: number;
}
