/** The characters of a PDF's page, with their places as a reader sees the page: turned upright, y downwards. */
import { type OpenPage, type Pdfium, withMemory } from './library.ts';
import { widenText } from './text-objects.ts';
import { readable } from './unicode.ts';

/** A character at its place, in points. */
export interface Character {
  /** One code point, or what a ligature stands for; a space where the file sets one. */
  text: string;
  left: number;
  right: number;
  baseline: number;
  /** Side of the square of a Chinese character. */
  size: number;
  isBold: boolean;
}

/** A straight stroke, the border of a table perhaps: `left` = `right` for a vertical one, `top` = `bottom` for others. */
export interface Rectangle {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

export interface PageText {
  width: number;
  height: number;
  characters: Character[];
  /** Characters that PDFium cannot map to Unicode, or that are mapped to nothing readable. */
  unreadable: number;
  /** Readable characters that are there without being painted, as in a scan that was recognised before. */
  invisible: number;
  /** Characters that were left out because they stand askew or at right angles to most of the page. */
  askew: number;
  isVertical: boolean;
  /** From points of the file to the page as it is read. */
  toPage: (x: number, y: number) => Point;
}

export interface Point {
  x: number;
  y: number;
}

/** How a text object is set; equal for all of its characters. */
interface Style {
  size: number;
  /** Direction of writing on the page as it is shown, in quarter turns clockwise; null for any other angle. */
  turn: number | null;
  isBold: boolean;
  isInvisible: boolean;
}

interface RawCharacter extends Character {
  turn: number | null;
  isInvisible: boolean;
  top: number;
  bottom: number;
}

const INVISIBLE_MODE = 3;
const FILL_AND_STROKE_MODE = 2;
const FORCE_BOLD = 1 << 18;
const BOLD_WEIGHT = 600;
const BOLD_NAME = /bold|heavy|black|simhei|stheiti|黑体|小标宋/iu;

/** Text further from a right angle than this (as a tangent) is a watermark, or a page that was scanned very askew. */
const ASKEW = 0.14;

/** Reads all characters of a page in the order of the file. */
export function readPageText(open: OpenPage): PageText {
  const { pdfium, page } = open;
  const width = pdfium._FPDF_GetPageWidthF(page);
  const height = pdfium._FPDF_GetPageHeightF(page);
  const shown = shownPlace(open);
  const widened = widenText(open);
  const text = pdfium._FPDFText_LoadPage(page);
  const nothing = { characters: [], unreadable: 0, invisible: 0, askew: 0, isVertical: false };
  if (text === 0) return { ...nothing, width, height, toPage: shown };
  const { characters, unreadable } = readCharacters(pdfium, text, shown, widened);
  pdfium._FPDFText_ClosePage(text);
  return turnUpright(characters, unreadable, width, height, shown);
}

/** From the file's coordinates to those of the page as it is shown, of which the file may show a part, turned. */
function shownPlace({ pdfium, page }: OpenPage): (x: number, y: number) => Point {
  const [left = 0, top = 0, right = 0, bottom = 0] = withMemory(pdfium, 16, (at) => {
    pdfium._FPDF_GetPageBoundingBox(page, at);
    return [...pdfium.HEAPF32.subarray(at / 4, at / 4 + 4)];
  });
  switch (pdfium._FPDFPage_GetRotation(page)) {
    case 1:
      return (x, y) => ({ x: y - bottom, y: x - left });
    case 2:
      return (x, y) => ({ x: right - x, y: y - bottom });
    case 3:
      return (x, y) => ({ x: top - y, y: right - x });
    default:
      return (x, y) => ({ x: x - left, y: top - y });
  }
}

function readCharacters(
  pdfium: Pdfium,
  text: number,
  shown: (x: number, y: number) => Point,
  modes: ReadonlyMap<number, number>,
): { characters: RawCharacter[]; unreadable: number } {
  const characters: RawCharacter[] = [];
  let unreadable = 0;
  let object = 0;
  let style: Style | null = null;
  const bold = new Map<number, boolean>();
  const count = pdfium._FPDFText_CountChars(text);
  withMemory(pdfium, 32, (at) => {
    for (let index = 0; index < count; index++) {
      if (pdfium._FPDFText_IsGenerated(text, index) === 1) continue;
      const read = readable(pdfium._FPDFText_GetUnicode(text, index));
      if (read === '') continue;
      if (read === null || pdfium._FPDFText_HasUnicodeMapError(text, index) === 1) {
        unreadable++;
        continue;
      }
      const owner = pdfium._FPDFText_GetTextObject(text, index);
      if (style === null || owner !== object) {
        style = readStyle({ pdfium, text, index, owner, mode: modes.get(owner) }, bold, shown, at);
        object = owner;
      }
      pdfium._FPDFText_GetLooseCharBox(text, index, at);
      const [left = 0, top = 0, right = 0, bottom = 0] = pdfium.HEAPF32.subarray(at / 4, at / 4 + 4);
      const corner = shown(left, top);
      const opposite = shown(right, bottom);
      pdfium._FPDFText_GetCharOrigin(text, index, at, at + 8);
      const origin = shown(pdfium.HEAPF64[at / 8] ?? 0, pdfium.HEAPF64[at / 8 + 1] ?? 0);
      if (![corner.x, corner.y, opposite.x, opposite.y, origin.y].every(Number.isFinite)) continue;
      characters.push({
        text: read,
        left: Math.min(corner.x, opposite.x),
        right: Math.max(corner.x, opposite.x),
        top: Math.min(corner.y, opposite.y),
        bottom: Math.max(corner.y, opposite.y),
        baseline: style.turn === 1 || style.turn === 3 ? origin.x : origin.y,
        ...style,
      });
    }
  });
  return { characters, unreadable };
}

/** A character of a page's text, the text object it is of, and how that is painted if it is known. */
interface Place {
  pdfium: Pdfium;
  text: number;
  index: number;
  owner: number;
  mode: number | undefined;
}

function readStyle(
  { pdfium, text, index, owner, mode: known }: Place,
  bold: Map<number, boolean>,
  shown: (x: number, y: number) => Point,
  at: number,
): Style {
  pdfium._FPDFText_GetMatrix(text, index, at);
  const [a = 1, b = 0, c = 0, d = 1] = pdfium.HEAPF32.subarray(at / 4, at / 4 + 4);
  const from = shown(0, 0);
  const to = shown(a, b);
  const mode = owner === 0 ? 0 : (known ?? pdfium._FPDFTextObj_GetTextRenderMode(owner));
  return {
    size: Math.max(pdfium._FPDFText_GetFontSize(text, index) * Math.hypot(c, d), 0.1),
    turn: quarterTurns(to.x - from.x, to.y - from.y),
    isBold: mode === FILL_AND_STROKE_MODE || (owner !== 0 && isBoldFont(pdfium, owner, bold)),
    isInvisible: mode === INVISIBLE_MODE,
  };
}

function quarterTurns(x: number, y: number): number | null {
  if (Math.abs(y) <= ASKEW * Math.abs(x)) return x >= 0 ? 0 : 2;
  if (Math.abs(x) <= ASKEW * Math.abs(y)) return y >= 0 ? 1 : 3;
  return null;
}

function isBoldFont(pdfium: Pdfium, object: number, known: Map<number, boolean>): boolean {
  const font = pdfium._FPDFTextObj_GetFont(object);
  let isBold = known.get(font);
  if (isBold === undefined) {
    const flags = pdfium._FPDFFont_GetFlags(font);
    isBold =
      (flags > 0 && (flags & FORCE_BOLD) !== 0) ||
      pdfium._FPDFFont_GetWeight(font) >= BOLD_WEIGHT ||
      BOLD_NAME.test(fontName(pdfium, font));
    known.set(font, isBold);
  }
  return isBold;
}

const NAME_LENGTH = 128;

/** Producers for Chinese write font names in UTF-8 or in GBK. */
function fontName(pdfium: Pdfium, font: number): string {
  const bytes = withMemory(pdfium, NAME_LENGTH, (at) => {
    const length = Math.min(pdfium._FPDFFont_GetBaseFontName(font, at, NAME_LENGTH), NAME_LENGTH);
    return pdfium.HEAPU8.slice(at, at + Math.max(length - 1, 0));
  });
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gbk').decode(bytes);
  }
}

