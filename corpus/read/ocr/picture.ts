/** Pictures of pages: scans and photographs, recognised. */
import sharp from 'sharp';
import { knownError } from '../../errors.ts';
import type { ReadDocument, Reader, ReadLimits } from '../document.ts';
import { arrangeLines } from '../layout/layout.ts';
import { recognisePage, type RecognisedPage } from './ocr.ts';
import type { Picture } from './pixels.ts';
import { noteProgress } from '../progress.ts';
import { positionLines, recognitionWarnings } from './recognised-pages.ts';

const WHAT = '图像文件';

/** First bytes of the formats that are read; the library knows many others, some of which are programs. */
const SIGNATURES = ['\x89PNG\r\n\x1a\n', '\xff\xd8\xff', 'II*\0', 'MM\0*'];

/**
 * An A4 page at 300 dots to the inch has 9 million pixels, and its smallest print shows in them; a larger picture is
 * made smaller, for the sake of memory.
 */
const PIXELS_KEPT = 20_000_000;

/**
 * Reads a picture; the pages of a TIFF are pages.
 *
 * @throws KnownError file_damaged, file_picture_too_large, file_too_many_pages.
 */
export const readPicture: Reader = async (bytes, limits) => {
  const head = Buffer.from(bytes.subarray(0, 8)).toString('latin1');
  if (!SIGNATURES.some((signature) => head.startsWith(signature))) {
    throw knownError('file_damaged', WHAT, '不是 PNG、JPEG 或 TIFF 图像');
  }
  const count = (await describe(bytes, 0, limits)).pages;
  if (count > limits.pages) throw knownError('file_too_many_pages', String(count), String(limits.pages));
  const pages = new Map<number, RecognisedPage>();
  for (let page = 1; page <= count; page++) {
    pages.set(page, await recognisePage(await openPicture(bytes, page - 1, limits)));
    noteProgress();
  }
  return asDocument(pages);
};

function asDocument(pages: ReadonlyMap<number, RecognisedPage>): ReadDocument {
  const lines = [...pages].flatMap(([number, page]) => positionLines(page, number));
  return { lines: arrangeLines(lines), pages: pages.size, warnings: recognitionWarnings(pages) };
}

/** What the head of a picture says, before any of its pixels is unpacked. */
async function describe(
  bytes: Uint8Array,
  page: number,
  limits: ReadLimits,
): Promise<{ pages: number; width: number; height: number }> {
  const { width, height, pages = 1 } = await decoded(() => sharp(bytes, { page, limitInputPixels: false }).metadata());
  if (width * height > limits.pixels) {
    throw knownError('file_picture_too_large', String(width * height), String(limits.pixels));
  }
  return { pages, width, height };
}

/** The pixels of a page: upright as its camera says, on white, with 8 bits for each of three colours. */
async function openPicture(bytes: Uint8Array, page: number, limits: ReadLimits): Promise<Picture> {
  const { width, height } = await describe(bytes, page, limits);
  const scale = Math.min(1, Math.sqrt(PIXELS_KEPT / (width * height)));
  const { data, info } = await decoded(() =>
    sharp(bytes, { page, limitInputPixels: limits.pixels, failOn: 'error' })
      .autoOrient()
      .resize({
        width: Math.ceil(Math.max(width, height) * scale),
        height: Math.ceil(Math.max(width, height) * scale),
        fit: 'inside',
        withoutEnlargement: true,
      })
      .flatten({ background: '#fff' })
      .toColourspace('srgb')
      .ensureAlpha()
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true }),
  );
  return { width: info.width, height: info.height, rgba: data };
}

async function decoded<Result>(open: () => Promise<Result>): Promise<Result> {
  try {
    return await open();
  } catch (problem) {
    throw Object.assign(knownError('file_damaged', WHAT, '图像解不开'), { cause: problem });
  }
}
