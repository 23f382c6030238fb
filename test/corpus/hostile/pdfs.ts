/** PDFs that are cut, go round in circles, or promise what nobody can keep. */
import { deflateSync } from 'node:zlib';
import { deflatedTimes, type HostileFile, noise, type Outcome, SENTENCE, zlibBomb } from './hostile-file.ts';
import { drawn, encryptedPdf, ordinary, pdf, pdfWith, stream } from './pdf-bytes.ts';

const DAMAGED: readonly Outcome[] = ['file_damaged', 'file_empty'];
/** Whole but for a part: read without it, or given up. */
const ODD: readonly Outcome[] = [
  ...['read', 'file_damaged', 'file_empty', 'file_too_many_pages', 'file_picture_too_large'],
  ...['file_took_memory', 'file_too_slow', 'file_too_large', 'file_unpacks_too_large'],
] as Outcome[];

const file = (name: string, make: HostileFile['make'], outcomes: readonly Outcome[] = ODD): HostileFile => ({
  path: `pdf/${name}.pdf`,
  make,
  outcomes,
});

/** A page of the usual size with other words, as the box, the turn or the parent of it may be. */
const page = (box: string, more = ''): string =>
  `<< /Type /Page /Parent 2 0 R /MediaBox [${box}] /Contents 4 0 R /Resources 5 0 R ${more} >>`;

/** A document that shows a picture in these bytes, which its filter says how to read; small, for the sake of time. */
const pictured = (filter: string, bytes: Uint8Array, width: number, height: number): Buffer =>
  pdfWith({
    3: page('0 0 120 160'),
    4: stream('q 100 0 0 140 10 10 cm /X Do Q'),
    7: stream(
      bytes,
      `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /${filter}`,
    ),
  });

const form = (content: string, resources = '5 0 R'): Buffer =>
  stream(content, `/Type /XObject /Subtype /Form /BBox [0 0 600 900] /Resources ${resources}`);

const flated = (content: string): Buffer => deflateSync(Buffer.from(content));

