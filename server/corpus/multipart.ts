/**
 * The parts of a multipart/form-data body (RFC 7578) as they come in: what is held of them is a piece of the network's
 * size, whatever the size of a file.
 */
import { knownError } from '../../corpus/errors.ts';

export interface Part {
  /** Name of the file as it was sent; null for a field that is none. */
  fileName: string | null;
  /** Its bytes. What is not taken of them is passed over when the next part is asked for. */
  content: AsyncIterable<Buffer>;
}

const HEADERS_MAX = 16 * 1024;
const TYPE = /^multipart\/form-data\s*(?:;|$)/iu;
/** RFC 2046: it has 1 to 70 characters. */
const BOUNDARY = /;\s*boundary=(?:"([^"]{1,70})"|([^\s";,]{1,70}))\s*(?:;|$)/iu;
const CRLF = Buffer.from('\r\n');
const BLANK_LINE = Buffer.from('\r\n\r\n');

/** The boundary that a content type names; null for one of another type, or without it. */
export function boundaryOf(contentType: string): string | null {
  const [, quoted, plain] = (TYPE.test(contentType) && BOUNDARY.exec(contentType)) || [];
  return quoted ?? plain ?? null;
}

/**
 * Takes a body apart.
 *
 * @throws KnownError upload_invalid for a body that is none or breaks off.
 */
export async function* readParts(body: AsyncIterable<Uint8Array>, boundary: string): AsyncGenerator<Part> {
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  const scanner = new Scanner(body);
  await drain(scanner.until(delimiter));
  for (;;) {
    const mark = await scanner.take(2);
    if (mark.equals(Buffer.from('--'))) return;
    if (!mark.equals(CRLF)) throw knownError('upload_invalid', '分隔行有误');
    const headers = await collect(scanner.until(BLANK_LINE), HEADERS_MAX);
    const content = scanner.until(delimiter);
    yield { fileName: fileNameOf(headers.toString('utf8')), content };
    await drain(content);
  }
}

class Scanner {
  readonly #pieces: AsyncIterator<Uint8Array>;
  /** The first delimiter may stand at the very beginning, where no line ends before it. */
  #held: Buffer = CRLF;

  constructor(body: AsyncIterable<Uint8Array>) {
    this.#pieces = body[Symbol.asyncIterator]();
  }

  /** Everything up to a delimiter, which is taken too. */
  async *until(delimiter: Buffer): AsyncGenerator<Buffer> {
    for (;;) {
      const at = this.#held.indexOf(delimiter);
      if (at >= 0) {
        const before = this.#held.subarray(0, at);
        this.#held = this.#held.subarray(at + delimiter.length);
        if (before.length > 0) yield before;
        return;
      }
      // The last bytes may be the beginning of the delimiter.
      const sure = this.#held.subarray(0, Math.max(0, this.#held.length - delimiter.length + 1));
      this.#held = this.#held.subarray(sure.length);
      if (sure.length > 0) yield sure;
      await this.#more();
    }
  }

  async take(length: number): Promise<Buffer> {
    while (this.#held.length < length) await this.#more();
    const taken = this.#held.subarray(0, length);
    this.#held = this.#held.subarray(length);
    return taken;
  }

  async #more(): Promise<void> {
    const next: IteratorResult<Uint8Array, unknown> = await this.#pieces.next();
    if (next.done) throw knownError('upload_invalid', '没有发完');
    this.#held = Buffer.concat([this.#held, next.value]);
  }
}

async function drain(content: AsyncIterable<Buffer>): Promise<void> {
  const pieces = content[Symbol.asyncIterator]();
  while (!(await pieces.next()).done);
}

async function collect(content: AsyncIterable<Buffer>, maximum: number): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of content) {
    size += piece.length;
    if (size > maximum) throw knownError('upload_invalid', '一部分的头过长');
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

const DISPOSITION = /^content-disposition\s*:\s*form-data\s*;/iu;
const FILE_NAME = /;\s*filename=(?:"((?:[^"\\]|\\.)*)"|([^\s;"]*))/iu;
/** RFC 8187. A form should not have it (RFC 7578), but some programs write names in Chinese so. */
const ENCODED_FILE_NAME = /;\s*filename\*=utf-8'[^';]*'([^\s;"]*)/iu;

/** Browsers send the name in UTF-8 and write `%22`, `%0D` and `%0A` for what would end it; others escape with `\`. */
function fileNameOf(headers: string): string | null {
  const disposition = headers.split('\r\n').find((line) => DISPOSITION.test(line)) ?? '';
  const encoded = ENCODED_FILE_NAME.exec(disposition)?.[1];
  if (encoded !== undefined) return decodeName(encoded);
  const [, quoted, plain] = FILE_NAME.exec(disposition) ?? [];
  if (quoted === undefined) return plain ?? null;
  return quoted
    .replace(/\\(["\\])/gu, '$1')
    .replace(/%22/gu, '"')
    .replace(/%0D/giu, '\r')
    .replace(/%0A/giu, '\n');
}

function decodeName(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch (thrown) {
    throw Object.assign(knownError('upload_invalid', '文件名的编码有误'), { cause: thrown });
  }
}
