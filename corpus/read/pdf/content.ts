/** What a PDF's page paints besides text: pictures, and the straight strokes that may be the borders of tables. */
import type { Point, Rectangle } from './characters.ts';
import { type OpenPage, type Pdfium, withMemory } from './library.ts';

export interface PageContent {
  /** Share of the page that its largest picture covers. */
  pictureShare: number;
  /** Pixels of the largest picture. */
  pixels: number;
  /** How many shapes it paints; text that was turned into outlines is made of them. */
  shapes: number;
  rules: Rectangle[];
}

/** Types of page objects in fpdf_edit.h. */
const PATH = 2;
const IMAGE = 3;
const FORM = 5;

const LINE_TO = 0;
const MOVE_TO = 2;

/** No more objects of a page are looked at, nor points of a path, nor forms within forms. */
const OBJECTS_MAX = 50_000;
const POINTS_MAX = 2_000;
const DEPTH_MAX = 4;

/** A page with more strokes than this holds a drawing, not tables. */
const RULES_MAX = 3_000;

/** A border is no thicker, and no shorter, than this; in points. */
const THICKNESS_MAX = 3;
const LENGTH_MIN = 5;

/** a, b, c, d, e, f of a transformation, as PDF has them. */
type Matrix = readonly [number, number, number, number, number, number];

const UNCHANGED: Matrix = [1, 0, 0, 1, 0, 0];

/** Looks through the objects of a page; `toPage` turns the file's coordinates into the page's. */
export function readPageContent({ pdfium, page }: OpenPage, toPage: (x: number, y: number) => Point): PageContent {
  const content: PageContent = { pictureShare: 0, pixels: 0, shapes: 0, rules: [] };
  const area = pdfium._FPDF_GetPageWidthF(page) * pdfium._FPDF_GetPageHeightF(page);
  let left = OBJECTS_MAX;
  const look = (object: number, matrix: Matrix, depth: number, at: number): void => {
    if (left-- <= 0) return;
    const type = pdfium._FPDFPageObj_GetType(object);
    if (type === FORM && depth < DEPTH_MAX) {
      const inner = multiply(matrixOf(pdfium, object, at), matrix);
      const count = pdfium._FPDFFormObj_CountObjects(object);
      for (let index = 0; index < count && left > 0; index++) {
        look(pdfium._FPDFFormObj_GetObject(object, index), inner, depth + 1, at);
      }
    } else if (type === IMAGE) {
      const [a, b, c, d] = multiply(matrixOf(pdfium, object, at), matrix);
      content.pictureShare = Math.max(content.pictureShare, Math.abs(a * d - b * c) / area);
      content.pixels = Math.max(content.pixels, pixelsOf(pdfium, object, at));
    } else if (type === PATH) {
      content.shapes++;
      const place = (x: number, y: number): Point => {
        const [a, b, c, d, e, f] = matrix;
        return toPage(a * x + c * y + e, b * x + d * y + f);
      };
      if (content.rules.length <= RULES_MAX) content.rules.push(...rulesOf(pdfium, object, place, at));
    }
  };
  withMemory(pdfium, 64, (at) => {
    const count = pdfium._FPDFPage_CountObjects(page);
    for (let index = 0; index < count && left > 0; index++) {
      look(pdfium._FPDFPage_GetObject(page, index), UNCHANGED, 0, at);
    }
  });
  return content.rules.length > RULES_MAX ? { ...content, rules: [] } : content;
}

function pixelsOf(pdfium: Pdfium, image: number, at: number): number {
  if (pdfium._FPDFImageObj_GetImagePixelSize(image, at, at + 4) === 0) return 0;
  return (pdfium.HEAP32[at / 4] ?? 0) * (pdfium.HEAP32[at / 4 + 1] ?? 0);
}

function matrixOf(pdfium: Pdfium, object: number, at: number): Matrix {
  if (pdfium._FPDFPageObj_GetMatrix(object, at) === 0) return UNCHANGED;
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = pdfium.HEAPF32.subarray(at / 4, at / 4 + 6);
  return [a, b, c, d, e, f];
}

/** First `inner`, then `outer`. */
function multiply([a, b, c, d, e, f]: Matrix, [p, q, r, s, t, u]: Matrix): Matrix {
  return [a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u];
}

/** The strokes of a path: thin rectangles, and straight lines of others. */
function rulesOf(pdfium: Pdfium, path: number, place: (x: number, y: number) => Point, at: number): Rectangle[] {
  pdfium._FPDFPageObj_GetBounds(path, at, at + 4, at + 8, at + 12);
  const [left = 0, bottom = 0, right = 0, top = 0] = pdfium.HEAPF32.subarray(at / 4, at / 4 + 4);
  const bounds = rectangleOf(place(left, bottom), place(right, top));
  if (bounds.right - bounds.left <= THICKNESS_MAX || bounds.bottom - bounds.top <= THICKNESS_MAX) return asRule(bounds);
  const isStroked = pdfium._FPDFPath_GetDrawMode(path, at, at + 4) !== 0 && pdfium.HEAP32[at / 4 + 1] !== 0;
  return isStroked ? strokesOf(pdfium, path, place, at) : [];
}

function strokesOf(pdfium: Pdfium, path: number, place: (x: number, y: number) => Point, at: number): Rectangle[] {
  const matrix = matrixOf(pdfium, path, at);
  const rules: Rectangle[] = [];
  const count = Math.min(pdfium._FPDFPath_CountSegments(path), POINTS_MAX);
  let start: Point | undefined;
  let last: Point | undefined;
  const draw = (to: Point | undefined): void => {
    if (last && to) rules.push(...asRule(rectangleOf(last, to)));
  };
  for (let index = 0; index < count; index++) {
    const segment = pdfium._FPDFPath_GetPathSegment(path, index);
    pdfium._FPDFPathSegment_GetPoint(segment, at, at + 4);
    const x = pdfium.HEAPF32[at / 4] ?? 0;
    const y = pdfium.HEAPF32[at / 4 + 1] ?? 0;
    const [a, b, c, d, e, f] = matrix;
    const point = place(a * x + c * y + e, b * x + d * y + f);
    const type = pdfium._FPDFPathSegment_GetType(segment);
    if (type === LINE_TO) draw(point);
    if (type === MOVE_TO) start = point;
    last = point;
    if (pdfium._FPDFPathSegment_GetClose(segment) !== 0) draw(start);
  }
  return rules;
}

function rectangleOf(a: Point, b: Point): Rectangle {
  return {
    left: Math.min(a.x, b.x),
    right: Math.max(a.x, b.x),
    top: Math.min(a.y, b.y),
    bottom: Math.max(a.y, b.y),
  };
}

/** A thin rectangle as the line in its middle; nothing for any other. */
function asRule({ left, right, top, bottom }: Rectangle): Rectangle[] {
  const [width, height] = [right - left, bottom - top];
  if (![left, right, top, bottom].every(Number.isFinite) || Math.max(width, height) < LENGTH_MIN) return [];
  if (height <= THICKNESS_MAX) return [{ left, right, top: (top + bottom) / 2, bottom: (top + bottom) / 2 }];
  if (width <= THICKNESS_MAX) return [{ left: (left + right) / 2, right: (left + right) / 2, top, bottom }];
  return [];
}
