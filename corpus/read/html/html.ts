/** Web pages: a line for every paragraph, heading, list item and row of a table. */
import { defaultTreeAdapter, type DefaultTreeAdapterMap, type DefaultTreeAdapterTypes, parse } from 'parse5';
import { decodeText, refuseNoise } from '../../decode.ts';
import { knownError } from '../../errors.ts';
import { type DocumentLine, inMegabytes, type Reader } from '../document.ts';
import { articleLines } from './article-lines.ts';
import { dropUnsaid } from './dropped.ts';
import { linesOfTree } from './lines.ts';
import { dropSurroundings } from './surroundings.ts';
import { readStatements } from './statements.ts';
import { partByline } from './wechat.ts';

/**
 * @throws KnownError file_too_large, file_format_unsupported for bytes that are text in no encoding we read, and
 * file_damaged for markup that unfolds into more than it says.
 */
export const readHtml: Reader = (bytes, limits) => {
  if (bytes.length > limits.textBytes) {
    return Promise.reject(knownError('file_too_large', inMegabytes(bytes.length), inMegabytes(limits.textBytes)));
  }
  return Promise.resolve().then(() => ({ lines: linesOfPage(decodeHtml(bytes)), pages: null, warnings: [] }));
};

/**
 * The lines of a document in HTML, all of which is the document.
 *
 * @throws KnownError file_damaged for markup that unfolds into more than it says.
 */
export function linesOfHtml(html: string): DocumentLine[] {
  const tree = parseGuarded(html);
  dropUnsaid(tree);
  return linesOfTree(tree, html.length).lines;
}

/**
 * The lines of the article of a web page, without what the site puts around it.
 *
 * @throws KnownError file_damaged for markup that unfolds into more than it says.
 */
export function linesOfPage(html: string): DocumentLine[] {
  const tree = parseGuarded(html);
  const statements = readStatements(tree);
  dropUnsaid(tree);
  dropSurroundings(tree);
  partByline(tree);
  return articleLines(linesOfTree(tree, html.length), statements);
}

/** A declaration of an encoding stands within this many bytes (WHATWG HTML, 13.2.3.2). */
const DECLARATION_WITHIN = 1024;

/** Encodings that decodeText tells apart by the bytes themselves, which are right where a declaration is not. */
const TOLD_BY_BYTES = /^(?:utf-?8|gb-?18030|gbk|gb2312|x-gbk|iso-8859-1|windows-1252|us-ascii|utf-16(?:[lb]e)?)$/iu;

function decodeHtml(bytes: Uint8Array): string {
  const head = Buffer.from(bytes.subarray(0, DECLARATION_WITHIN)).toString('latin1').toLowerCase();
  const declared = /(?:charset|encoding)\s*=\s*["']?([\w-]{3,20})/u.exec(head)?.[1];
  if (declared === undefined || TOLD_BY_BYTES.test(declared)) return decodeText(bytes);
  const text = decodeAs(declared, bytes);
  return text === null ? decodeText(bytes) : refuseNoise(text);
}

/** Null for a label that names no encoding. */
function decodeAs(label: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(label).decode(bytes);
  } catch (thrown) {
    if (thrown instanceof RangeError) return null;
    throw thrown;
  }
}

/** Elements that a page has though it does not name them. */
const ELEMENTS_GIVEN = 100;

/**
 * Parses with a bound on what is made of the page: tags that are closed in the wrong order are opened again in every
 * paragraph that follows, so that a few of them grow into a tree far larger than the page.
 */
function parseGuarded(html: string): DefaultTreeAdapterTypes.Document {
  let left = html.length / 2 + ELEMENTS_GIVEN;
  return parse<DefaultTreeAdapterMap>(html, {
    treeAdapter: {
      ...defaultTreeAdapter,
      createElement(...given) {
        if (--left < 0) throw knownError('file_damaged', '网页', '标签交错，无法理清');
        return defaultTreeAdapter.createElement(...given);
      },
    },
  });
}
