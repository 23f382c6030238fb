/**
 * Text in a font that the file leaves to the reader, as many Chinese PDFs do: PDFium has none for it, takes its characters
 * for points, and leaves out of a page's text whatever has no width, such as each character that is set by itself.
 *
 * Text that is stroked is as wide as its stroke at least. So what has no width is given one: nothing is painted with it,
 * for the page is read once and closed.
 */
import { type OpenPage, type Pdfium, withMemory } from './library.ts';

/** Types of page objects in fpdf_edit.h, and the mode of text that is stroked. */
const TEXT = 1;
const FORM = 5;
const STROKED = 1;

const STROKE_WIDTH = 0.2;
const WIDTH_MIN = 0.05;

/** No more objects of a page are looked at, nor forms within forms. */
const OBJECTS_MAX = 200_000;
const DEPTH_MAX = 4;

/** Widens the text objects of a page that have no width; gives how each of them was painted before. */
export function widenText({ pdfium, page }: OpenPage): Map<number, number> {
  const modes = new Map<number, number>();
  let left = OBJECTS_MAX;
  const look = (object: number, depth: number, at: number): void => {
    left--;
    const type = pdfium._FPDFPageObj_GetType(object);
    if (type === TEXT && isNarrow(pdfium, object, at)) widen(pdfium, object, modes, at);
    if (type !== FORM || depth >= DEPTH_MAX) return;
    const count = pdfium._FPDFFormObj_CountObjects(object);
    for (let index = 0; index < count && left > 0; index++) {
      look(pdfium._FPDFFormObj_GetObject(object, index), depth + 1, at);
    }
  };
  withMemory(pdfium, 32, (at) => {
    const count = pdfium._FPDFPage_CountObjects(page);
    for (let index = 0; index < count && left > 0; index++) look(pdfium._FPDFPage_GetObject(page, index), 0, at);
  });
  return modes;
}

function isNarrow(pdfium: Pdfium, object: number, at: number): boolean {
  if (pdfium._FPDFPageObj_GetBounds(object, at, at + 4, at + 8, at + 12) === 0) return false;
  return Math.abs((pdfium.HEAPF32[at / 4 + 2] ?? 0) - (pdfium.HEAPF32[at / 4] ?? 0)) < WIDTH_MIN;
}

function widen(pdfium: Pdfium, object: number, modes: Map<number, number>, at: number): void {
  modes.set(object, pdfium._FPDFTextObj_GetTextRenderMode(object));
  pdfium._FPDFTextObj_SetTextRenderMode(object, STROKED);
  pdfium._FPDFPageObj_SetStrokeWidth(object, STROKE_WIDTH);
  // Only a change of its place makes PDFium measure an object again.
  if (pdfium._FPDFPageObj_GetMatrix(object, at) !== 0) pdfium._FPDFPageObj_SetMatrix(object, at);
}
