/** 文号, the number of an official document: 桂扶领发〔2018〕12号. */

const NUMBER = String.raw`[\p{Script=Han}A-Za-z]{0,16}\s{0,4}[〔\[（(【［﹝]\s{0,2}(?:19|20)\d{2}\s{0,2}[〕\]）)】］﹞]\s{0,4}(?:第\s{0,2})?\d{1,4}\s{0,2}号`;
const ORDER = String.raw`第\s{0,2}\d{1,4}\s{0,2}号`;
const NUMBER_ALONE = new RegExp(`^${NUMBER}$`, 'u');
const ORDER_ALONE = new RegExp(`^${ORDER}$`, 'u');
const NUMBER_FIRST = new RegExp(`^${NUMBER}(?=\\s)`, 'u');

/** The 文号 in a line that is nothing else, as printed; brackets around the whole line are none of it. */
export function readDocumentNumber(line: string): string | null {
  const words = line.trim().replace(/^[（(](.*[号號])[）)]$/u, '$1');
  return NUMBER_ALONE.test(words) ? words : null;
}

/** How many characters a 文号 takes that a line begins with, when white space follows it; 0 for none. */
export function documentNumberLength(line: string): number {
  return NUMBER_FIRST.exec(line)?.[0].length ?? 0;
}

/** Whether a line is the number that orders and announcements carry below their head: 第12号. */
export function isOrderNumber(line: string): boolean {
  return ORDER_ALONE.test(line.trim());
}
