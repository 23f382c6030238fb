/** Which reader reads a file, and what the owner of a file is told that none reads. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import JSZip from 'jszip';
import { PDFDocument } from 'pdf-lib';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { KnownError, messageOf } from '../../../corpus/errors.ts';
import { READ_LIMITS } from '../../../corpus/read/document.ts';
import { kindOfFile } from '../../../corpus/read/file-kind.ts';
import { isDocument, readDocument } from '../../../corpus/read/read-document.ts';
import { makeDocx } from './make-docx.ts';
import { noise } from './reader.cases.ts';

const WORDS = '全县种植油茶 1.2 万亩。';

const text = (words: string): Uint8Array => new TextEncoder().encode(words);
const page = text(`<!DOCTYPE html>\n<html><body><p>${WORDS}</p></body></html>`);
const docx = makeDocx([{ kind: 'paragraph', text: WORDS }]);

/** The head of a compound file with these streams. */
function compoundFile(...streams: string[]): Uint8Array {
  const head = Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1);
  return Buffer.concat([head, new Uint8Array(1_000), ...streams.map((name) => Buffer.from(name, 'utf16le'))]);
}

function archive(...names: string[]): Promise<Uint8Array> {
  const zip = new JSZip();
  for (const name of names) zip.file(name, 'x');
  return zip.generateAsync({ type: 'uint8array' });
}

async function textsOf(path: string, bytes: Uint8Array): Promise<string[]> {
  return (await readDocument(path, bytes, READ_LIMITS)).lines.map((line) => line.text);
}

async function refusalOf(path: string, bytes: Uint8Array): Promise<KnownError> {
  const thrown: unknown = await readDocument(path, bytes, READ_LIMITS).then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(thrown instanceof KnownError)) throw new Error(`not refused: ${messageOf(thrown)}`);
  return thrown;
}

