/** Word files: archives that lie, and parts of them that no program wrote. */
import { entryOf, zip, type ZipEntry, type ZipOptions } from './zip.ts';
import { deflatedBomb, type HostileFile, noise, type Outcome, SENTENCE } from './hostile-file.ts';

const TYPES = `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`;
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const MAIN = `<?xml version="1.0"?><Relationships xmlns="${RELATIONS}"><Relationship Id="r1" Type="${OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>`;
const NAMESPACES = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="${OFFICE}"`;
const HEAD = '<?xml version="1.0" encoding="UTF-8"?>';

const paragraph = (words: string): string => `<w:p><w:r><w:t>${words}</w:t></w:r></w:p>`;
const body = (inner: string): string => `<w:document ${NAMESPACES}><w:body>${inner}</w:body></w:document>`;
const FRAME = [entryOf('[Content_Types].xml', TYPES), entryOf('_rels/.rels', MAIN)];

/** A Word file whose main part is given as XML, with other parts beside. */
export function wordOf(documentXml: string, parts: readonly ZipEntry[] = [], options: ZipOptions = {}): Buffer {
  return zip([...FRAME, entryOf('word/document.xml', documentXml), ...parts], options);
}

/** A Word file of these paragraphs. */
export function wordOfParagraphs(...paragraphs: string[]): Buffer {
  return wordOf(HEAD + body(paragraphs.map(paragraph).join('')));
}

const DAMAGED: readonly Outcome[] = ['file_damaged', 'file_format_unsupported'];
const BOMB: readonly Outcome[] = ['file_unpacks_too_large', 'file_damaged'];
/** Deep or wide, but a document: read, or given up. */
const ODD: readonly Outcome[] = [
  'read',
  'file_damaged',
  'file_empty',
  'file_took_memory',
  'file_too_large',
  'file_too_slow',
];

const word = (name: string, make: HostileFile['make'], outcomes: readonly Outcome[] = DAMAGED): HostileFile => ({
  path: `word/${name}.docx`,
  make,
  outcomes,
});

/** A Word file with a main part of so many megabytes, which says that it has `size` bytes. */
const bomb = (megabytes: number, size: number): Buffer =>
  zip([...FRAME, { name: 'word/document.xml', data: deflatedBomb(megabytes), size }]);

const xml = (name: string, documentXml: () => string, outcomes: readonly Outcome[] = ODD): HostileFile =>
  word(name, () => wordOf(documentXml()), outcomes);

const nested = (tag: string, depth: number): string =>
  `<w:${tag}>`.repeat(depth) + paragraph(SENTENCE) + `</w:${tag}>`.repeat(depth);

const laughs = Array.from({ length: 10 }, (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`).join('');

const ole = (stream: string): Buffer =>
  Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.alloc(504),
    Buffer.from(stream, 'utf16le'),
    noise(3_000),
  ]);

const HUNDRED_MEGABYTES = { data: deflatedBomb(100), size: 100 * 1024 * 1024 };

