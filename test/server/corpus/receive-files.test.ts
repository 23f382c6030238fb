/** Bodies of requests that come in slowly, break off or cannot be written, and what stays of them. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { discard, receiveFiles } from '../../../server/corpus/receive-files.ts';

const LIMIT = 4 * 1024 * 1024;

let folder: string;
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'received-'))));
afterAll(() => rm(folder, { recursive: true }));

const headOf = (name: string): string => `Content-Disposition: form-data; name="files"; filename="${name}"`;
const bodyOf = (...lines: string[]): Buffer => Buffer.from(lines.join('\r\n'));

async function* pieces(bytes: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
}

const receive = (body: AsyncIterable<Uint8Array>, into = folder, limit = LIMIT) =>
  receiveFiles({ contentType: 'multipart/form-data; boundary=x', contentLength: null, body }, into, limit);

describe('the files of a request', () => {
  it('are passed over where their names are refused', async () => {
    const refused = ['--x', headOf('.txt'), '', 'a'.repeat(300_000)];
    const bytes = bodyOf(...refused, '--x', headOf('b.txt'), '', 'b', '--x--');
    const received = await receive(pieces(bytes, 50_000));
    expect(received.map(({ givenName, size, staged }) => [givenName, size, 'folder' in staged])).toEqual([
      ['.txt', 0, false],
      ['b.txt', 1, true],
    ]);
    await discard(received);
    expect(await readdir(folder)).toEqual([]);
  });

  it('are asked of the sender no faster than they are written', async () => {
    const bytes = bodyOf('--x', headOf('a.txt'), '', 'a'.repeat(3_000_000), '--x--');
    let ahead = 0;
    const watched = async function* (): AsyncGenerator<Uint8Array> {
      let sent = 0;
      for await (const piece of pieces(bytes, 50_000)) {
        yield piece;
        sent += piece.length;
        ahead = Math.max(ahead, sent - (await writtenBytes()));
      }
    };
    await discard(await receive(watched()));
    expect(ahead).toBeLessThan(300_000);
  });

  it.each([
    ['in a file', ['--x', headOf('a.txt'), '', 'content']],
    ['after a file', ['--x', headOf('a.txt'), '', 'content', '--x', headOf('b.txt'), '', 'content']],
    ['in a file that is passed over', ['--x', headOf('a.txt'), '', 'content', '--x', headOf('.txt'), '', 'content']],
    ['in a field', ['--x', headOf('a.txt'), '', '', '--x', 'Content-Disposition: form-data; name="a"', '', 'content']],
    ['in a head', ['--x', headOf('a.txt'), '', 'content', '--x', headOf('b.txt')]],
  ])('leave nothing behind where the body ends %s', async (_name, lines) => {
    for (const size of [1, 1_000]) {
      await expect(receive(pieces(bodyOf(...lines), size))).rejects.toMatchObject({ code: 'upload_invalid' });
      expect(await readdir(folder)).toEqual([]);
    }
  });

  it('leave nothing behind where the connection breaks', async () => {
    const breaking = async function* (): AsyncGenerator<Uint8Array> {
      yield* pieces(bodyOf('--x', headOf('a.txt'), '', 'content', '--x', headOf('b.txt'), '', 'content'), 1_000);
      throw new Error('socket hang up');
    };
    await expect(receive(breaking())).rejects.toThrow('socket hang up');
    expect(await readdir(folder)).toEqual([]);
  });

  it('leave nothing behind where they are too large or too many', async () => {
    const large = bodyOf('--x', headOf('a.txt'), '', 'a'.repeat(1_500_000), '--x--');
    await expect(receive(pieces(large, 10_000), folder, 1_048_576)).rejects.toMatchObject({ code: 'upload_too_large' });
    const many = bodyOf(...Array.from({ length: 201 }, () => ['--x', headOf('a.txt'), '', 'a']).flat(), '--x--');
    await expect(receive(pieces(many, 1_000))).rejects.toMatchObject({ code: 'upload_invalid' });
    expect(await readdir(folder)).toEqual([]);
  });

  it('are not waited for where they cannot be written', async () => {
    const stalled = async function* (): AsyncGenerator<Uint8Array> {
      yield* pieces(bodyOf('--x', headOf('a.txt'), '', 'content'), 1_000);
      await new Promise(() => undefined);
    };
    await expect(receive(stalled(), import.meta.filename)).rejects.toMatchObject({ code: 'ENOTDIR' });
  });
});

/** The bytes of the one file that is being received. */
async function writtenBytes(): Promise<number> {
  const [id] = await readdir(folder);
  const [name] = id === undefined ? [] : await readdir(join(folder, id));
  return id === undefined || name === undefined ? 0 : (await readFile(join(folder, id, name))).length;
}
