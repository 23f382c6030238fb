/** Pictures that are cut, lie about their size, or are none. */
import { deflateSync } from 'node:zlib';
import { checkSum } from './zip.ts';
import { type HostileFile, noise, type Outcome, zlibBomb } from './hostile-file.ts';

const REFUSED: readonly Outcome[] = ['file_damaged', 'file_format_unsupported'];
const TOO_LARGE: readonly Outcome[] = ['file_picture_too_large', 'file_damaged'];
/** Readable in part, perhaps, but without words. */
const WORDLESS: readonly Outcome[] = ['file_empty', 'file_picture_too_large', ...REFUSED];

const picture = (path: string, make: HostileFile['make'], outcomes: readonly Outcome[] = WORDLESS): HostileFile => ({
  path: `pictures/${path}`,
  make,
  outcomes,
});

const SIGNATURE = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');

function chunk(name: string, content: Uint8Array): Buffer {
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(content.length);
  frame.write(name, 4);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(checkSum(Buffer.concat([frame.subarray(4), content])));
  return Buffer.concat([frame, content, sum]);
}

/** A picture that says how large it is, in shades of grey, with what is said to be its points. */
function png(width: number, height: number, points: Uint8Array, ...more: Buffer[]): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width);
  head.writeUInt32BE(height, 4);
  head[8] = 8;
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', head),
    ...more,
    chunk('IDAT', points),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function white(width: number, height: number): Buffer {
  const row = Buffer.concat([Buffer.of(0), Buffer.alloc(width, 255)]);
  return png(width, height, deflateSync(Buffer.concat(Array.from({ length: height }, () => row))));
}

/** The least head of a JPEG of this size. */
function jpeg(width: number, height: number, behind: Uint8Array): Buffer {
  const frame = Buffer.from('ffd8ffc0000b08000000000101110 0'.replaceAll(' ', ''), 'hex');
  frame.writeUInt16BE(height, 7);
  frame.writeUInt16BE(width, 9);
  return Buffer.concat([frame, Buffer.from('ffda0008010100003f00', 'hex'), behind, Buffer.from('ffd9', 'hex')]);
}

/** A TIFF of directories, each with numbers by their tags and the place of the next one. */
function tiff(directories: readonly { entries: readonly (readonly [number, number])[]; next: number }[]): Buffer {
  const written = directories.map(({ entries, next }) => {
    const bytes = Buffer.alloc(2 + entries.length * 12 + 4);
    bytes.writeUInt16LE(entries.length);
    entries.forEach(([tag, value], index) => {
      bytes.writeUInt16LE(tag, 2 + index * 12);
      bytes.writeUInt16LE(4, 4 + index * 12);
      bytes.writeUInt32LE(1, 6 + index * 12);
      bytes.writeUInt32LE(value, 10 + index * 12);
    });
    bytes.writeUInt32LE(next, 2 + entries.length * 12);
    return bytes;
  });
  return Buffer.concat([Buffer.from('II*\0\x08\0\0\0', 'latin1'), ...written]);
}

/** Width, height, depth, no compression, black is 0, strip at a place, one channel, rows and bytes of the strip. */
const fields = (width: number, height: number, at: number, bytes: number): (readonly [number, number])[] => [
  ...([
    [256, width],
    [257, height],
    [258, 8],
    [259, 1],
    [262, 1],
    [273, at],
  ] as const),
  ...([
    [277, 1],
    [278, height],
    [279, bytes],
  ] as const),
];
const DIRECTORY_BYTES = 2 + 9 * 12 + 4;

const drawing = (inner: string): string =>
  `<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "${'&a;'.repeat(1_000)}"><!ENTITY c "${'&b;'.repeat(1_000)}">]><svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="900" height="900">${inner}</svg>`;

