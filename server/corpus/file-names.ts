/** Names and paths of files as they come from outside, and what of them is let near the corpus folder. */
import { lstat, realpath } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { knownError } from '../../corpus/errors.ts';
import { isDocument } from '../../corpus/read/read-document.ts';

/** File systems allow 255; the correction beside a file needs some of them. */
const NAME_BYTES_MAX = 200;

/** Controls, marks of direction and joiners, line separators, halves of pairs: a name with them is not what it looks like. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

/** What Windows allows in no name; a corpus may lie on a share. */
const RESERVED_CHARACTERS = /[<>:"|?*]/gu;

/** What Windows takes for a device, whatever the ending. */
const DEVICES = /^(?:con|prn|aux|nul|com\d|lpt\d)$/iu;

/**
 * The name under which a file that was sent may lie in the corpus folder: its last part, composed (NFC), without what
 * file systems differ about.
 *
 * @throws KnownError file_name_refused.
 */
export function safeFileName(given: string): string {
  const last = given.normalize('NFC').split(/[/\\]/u).at(-1) ?? '';
  if (UNSEEN.test(last)) throw knownError('file_name_refused', '含有看不见的字符（控制符或改变文字方向的符号）');
  const name = trimEnd(last.trimStart()).replace(RESERVED_CHARACTERS, '_');
  if (name === '') throw knownError('file_name_refused', '是空的');
  if (name.startsWith('.')) throw knownError('file_name_refused', '以点号开头');
  if (DEVICES.test((name.split('.', 1)[0] ?? '').trimEnd())) {
    throw knownError('file_name_refused', '是操作系统保留的名称');
  }
  const bytes = Buffer.byteLength(name);
  if (bytes > NAME_BYTES_MAX) {
    throw knownError('file_name_refused', `过长（按 UTF-8 计 ${bytes} 字节，上限 ${NAME_BYTES_MAX}）`);
  }
  return name;
}

/** Windows drops dots and spaces at the end of a name, and finds another file. */
function trimEnd(name: string): string {
  let end = name.length;
  while (end > 0 && /[.\s]/u.test(name.charAt(end - 1))) end--;
  return name.slice(0, end);
}

/**
 * The full path of a file of the corpus, which is there and lies within the folder whatever links there are above it.
 *
 * @throws KnownError corpus_file_not_found.
 */
export async function findCorpusFile(folder: string, path: string): Promise<string> {
  const parts = path.split('/');
  const isPlain = parts.every((part) => part !== '' && !part.startsWith('.') && !/[\\\0]/u.test(part));
  if (!isPlain || !isDocument(path)) throw knownError('corpus_file_not_found', path);
  const full = join(folder, ...parts);
  try {
    const [root, parent, found] = await Promise.all([realpath(folder), realpath(dirname(full)), lstat(full)]);
    const isWithin = parent === root || parent.startsWith(root + sep);
    if (isWithin && (found.isFile() || found.isSymbolicLink())) return full;
  } catch (thrown) {
    // Whatever the reason, nothing can be done with it under this path.
    throw Object.assign(knownError('corpus_file_not_found', path), { cause: thrown });
  }
  throw knownError('corpus_file_not_found', path);
}
