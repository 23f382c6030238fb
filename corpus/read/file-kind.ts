/** What a file is: by its first bytes where these tell, by its name where they do not. */
import { basename, extname } from 'node:path';
import { knownError, type KnownError } from '../errors.ts';

/** Kinds of files that a reader reads. */
export type ReadableKind = 'text' | 'markdown' | 'html' | 'docx' | 'pdf' | 'picture';

/** What the owner of a file is told that no reader reads: what it is, and what to do. */
interface Unreadable {
  what: string;
  remedy: string;
}

/** Kinds of files that are known and not read. */
const UNREADABLE = {
  oldWord: {
    what: '这是旧版 Word 或 WPS 文字文档（.doc、.wps）',
    remedy: '请用 Word 或 WPS 打开，另存为 .docx 后再放入',
  },
  oldOffice: {
    what: '这是旧版 Office 文件（.doc、.xls、.ppt 一类）',
    remedy: '请用 Word 或 WPS 打开，另存为 .docx 或 .pdf 后再放入',
  },
  table: {
    what: '这是电子表格（.xls、.xlsx、.et、.csv）',
    remedy: '请把要查的表格复制到 Word 文档里存为 .docx，或导出为 .pdf 后再放入',
  },
  slides: { what: '这是演示文稿（.ppt、.pptx、.dps）', remedy: '请另存为 .pdf 后再放入' },
  openDocument: { what: '这是 OpenDocument 文档（.odt 一类）', remedy: '请另存为 .docx 或 .pdf 后再放入' },
  richText: { what: '这是 RTF 文档', remedy: '请用 Word 或 WPS 打开，另存为 .docx 后再放入' },
  ofd: { what: '这是 OFD 版式文件', remedy: '请用 OFD 阅读软件打开，导出为 .pdf 后再放入' },
  scholarly: { what: '这是 CAJ 一类的专用格式', remedy: '请用它的阅读软件打开，另存或打印为 .pdf 后再放入' },
  archive: { what: '这是压缩包', remedy: '请解压后把里面的文件放入' },
  webArchive: { what: '这是网页归档文件（.mht）', remedy: '请用浏览器或 Word 打开，另存为 .html 或 .docx 后再放入' },
  book: { what: '这是电子书（.epub 一类）', remedy: '请转换为 .docx 或 .pdf 后再放入' },
  otherPicture: { what: '这种图片格式', remedy: '请另存为 .png 或 .jpg 后再放入' },
  mail: { what: '这是电子邮件', remedy: '请把正文另存为 .txt 或 .docx、附件另存后再放入' },
} as const satisfies Record<string, Unreadable>;

export type UnreadableKind = keyof typeof UNREADABLE;
export type FileKind = ReadableKind | UnreadableKind | 'encrypted' | 'encryptedArchive';

const KIND_BY_ENDING: Readonly<Record<string, FileKind>> = {
  ...endings('text', '.txt'),
  ...endings('markdown', '.md .markdown'),
  ...endings('html', '.html .htm .xhtml'),
  ...endings('docx', '.docx .docm .dotx .dotm'),
  ...endings('pdf', '.pdf'),
  ...endings('picture', '.png .jpg .jpeg .tif .tiff'),
  ...endings('oldWord', '.doc .dot .wps .wpt'),
  ...endings('table', '.xls .xlsx .xlsm .xlsb .et .csv .ods'),
  ...endings('slides', '.ppt .pptx .pps .ppsx .dps .odp'),
  ...endings('openDocument', '.odt .ott'),
  ...endings('richText', '.rtf'),
  ...endings('ofd', '.ofd'),
  ...endings('scholarly', '.caj .kdh .nh .ceb .xps .djvu'),
  ...endings('archive', '.zip .rar .7z .tar .gz .tgz .bz2 .xz'),
  ...endings('webArchive', '.mht .mhtml'),
  ...endings('book', '.epub .mobi .azw3'),
  ...endings('otherPicture', '.bmp .gif .webp .heic .jp2'),
  ...endings('mail', '.eml .msg'),
};

function endings(kind: FileKind, names: string): Record<string, FileKind> {
  return Object.fromEntries(names.split(' ').map((name) => [name, kind]));
}

/** Endings of the names of files that are read. */
export function readableEndings(): string[] {
  const kinds: readonly FileKind[] = ['text', 'markdown', 'html', 'docx', 'pdf', 'picture'] satisfies ReadableKind[];
  return Object.keys(KIND_BY_ENDING).filter((ending) => kinds.includes(KIND_BY_ENDING[ending] as FileKind));
}

