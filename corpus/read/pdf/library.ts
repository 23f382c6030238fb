/**
 * PDFium, compiled to WebAssembly: one instance for each document, loaded from the package's own file.
 *
 * An instance of its own gives all its memory back when the document is closed, and one that a malformed file has
 * brought down takes no other document with it. The package's classes tell of text without its place, so its C functions
 * are called directly; they are declared here as far as they are used.
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { PDFiumModule } from '@hyzyla/pdfium';
import { knownError } from '../../errors.ts';

/** A handle of PDFium, or an address in its memory; 0 is none. */
type Pointer = number;

/** The C functions of fpdfview.h, fpdf_text.h, fpdf_edit.h; lengths are in points, y grows upwards. */
export interface Pdfium {
  HEAPU8: Uint8Array;
  HEAP32: Int32Array;
  HEAPF32: Float32Array;
  HEAPF64: Float64Array;
  _malloc(size: number): Pointer;
  _free(address: Pointer): void;
  _FPDF_InitLibrary(): void;
  _FPDF_LoadMemDocument(bytes: Pointer, size: number, password: Pointer): Pointer;
  _FPDF_CloseDocument(document: Pointer): void;
  _FPDF_GetLastError(): number;
  _FPDF_GetPageCount(document: Pointer): number;
  _FPDF_LoadPage(document: Pointer, index: number): Pointer;
  _FPDF_ClosePage(page: Pointer): void;
  _FPDF_GetPageWidthF(page: Pointer): number;
  _FPDF_GetPageHeightF(page: Pointer): number;
  _FPDF_GetPageBoundingBox(page: Pointer, rectangle: Pointer): number;
  _FPDFPage_GetRotation(page: Pointer): number;
  _FPDFPage_CountObjects(page: Pointer): number;
  _FPDFPage_GetObject(page: Pointer, index: number): Pointer;
  _FPDFPageObj_GetType(object: Pointer): number;
  _FPDFPageObj_GetBounds(object: Pointer, left: Pointer, bottom: Pointer, right: Pointer, top: Pointer): number;
  _FPDFPageObj_GetMatrix(object: Pointer, matrix: Pointer): number;
  _FPDFPageObj_SetMatrix(object: Pointer, matrix: Pointer): number;
  _FPDFPageObj_SetStrokeWidth(object: Pointer, width: number): number;
  _FPDFTextObj_SetTextRenderMode(object: Pointer, mode: number): number;
  _FPDFImageObj_GetImagePixelSize(image: Pointer, width: Pointer, height: Pointer): number;
  _FPDFPath_GetDrawMode(path: Pointer, fillMode: Pointer, isStroked: Pointer): number;
  _FPDFPath_CountSegments(path: Pointer): number;
  _FPDFPath_GetPathSegment(path: Pointer, index: number): Pointer;
  _FPDFPathSegment_GetPoint(segment: Pointer, x: Pointer, y: Pointer): number;
  _FPDFPathSegment_GetType(segment: Pointer): number;
  _FPDFPathSegment_GetClose(segment: Pointer): number;
  _FPDFFormObj_CountObjects(form: Pointer): number;
  _FPDFFormObj_GetObject(form: Pointer, index: number): Pointer;
  _FPDFText_LoadPage(page: Pointer): Pointer;
  _FPDFText_ClosePage(text: Pointer): void;
  _FPDFText_CountChars(text: Pointer): number;
  _FPDFText_GetUnicode(text: Pointer, index: number): number;
  _FPDFText_IsGenerated(text: Pointer, index: number): number;
  _FPDFText_HasUnicodeMapError(text: Pointer, index: number): number;
  _FPDFText_GetTextObject(text: Pointer, index: number): Pointer;
  _FPDFText_GetFontSize(text: Pointer, index: number): number;
  _FPDFText_GetMatrix(text: Pointer, index: number, matrix: Pointer): number;
  _FPDFText_GetCharOrigin(text: Pointer, index: number, x: Pointer, y: Pointer): number;
  _FPDFText_GetLooseCharBox(text: Pointer, index: number, rectangle: Pointer): number;
  _FPDFTextObj_GetTextRenderMode(object: Pointer): number;
  _FPDFTextObj_GetFont(object: Pointer): Pointer;
  _FPDFFont_GetBaseFontName(font: Pointer, buffer: Pointer, length: number): number;
  _FPDFFont_GetFlags(font: Pointer): number;
  _FPDFFont_GetWeight(font: Pointer): number;
  _FPDFBitmap_CreateEx(width: number, height: number, format: number, pixels: Pointer, stride: number): Pointer;
  _FPDFBitmap_FillRect(bitmap: Pointer, x: number, y: number, width: number, height: number, colour: number): number;
  _FPDFBitmap_Destroy(bitmap: Pointer): void;
  _FPDF_RenderPageBitmap(
    bitmap: Pointer,
    page: Pointer,
    x: number,
    y: number,
    width: number,
    height: number,
    rotation: number,
    flags: number,
  ): void;
}

