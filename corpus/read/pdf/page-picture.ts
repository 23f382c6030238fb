/** A PDF's page as a picture, for the recognition of its text. */
import { type OpenPage, withMemory } from './library.ts';

export interface PagePicture {
  width: number;
  height: number;
  rgba: Uint8Array;
  /** Pixels of a point. */
  scale: number;
}

/** Dots to the inch, three for each point: small print of 9 points is 27 pixels high, enough for recognition. */
const RESOLUTION = 216;

/** A page of A3 has half as many pixels; a larger one is printed larger too. */
const PIXELS_MAX = 24_000_000;
const POINTS_PER_INCH = 72;

const FORMAT_BGRA = 4;
const WHITE = 0xffffffff;
/** With annotations, such as stamps; red first. */
const FLAGS = 0x01 | 0x10;

/** Paints a page in no more pixels than allowed; null when there is no memory for it. */
export function paintPage({ pdfium, page }: OpenPage, allowed: number): PagePicture | null {
  const pixelsMax = Math.min(allowed, PIXELS_MAX);
  const points = { width: pdfium._FPDF_GetPageWidthF(page), height: pdfium._FPDF_GetPageHeightF(page) };
  const scale = Math.min(RESOLUTION / POINTS_PER_INCH, Math.sqrt(pixelsMax / (points.width * points.height)));
  const width = Math.floor(points.width * scale);
  const height = Math.floor(points.height * scale);
  if (!(width > 0 && height > 0)) return null;
  return withMemory(pdfium, width * height * 4, (pixels) => {
    if (pixels === 0) return null;
    const bitmap = pdfium._FPDFBitmap_CreateEx(width, height, FORMAT_BGRA, pixels, width * 4);
    if (bitmap === 0) return null;
    pdfium._FPDFBitmap_FillRect(bitmap, 0, 0, width, height, WHITE);
    pdfium._FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, FLAGS);
    pdfium._FPDFBitmap_Destroy(bitmap);
    return { width, height, rgba: pdfium.HEAPU8.slice(pixels, pixels + width * height * 4), scale };
  });
}
