/** PDFs: the text layer of a page that has a good one, recognition of one that is but a picture. */
import { knownError } from '../../errors.ts';
import type { ReadDocument, Reader, ReadLimits } from '../document.ts';
import { arrangeLines } from '../layout/layout.ts';
import { type PageText, readPageText } from './characters.ts';
import { type PageContent, readPageContent } from './content.ts';
import { type OpenPage, type OpenPdf, openPdf } from './library.ts';
import { linesOf, SpaceEvidence } from './lines.ts';
import { type PagePicture, paintPage } from './page-picture.ts';
import { addRecognition, noRemarks, type PageRemarks, warningsOf } from './warnings.ts';
import type { PositionedLine, Rule } from '../layout/positioned-line.ts';
import { noteProgress } from '../progress.ts';

/**
 * @throws KnownError file_encrypted, file_damaged, file_too_many_pages, file_picture_too_large.
 */
export const readPdf: Reader = async (bytes, limits) => {
  const pdf = await openPdf(bytes);
  try {
    return await readPages(pdf, limits);
  } finally {
    pdf.close();
  }
};

/** What one page gives. */
type PageReading =
  | { kind: 'text'; text: PageText; content: PageContent }
  | { kind: 'picture'; picture: PagePicture }
  | { kind: 'too large'; pixels: number }
  | { kind: 'empty' };

/** What is gathered from all pages. */
interface Gathered {
  lines: PositionedLine[];
  rules: Rule[];
  remarks: PageRemarks;
}

async function readPages(pdf: OpenPdf, limits: ReadLimits): Promise<ReadDocument> {
  if (pdf.pages > limits.pages) throw knownError('file_too_many_pages', String(pdf.pages), String(limits.pages));
  const gathered: Gathered = { lines: [], rules: [], remarks: noRemarks() };
  const evidence = new SpaceEvidence();
  let largest = 0;
  for (let page = 1; page <= pdf.pages; page++) {
    const reading = pdf.withPage(page, (open) => readPage(open, limits));
    if (reading === null) gathered.remarks.broken.push(page);
    else if (reading.kind === 'text') addText(gathered, page, reading.text, reading.content, evidence);
    else if (reading.kind === 'picture') await addRecognised(gathered, page, reading.picture);
    else if (reading.kind === 'too large') {
      largest = Math.max(largest, reading.pixels);
      gathered.remarks.tooLarge.push(page);
    } else gathered.remarks.empty.push(page);
    noteProgress();
  }
  const { lines, rules, remarks } = gathered;
  if (remarks.broken.length === pdf.pages) throw knownError('file_damaged', 'PDF 文件', '没有一页可以打开');
  if (lines.length === 0 && largest > 0) {
    throw knownError('file_picture_too_large', largest.toLocaleString('en'), limits.pixels.toLocaleString('en'));
  }
  return { lines: arrangeLines(lines, rules), pages: pdf.pages, warnings: warningsOf(remarks) };
}

/** A page with fewer characters than this under a picture that covers most of it is a scan with a stamp on it. */
const STAMP_MAX = 60;
const COVERED = 0.6;

/** A page without text that paints more shapes than this has text that was turned into outlines. */
const SHAPES_MIN = 50;

function readPage(open: OpenPage, limits: ReadLimits): PageReading {
  const text = readPageText(open);
  const content = readPageContent(open, text.toPage);
  const readable = text.characters.filter((character) => character.text !== ' ').length;
  const isStamp = readable < STAMP_MAX && content.pictureShare >= COVERED;
  if (readable > 0 && !isGarbage(text, readable) && !isStamp) return { kind: 'text', text, content };
  if (content.pixels === 0 && content.shapes < SHAPES_MIN && text.unreadable === 0 && readable === 0) {
    return { kind: 'empty' };
  }
  if (content.pixels > limits.pixels) return { kind: 'too large', pixels: content.pixels };
  const picture = paintPage(open, limits.pixels);
  return picture ? { kind: 'picture', picture } : { kind: 'too large', pixels: content.pixels };
}

/** Letters such as those that Chinese becomes when its bytes are taken for another encoding. */
const MISREAD = /[\u0080-\u00ff]/u;

/** Whether a page's text is mostly of characters that nobody can read. */
function isGarbage({ characters, unreadable }: PageText, readable: number): boolean {
  const misread = characters.filter(({ text }) => MISREAD.test(text)).length;
  return unreadable > readable || 2 * misread > readable;
}

/** Fewer characters than this beside the page's text are a label at its edge. */
const ASKEW_MIN = 20;

function addText(
  { lines, rules, remarks }: Gathered,
  page: number,
  text: PageText,
  content: PageContent,
  evidence: SpaceEvidence,
): void {
  for (const line of linesOf(text, page, content.rules, evidence)) lines.push(line);
  for (const { left, top, right, bottom } of content.rules) rules.push({ page, x: left, y: top, right, bottom });
  if (2 * text.invisible > text.characters.length) remarks.invisible.push(page);
  if (text.isVertical) remarks.vertical.push(page);
  if (text.askew >= ASKEW_MIN) remarks.askew.push(page);
  if (text.unreadable > 0) remarks.unreadable.push({ page, count: text.unreadable });
}

/** Recognises a page, in points like the pages that have text. */
async function addRecognised({ lines, remarks }: Gathered, page: number, picture: PagePicture): Promise<void> {
  const [{ recognisePage }, { positionLines }] = await Promise.all([
    import('../ocr/ocr.ts'),
    import('../ocr/recognised-pages.ts'),
  ]);
  const recognised = await recognisePage(picture);
  for (const line of positionLines(recognised, page)) lines.push(inPoints(line, picture.scale));
  addRecognition(remarks, page, recognised);
}

function inPoints(line: PositionedLine, scale: number): PositionedLine {
  return {
    ...line,
    x: line.x / scale,
    y: line.y / scale,
    width: line.width / scale,
    height: line.height / scale,
    fontSize: line.fontSize / scale,
    pageWidth: line.pageWidth / scale,
    pageHeight: line.pageHeight / scale,
  };
}
