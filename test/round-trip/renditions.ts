/** The forms in which an issue is written, and how much of it has to come back from each. */
import type { Browser } from 'playwright-core';
import { encodeGb18030 } from '../encode-gb18030.ts';
import type { PrintedIssue } from './printed-issue.ts';
import { scanPdf, writePdf } from './write-pdf.ts';
import { writeDocx, writePage, writeText } from './write-text.ts';

export interface Rendition {
  name: string;
  ending: string;
  /** `browser` prints; it is given where one is needed. */
  write(issue: PrintedIssue, browser: Browser | null): Promise<Uint8Array>;
  /** What has to be the same: of the characters, of a title, of a byline or the headings; 0–1. */
  least: { characters: number; title: number; words: number };
  /** By how much the share of facts that are answered may be lower than that of plain text. */
  factsLost: number;
}

const EXACT = { least: { characters: 0.999, title: 1, words: 1 }, factsLost: 0.01 };

export const TEXT_RENDITIONS: readonly Rendition[] = [
  {
    name: 'GB18030 text',
    ending: '.txt',
    write: (issue) => Promise.resolve(encodeGb18030(writeText(issue))),
    ...EXACT,
  },
  { name: 'HTML', ending: '.html', write: (issue) => Promise.resolve(Buffer.from(writePage(issue))), ...EXACT },
  { name: 'Word', ending: '.docx', write: (issue) => writeDocx(issue), ...EXACT },
];

export const PRINTED_RENDITIONS: readonly Rendition[] = [
  {
    name: 'PDF in one column',
    ending: '.pdf',
    write: (issue, browser) => writePdf(issue, needed(browser), 1),
    ...EXACT,
  },
  {
    name: 'PDF in two columns',
    ending: '.pdf',
    write: (issue, browser) => writePdf(issue, needed(browser), 2),
    ...EXACT,
  },
];

export const SCAN: Rendition = {
  name: 'scanned PDF',
  ending: '.pdf',
  write: async (issue, browser) => scanPdf(await writePdf(issue, needed(browser), 1)),
  least: { characters: 0.97, title: 1, words: 0.9 },
  factsLost: 0.05,
};

function needed(browser: Browser | null): Browser {
  if (!browser) throw new Error('a browser has to print this');
  return browser;
}
