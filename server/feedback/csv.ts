/** Tables as CSV that spreadsheet programs open as text: UTF-8 with its mark, and no cell that runs as a formula. */

/** Without it Excel reads UTF-8 as the encoding of the system. */
const BYTE_ORDER_MARK = '\ufeff';

/** What makes a spreadsheet program take a cell for a formula, white space and quotes before it aside; full width too. */
const FORMULA = /^[\s'"]*[=+\-@|%＝＋－＠]|^[\t\r\n]/u;

/** A table as CSV (RFC 4180). A text that would be read as a formula gets an apostrophe in front. */
export function formatCsv(columns: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const lines = [columns, ...rows].map((cells) => cells.map(formatCell).join(','));
  return `${BYTE_ORDER_MARK}${lines.join('\r\n')}\r\n`;
}

function formatCell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return `"${safe.replaceAll('"', '""')}"`;
}
