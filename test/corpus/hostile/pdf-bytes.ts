/** PDFs put together object by object, so that they can say what no library would write. */
import { createHash } from 'node:crypto';
import { SENTENCE } from './hostile-file.ts';

/** Body of an object as it stands between `obj` and `endobj`. */
export type PdfObject = string | Buffer;

/** The body of a stream; `entries` go into its dictionary. */
export function stream(content: string | Uint8Array, entries = '', length?: number): Buffer {
  const bytes = Buffer.from(content as string);
  return Buffer.concat([
    Buffer.from(`<< /Length ${length ?? bytes.length} ${entries} >>\nstream\n`),
    bytes,
    Buffer.from('\nendstream'),
  ]);
}

/** A font that every reader brings along, with the characters of Unicode as its codes. */
const FONT =
  '<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor << /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >> >>] >>';

/** Drawing of one line of words. */
export function drawn(words: string, y = 700): string {
  return `BT /F 12 Tf 72 ${y} Td <${Buffer.from(words, 'utf16le').swap16().toString('hex')}> Tj ET\n`;
}

/** What an ordinary document of one page consists of, by number; any of it may be given otherwise. */
export function ordinary(changed: Readonly<Record<number, PdfObject>> = {}): Map<number, PdfObject> {
  const objects: Record<number, PdfObject> = {
    1: '<< /Type /Catalog /Pages 2 0 R >>',
    2: '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    3: '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources 5 0 R >>',
    4: stream(drawn(SENTENCE)),
    5: '<< /Font << /F 6 0 R >> /XObject << /X 7 0 R >> >>',
    6: FONT,
    7: stream('', '/Type /XObject /Subtype /Form /BBox [0 0 9 9]'),
    ...changed,
  };
  return new Map(Object.entries(objects).map(([number, object]) => [Number(number), object]));
}

export interface PdfOptions {
  /** More for the trailer's dictionary. */
  trailer?: string;
  /** Where the table of objects is said to be, if not where it is. */
  start?: number;
}

/** Writes a document with its table of objects. */
export function pdf(objects: ReadonlyMap<number, PdfObject>, { trailer = '', start }: PdfOptions = {}): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n%\u00e9\u00e9\n')];
  let at = parts[0]?.length ?? 0;
  const places = new Map<number, number>();
  for (const [number, object] of objects) {
    const written = Buffer.concat([
      Buffer.from(`${number} 0 obj\n`),
      Buffer.from(object as string),
      Buffer.from('\nendobj\n'),
    ]);
    places.set(number, at);
    parts.push(written);
    at += written.length;
  }
  const size = Math.max(...places.keys()) + 1;
  const rows = Array.from({ length: size }, (_, number) => {
    const place = places.get(number);
    return place === undefined ? '0000000000 65535 f \n' : `${String(place).padStart(10, '0')} 00000 n \n`;
  });
  const table = `xref\n0 ${size}\n${rows.join('')}`;
  const end = `trailer\n<< /Size ${size} /Root 1 0 R ${trailer} >>\nstartxref\n${start ?? at}\n%%EOF\n`;
  return Buffer.concat([...parts, Buffer.from(table + end)]);
}

/** {@link pdf} of an ordinary document with these objects changed. */
export function pdfWith(changed: Readonly<Record<number, PdfObject>>, options: PdfOptions = {}): Buffer {
  return pdf(ordinary(changed), options);
}

const PADDING = Buffer.from('28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a', 'hex');

/** A document that wants a password, by the first and weakest way of PDF (ISO 32000-1, 7.6.3). */
export function encryptedPdf(userPassword: string, ownerPassword: string): Buffer {
  const id = Buffer.alloc(16, 7);
  const permissions = Buffer.alloc(4);
  permissions.writeInt32LE(-4);
  const padded = (password: string): Buffer => Buffer.concat([Buffer.from(password), PADDING]).subarray(0, 32);
  const owner = rc4(md5(padded(ownerPassword)).subarray(0, 5), padded(userPassword));
  const key = md5(padded(userPassword), owner, permissions, id).subarray(0, 5);
  const words = Buffer.from(drawn(SENTENCE));
  const content = rc4(md5(key, Buffer.of(4, 0, 0, 0, 0)).subarray(0, 10), words);
  const dictionary = `<< /Filter /Standard /V 1 /R 2 /O <${owner.toString('hex')}> /U <${rc4(key, PADDING).toString('hex')}> /P -4 >>`;
  const trailer = `/Encrypt 8 0 R /ID [<${id.toString('hex')}> <${id.toString('hex')}>]`;
  return pdfWith({ 4: stream(content), 8: dictionary }, { trailer });
}

function md5(...parts: Uint8Array[]): Buffer {
  const hash = createHash('md5');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

/** The system's own library of ciphers has given this one up. */
function rc4(key: Uint8Array, bytes: Uint8Array): Buffer {
  const state = Uint8Array.from({ length: 256 }, (_, at) => at);
  const swap = (first: number, second: number): void => {
    [state[first], state[second]] = [state[second] ?? 0, state[first] ?? 0];
  };
  for (let at = 0, other = 0; at < 256; at++) {
    other = (other + (state[at] ?? 0) + (key[at % key.length] ?? 0)) & 0xff;
    swap(at, other);
  }
  let first = 0;
  let second = 0;
  return Buffer.from(
    Uint8Array.from(bytes, (byte) => {
      first = (first + 1) & 0xff;
      second = (second + (state[first] ?? 0)) & 0xff;
      swap(first, second);
      return byte ^ (state[((state[first] ?? 0) + (state[second] ?? 0)) & 0xff] ?? 0);
    }),
  );
}