/** Files that office programs leave beside an open document, and those that systems hide. */
const LEFT_BEHIND = /^(?:~\$|\.)/u;

/**
 * Whether a file of this name is one for the corpus: one that is read, or one whose owner may expect that it is, and
 * is told why it is not.
 */
export function isDocument(path: string): boolean {
  return !LEFT_BEHIND.test(basename(path)) && kindByName(path) !== null;
}

function kindByName(path: string): FileKind | null {
  return KIND_BY_ENDING[extname(path).toLowerCase()] ?? null;
}

/** What a file is. Its content decides where it tells: a .docx that is a web page by its bytes is read as one. */
export function kindOfFile(path: string, bytes: Uint8Array): FileKind | null {
  const named = kindByName(path);
  // The formats of office programs are archives themselves, but an archive may hold one of them.
  if (named === 'archive') return named;
  return kindByContent(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), named);
}

/** The error that says what a file is that is not read, and what to do. */
export function refusalOf(kind: Exclude<FileKind, ReadableKind>): KnownError {
  if (kind === 'encrypted') return knownError('file_encrypted', '这份 Office 文档');
  if (kind === 'encryptedArchive') return knownError('file_encrypted', '这个文件');
  const { what, remedy } = UNREADABLE[kind];
  return knownError('file_format_unsupported', what, remedy);
}

/** The first bytes of formats that have fixed ones, as characters of Latin-1. */
const SIGNATURES: readonly (readonly [string, FileKind])[] = [
  ['\x89PNG\r\n\x1a\n', 'picture'],
  ['\xff\xd8\xff', 'picture'],
  ['II*\0', 'picture'],
  ['MM\0*', 'picture'],
  ['GIF8', 'otherPicture'],
  ['{\\rtf', 'richText'],
  ['Rar!\x1a', 'archive'],
  ['7z\xbc\xaf\x27\x1c', 'archive'],
  ['\x1f\x8b', 'archive'],
  ['MIME-Version:', 'webArchive'],
];

const OLE_SIGNATURE = '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1';
const ZIP_SIGNATURE = 'PK\x03\x04';

/** A PDF may begin with a few other bytes (ISO 32000-1, annex H.3.4.1). */
const PDF_WITHIN = 1024;

/** Characters at the head of a text in which a page of HTML shows that it is one. */
const SNIFFED = 1024;

function kindByContent(bytes: Buffer, named: FileKind | null): FileKind | null {
  const head = bytes.toString('latin1', 0, PDF_WITHIN);
  const signed = SIGNATURES.find(([signature]) => head.startsWith(signature));
  if (signed) return signed[1];
  if (head.startsWith(OLE_SIGNATURE)) return kindOfOle(bytes);
  if (head.startsWith(ZIP_SIGNATURE)) return kindOfZip(bytes) ?? named;
  if (head.includes('%PDF-') && ((named !== 'text' && named !== 'markdown') || head.startsWith('%PDF-'))) return 'pdf';
  return isPage(bytes) ? 'html' : named;
}

/** The streams by which programs know their files in OLE compound files; names stand there in UTF-16. */
const OLE_STREAMS: readonly (readonly [string, FileKind])[] = [
  ['EncryptedPackage', 'encrypted'],
  ['WordDocument', 'oldWord'],
  ['PowerPoint Document', 'slides'],
  ['Workbook', 'table'],
  ['__substg1.0_', 'mail'],
];

function kindOfOle(bytes: Buffer): FileKind {
  return OLE_STREAMS.find(([name]) => bytes.includes(name, 0, 'utf16le'))?.[1] ?? 'oldOffice';
}

/** Parts by which formats that are archives are known; an archive holds the names of its parts as they are. */
const ZIP_PARTS: readonly (readonly [string, FileKind])[] = [
  ['mimetypeapplication/vnd.oasis.opendocument', 'openDocument'],
  ['mimetypeapplication/epub', 'book'],
  ['OFD.xml', 'ofd'],
  ['xl/workbook', 'table'],
  ['ppt/presentation', 'slides'],
  ['word/', 'docx'],
];

function kindOfZip(bytes: Buffer): FileKind | null {
  return ZIP_PARTS.find(([name]) => bytes.includes(name, 0, 'latin1'))?.[1] ?? null;
}

/** Whether a text opens as a page of HTML does, in whatever encoding. */
function isPage(bytes: Buffer): boolean {
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  const head = bytes.toString('latin1', 0, SNIFFED);
  const text = (isUtf16 ? head.replaceAll('\0', '').slice(2) : head.replace(/^\xef\xbb\xbf/, '')).trimStart();
  return /^(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html)[\s>]/iu.test(text);
}
