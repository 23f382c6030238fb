/** Archives that say what they are told to say, which is not what a well-made library would write. */
import { deflateRawSync } from 'node:zlib';

export interface ZipEntry {
  name: string;
  /** As it stands in the archive. */
  data: Uint8Array;
  /** 8 is deflated, 0 stored. */
  method?: number;
  /** What the entry says that it unpacks to, and that it takes. */
  size?: number;
  packedSize?: number;
  check?: number;
  /** 1 says that it is encrypted. */
  flags?: number;
  /** Stands in the list of contents alone, and points to the entry that was written before. */
  isAlias?: boolean;
}

/** An entry that is what it says. */
export function entryOf(name: string, content: string | Uint8Array): ZipEntry {
  const bytes = Buffer.from(content as string);
  return { name, data: deflateRawSync(bytes), size: bytes.length, check: checkSum(bytes) };
}

export interface ZipOptions {
  /** Added to where the list of contents is said to begin. */
  shift?: number;
  comment?: string | Uint8Array;
}

/** Writes an archive. */
export function zip(entries: readonly ZipEntry[], { shift = 0, comment = '' }: ZipOptions = {}): Buffer {
  const locals: Buffer[] = [];
  const contents: Buffer[] = [];
  let at = 0;
  let last = 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.name);
    const fields = fieldsOf(entry, name.length);
    if (!entry.isAlias) {
      last = at;
      locals.push(Buffer.concat([Buffer.from('PK\x03\x04'), fields, name, entry.data]));
      at += locals.at(-1)?.length ?? 0;
    }
    const behind = Buffer.alloc(14);
    behind.writeUInt32LE(last, 10);
    contents.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\0'), fields, behind, name]));
  }
  const list = Buffer.concat(contents);
  const remark = Buffer.from(comment as string);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06');
  for (const place of [8, 10]) end.writeUInt16LE(Math.min(entries.length, 0xffff), place);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE((at + shift) >>> 0, 16);
  end.writeUInt16LE(remark.length, 20);
  return Buffer.concat([...locals, list, end, remark]);
}

function fieldsOf(entry: ZipEntry, nameLength: number): Buffer {
  const { data, method = 8, flags = 0, check = 0 } = entry;
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt16LE(flags, 2);
  fields.writeUInt16LE(method, 4);
  fields.writeUInt32LE(check, 10);
  fields.writeUInt32LE(entry.packedSize ?? data.length, 14);
  fields.writeUInt32LE(entry.size ?? data.length, 18);
  fields.writeUInt16LE(nameLength, 22);
  return fields;
}

const SUMS = Uint32Array.from({ length: 256 }, (_, byte) => {
  let sum = byte;
  for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  return sum;
});

/** CRC-32 as archives and PNG have it; Node has it from version 22 on. */
export function checkSum(bytes: Uint8Array): number {
  let sum = 0xffffffff;
  for (const byte of bytes) sum = (sum >>> 8) ^ (SUMS[(sum ^ byte) & 0xff] ?? 0);
  return ~sum >>> 0;
}
