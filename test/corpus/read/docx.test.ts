/** Word documents: what of one is text, the numbers that Word counts, and what is not unpacked. */
import { FootnoteReferenceRun, Header, HeadingLevel, Paragraph, Textbox, TextRun } from 'docx';
import { Document, Packer } from 'docx';
import { describe, expect, it } from 'vitest';
import { KnownError } from '../../../corpus/errors.ts';
import { type DocumentLine, READ_LIMITS } from '../../../corpus/read/document.ts';
import { readDocx } from '../../../corpus/read/word/docx.ts';
import { inList, listLevel, makeDocx, makeRawDocx, pack, paragraph, type RawParts } from './make-docx.ts';
import { describeReader } from './reader.cases.ts';

describeReader({
  format: 'Word',
  read: readDocx,
  make: makeDocx,
  marks: { headings: true, rows: true, pages: false },
  limits: [[{ unpackedBytes: 1_000 }, 'file_unpacks_too_large']],
  signature: Uint8Array.of(0x50, 0x4b, 0x03, 0x04),
});

async function linesOf(bytes: Uint8Array): Promise<DocumentLine[]> {
  return (await readDocx(bytes, READ_LIMITS)).lines;
}

async function textsOf(parts: RawParts): Promise<string[]> {
  return (await linesOf(await makeRawDocx(parts))).map(({ text }) => text).filter((text) => text !== '');
}

async function refusalOf(bytes: Uint8Array): Promise<KnownError> {
  const thrown: unknown = await readDocx(bytes, READ_LIMITS).catch((reason: unknown) => reason);
  if (!(thrown instanceof KnownError)) throw new Error('not refused');
  return thrown;
}

/** Three levels as official documents have them. */
const OFFICIAL = [
  listLevel(0, 'chineseCountingThousand', '%1、', '<w:suff w:val="nothing"/>'),
  listLevel(1, 'chineseCounting', '（%2）'),
  listLevel(2, 'decimal', '%3.'),
].join('');