export const PDFS: readonly HostileFile[] = [
  file('head-alone', () => '%PDF-1.7\n', ['file_damaged']),
  file('noise', () => noise(9_000), ['file_damaged', 'file_format_unsupported']),
  file('noise-behind-head', () => Buffer.concat([Buffer.from('%PDF-1.7\n'), noise(50_000)]), ['file_damaged']),
  file('empty', () => '', ['file_empty']),
  file('text', () => SENTENCE, ['file_damaged', 'file_format_unsupported']),
  file('cut-early', () => pdfWith({}).subarray(0, 100), ['file_damaged']),
  file('cut-in-the-middle', () => pdfWith({}).subarray(0, 700)),
  file('cut-late', () => pdfWith({}).subarray(0, -30)),
  file('without-head', () => pdfWith({}).subarray(9), ['file_damaged', 'file_format_unsupported']),
  file('user-password', () => encryptedPdf('geheim', 'chef'), ['file_encrypted']),
  file('owner-password', () => encryptedPdf('', 'chef'), ['read', 'file_encrypted']),
  file('unknown-encryption', () => pdfWith({ 8: '<< /Filter /Nobody /V 99 >>' }, { trailer: '/Encrypt 8 0 R' }), [
    'file_encrypted',
    'file_damaged',
  ]),
  file('table-elsewhere', () => pdfWith({}, { start: 999_999_999 })),
  file('table-of-itself', () => pdf(ordinary(), { trailer: '/Prev 15' })),
  file('circle-of-tables', () =>
    Buffer.concat([
      pdfWith({}),
      Buffer.from('xref\n0 0\ntrailer << /Size 9 /Root 1 0 R /Prev 1700 >>\nstartxref\n1700\n%%EOF'),
    ]),
  ),
  file('circle-of-pages', () => pdfWith({ 2: '<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 2 /Parent 2 0 R >>' })),
  file('circle-of-parents', () =>
    pdfWith({
      2: '<< /Type /Pages /Kids [8 0 R] /Count 1 /Parent 8 0 R >>',
      8: '<< /Type /Pages /Kids [2 0 R] /Count 1 /Parent 2 0 R >>',
    }),
  ),
  file('a-billion-pages', () => pdfWith({ 2: '<< /Type /Pages /Kids [3 0 R] /Count 1000000000 >>' })),
  file('minus-one-page', () => pdfWith({ 2: '<< /Type /Pages /Kids [3 0 R] /Count -1 >>' })),
  file(
    'five-thousand-pages',
    () => pdfWith({ 2: `<< /Type /Pages /Kids [${'3 0 R '.repeat(5_000)}] /Count 5000 >>` }),
    ['file_too_many_pages'],
  ),
  file('pages-by-doubling', () => doubledPages(), ['file_too_many_pages', ...ODD]),
  file('no-pages', () => pdfWith({ 2: '<< /Type /Pages /Kids [] /Count 0 >>' }), DAMAGED),
  file('no-catalog', () => pdfWith({ 1: 'null' }), ['file_damaged', 'file_empty', 'read']),
  file('huge-page', () => pdfWith({ 3: page('0 0 1000000000 1000000000') })),
  file('huge-unit', () => pdfWith({ 3: page('0 0 595 842', '/UserUnit 1000000000') })),
  file('no-width', () => pdfWith({ 3: page('0 0 0 0') })),
  file('turned-inside-out', () => pdfWith({ 3: page('595 842 -1e99 nan', '/Rotate 1000000007') })),
  file('huge-length', () => pdfWith({ 4: stream(drawn(SENTENCE), '', 2_000_000_000) })),
  file('negative-length', () => pdfWith({ 4: stream(drawn(SENTENCE), '', -5) })),
  file('length-of-itself', () => pdfWith({ 4: '<< /Length 4 0 R >>\nstream\nx\nendstream' })),
  file('bomb', () => pdfWith({ 4: stream(zlibBomb(3_000), '/Filter /FlateDecode') })),
  file('nested-filters', () =>
    pdfWith({
      4: stream(deflatedTimes(Buffer.from(drawn(SENTENCE)), 100), `/Filter [${'/FlateDecode '.repeat(100)}]`),
    }),
  ),
  file('bomb-in-bomb', () =>
    pdfWith({ 4: stream(deflateSync(zlibBomb(1_000)), '/Filter [/FlateDecode /FlateDecode]') }),
  ),
  file('huge-predictor', () =>
    pdfWith({
      4: stream(
        flated('x'.repeat(9_000)),
        '/Filter /FlateDecode /DecodeParms << /Predictor 15 /Columns 2000000000 /Colors 99 /BitsPerComponent 16 >>',
      ),
    }),
  ),
  file('form-in-itself', () => pdfWith({ 4: stream(`${drawn(SENTENCE)} /X Do`), 7: form('/X Do') })),
  file('forms-by-doubling', () => doubledForms()),
  file('circle-of-forms', () =>
    pdfWith({ 4: stream('/X Do'), 7: form('/Y Do', '<< /XObject << /Y 8 0 R >> >>'), 8: form('/X Do') }),
  ),
  file('objects-in-circle', () => pdfWith({ 3: '8 0 R', 8: '9 0 R', 9: '8 0 R' }), DAMAGED),
  file('stream-of-objects-in-itself', () =>
    pdfWith({ 8: stream(flated('9 0 << >>'), '/Type /ObjStm /N 1 /First 4 /Extends 8 0 R /Filter /FlateDecode') }),
  ),
  file('deep-lists', () =>
    pdfWith({ 8: `${'['.repeat(200_000)}${']'.repeat(200_000)}`, 1: '<< /Type /Catalog /Pages 2 0 R /X 8 0 R >>' }),
  ),
  file('deep-dictionaries', () =>
    pdfWith({ 1: `<< /Type /Catalog /Pages 2 0 R /X ${'<< /X '.repeat(100_000)}${'>>'.repeat(100_000)} >>` }),
  ),
  file('deep-list-on-page', () => pdfWith({ 4: stream(`${'['.repeat(200_000)} ${drawn(SENTENCE)}`) })),
  file('deep-states', () => pdfWith({ 4: stream(`${'q '.repeat(300_000)}${drawn(SENTENCE)}`) })),
  file('contents-many-times', () =>
    pdfWith({
      3: `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources 5 0 R /Contents [${'4 0 R '.repeat(20_000)}] >>`,
    }),
  ),
  file('many-words', () => pdfWith({ 4: stream(flated(drawn('油茶').repeat(30_000)), '/Filter /FlateDecode') })),
  file('words-far-outside', () =>
    pdfWith({ 4: stream(`BT /F 1e30 Tf 1e30 -1e30 Td <4e2d> Tj ET ${drawn(SENTENCE)}`) }),
  ),
  file('font-without-end', () =>
    pdfWith({
      6: '<< /Type /Font /Subtype /Type0 /Encoding 8 0 R /DescendantFonts [6 0 R] /ToUnicode 8 0 R >>',
      8: stream(
        '/A usecmap 1 begincodespacerange <00> <ffffffff> endcodespacerange 1 beginbfrange <0000> <ffffffff> <0041> endbfrange',
        '/Type /CMap /UseCMap 8 0 R',
      ),
    }),
  ),
  file('letter-of-itself', () =>
    pdfWith({
      4: stream('BT /F 12 Tf 72 700 Td (a) Tj ET'),
      6: '<< /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [1 0 0 1 0 0] /FirstChar 97 /LastChar 97 /Widths [9] /Encoding << /Differences [97 /a] >> /CharProcs << /a 4 0 R >> /Resources 5 0 R >>',
    }),
  ),
  file('endless-tiles', () =>
    pdfWith({
      4: stream('/Pattern cs /P scn 0 0 595 842 re f'),
      5: '<< /Pattern << /P 8 0 R >> >>',
      8: stream(
        '0 0 1 1 re f /Pattern cs /P scn 0 0 9 9 re f',
        '/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 1 1] /XStep 0.0001 /YStep 0.0001 /Resources 5 0 R',
      ),
    }),
  ),
  file('circle-of-outlines', () =>
    pdfWith({
      1: '<< /Type /Catalog /Pages 2 0 R /Outlines 8 0 R >>',
      8: '<< /First 9 0 R /Last 9 0 R >>',
      9: '<< /Title (a) /Next 9 0 R /First 9 0 R /Parent 8 0 R >>',
    }),
  ),
  file(
    'script',
    () => pdfWith({ 1: '<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (while \\(true\\);) >> >>' }),
    ['read'],
  ),
  file('jbig2-noise', () => pictured('JBIG2Decode', noise(9_000), 2_000, 2_000)),
  file('jpx-noise', () =>
    pictured('JPXDecode', Buffer.concat([Buffer.from('0000000c6a5020200d0a870a', 'hex'), noise(9_000)]), 2_000, 2_000),
  ),
  file('jpeg-noise', () =>
    pictured('DCTDecode', Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), noise(9_000)]), 2_000, 2_000),
  ),
  file('fax-noise', () => pictured('CCITTFaxDecode', noise(9_000), 20_000, 20_000)),
  file('huge-picture', () => pictured('FlateDecode', zlibBomb(1), 100_000, 100_000)),
  file('picture-of-bombs', () => pictured('FlateDecode', zlibBomb(2_000), 30_000, 30_000)),
  file('web-page-inside', () => Buffer.concat([Buffer.from('<!doctype html><script>1</script>\n'), pdfWith({})])),
  file('archive-behind', () => Buffer.concat([pdfWith({}), Buffer.from('PK\x03\x04'), noise(900)])),
  file('nothing-on-it', () => pdfWith({ 4: stream('') }), ['file_empty']),
  { path: 'pdf/named-otherwise.docx', make: () => pdfWith({}), outcomes: ['read'] },
  { path: 'pdf/named-text.txt', make: () => pdfWith({}), outcomes: ['read'] },
];

/** Pages that hold the pages below them twice: forty objects that say they are a billion pages. */
function doubledPages(): Buffer {
  const levels = Array.from({ length: 30 }, (_, level): [number, string] => {
    const below = level === 29 ? '3 0 R 3 0 R' : `${101 + level} 0 R ${101 + level} 0 R`;
    return [100 + level, `<< /Type /Pages /Kids [${below}] /Count ${2 ** (30 - level)} >>`];
  });
  return pdfWith({ 1: '<< /Type /Catalog /Pages 100 0 R >>', ...Object.fromEntries(levels) });
}

/** Forms that draw the one below them twice. */
function doubledForms(): Buffer {
  const levels = Array.from({ length: 30 }, (_, level): [number, Buffer] => [
    100 + level,
    form(
      level === 29 ? drawn('油茶') : '/Y Do /Y Do',
      `<< /Font << /F 6 0 R >> /XObject << /Y ${101 + level} 0 R >> >>`,
    ),
  ]);
  return pdfWith({ 4: stream('/X Do'), 5: '<< /XObject << /X 100 0 R >> >>', ...Object.fromEntries(levels) });
}
