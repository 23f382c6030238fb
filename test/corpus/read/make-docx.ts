/** Word documents for tests. */
import { Document, HeadingLevel, Packer, PageBreak, Paragraph, Table, TableCell, TableRow } from 'docx';
import JSZip from 'jszip';
import type { SampleBlock } from './reader.cases.ts';

const LEVELS = [HeadingLevel.HEADING_1, HeadingLevel.HEADING_2, HeadingLevel.HEADING_3] as const;

/** Writes blocks as Word's own kinds of paragraph. */
export function makeDocx(blocks: readonly SampleBlock[]): Promise<Buffer> {
  return pack(blocks.flatMap(writeBlock));
}

/** A document with these paragraphs and tables. */
export function pack(children: (Paragraph | Table)[], options: Record<string, unknown> = {}): Promise<Buffer> {
  return Packer.toBuffer(new Document({ ...options, sections: [{ children }] }));
}

function writeBlock(block: SampleBlock): (Paragraph | Table)[] {
  if (block.kind === 'heading') return [new Paragraph({ text: block.text, heading: LEVELS[block.level - 1] })];
  if (block.kind === 'paragraph') return [new Paragraph(block.text)];
  if (block.kind === 'list') return block.items.map((text) => new Paragraph({ text, bullet: { level: 0 } }));
  if (block.kind === 'page break') return [new Paragraph({ children: [new PageBreak()] })];
  return [makeTable([block.header, ...block.rows])];
}

export function makeTable(rows: readonly string[][]): Table {
  return new Table({
    rows: rows.map(
      (cells) => new TableRow({ children: cells.map((text) => new TableCell({ children: [new Paragraph(text)] })) }),
    ),
  });
}

const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const NAMESPACES =
  `xmlns:w="${WORD}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" ` +
  'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml" ' +
  'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"';

/** What stands in the parts of a document whose XML is written out. */
export interface RawParts {
  body: string;
  styles?: string;
  numbering?: string;
  /** Other files of the archive by their names. */
  others?: Record<string, string | Uint8Array>;
}

/** A document of these parts, put together by hand. */
export async function makeRawDocx({ body, styles, numbering, others = {} }: RawParts): Promise<Uint8Array> {
  const archive = new JSZip();
  archive.file(
    '[Content_Types].xml',
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
  );
  archive.file('word/document.xml', `<w:document ${NAMESPACES}><w:body>${body}</w:body></w:document>`);
  if (styles !== undefined) archive.file('word/styles.xml', `<w:styles xmlns:w="${WORD}">${styles}</w:styles>`);
  if (numbering !== undefined) {
    archive.file('word/numbering.xml', `<w:numbering xmlns:w="${WORD}">${numbering}</w:numbering>`);
  }
  for (const [name, content] of Object.entries(others)) archive.file(name, content);
  return archive.generateAsync({ type: 'uint8array', compression: 'DEFLATE' });
}

/** A paragraph, with what stands in its properties. */
export function paragraph(text: string, properties = ''): string {
  return `<w:p><w:pPr>${properties}</w:pPr><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
}

/** The properties of a paragraph of a list. */
export function inList(list: number, level: number): string {
  return `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${list}"/></w:numPr>`;
}

/** The level of a list: its form, and how its number is printed. */
export function listLevel(level: number, form: string, text: string, others = ''): string {
  return `<w:lvl w:ilvl="${level}"><w:start w:val="1"/><w:numFmt w:val="${form}"/><w:lvlText w:val="${text}"/>${others}</w:lvl>`;
}
