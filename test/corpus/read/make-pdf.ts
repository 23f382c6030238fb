/** Small PDFs, written by hand: words at their places, in a font that every reader of PDFs brings along. */
import type { SampleBlock } from './reader.cases.ts';

/** Words at a place, in points from the page's top left. */
export interface Words {
  text: string;
  x: number;
  /** Of the baseline. */
  y: number;
  size: number;
  isBold?: boolean;
  /** Text that is there but not painted, as in a scan that was recognised. */
  isInvisible?: boolean;
}

/** From one point to another. */
export type Stroke = readonly [x: number, y: number, toX: number, toY: number];

export interface MadePicture {
  width: number;
  height: number;
  /** Red, green, blue. */
  rgb: Uint8Array;
}

export interface MadePage {
  words?: readonly Words[];
  strokes?: readonly Stroke[];
  /** Over the whole page. */
  picture?: MadePicture;
  /** Degrees clockwise by which the page is shown turned. */
  rotation?: number;
  /** More of what the page paints. */
  content?: string;
}

export const WIDTH = 595;
export const HEIGHT = 842;

/** Half-width for Latin letters and figures, as in printed Chinese. */
const WIDTHS = '/DW 1000 /W [1 95 500]';

function font(name: string): string {
  return `<< /Type /Font /Subtype /Type0 /BaseFont /${name} /Encoding /UniGB-UTF16-H /DescendantFonts [<< /Type /Font /Subtype /CIDFontType0 /BaseFont /${name} /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> ${WIDTHS} /FontDescriptor << /Type /FontDescriptor /FontName /${name} /Flags 6 /FontBBox [0 -120 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >> >>] >>`;
}

/** The bytes of a PDF with these pages. */
export function makePdf(pages: readonly MadePage[]): Buffer {
  const objects: (string | Buffer)[] = ['', '', font('STSong-Light'), font('STSong-Light,Bold')];
  const kids: number[] = [];
  for (const page of pages) {
    const { picture, rotation = 0 } = page;
    const image = picture ? objects.push(imageOf(picture)) : 0;
    const content = objects.push(stream(contentOf(page)));
    const images = image > 0 ? `/XObject << /I ${image} 0 R >>` : '';
    const resources = `<< /Font << /F 3 0 R /B 4 0 R >> ${images} >>`;
    const box = `/MediaBox [0 0 ${WIDTH} ${HEIGHT}] /Rotate ${rotation}`;
    kids.push(objects.push(`<< /Type /Page /Parent 2 0 R ${box} /Resources ${resources} /Contents ${content} 0 R >>`));
  }
  objects[0] = '<< /Type /Catalog /Pages 2 0 R >>';
  objects[1] = `<< /Type /Pages /Kids [${kids.map((kid) => `${kid} 0 R`).join(' ')}] /Count ${kids.length} >>`;
  return fileOf(objects);
}

