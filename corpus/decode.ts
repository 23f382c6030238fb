/** Bytes of a corpus file → text, in the encodings that offices' text exports come in. */

import { knownError } from './errors.ts';

/** More than this share of control or replacement characters, and the bytes are not text. */
const NOISE_LIMIT = 0.01;

/**
 * Decodes UTF-8 (with or without a byte order mark), UTF-16 with one, GB18030 (hence GBK and GB2312), and Big5.
 *
 * @throws KnownError file_format_unsupported for bytes that are none of these.
 */
export function decodeText(bytes: Uint8Array): string {
  return refuseNoise(decode(bytes));
}

/**
 * Gives a decoded text back.
 *
 * @throws KnownError file_format_unsupported where it shows that the bytes were no text in that encoding.
 */
export function refuseNoise(text: string): string {
  if (text.length > 0 && noiseIn(text) / text.length > NOISE_LIMIT) {
    throw knownError(
      'file_format_unsupported',
      '内容不是文本',
      '可读取的编码为 UTF-8、带 BOM 的 UTF-16、GB18030/GBK、Big5，请另存为其中一种',
    );
  }
  return text;
}

/** How many control and replacement characters there are; tabs and line breaks are text. */
function noiseIn(text: string): number {
  let noise = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0xfffd || code === 0x7f || (code < 0x20 && (code < 0x09 || code > 0x0d))) noise++;
  }
  return noise;
}

function decode(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // GB18030 is what Chinese Windows programs write, but one damaged byte must not turn a file of UTF-8 into it.
    // Random bytes are noise in both, which is refused above.
    const big5 = decodeBig5(bytes);
    if (big5 !== null) return big5;
    const utf8 = new TextDecoder('utf-8').decode(bytes);
    const gb18030 = new TextDecoder('gb18030').decode(bytes);
    return noiseIn(gb18030) < noiseIn(utf8) ? gb18030 : utf8;
  }
}

/** Text has more of its characters in the rows of the common ones than this in its own encoding, and less in another. */
const COMMON_SHARE = 0.9;
const COMMON_AHEAD = 0.2;
const PAIRS_MIN = 8;

/** Big5 where the bytes are that: any are also GB18030, of characters that are seldom seen. */
function decodeBig5(bytes: Uint8Array): string | null {
  const share = commonShare(bytes, (lead) => lead >= 0xa1 && lead <= 0xc6);
  const asGb = commonShare(bytes, (lead, trail) => lead >= 0xa1 && lead <= 0xd7 && trail >= 0xa1);
  if (share < COMMON_SHARE || share < asGb + COMMON_AHEAD) return null;
  try {
    return new TextDecoder('big5', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** The share of pairs of bytes that are common characters or marks; both encodings have these in their first rows. */
function commonShare(bytes: Uint8Array, isCommon: (lead: number, trail: number) => boolean): number {
  let [pairs, common] = [0, 0];
  for (let at = 0; at < bytes.length; at++) {
    const lead = bytes[at] as number;
    if (lead < 0x80) continue;
    pairs++;
    if (isCommon(lead, bytes[++at] ?? 0)) common++;
  }
  return pairs < PAIRS_MIN ? 0 : common / pairs;
}
