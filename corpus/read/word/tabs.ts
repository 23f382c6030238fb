/**
 * Tabs between the words of a paragraph, which set apart what stands beside another on one line: an office and the date,
 * cells of a table that is none. As white space they would not outlast the reading of the page that mammoth makes.
 */

/** Stands for such a tab: a character that no text has. */
const TAB_MARK = '\ufdd0';

/** A number or a bullet: the tab behind it only sets it off. */
const LIST_MARK =
  /^(?:[（(]?[\d一二三四五六七八九十]{1,3}[）)、.．]|第[\d一二三四五六七八九十百]{1,4}[章节条]|[①-⑳●•·○◆◇■□▲★※*-])$/u;

/** More characters than any number has. */
const OPENING_MAX = 8;

/** A text with marks for its tabs, and the opening of the paragraph with it; `opening` is what the paragraph has before it. */
export function markTabs(printed: string, opening: string): { text: string; opening: string } {
  const [first = '', ...others] = printed.split('\t');
  let text = first;
  let read = openingWith(opening, first);
  for (const words of others) {
    text += (read === '' || LIST_MARK.test(read) ? '\t' : TAB_MARK) + words;
    read = openingWith(read, words);
  }
  return { text, opening: read };
}

function openingWith(opening: string, words: string): string {
  return opening.length < OPENING_MAX ? opening + words.trim().slice(0, OPENING_MAX) : opening;
}

/** A line with tabs where its marks are. */
export function restoreTabs(line: string): string {
  return line.includes(TAB_MARK) ? line.replaceAll(TAB_MARK, '\t').trim() : line;
}