export const WORDS: readonly HostileFile[] = [
  word('bomb', () => bomb(4_000, 4_000 * 1024 * 1024), BOMB),
  word('bomb-that-lies', () => bomb(1_000, 1_000), BOMB),
  word('bomb-without-size', () => bomb(1_000, 0), BOMB),
  word(
    'bomb-beside',
    () => wordOf(HEAD + body(paragraph(SENTENCE)), [{ name: 'word/media/a.png', data: deflatedBomb(4_000), size: 9 }]),
    ['read', ...BOMB],
  ),
  word(
    'bomb-of-styles',
    () => wordOf(HEAD + body(paragraph(SENTENCE)), [{ name: 'word/styles.xml', data: deflatedBomb(1_000), size: 9 }]),
    ['read', ...BOMB],
  ),
  word('nested', () =>
    [1, 2, 3, 4].reduce((inner) => zip([entryOf('word/inner.docx', inner)]), wordOfParagraphs(SENTENCE)),
  ),
  word(
    'overlapping',
    () =>
      zip([
        ...FRAME,
        { name: 'word/document.xml', ...HUNDRED_MEGABYTES },
        ...Array.from({ length: 2_000 }, (_, at) => ({
          name: `word/${at}.xml`,
          ...HUNDRED_MEGABYTES,
          isAlias: true,
        })),
      ]),
    BOMB,
  ),
  word(
    'many-entries',
    () =>
      wordOf(
        HEAD + body(paragraph(SENTENCE)),
        Array.from({ length: 60_000 }, (_, at) => ({ name: `word/${at}`, data: Buffer.alloc(0), method: 0 })),
      ),
    ['read', ...BOMB],
  ),
  word(
    'too-many-entries',
    () =>
      wordOf(
        HEAD + body(paragraph(SENTENCE)),
        Array.from({ length: 100_000 }, (_, at) => ({ name: `word/${at}`, data: Buffer.alloc(0), method: 0 })),
      ),
    ['read', ...BOMB],
  ),
  word('cut', () => wordOfParagraphs(SENTENCE).subarray(0, 600)),
  word('cut-at-head', () => wordOfParagraphs(SENTENCE).subarray(0, 40)),
  word('without-head', () => wordOfParagraphs(SENTENCE).subarray(200)),
  word('shifted', () => wordOf(HEAD + body(paragraph(SENTENCE)), [], { shift: 1_000_000 })),
  word('shifted-back', () => wordOf(HEAD + body(paragraph(SENTENCE)), [], { shift: -100 })),
  word(
    'two-ends',
    () =>
      wordOf(HEAD + body(paragraph(SENTENCE)), [], {
        comment: Buffer.concat([Buffer.from('PK\x05\x06'), noise(60_000)]),
      }),
    ['read', ...DAMAGED],
  ),
  word('empty-archive', () => zip([])),
  word('without-document', () => zip([...FRAME, entryOf('word/other.xml', '<a/>')])),
  word('two-documents', () => wordOf(HEAD + body(paragraph(SENTENCE)), [entryOf('word/document.xml', '<a/>')]), [
    'read',
    ...DAMAGED,
  ]),
  word(
    'wrong-sum',
    () => zip([...FRAME, { ...entryOf('word/document.xml', HEAD + body(paragraph(SENTENCE))), check: 1 }]),
    ['read', ...DAMAGED],
  ),
  word('noise-inside', () => zip([...FRAME, { name: 'word/document.xml', data: noise(4_000) }])),
  word('unknown-method', () => zip([...FRAME, { ...entryOf('word/document.xml', body('')), method: 99 }])),
  word(
    'password-of-archive',
    () => zip(FRAME.concat(entryOf('word/document.xml', body(''))).map((entry) => ({ ...entry, flags: 1 }))),
    ['file_encrypted', ...DAMAGED],
  ),
  word(
    'climbing-name',
    () => wordOf(HEAD + body(paragraph(SENTENCE)), [entryOf('../../../evil.txt', 'x'), entryOf('/etc/evil', 'x')]),
    ['read', ...DAMAGED],
  ),
  word('password-of-office', () => ole('EncryptedPackage'), ['file_encrypted']),
  word('old-word', () => ole('WordDocument'), ['file_format_unsupported']),
  { path: 'word/old.doc', make: () => ole('WordDocument'), outcomes: ['file_format_unsupported'] },
  {
    path: 'word/table.xlsx',
    make: () => zip([entryOf('xl/workbook.xml', '<a/>')]),
    outcomes: ['file_format_unsupported'],
  },
  { path: 'word/noise.doc', make: () => noise(4_000), outcomes: DAMAGED },
  { path: 'word/all.zip', make: () => zip([entryOf('a.txt', SENTENCE)]), outcomes: ['file_format_unsupported'] },
  word('table-inside', () => zip([entryOf('xl/workbook.xml', '<a/>')])),
  word('text', () => SENTENCE),
  word('noise', () => noise(9_000)),
  word('empty', () => '', ['file_empty']),
  word('head-alone', () => 'PK\x03\x04'),
  xml('not-xml', () => 'no markup at all', DAMAGED),
  xml('cut-xml', () => (HEAD + body(paragraph(SENTENCE))).slice(0, -30), ['read', ...DAMAGED]),
  xml('other-root', () => '<html><body>a</body></html>', ['file_empty', ...DAMAGED]),
  xml('laughs', () => `${HEAD}<!DOCTYPE w [<!ENTITY l0 "ha">${laughs}]>${body(paragraph('&l10;'))}`),
  xml(
    'long-entity',
    () => `${HEAD}<!DOCTYPE w [<!ENTITY a "${'a'.repeat(100_000)}">]>${body(paragraph('&a;'.repeat(100_000)))}`,
  ),
  xml(
    'file-entity',
    () => `${HEAD}<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]>${body(paragraph(`&a;${SENTENCE}`))}`,
  ),
  xml(
    'address-entity',
    () =>
      `${HEAD}<!DOCTYPE w SYSTEM "http://127.0.0.1:9/a.dtd" [<!ENTITY % a SYSTEM "http://127.0.0.1:9/"> %a;]>${body(paragraph(SENTENCE))}`,
  ),
  xml(
    'deep-tables',
    () =>
      HEAD + body('<w:tbl><w:tr><w:tc>'.repeat(3_000) + paragraph(SENTENCE) + '</w:tc></w:tr></w:tbl>'.repeat(3_000)),
  ),
  xml('deep-controls', () => HEAD + body(nested('sdt', 30_000))),
  xml(
    'deep-runs',
    () => HEAD + body(`<w:p>${'<w:r>'.repeat(20_000)}<w:t>${SENTENCE}</w:t>${'</w:r>'.repeat(20_000)}</w:p>`),
  ),
  xml(
    'attributes',
    () =>
      HEAD + body(`<w:p ${Array.from({ length: 30_000 }, (_, at) => `a${at}="1"`).join(' ')}/>${paragraph(SENTENCE)}`),
  ),
  xml(
    'wide-cell',
    () =>
      HEAD +
      body(
        `<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr>${paragraph(SENTENCE)}</w:tc></w:tr></w:tbl>`,
      ),
  ),
  xml(
    'many-rows',
    () =>
      HEAD +
      body(
        `<w:tbl>${`<w:tr><w:tc>${paragraph('甲')}</w:tc><w:tc>${paragraph('乙')}</w:tc></w:tr>`.repeat(2_000)}</w:tbl>`,
      ),
  ),
  xml('null-characters', () => HEAD + body(paragraph(`&#0;&#xD800;&#x110000;${SENTENCE}`))),
  xml('unknown-entity', () => HEAD + body(paragraph(`&nosuch;${SENTENCE}`))),
  xml('endless-words', () => HEAD + body(paragraph('油茶'.repeat(1_500_000)))),
  word(
    'utf-16',
    () => zip([...FRAME, entryOf('word/document.xml', Buffer.from(`\ufeff${body(paragraph(SENTENCE))}`, 'utf16le'))]),
    ODD,
  ),
  word(
    'circle-of-styles',
    () =>
      wordOf(HEAD + body(`<w:p><w:pPr><w:pStyle w:val="a"/></w:pPr><w:r><w:t>${SENTENCE}</w:t></w:r></w:p>`), [
        entryOf(
          'word/styles.xml',
          `${HEAD}<w:styles ${NAMESPACES}><w:style w:styleId="a"><w:basedOn w:val="b"/></w:style><w:style w:styleId="b"><w:basedOn w:val="a"/></w:style></w:styles>`,
        ),
      ]),
    ['read'],
  ),
  word(
    'outside-parts',
    () =>
      wordOf(
        HEAD + body(paragraph(SENTENCE) + '<w:p><w:hyperlink r:id="x"><w:r><w:t>甲</w:t></w:r></w:hyperlink></w:p>'),
        [
          entryOf(
            'word/_rels/document.xml.rels',
            `${HEAD}<Relationships xmlns="${RELATIONS}"><Relationship Id="x" Type="${OFFICE}/image" TargetMode="External" Target="file:///etc/passwd"/><Relationship Id="y" Type="${OFFICE}/styles" Target="../../../../etc/passwd"/></Relationships>`,
          ),
        ],
      ),
    ['read', ...DAMAGED],
  ),
];
