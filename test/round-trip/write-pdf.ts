/** An issue as it is printed, and as it comes back from a scanner. */
import { PDFiumLibrary } from '@hyzyla/pdfium';
import { PDFDocument } from 'pdf-lib';
import type { Browser } from 'playwright-core';
import sharp from 'sharp';
import type { PrintedIssue } from './printed-issue.ts';
import { writePage } from './write-text.ts';

/** Type and measures of an official bulletin; the running head and the numbers of the pages come from the browser. */
const PRINTED = `
  .site { display: none }
  body { font: 14pt/1.75 "Noto Serif CJK SC", serif; margin: 0; text-align: justify }
  .masthead { text-align: center; border-bottom: 2px solid; margin-bottom: 1.5em }
  .masthead p { margin: 0.3em 0 } .series { font-size: 26pt; font-weight: bold }
  article { margin-bottom: 2em }
  h1 { font-size: 1.4em; text-align: center; margin: 1em 2em }
  h2 { font: bold 1em/1.75 "Noto Sans CJK SC", sans-serif; margin: 0; text-indent: 2em }
  .text p { margin: 0; text-indent: 2em } .text .byline { text-align: right; text-indent: 0 }
  .author { text-align: center; margin: 0 0 1em } .imprint { border-top: 1px solid } .imprint p { margin: 0.2em 0 }
`;
const TWO_COLUMNS = 'body { font-size: 10.5pt } .text { columns: 2; column-gap: 2.5em }';

const MARGIN = { top: '28mm', bottom: '25mm', left: '26mm', right: '26mm' };

/** A PDF with a text layer, in one column or two. */
export async function writePdf(issue: PrintedIssue, browser: Browser, columns: 1 | 2): Promise<Uint8Array> {
  const page = await browser.newPage();
  try {
    await page.setContent(writePage(issue, columns === 2 ? PRINTED + TWO_COLUMNS : PRINTED));
    const [series = '学习材料', number = ''] = issue.masthead;
    const small = 'style="font-size: 9pt; width: 100%; text-align: center"';
    return await page.pdf({
      format: 'A4',
      margin: MARGIN,
      displayHeaderFooter: true,
      headerTemplate: `<div ${small}>${series}\u3000${number}</div>`,
      footerTemplate: `<div ${small}>— <span class="pageNumber"></span> —</div>`,
    });
  } finally {
    await page.close();
  }
}

const DOTS_PER_INCH = 200;
const POINTS_PER_INCH = 72;

/** Degrees by which pages lie askew, one after another. */
const SKEWS = [0.6, -0.4, 0.9, -0.8, 0.2];

/** How far the brightness of a point may be off, of 255. */
const NOISE = 24;

/** The pages of a PDF as a scanner gives them: a picture each, a little askew and noisy. */
export async function scanPdf(pdf: Uint8Array): Promise<Uint8Array> {
  const library = await PDFiumLibrary.init();
  const scan = await PDFDocument.create();
  try {
    const document = await library.loadDocument(pdf);
    for (const page of document.pages()) {
      const { data } = await page.render({ scale: DOTS_PER_INCH / POINTS_PER_INCH, render: copyPage });
      const picture = await scan.embedJpg(await addNoise(data, SKEWS[page.number % SKEWS.length] ?? 0));
      const size = { width: scaled(picture.width), height: scaled(picture.height) };
      scan.addPage([size.width, size.height]).drawImage(picture, { x: 0, y: 0, ...size });
    }
    document.destroy();
  } finally {
    library.destroy();
  }
  return scan.save();
}

function scaled(dots: number): number {
  return (dots / DOTS_PER_INCH) * POINTS_PER_INCH;
}

/** A page as PDFium renders it, its colours in the order that sharp has. */
function copyPage({ data, width, height }: { data: Uint8Array; width: number; height: number }): Promise<Uint8Array> {
  return sharp(data, { raw: { width, height, channels: 4 } })
    .flatten({ background: 'white' })
    .greyscale()
    .png()
    .toBuffer();
}

async function addNoise(page: Uint8Array, degrees: number): Promise<Buffer> {
  const { data, info } = await sharp(page)
    .rotate(degrees, { background: 'white' })
    .greyscale()
    .blur(0.5)
    .raw()
    .toBuffer({ resolveWithObject: true });
  let state = 1;
  for (let at = 0; at < data.length; at++) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    const brightness = (data[at] as number) + ((state >>> 16) % NOISE) - NOISE / 2;
    data[at] = Math.max(0, Math.min(255, brightness));
  }
  return sharp(data, { raw: { width: info.width, height: info.height, channels: 1 } })
    .jpeg({ quality: 80 })
    .toBuffer();
}