describe('a file', () => {
  it('is read by what its name says', async () => {
    expect(await textsOf('文件夹/a.TXT', text(WORDS))).toEqual([WORDS]);
    expect(await textsOf('a.markdown', text(`# ${WORDS}`))).toEqual([`# ${WORDS}`]);
    expect(await textsOf('a.htm', text(`<p>${WORDS}`))).toEqual([WORDS]);
    expect(await textsOf('a.docx', await docx)).toEqual([WORDS]);
    expect(await textsOf('a.docm', await docx)).toEqual([WORDS]);
  });

  it('is read by what it is where its name says something else', async () => {
    for (const name of ['a.docx', 'a.doc', 'a.txt', 'a.wps']) expect(await textsOf(name, page)).toEqual([WORDS]);
    for (const name of ['a.doc', 'a.txt', 'a.pdf', 'a.html']) expect(await textsOf(name, await docx)).toEqual([WORDS]);
    const utf16 = Buffer.from(`\ufeff<html><p>${WORDS}</p></html>`, 'utf16le');
    expect(await textsOf('a.doc', utf16)).toEqual([WORDS]);
    const pdf = await (await PDFDocument.create()).save();
    const picture = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'white' } })
      .png()
      .toBuffer();
    expect(kindOfFile('a.txt', pdf)).toBe('pdf');
    expect(kindOfFile('a.docx', Buffer.concat([Buffer.from('\r\n'), pdf]))).toBe('pdf');
    expect(kindOfFile('a.pdf', picture)).toBe('picture');
  });

  it('is text where it only speaks of other formats', async () => {
    for (const words of [
      '<p>标签</p>',
      '<html5> 是一种格式',
      '文件以 %PDF-1.7 开头',
      'PK 是压缩包的开头',
      'RTF {\\rtf1',
    ]) {
      expect(await textsOf('a.txt', text(words))).toEqual([words]);
    }
  });

  it('is refused when it is empty, or larger than any may be', async () => {
    for (const name of ['a.txt', 'a.html', 'a.docx', 'a.pdf', 'a.png']) {
      expect((await refusalOf(name, new Uint8Array())).code).toBe('file_empty');
    }
    await expect(readDocument('a.txt', text(WORDS), { ...READ_LIMITS, bytes: 10 })).rejects.toMatchObject({
      code: 'file_too_large',
    });
  });

  it.each([
    ['an old Word document', 'a.doc', compoundFile('WordDocument'), 'file_format_unsupported', /\.doc.*另存为 \.docx/u],
    ['one named as a new one', 'a.docx', compoundFile('WordDocument'), 'file_format_unsupported', /旧版.*\.docx/u],
    ['an old table', 'a.xls', compoundFile('Workbook'), 'file_format_unsupported', /电子表格/u],
    ['old slides', 'a.ppt', compoundFile('PowerPoint Document'), 'file_format_unsupported', /演示文稿.*\.pdf/u],
    ['another compound file', 'a.doc', compoundFile(), 'file_format_unsupported', /Word 或 WPS/u],
    ['an encrypted document', 'a.docx', compoundFile('EncryptedPackage'), 'file_encrypted', /密码/u],
    ['a document of WPS', 'a.wps', text('不明'), 'file_format_unsupported', /WPS.*\.docx/u],
    ['rich text', 'a.doc', text('{\\rtf1 x}'), 'file_format_unsupported', /RTF.*\.docx/u],
    ['a web archive', 'a.doc', text('MIME-Version: 1.0\r\n'), 'file_format_unsupported', /\.mht/u],
    ['a GIF', 'a.png', text('GIF89a'), 'file_format_unsupported', /\.png/u],
    ['an archive of RAR', 'a.rar', text('Rar!\x1a'), 'file_format_unsupported', /解压/u],
    ['no Word document at all', 'a.docx', noise(500), 'file_damaged', /Word/u],
    ['no format that anybody knows', 'a.xyz', noise(500), 'file_format_unsupported', /另存为/u],
  ] as const)('is refused with what to do when it is %s', async (_, path, bytes, code, message) => {
    const refusal = await refusalOf(path, bytes);
    expect(refusal.code).toBe(code);
    expect(refusal.message).toMatch(message);
  });

  it('is refused with what to do when it is an archive that is no document', async () => {
    const messageFor = async (path: string, ...names: string[]): Promise<string> =>
      (await refusalOf(path, await archive(...names))).message;
    expect(await messageFor('a.xlsx', 'xl/workbook.xml')).toMatch(/电子表格/u);
    expect(await messageFor('a.docx', 'ppt/presentation.xml')).toMatch(/演示文稿/u);
    expect(await messageFor('a.ofd', 'OFD.xml')).toMatch(/OFD.*\.pdf/u);
    expect(await messageFor('a.docx', 'any.bin')).toMatch(/损坏|不合格式/u);
    expect(await messageFor('a.zip', 'word/document.xml')).toMatch(/解压/u);
    expect(await messageFor('a.odt', 'content.xml')).toMatch(/OpenDocument/u);
  });
});

describe('a file of the corpus', () => {
  it('is one that is read, or one whose owner is to learn why it is not', () => {
    for (const name of [
      'a.txt',
      '甲/b.DOCX',
      'a.pdf',
      'a.tiff',
      'a.jpeg',
      'a.doc',
      'a.wps',
      'a.xlsx',
      'a.ofd',
      'a.zip',
    ]) {
      expect(isDocument(name), name).toBe(true);
    }
  });

  it('is none that programs and systems leave there', () => {
    for (const name of [
      '甲/~$工作报告.docx',
      '.DS_Store',
      '.a.txt',
      'Thumbs.db',
      'desktop.ini',
      'a.exe',
      'a.json',
      'README',
      'a.docx.tmp',
    ]) {
      expect(isDocument(name), name).toBe(false);
    }
  });

  it('loads no engine that it does not need', () => {
    const source = readFileSync(join(import.meta.dirname, '../../../corpus/read/read-document.ts'), 'utf8');
    expect(source).not.toMatch(/^import .*(?:pdf|picture|docx|html)\.ts/mu);
  });
});