export const PICTURES: readonly HostileFile[] = [
  picture('noise.png', () => noise(9_000), REFUSED),
  picture('noise.jpg', () => noise(9_000, 3), REFUSED),
  picture('noise.tiff', () => noise(9_000, 5), REFUSED),
  picture('empty.png', () => '', ['file_empty']),
  picture('text.png', () => '只是文字。', REFUSED),
  picture('head-alone.png', () => SIGNATURE, REFUSED),
  picture('head-alone.jpg', () => Buffer.from('ffd8ffe0', 'hex'), REFUSED),
  picture('head-alone.tif', () => 'II*\0', REFUSED),
  picture('huge.png', () => png(100_000, 100_000, zlibBomb(1)), TOO_LARGE),
  picture('largest.png', () => png(0x7fffffff, 0x7fffffff, zlibBomb(1)), TOO_LARGE),
  picture('thin.png', () => png(70_000_000, 1, zlibBomb(1)), TOO_LARGE),
  picture('bomb.png', () => png(20_000, 20_000, zlibBomb(400, '\xff')), TOO_LARGE),
  picture('no-width.png', () => png(0, 0, deflateSync(Buffer.alloc(1))), REFUSED),
  picture('one-point.png', () => white(1, 1)),
  picture('line.png', () => white(9_000, 1)),
  picture('white.png', () => white(400, 400), ['file_empty']),
  picture('cut.png', () => white(400, 400).subarray(0, 100)),
  picture('cut-short.png', () => white(400, 400).subarray(0, 40)),
  picture('noise-inside.png', () => png(400, 400, noise(4_000))),
  picture('too-little-inside.png', () => png(4_000, 4_000, deflateSync(Buffer.alloc(10)))),
  picture('profile-bomb.png', () =>
    png(
      40,
      40,
      deflateSync(Buffer.alloc(41 * 40)),
      chunk('iCCP', Buffer.concat([Buffer.from('a\0\0'), zlibBomb(1_000)])),
    ),
  ),
  picture('text-bomb.png', () =>
    png(
      40,
      40,
      deflateSync(Buffer.alloc(41 * 40)),
      chunk('zTXt', Buffer.concat([Buffer.from('a\0\0'), zlibBomb(1_000)])),
    ),
  ),
  picture('huge.jpg', () => jpeg(65_535, 65_535, noise(90)), TOO_LARGE),
  picture('cut.jpg', () => jpeg(4_000, 4_000, Buffer.alloc(0)).subarray(0, 14), REFUSED),
  picture('noise-inside.jpg', () => jpeg(400, 400, noise(4_000))),
  picture('circle.tiff', () => tiff([{ entries: fields(40, 40, 8, 100), next: 8 }])),
  picture('circle-of-two.tiff', () =>
    tiff([
      { entries: fields(40, 40, 8, 100), next: 8 + DIRECTORY_BYTES },
      { entries: fields(40, 40, 8, 100), next: 8 },
    ]),
  ),
  picture('huge.tiff', () => tiff([{ entries: fields(100_000, 100_000, 8, 100), next: 0 }]), TOO_LARGE),
  picture('strip-outside.tiff', () => tiff([{ entries: fields(400, 400, 0x7fffffff, 0x7fffffff), next: 0 }])),
  picture('directory-outside.tiff', () => Buffer.from('II*\0\xff\xff\xff\x7f', 'latin1'), REFUSED),
  picture(
    'pages.tiff',
    () =>
      tiff(
        Array.from({ length: 5_000 }, (_, at) => ({
          entries: fields(8, 8, 8, 64),
          next: at === 4_999 ? 0 : 8 + (at + 1) * DIRECTORY_BYTES,
        })),
      ),
    ['file_too_many_pages', ...WORDLESS],
  ),
  picture('drawing.png', () => drawing('<text x="9" y="99">&c;</text>'), REFUSED),
  picture(
    'drawing-of-files.png',
    () => drawing('<image xlink:href="file:///etc/passwd"/><use xlink:href="http://127.0.0.1:9/a.svg"/>'),
    REFUSED,
  ),
  picture(
    'other.png',
    () => Buffer.concat([Buffer.from('GIF89a\xff\xff\xff\xff\0\0\0', 'latin1'), noise(90)]),
    REFUSED,
  ),
  picture('page.jpg', () => '<!doctype html><p>', ['file_format_unsupported', 'file_damaged', 'file_empty']),
  picture('bitmap.bmp', () => Buffer.concat([Buffer.from('BM'), noise(90)]), REFUSED),
];