/** Keeps the characters of the page's main direction of writing, and turns the page so that it runs to the right. */
function turnUpright(
  all: RawCharacter[],
  unreadable: number,
  width: number,
  height: number,
  shown: (x: number, y: number) => Point,
): PageText {
  const turn = mainTurn(all);
  const kept = all.filter((character) => character.turn === turn);
  const isVertical = turn === 0 && isSetVertically(kept);
  const turned = isVertical ? 1 : turn;
  const place = (x: number, y: number): Point => {
    switch (turned) {
      case 1:
        return { x: y, y: width - x };
      case 2:
        return { x: width - x, y: height - y };
      case 3:
        return { x: height - y, y: x };
      default:
        return { x, y };
    }
  };
  const characters = kept.map(({ text, left, right, top, bottom, baseline, size, isBold }): Character => {
    const first = place(left, top);
    const second = place(right, bottom);
    const middle = (first.y + second.y) / 2;
    const base = turned === 1 ? width - baseline : turned === 2 ? height - baseline : baseline;
    return {
      text,
      left: Math.min(first.x, second.x),
      right: Math.max(first.x, second.x),
      baseline: isVertical ? middle + size * 0.38 : base,
      size,
      isBold,
    };
  });
  const isSideways = turned === 1 || turned === 3;
  return {
    width: isSideways ? height : width,
    height: isSideways ? width : height,
    characters,
    unreadable,
    invisible: kept.filter(({ isInvisible, text }) => isInvisible && text !== ' ').length,
    askew: all.filter((character) => character.turn !== turn && character.text !== ' ').length,
    isVertical,
    toPage: (x, y) => {
      const point = shown(x, y);
      return place(point.x, point.y);
    },
  };
}

function mainTurn(characters: RawCharacter[]): number {
  const counts = [0, 0, 0, 0];
  for (const { turn } of characters) if (turn !== null) counts[turn] = (counts[turn] ?? 0) + 1;
  return counts.indexOf(Math.max(...counts));
}

/** Whether characters stand below one another: most follow the one before them downwards. */
function isSetVertically(characters: RawCharacter[]): boolean {
  let down = 0;
  let across = 0;
  characters.forEach((character, index) => {
    const before = characters[index - 1];
    if (!before) return;
    const x = Math.abs((character.left + character.right - before.left - before.right) / 2) / character.size;
    const y = (character.bottom - before.bottom) / character.size;
    if (x < 0.3 && y > 0.5 && y < 2.5) down++;
    else if (Math.abs(y) < 0.3) across++;
  });
  return down > 20 && down > 2 * across;
}