/** What PDFium answers when a file does not open. */
const PASSWORD_NEEDED = 4;
const UNKNOWN_SECURITY = 5;

/** What is used of WebAssembly, which Node has and the types of Node leave out. */
interface WebAssemblyApi {
  compile(bytes: Uint8Array): Promise<object>;
  Instance: new (module: object, imports: object) => { exports: object };
}

const { WebAssembly: assembly } = globalThis as unknown as { WebAssembly: WebAssemblyApi };

/** How the package lets its WebAssembly be started by others. */
type Instantiate = (imports: object, done: (instance: object, module: object) => void) => object;

interface PdfiumOptions {
  instantiateWasm: Instantiate;
  printErr: (message: string) => void;
}

/** Compiled once: the instances share its code. */
let compiled: Promise<object> | undefined;

async function loadPdfium(): Promise<Pdfium> {
  const path = createRequire(import.meta.url).resolve('@hyzyla/pdfium/pdfium.wasm');
  compiled ??= readFile(path).then((bytes) => assembly.compile(bytes));
  const module = await compiled;
  const instantiateWasm: Instantiate = (imports, done) => {
    const instance = new assembly.Instance(module, imports);
    done(instance, module);
    return instance.exports;
  };
  const load = PDFiumModule as unknown as (options: PdfiumOptions) => Promise<Pdfium>;
  // What it prints, it also throws.
  const pdfium = await load({ instantiateWasm, printErr: () => undefined });
  pdfium._FPDF_InitLibrary();
  return pdfium;
}

/** A page in hand; valid only within the call that it is given to. */
export interface OpenPage {
  pdfium: Pdfium;
  page: Pointer;
  /** From 1 on. */
  number: number;
}

export interface OpenPdf {
  pages: number;
  /** Calls with a page (from 1 on), and closes it; null for a page that PDFium cannot load. */
  withPage<Result>(number: number, use: (page: OpenPage) => Result): Result | null;
  close(): void;
}

/**
 * Opens a PDF; one that opens without a password, or with the empty one, is not taken as encrypted.
 *
 * @throws KnownError file_encrypted, file_damaged.
 */
export async function openPdf(bytes: Uint8Array): Promise<OpenPdf> {
  const pdfium = await loadPdfium();
  const address = pdfium._malloc(bytes.length);
  if (address === 0) throw knownError('file_damaged', 'PDF 文件', '文件过大，放不进内存');
  pdfium.HEAPU8.set(bytes, address);
  const document = guarded(() => pdfium._FPDF_LoadMemDocument(address, bytes.length, 0));
  if (document === 0) {
    const code = pdfium._FPDF_GetLastError();
    if (code === PASSWORD_NEEDED || code === UNKNOWN_SECURITY) throw knownError('file_encrypted', 'PDF 文件');
    throw knownError('file_damaged', 'PDF 文件', '不是完整的 PDF');
  }
  return {
    pages: guarded(() => pdfium._FPDF_GetPageCount(document)),
    withPage(number, use) {
      return guarded(() => {
        const page = pdfium._FPDF_LoadPage(document, number - 1);
        if (page === 0) return null;
        const result = use({ pdfium, page, number });
        pdfium._FPDF_ClosePage(page);
        return result;
      });
    },
    close() {
      guarded(() => pdfium._FPDF_CloseDocument(document));
      pdfium._free(address);
    },
  };
}

/**
 * PDFium ends with an error of WebAssembly on some malformed files: where it would need more memory than there can be, or
 * runs out of stack. It is of no use any more then.
 */
function guarded<Result>(call: () => Result): Result {
  try {
    return call();
  } catch (problem) {
    const isBreakdown = problem instanceof Error && (problem.name === 'RuntimeError' || problem instanceof RangeError);
    if (!isBreakdown) throw problem;
    throw Object.assign(knownError('file_damaged', 'PDF 文件', '读取时内部出错'), { cause: problem });
  }
}

/** Memory of PDFium that lasts as long as `use`. */
export function withMemory<Result>(pdfium: Pdfium, size: number, use: (address: Pointer) => Result): Result {
  const address = pdfium._malloc(size);
  try {
    return use(address);
  } finally {
    pdfium._free(address);
  }
}
