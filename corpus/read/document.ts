/**
 * What a reader gives: the words of a file as lines in reading order, whatever the file's format.
 *
 * A line is what the parsers in corpus/parse/ work on: a paragraph, a heading, a list item, a row of a table, or one
 * line of a text export. Its number, from 1 on, is the place that a citation names; `page` says where a reader finds it.
 */

/** A row of a table: its cells are the line's text, set apart by {@link CELL_SEPARATOR}. */
export interface TableRow {
  /** Number of the table in the document, from 1 on. */
  table: number;
  /** Whether this row names the columns of those below it. */
  isHeader: boolean;
}

export const CELL_SEPARATOR = ' | ';

export interface DocumentLine {
  /** Without a line break; empty for a blank line, which sets apart what stands before and after it. */
  text: string;
  /** Page of a paged format, from 1 on. */
  page?: number;
  /** How sure the recognition of this line is, 0–1; absent for text that was not recognised but read. */
  confidence?: number;
  /** Level of the heading as which the format marks the line, 1–6. */
  heading?: number;
  row?: TableRow;
  /**
   * Where stretches of the text stand in the line of the file, in order: each from an offset of the text on, at a column.
   * Absent where the text is that of the line as far as it goes.
   */
  columns?: readonly { at: number; column: number }[];
}

export interface ReadDocument {
  lines: DocumentLine[];
  /** Pages of a paged format; null for others. */
  pages: number | null;
  /** What the owner should know of: a page without text, a picture left out. In Chinese, a sentence each. */
  warnings: string[];
}

/** What one file may cost. */
export interface ReadLimits {
  /** Of the file as it lies there. */
  bytes: number;
  /** Of a file of text, all of which is taken apart at once. */
  textBytes: number;
  /** Of everything that an archive (.docx) unpacks to. */
  unpackedBytes: number;
  pages: number;
  /** Width times height of a picture, or of a page as it is rendered. */
  pixels: number;
  /** Of the processor, for a file that is not paged or a page of one that is. */
  milliseconds: number;
  /** Resident memory of the process that reads. */
  memoryBytes: number;
}

export const READ_LIMITS: ReadLimits = {
  bytes: 100 * 1024 * 1024,
  textBytes: 20 * 1024 * 1024,
  unpackedBytes: 200 * 1024 * 1024,
  pages: 1_000,
  pixels: 60_000_000,
  milliseconds: 2 * 60_000,
  memoryBytes: 1024 * 1024 * 1024,
};

/** A size in words. */
export function inMegabytes(bytes: number): string {
  return `${Math.ceil(bytes / 1024 / 1024)} MB`;
}

/**
 * Reads the bytes of a file of one format. One file below corpus/read/ implements it for each; all run the suite in
 * test/corpus/read/reader.cases.ts.
 *
 * @throws KnownError file_… with what is wrong and what to do, for bytes that it cannot or must not read.
 */
export type Reader = (bytes: Uint8Array, limits: ReadLimits) => Promise<ReadDocument>;
