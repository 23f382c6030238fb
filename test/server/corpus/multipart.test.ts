import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boundaryOf, readParts } from '../../../server/corpus/multipart.ts';

type Given = { fileName: string; content: Buffer };

/** What a browser sends, cut into pieces of a size. */
async function send(parts: readonly Given[]): Promise<{ boundary: string; bytes: Buffer }> {
  const form = new FormData();
  for (const { fileName, content } of parts) form.append('files', new File([new Uint8Array(content)], fileName));
  const response = new Response(form);
  const boundary = boundaryOf(response.headers.get('content-type') ?? '') ?? '';
  return { boundary, bytes: Buffer.from(await response.arrayBuffer()) };
}

async function* pieces(bytes: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
}

async function receive(
  bytes: Buffer,
  boundary: string,
  size = 7,
): Promise<{ fileName: string | null; text: string }[]> {
  const received: { fileName: string | null; text: string }[] = [];
  for await (const { fileName, content } of readParts(pieces(bytes, size), boundary)) {
    const taken: Buffer[] = [];
    for await (const piece of content) taken.push(piece);
    received.push({ fileName, text: Buffer.concat(taken).toString('latin1') });
  }
  return received;
}

const body = (...lines: string[]): Buffer => Buffer.from(lines.join('\r\n'));
const HEAD = 'Content-Disposition: form-data; name="files"; filename="a.txt"';
const ENCODED_HEAD = `Content-Disposition: form-data; name="files"; filename*=UTF-8''%E5%85.txt`;

describe('the parts of a body', () => {
  it('are what was sent, in whatever pieces it comes', async () => {
    const contents = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.constantFrom('\r\n', '\r\n--', '\r\n\r\n', '--', '-\r\n-').map((text) => Buffer.from(text)),
    );
    const given = fc.record({ fileName: fc.constantFrom('a.txt', '通知 “一”.docx', 'a"b.txt'), content: contents });
    await fc.assert(
      fc.asyncProperty(
        fc.array(given, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 1, max: 90 }),
        async (all, size) => {
          const parts = all.map(({ fileName, content }) => ({ fileName, content: Buffer.from(content) }));
          const { boundary, bytes } = await send(parts);
          const expected = parts.map(({ fileName, content }) => ({ fileName, text: content.toString('latin1') }));
          expect(await receive(bytes, boundary, size)).toEqual(expected);
        },
      ),
      { numRuns: 200, seed: 1 },
    );
  });

  it('are passed over where nobody takes them', async () => {
    const { boundary, bytes } = await send([
      { fileName: 'a.txt', content: Buffer.alloc(10_000) },
      { fileName: 'b.txt', content: Buffer.from('b') },
    ]);
    const names: (string | null)[] = [];
    for await (const { fileName } of readParts(pieces(bytes, 100), boundary)) names.push(fileName);
    expect(names).toEqual(['a.txt', 'b.txt']);
  });

  it('may stand after words that nobody reads, and before others', async () => {
    const bytes = body('preamble', '--x', HEAD, '', 'content', '--x--', 'epilogue');
    expect(await receive(bytes, 'x')).toEqual([{ fileName: 'a.txt', text: 'content' }]);
  });

  it('have no file name where they are a field', async () => {
    const bytes = body('--x', 'Content-Disposition: form-data; name="replace"', '', 'true', '--x--');
    expect(await receive(bytes, 'x')).toEqual([{ fileName: null, text: 'true' }]);
  });

  it.each([
    ['filename="a\\"b.txt"', 'a"b.txt'],
    ['filename="a%22b.txt"', 'a"b.txt'],
    ['filename="C:\\\\a.txt"', 'C:\\a.txt'],
    ['filename="C:\\公文\\a.txt"', 'C:\\公文\\a.txt'],
    ['filename=a.txt', 'a.txt'],
    ["filename*=UTF-8''%E5%85%AC%E6%96%87.txt", '公文.txt'],
    ['filename="__.txt"; filename*=utf-8\'zh\'%E5%85%AC%E6%96%87.txt', '公文.txt'],
    ['filename=""', ''],
  ])('have the name of %s', async (written, name) => {
    const bytes = body('--x', `Content-Disposition: form-data; name="files"; ${written}`, '', '', '--x--');
    expect((await receive(bytes, 'x'))[0]?.fileName).toBe(name);
  });

  it.each([
    ['nothing', ''],
    ['no boundary', 'text'],
    ['no end', body('--x', HEAD, '', 'content').toString()],
    ['a head that does not end', body('--x', HEAD).toString()],
    ['an end of the line that is none', body('--x', HEAD, '', 'content', '--xy--').toString()],
    ['a name that is not in the code it tells', body('--x', ENCODED_HEAD, '', 'content', '--x--').toString()],
    ['a head without end', body('--x', 'A: b\r\n'.repeat(5_000), '', 'content', '--x--').toString()],
  ])('are refused of a body with %s', async (_name, text) => {
    await expect(receive(Buffer.from(text), 'x', 1_000)).rejects.toMatchObject({ code: 'upload_invalid' });
  });
});

describe('the boundary of a content type', () => {
  it.each([
    ['multipart/form-data; boundary=abc', 'abc'],
    ['multipart/form-data; charset=utf-8; boundary="a b"', 'a b'],
    ['Multipart/Form-Data;boundary=abc', 'abc'],
    ['multipart/form-data', null],
    ['multipart/form-data; boundary=', null],
    [`multipart/form-data; boundary=${'a'.repeat(71)}`, null],
    ['multipart/mixed; boundary=abc', null],
    ['application/json', null],
    ['', null],
  ])('%j is %j', (type, boundary) => {
    expect(boundaryOf(type)).toBe(boundary);
  });
});
