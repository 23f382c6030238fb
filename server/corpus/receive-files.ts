/** A request with files → files in a folder of their own, written as they come in. */
import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { KnownError, knownError } from '../../corpus/errors.ts';
import { inMegabytes } from '../../corpus/read/document.ts';
import { safeFileName } from './file-names.ts';
import { boundaryOf, type Part, readParts } from './multipart.ts';

/** A file that came in. */
export interface ReceivedFile {
  id: string;
  /** As it was sent. */
  givenName: string;
  size: number;
  /** Where it lies under its safe name, alone in its folder; or why its name cannot be used. */
  staged: { folder: string; name: string } | { refusal: KnownError };
}

export interface SentFiles {
  contentType: string;
  /** Bytes as announced; null where nothing is. */
  contentLength: number | null;
  body: AsyncIterable<Uint8Array> | null;
}

const FILES_MAX = 200;

/** Names are told back; nobody needs more of one that is no name. */
const GIVEN_NAME_MAX = 300;

/**
 * Writes the files of a request below a folder. Of a request that fails nothing stays.
 *
 * @throws KnownError upload_type_unsupported, upload_too_large, upload_invalid.
 */
export async function receiveFiles(
  { contentType, contentLength, body }: SentFiles,
  stagingFolder: string,
  limitBytes: number,
): Promise<ReceivedFile[]> {
  const boundary = boundaryOf(contentType);
  if (boundary === null) throw knownError('upload_type_unsupported', contentType.slice(0, 100) || '未给出');
  const limit = inMegabytes(limitBytes);
  if ((contentLength ?? 0) > limitBytes) throw knownError('upload_too_large', limit);
  if (!body) throw knownError('upload_invalid', '没有内容');
  const received: ReceivedFile[] = [];
  try {
    for await (const part of readParts(limited(body, limitBytes), boundary)) {
      if (part.fileName === null || part.fileName === '') continue;
      if (received.length === FILES_MAX) throw knownError('upload_invalid', `一次最多 ${FILES_MAX} 个文件`);
      received.push(await receiveFile(part.fileName, part, stagingFolder));
    }
    if (received.length === 0) throw knownError('upload_invalid', '其中没有文件');
    return received;
  } catch (thrown) {
    await discard(received);
    throw thrown;
  }
}

/** Removes what came in. */
export async function discard(received: readonly ReceivedFile[]): Promise<void> {
  for (const { staged } of received) {
    if ('folder' in staged) await rm(staged.folder, { recursive: true, force: true });
  }
}

async function receiveFile(givenName: string, { content }: Part, stagingFolder: string): Promise<ReceivedFile> {
  const id = randomUUID();
  const named = { id, givenName: givenName.slice(0, GIVEN_NAME_MAX) };
  let name: string;
  try {
    name = safeFileName(givenName);
  } catch (thrown) {
    if (!(thrown instanceof KnownError)) throw thrown;
    return { ...named, size: 0, staged: { refusal: thrown } };
  }
  const folder = join(stagingFolder, id);
  await mkdir(folder, { recursive: true });
  let size = 0;
  const counted = async function* (): AsyncGenerator<Buffer> {
    for await (const piece of content) {
      size += piece.length;
      yield piece;
    }
  };
  try {
    await pipeline(counted, createWriteStream(join(folder, name)));
  } catch (thrown) {
    await rm(folder, { recursive: true, force: true });
    throw thrown;
  }
  return { ...named, size, staged: { folder, name } };
}

/** A body without its length announced is stopped where it goes over the limit. */
async function* limited(body: AsyncIterable<Uint8Array>, limitBytes: number): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const piece of body) {
    size += piece.length;
    if (size > limitBytes) throw knownError('upload_too_large', inMegabytes(limitBytes));
    yield piece;
  }
}
