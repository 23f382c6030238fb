/** Word documents (.docx, .docm; macros are not run): mammoth makes a page of them, which is read like any other. */
import mammoth from 'mammoth';
import { KnownError, knownError } from '../../errors.ts';
import type { Reader } from '../document.ts';
import { type Parts, unpackParts } from './archive.ts';
import { DROPPED_STYLE, HEADING_STYLE, rewriteBody } from './body.ts';
import { readNumbering } from './numbering.ts';
import { findParts } from './parts.ts';
import { readStyles } from './styles.ts';
import { restoreTabs } from './tabs.ts';
import { linesOfHtml } from '../html/html.ts';

/**
 * @throws KnownError file_damaged, file_encrypted, file_unpacks_too_large.
 */
export const readDocx: Reader = async (bytes, limits) => {
  const parts = await unpackParts(bytes, limits);
  try {
    const { html, pictures } = await makePage(parts);
    const warnings = pictures > 0 ? [`文档里有 ${pictures} 幅图片，图片里的文字没有读取。`] : [];
    const lines = linesOfHtml(markNotes(html)).map((line) => ({
      ...line,
      text: restoreTabs(line.text),
    }));
    return { lines, pages: null, warnings };
  } catch (thrown) {
    if (thrown instanceof KnownError) throw thrown;
    throw Object.assign(damaged('内容不合规范'), { cause: thrown });
  }
};

function damaged(problem: string): KnownError {
  return knownError('file_damaged', 'Word 文档', problem);
}

const STYLE_MAP = [
  ...[1, 2, 3, 4, 5, 6].map((level) => `p.${HEADING_STYLE}${level} => h${level}:fresh`),
  `p.${DROPPED_STYLE} => !`,
  `r.${DROPPED_STYLE} => !`,
];

async function makePage(parts: Parts): Promise<{ html: string; pictures: number }> {
  const names = findParts(parts);
  if (!names) throw damaged('找不到正文');
  const partOf = (name: string | null): string | undefined => (name === null ? undefined : parts.get(name));
  const styles = readStyles(partOf(names.styles));
  const numbering = readNumbering(partOf(names.numbering), styles);
  const body = rewriteBody(partOf(names.body) ?? '', styles, numbering);
  const rewritten = new Map(parts).set(names.body, body);
  // The numbers of its lists are in the text.
  if (names.numbering !== null) rewritten.delete(names.numbering);
  let pictures = 0;
  const convertImage = mammoth.images.imgElement(() => {
    pictures++;
    return Promise.resolve({ src: '' });
  });
  const { value } = await mammoth.convertToHtml(openParts(rewritten), {
    styleMap: STYLE_MAP,
    includeDefaultStyleMap: false,
    includeEmbeddedStyleMap: false,
    ignoreEmptyParagraphs: false,
    externalFileAccess: false,
    convertImage,
  });
  return { html: value, pictures };
}

/** Parts that are unpacked, as mammoth asks an archive for them (mammoth/lib/unzip.js), so that it unpacks nothing. */
function openParts(parts: Parts): { buffer: Buffer } {
  const file = {
    exists: (name: string) => parts.has(name),
    read: (name: string, encoding?: string) =>
      Promise.resolve(encoding ? (parts.get(name) ?? '') : Buffer.from(parts.get(name) ?? '')),
  };
  return { file } as unknown as { buffer: Buffer };
}

/** Notes are called by the marks that stand for them in the text; mammoth numbers them and links them back. */
function markNotes(html: string): string {
  let note = 0;
  return html
    .replace(/<ol>(?=<li id="(?:foot|end)note-)/gu, '<ul>')
    .replace(/<li id="(?:foot|end)note-[^"]*"><p>/gu, () => `<li><p>[${++note}] `)
    .replace(/<a href="#(?:foot|end)note-ref-[^"]*">↑<\/a>/gu, '');
}