describe('the numbers that Word counts', () => {
  const list = (levels: string, nums = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'): string =>
    `<w:abstractNum w:abstractNumId="0">${levels}</w:abstractNum>${nums}`;

  it('stand before the words, and begin again below each higher number', async () => {
    const items: [string, number][] = [
      ['总体要求', 0],
      ['指导思想', 1],
      ['基本原则', 1],
      ['政府引导', 2],
      ['群众参与', 2],
      ['主要任务', 0],
      ['发展产业', 1],
      ['油茶', 2],
    ];
    const body = items.map(([text, level]) => paragraph(text, inList(1, level))).join('');
    expect(await textsOf({ body, numbering: list(OFFICIAL) })).toEqual([
      ...['一、总体要求', '（一）指导思想', '（二）基本原则', '1. 政府引导', '2. 群众参与'],
      ...['二、主要任务', '（一）发展产业', '1. 油茶'],
    ]);
  });

  it.each([
    ['japaneseCounting', '%1、', 21, '二十一、'],
    ['chineseLegalSimplified', '%1、', 3, '叁、'],
    ['ideographTraditional', '%1．', 4, '丁．'],
    ['decimalEnclosedCircle', '%1', 12, '⑫ '],
    ['decimalZero', '第%1条', 7, '第07条 '],
    ['upperLetter', '%1)', 28, 'BB) '],
    ['lowerRoman', '%1.', 14, 'xiv. '],
    ['decimalFullWidth', '%1、', 10, '１０、'],
    ['bullet', '', 2, ''],
    ['none', '', 2, ''],
  ])('may have the form %s', async (form, text, count, number) => {
    const body = Array.from({ length: count }, () => paragraph('事项', inList(1, 0))).join('');
    expect((await textsOf({ body, numbering: list(listLevel(0, form, text)) })).at(-1)).toBe(`${number}事项`);
  });

  it('go on through the lists of one definition, unless one begins anew', async () => {
    const nums =
      '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>' +
      '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>';
    const body = [1, 2, 3, 3, 1].map((number) => paragraph('事', inList(number, 0))).join('');
    const numbering = list(listLevel(0, 'decimal', '%1、'), nums);
    expect(await textsOf({ body, numbering })).toEqual(['1、事', '2、事', '5、事', '6、事', '7、事']);
  });

  it('are written in figures throughout where a level says so', async () => {
    const levels = listLevel(0, 'chineseCounting', '第%1章') + listLevel(1, 'decimal', '%1.%2', '<w:isLgl/>');
    const body = paragraph('总则', inList(1, 0)) + paragraph('目的', inList(1, 1)) + paragraph('依据', inList(1, 1));
    expect(await textsOf({ body, numbering: list(levels) })).toEqual(['第一章 总则', '1.1 目的', '1.2 依据']);
  });

  it('come from the style of a paragraph as well, unless the paragraph has none', async () => {
    const styles =
      '<w:style w:type="paragraph" w:styleId="a1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>' +
      '<w:style w:type="paragraph" w:styleId="a2"><w:name w:val="条"/><w:basedOn w:val="a1"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>';
    const levels =
      listLevel(0, 'chineseCounting', '%1、', '<w:pStyle w:val="a1"/>') +
      listLevel(1, 'decimal', '%2.', '<w:pStyle w:val="a2"/>');
    const style = (id: string, others = ''): string => `<w:pStyle w:val="${id}"/>${others}`;
    const body =
      paragraph('甲', style('a1')) +
      paragraph('乙', style('a2')) +
      paragraph('丙', style('a1', '<w:numPr><w:numId w:val="0"/></w:numPr>')) +
      paragraph('丁', style('a1'));
    const lines = await linesOf(await makeRawDocx({ body, styles, numbering: list(levels) }));
    expect(lines).toEqual([
      { text: '一、甲', heading: 1 },
      { text: '1. 乙' },
      { text: '丙', heading: 1 },
      { text: '二、丁', heading: 1 },
    ]);
  });

  it('do not count what was deleted', async () => {
    const deleted = `<w:p><w:pPr>${inList(1, 0)}<w:rPr><w:del/></w:rPr></w:pPr><w:del><w:r><w:delText>删</w:delText></w:r></w:del></w:p>`;
    const body = paragraph('甲', inList(1, 0)) + deleted + paragraph('乙', inList(1, 0));
    expect(await textsOf({ body, numbering: list(OFFICIAL) })).toEqual(['一、甲', '二、乙']);
  });
});

describe('the headings of a Word document', () => {
  const styles =
    '<w:style w:type="paragraph" w:styleId="t"><w:name w:val="Title"/></w:style>' +
    '<w:style w:type="paragraph" w:styleId="h2"><w:name w:val="标题 2"/></w:style>' +
    '<w:style w:type="paragraph" w:styleId="own"><w:name w:val="章标题"/><w:basedOn w:val="h2"/></w:style>' +
    '<w:style w:type="paragraph" w:styleId="toc"><w:name w:val="toc 1"/></w:style>';
  const styled = (text: string, id: string): string => paragraph(text, `<w:pStyle w:val="${id}"/>`);

  it('are known by their style, the one it is based on, or their outline', async () => {
    const outlined = paragraph('丙', '<w:outlineLvl w:val="2"/>');
    const body = styled('甲', 'h2') + styled('乙', 'own') + outlined + paragraph('丁');
    expect((await linesOf(await makeRawDocx({ body, styles }))).map(({ heading }) => heading)).toEqual([
      2,
      2,
      3,
      undefined,
    ]);
  });

  it('stand below the title, if there is one', async () => {
    const lines = await linesOf(await makeRawDocx({ body: styled('题', 't') + styled('甲', 'h2'), styles }));
    expect(lines).toEqual([
      { text: '题', heading: 1 },
      { text: '甲', heading: 3 },
    ]);
  });

  it('are no whole paragraphs, and no cells', async () => {
    const cell = `<w:tc>${styled('县', 'h2')}</w:tc><w:tc>${styled('数', 'h2')}</w:tc>`;
    const body = `${styled('长'.repeat(100), 'h2')}<w:tbl><w:tr>${cell}</w:tr></w:tbl>`;
    expect((await linesOf(await makeRawDocx({ body, styles }))).map(({ heading }) => heading)).toEqual([
      undefined,
      undefined,
    ]);
  });

  it('are not read a second time from the table of contents', async () => {
    expect(await textsOf({ body: styled('甲……1', 'toc') + styled('甲', 'h2'), styles })).toEqual(['甲']);
  });
});

describe('the words of a Word document', () => {
  it('are those inserted, not those deleted, moved away or hidden', async () => {
    const run = (text: string, properties = ''): string => `<w:r><w:rPr>${properties}</w:rPr><w:t>${text}</w:t></w:r>`;
    const body =
      `<w:p>${run('留')}<w:ins>${run('增')}</w:ins><w:del><w:r><w:delText>删</w:delText></w:r></w:del>` +
      `<w:moveFrom>${run('移')}</w:moveFrom>${run('藏', '<w:vanish/>')}<w:moveTo>${run('来')}</w:moveTo></w:p>`;
    expect(await textsOf({ body })).toEqual(['留增来']);
  });

  it('are those of fields, ruby and formulas too', async () => {
    const run = '<w:r><w:t>字</w:t></w:r>';
    const body =
      `<w:p><w:fldSimple w:instr="DATE">${run}</w:fldSimple>` +
      `<w:r><w:ruby><w:rt><w:r><w:t>zi</w:t></w:r></w:rt><w:rubyBase>${run}</w:rubyBase></w:ruby></w:r>` +
      '<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath></w:p>';
    expect(await textsOf({ body })).toEqual(['字字x+1']);
  });

  it('are those of text boxes, once, wherever these are kept', async () => {
    const box = `<w:txbxContent>${paragraph('框')}</w:txbxContent>`;
    const older = `<w:pict><v:shape><v:textbox>${box}</v:textbox></v:shape></w:pict>`;
    const newer = `<w:drawing><wps:wsp><wps:txbx>${box}</wps:txbx></wps:wsp></w:drawing>`;
    const both = `<mc:AlternateContent><mc:Choice Requires="wps">${newer}</mc:Choice><mc:Fallback>${older}</mc:Fallback></mc:AlternateContent>`;
    const one = `<mc:AlternateContent><mc:Choice Requires="wps">${newer}</mc:Choice></mc:AlternateContent>`;
    for (const held of [older, newer, both, one]) {
      expect(await textsOf({ body: `<w:p><w:r><w:t>外</w:t></w:r><w:r>${held}</w:r></w:p>` })).toEqual(['外', '框']);
    }
  });

  it('have their notes at the end, and nothing of the heads and feet of pages', async () => {
    const document = new Document({
      footnotes: { 1: { children: [new Paragraph('注文。')] } },
      sections: [
        {
          headers: { default: new Header({ children: [new Paragraph('页眉')] }) },
          children: [
            new Paragraph({ children: [new TextRun('正文'), new FootnoteReferenceRun(1), new TextRun('。')] }),
            new Paragraph('末段。'),
          ],
        },
      ],
    });
    const lines = await linesOf(await Packer.toBuffer(document));
    expect(lines.map(({ text }) => text)).toEqual(['正文[1]。', '末段。', '[1] 注文。']);
  });

  it('keep the tabs between them, but not those that set off a number, nor any in a cell', async () => {
    const written = (words: string): string =>
      `<w:r>${words
        .split('\t')
        .map((part) => `<w:t xml:space="preserve">${part}</w:t>`)
        .join('<w:tab/>')}</w:r>`;
    const lines = ['\t\t某县扶贫办\t\t2020年5月25日\t', '1.\t建好\t基地', '\t'];
    const expected = ['某县扶贫办\t\t2020年5月25日', '1. 建好\t基地'];
    const cell = `<w:tbl><w:tr>${'<w:tc><w:p><w:r><w:t>甲\t乙</w:t></w:r></w:p></w:tc>'.repeat(2)}</w:tr></w:tbl>`;
    const stops = '<w:pPr><w:tabs><w:tab w:val="right" w:pos="8000"/></w:tabs></w:pPr>';
    for (const runOf of [written, (words: string) => `<w:r><w:t xml:space="preserve">${words}</w:t></w:r>`]) {
      const body = lines.map((line) => `<w:p>${stops}${runOf(line)}</w:p>`).join('');
      expect(await textsOf({ body: body + cell })).toEqual([...expected, '甲 乙 | 甲 乙']);
    }
  });

  it('are those of text boxes as a program writes them', async () => {
    const box = new Textbox({ children: [new Paragraph('框里')], style: { width: '200pt' } });
    const lines = await linesOf(await pack([new Paragraph('框外'), box as unknown as Paragraph]));
    expect(lines.map(({ text }) => text).filter((text) => text !== '')).toEqual(['框外', '框里']);
  });

  it('are set apart by a blank line where a paragraph is empty', async () => {
    const bytes = await pack([
      new Paragraph({ text: '题', heading: HeadingLevel.TITLE }),
      new Paragraph(''),
      new Paragraph('文。'),
    ]);
    expect(await linesOf(bytes)).toEqual([{ text: '题', heading: 1 }, { text: '' }, { text: '文。' }]);
  });
});

describe('an archive that is no honest document', () => {
  it('is refused when it would unpack to too much', async () => {
    const others = { 'word/media/large.bin': new Uint8Array(5_000_000) };
    const bytes = await makeRawDocx({ body: paragraph('文'), others });
    expect(bytes.length).toBeLessThan(20_000);
    const thrown: unknown = await readDocx(bytes, { ...READ_LIMITS, unpackedBytes: 1_000_000 }).catch(
      (reason: unknown) => reason,
    );
    expect(thrown).toMatchObject({ code: 'file_unpacks_too_large' });
  });

  it('is refused when it says that it unpacks to less than it does', async () => {
    const bytes = await makeRawDocx({ body: paragraph('长'.repeat(100_000)) });
    // The sizes stand in the local head of each file and in the central directory, 4 bytes after the packed size.
    const lying = Buffer.from(bytes);
    const directory = lying.indexOf('PK\x01\x02', 0, 'latin1');
    for (let at = directory; at >= 0; at = lying.indexOf('PK\x01\x02', at + 4, 'latin1'))
      lying.writeUInt32LE(10, at + 24);
    expect((await refusalOf(lying)).code).toBe('file_damaged');
  });

  it('is refused when it has too many parts', async () => {
    const others = Object.fromEntries(Array.from({ length: 10_001 }, (_, index) => [`x/${index}`, '']));
    expect((await refusalOf(await makeRawDocx({ body: paragraph('文'), others }))).code).toBe('file_unpacks_too_large');
  });

  it('is refused when its XML defines entities', async () => {
    const bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><w:styles/>';
    const bytes = await makeRawDocx({ body: paragraph('文'), others: { 'word/styles.xml': bomb } });
    expect((await refusalOf(bytes)).message).toMatch(/实体/u);
  });

  it('is refused when its XML is not well formed, or nests without end', async () => {
    expect((await refusalOf(await makeRawDocx({ body: '<w:p><w:r></w:p>' }))).code).toBe('file_damaged');
    const nested = '<w:sdt><w:sdtContent>'.repeat(50_000) + '</w:sdtContent></w:sdt>'.repeat(50_000);
    expect((await refusalOf(await makeRawDocx({ body: nested }))).code).toBe('file_damaged');
  });

  it('is refused when there is no body in it', async () => {
    expect((await refusalOf(await makeRawDocx({ body: '' }).then(withoutBody))).message).toMatch(/正文/u);
  });
});

/** The archive with its body under a name that nothing leads to. */
function withoutBody(bytes: Uint8Array): Uint8Array {
  return Buffer.from(
    Buffer.from(bytes).toString('latin1').replaceAll('word/document.xml', 'word/elsewhere.xm'),
    'latin1',
  );
}
