/** The parts of a Word document, unpacked within bounds: whoever sends an archive says what it unpacks to. */
import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl';
import { KnownError, knownError } from '../../errors.ts';
import { inMegabytes, type ReadLimits } from '../document.ts';

/** The text parts of an archive by their names. */
export type Parts = Map<string, string>;

const ENTRIES_MAX = 10_000;

/** What documents are written in; pictures and fonts stay packed. */
const TEXT_PART = /\.(?:xml|rels)$/iu;

/** Parts that the words of a document do not stand in. */
const UNUSED_PART = /^(?:customXml|docProps|word\/(?:theme|glossary))\//u;

/**
 * Unpacks the text parts of an archive.
 *
 * @throws KnownError file_damaged, file_encrypted, file_unpacks_too_large.
 */
export async function unpackParts(bytes: Uint8Array, limits: ReadLimits): Promise<Parts> {
  try {
    const archive = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), {
      lazyEntries: true,
    });
    const entries = await listEntries(archive, limits);
    const parts: Parts = new Map();
    for (const entry of entries) {
      if (!TEXT_PART.test(entry.fileName) || UNUSED_PART.test(entry.fileName)) continue;
      if (entry.isEncrypted()) throw knownError('file_encrypted', '这份 Word 文档');
      parts.set(entry.fileName, await unpack(archive, entry));
    }
    return parts;
  } catch (thrown) {
    if (thrown instanceof KnownError) throw thrown;
    throw Object.assign(knownError('file_damaged', 'Word 文档', '压缩的内容解不开'), { cause: thrown });
  }
}

async function listEntries(archive: ZipFile, limits: ReadLimits): Promise<Entry[]> {
  if (archive.entryCount > ENTRIES_MAX) {
    throw knownError('file_unpacks_too_large', `${archive.entryCount} 个部分`, `${ENTRIES_MAX} 个`);
  }
  const entries: Entry[] = [];
  let unpacked = 0;
  for await (const entry of archive.eachEntry()) {
    unpacked += entry.uncompressedSize;
    if (unpacked > limits.unpackedBytes) {
      throw knownError('file_unpacks_too_large', `${inMegabytes(unpacked)} 以上`, inMegabytes(limits.unpackedBytes));
    }
    entries.push(entry);
  }
  return entries;
}

/** What comes out is counted by yauzl, which ends at the size that the archive declares. */
async function unpack(archive: ZipFile, entry: Entry): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of await archive.openReadStreamPromise(entry)) chunks.push(chunk as Buffer);
  const text = new TextDecoder().decode(Buffer.concat(chunks));
  // Entities are how a few lines of XML become gigabytes, or read other files; no program writes them into a document.
  if (text.includes('<!DOCTYPE') || text.includes('<!ENTITY')) {
    throw knownError('file_damaged', 'Word 文档', '含有文档不应有的实体定义');
  }
  return text;
}
