/**
 * An export as a Word document. The library is large, so whoever calls this file loads it only then.
 */
import {
  AlignmentType,
  Document,
  FootnoteReferenceRun,
  LevelFormat,
  Packer,
  PageNumber,
  Footer,
  Paragraph,
  TextRun,
  type IParagraphOptions,
} from 'docx';
import type { ExportBlock, ExportDocument } from './export-document.ts';

// Fonts that Word and WPS have on every office machine; sizes in half points, lengths in twentieths of a point.
const BODY_FONT = { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: '宋体' };
const HEADING_FONT = { ascii: 'Arial', hAnsi: 'Arial', eastAsia: '黑体' };
const SIZE = { title: 36, heading: 28, body: 24, note: 18 };
const INDENT = 480;
const PAGE = { size: { width: 11906, height: 16838 }, margin: { top: 1440, right: 1800, bottom: 1440, left: 1800 } };
const NUMBERS = 'numbers';

export function writeDocx({ title, notes, sections }: ExportDocument): Promise<Blob> {
  return Packer.toBlob(
    new Document({
      title,
      creator: '简报问答',
      styles: {
        default: {
          document: {
            run: { font: BODY_FONT, size: SIZE.body, language: { value: 'en-US', eastAsia: 'zh-CN' } },
            paragraph: { spacing: { line: 360, after: 120 } },
          },
          title: {
            run: { font: HEADING_FONT, size: SIZE.title },
            paragraph: { alignment: AlignmentType.CENTER, spacing: { after: 240 } },
          },
          heading1: {
            run: { font: HEADING_FONT, size: SIZE.heading, color: '000000' },
            paragraph: { keepNext: true, spacing: { before: 360, after: 160 } },
          },
          footnoteText: { run: { size: SIZE.note }, paragraph: { spacing: { line: 240, after: 0 } } },
        },
        paragraphStyles: [
          { id: 'Quote', name: 'Quote', basedOn: 'Normal', quickFormat: true, paragraph: { indent: { left: INDENT } } },
          {
            id: 'Notes',
            name: '说明',
            basedOn: 'Normal',
            run: { size: SIZE.note },
            paragraph: { spacing: { after: 0 } },
          },
        ],
      },
      numbering: {
        config: [
          {
            reference: NUMBERS,
            levels: [
              {
                level: 0,
                format: LevelFormat.DECIMAL,
                text: '%1.',
                style: { paragraph: { indent: { left: INDENT, hanging: INDENT } } },
              },
            ],
          },
        ],
      },
      sections: [
        {
          properties: { page: PAGE },
          footers: { default: makeFooter() },
          children: [
            new Paragraph({ style: 'Title', children: [makeRun(title)] }),
            ...notes.map((note) => new Paragraph({ style: 'Notes', children: [makeRun(note)] })),
            ...sections.flatMap(({ heading, blocks }, section) => [
              new Paragraph({ style: 'Heading1', children: [makeRun(heading)] }),
              ...blocks.flatMap((block) => makeParagraphs(block, section)),
            ]),
          ],
        },
      ],
    }),
  );
}

/** One paragraph for each line of the text; the footnote stands at the end of the last. */
function makeParagraphs(block: ExportBlock, section: number): Paragraph[] {
  const lines = block.text.split('\n');
  return lines.map((line, index) => {
    const footnote = index === lines.length - 1 && block.citation !== null ? [makeFootnote(block.citation)] : [];
    return new Paragraph({ ...shapeOf(block, section, index), children: [makeRun(line), ...footnote] });
  });
}

function shapeOf(block: ExportBlock, section: number, line: number): IParagraphOptions {
  if (block.kind === 'paragraph') return {};
  if (block.kind === 'quote') return { style: 'Quote' };
  if (block.number === null || line > 0) return { indent: { left: INDENT } };
  // Each section counts from one again.
  return { numbering: { reference: NUMBERS, level: 0, instance: section } };
}

function makeFootnote(citation: string): FootnoteReferenceRun {
  return new FootnoteReferenceRun({
    children: [new Paragraph({ style: 'FootnoteText', children: [makeRun(` ${citation}`)] })],
  });
}

function makeFooter(): Footer {
  return new Footer({
    children: [
      new Paragraph({ alignment: AlignmentType.CENTER, children: [new TextRun({ children: [PageNumber.CURRENT] })] }),
    ],
  });
}

function makeRun(text: string): TextRun {
  return new TextRun({
    // A character that XML cannot hold would make the file unreadable.
    // eslint-disable-next-line no-control-regex
    text: text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, ''),
    // Else Word sets “ ” and — in the Latin font, half as wide.
    font: { hint: 'eastAsia' },
  });
}