function fileOf(objects: readonly (string | Buffer)[]): Buffer {
  const parts = [Buffer.from('%PDF-1.7\n')];
  const places: number[] = [];
  let at = parts[0]?.length ?? 0;
  objects.forEach((object, index) => {
    const part = Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), Buffer.from(object), Buffer.from('\nendobj\n')]);
    places.push(at);
    at += part.length;
    parts.push(part);
  });
  const table = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  parts.push(
    Buffer.from(
      `xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${at}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(parts);
}

function stream(content: string | Uint8Array, entries = ''): Buffer {
  const bytes = Buffer.from(content);
  return Buffer.concat([
    Buffer.from(`<< /Length ${bytes.length} ${entries} >>\nstream\n`),
    bytes,
    Buffer.from('\nendstream'),
  ]);
}

function imageOf({ width, height, rgb }: MadePicture): Buffer {
  const entries = `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceRGB /BitsPerComponent 8`;
  return stream(rgb, entries);
}

function contentOf({ words = [], strokes = [], picture, content = '' }: MadePage): string {
  return [
    picture ? `q ${WIDTH} 0 0 ${HEIGHT} 0 0 cm /I Do Q` : '',
    ...strokes.map(([x, y, toX, toY]) => `0.5 w ${x} ${HEIGHT - y} m ${toX} ${HEIGHT - toY} l S`),
    ...words.map(drawn),
    content,
  ].join('\n');
}

function drawn({ text, x, y, size, isBold = false, isInvisible = false }: Words): string {
  const codes = Buffer.from(text, 'utf16le').swap16().toString('hex');
  return `BT /${isBold ? 'B' : 'F'} ${size} Tf ${isInvisible ? 3 : 0} Tr ${x} ${HEIGHT - y} Td <${codes}> Tj ET`;
}

/** Pages as an office prints them: indented paragraphs, larger headings, tables with borders, the page's number. */
export function typeset(blocks: readonly SampleBlock[]): MadePage[] {
  const pages: { words: Words[]; strokes: Stroke[] }[] = [{ words: [], strokes: [] }];
  let y = MARGIN;
  const page = (): { words: Words[]; strokes: Stroke[] } => pages.at(-1) as { words: Words[]; strokes: Stroke[] };
  const turn = (): void => {
    pages.push({ words: [], strokes: [] });
    y = MARGIN;
  };
  const put = (text: string, x: number, size: number): void => {
    if (y + size > HEIGHT - MARGIN) turn();
    page().words.push({ text, x, y: y + size, size });
  };
  const fill = (text: string): void => {
    for (const line of wrap(`\u3000\u3000${text}`, WIDTH - 2 * MARGIN, SIZE)) {
      const indent = line.search(/[^\u3000]/u);
      put(line.trimStart(), MARGIN + indent * SIZE, SIZE);
      y += PITCH;
    }
  };
  for (const block of blocks) {
    if (block.kind === 'page break') turn();
    else if (block.kind === 'paragraph') fill(block.text);
    else if (block.kind === 'list') block.items.forEach(fill);
    else if (block.kind === 'heading') {
      const size = SIZE * (block.level === 1 ? 1.6 : 1.25);
      put(block.text, (WIDTH - lengthOf(block.text) * size) / 2, size);
      y += 1.8 * size;
    } else {
      const rows = [block.header, ...block.rows];
      const width = (WIDTH - 2 * MARGIN) / block.header.length;
      const top = y;
      for (const row of rows) {
        row.forEach((cell, column) => put(cell, MARGIN + column * width + 6, SIZE));
        y += PITCH;
      }
      const bottom = top + rows.length * PITCH;
      for (let at = top; at <= bottom; at += PITCH) page().strokes.push([MARGIN, at - 3, WIDTH - MARGIN, at - 3]);
      block.header.concat('').forEach((_, column) => {
        page().strokes.push([MARGIN + column * width, top - 3, MARGIN + column * width, bottom - 3]);
      });
      y += SIZE;
    }
  }
  pages.forEach(({ words }, index) => {
    words.push({ text: `— ${index + 1} —`, x: WIDTH / 2 - 20, y: HEIGHT - 40, size: 10 });
  });
  return pages;
}

const MARGIN = 85;
const SIZE = 15;
const PITCH = 26;

/** In characters. */
function lengthOf(text: string): number {
  return [...text].reduce((sum, character) => sum + (character < '\u007f' ? 0.5 : 1), 0);
}

/** Lines no wider than given; a closing mark hangs over the edge. */
export function wrap(text: string, width: number, size: number): string[] {
  const lines: string[] = [''];
  for (const character of text) {
    const last = lines.length - 1;
    const isFull = lengthOf(`${lines[last] ?? ''}${character}`) * size > width;
    if (isFull && !/[，。、；：！？”）》%]/u.test(character)) lines.push(character);
    else lines[last] += character;
  }
  return lines;
}
