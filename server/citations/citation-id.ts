/**
 * The id of a citation: made of what is cited and of nothing else, and enough to find it again.
 *
 * An id is 24 bytes in Base64url, 32 characters. It carries the hash of the article's identity, the length and two hashes
 * of the cited words and the hashes of what stands around them, all of folded text (corpus/text.ts). So building the
 * index again, cutting it otherwise, or moving the file leaves it as it is; white space, width, quotation marks and
 * traditional characters do not matter to it; and a text can be searched for the words although they are not known.
 */
import { createHash } from 'node:crypto';
import { headingPath, type Span } from '../../corpus/article.ts';
import { fold } from '../../corpus/text.ts';
import { type ArchivedArticle, identityOf } from '../../index/archive.ts';
import { foldedBody, type FoldedBody, toFolded } from '../folded-body.ts';

/** What of an article its citations' ids are made of. */
export type CitedArticle = Pick<ArchivedArticle, 'series' | 'issueId' | 'digest' | 'title' | 'text' | 'sections'>;

/** What an id carries. Hashes of 16 bits are evidence that weighs only where the words themselves were found. */
export interface CitationKey {
  /** `identityOf` the article. */
  identity: string;
  /** Folded code units of the cited words. */
  length: number;
  /** Rolling hash of the folded words, 32 bits. */
  rolling: number;
  /** First 24 bits of the SHA-256 of the folded words. */
  words: number;
  /** 16 bits of the words in front, and of those behind; {@link CONTEXT} folded code units each. */
  before: number;
  after: number;
  /** 16 bits of the innermost heading, of nothing where the words stand under none. */
  section: number;
  /** 16 bits of the article's first words, which tell articles of one title and issue apart. */
  opening: number;
  /** Which of several places in the article that nothing else tells apart, from 1; 0 where there is only one. */
  copy: number;
}

/** Folded code units in front of cited words and behind them that tell them from the same words elsewhere. */
export const CONTEXT = 24;

/** Folded code units at the beginning of an article that its ids hash. */
const OPENING = 64;

/** Words longer than this many folded code units are cited by their beginning. */
const LENGTH_MAX = 0xffff;

/** Places that look alike beyond this many are not told apart. */
const COPY_MAX = 31;

/** The first three bits of an id; they make its first character a letter from I to P. */
const VERSION = 1;

/** Length of an id without its checksum, and with it. */
const PAYLOAD_BYTES = 22;
const ID_BYTES = 24;

/** Odd, so that multiplying by it loses no bit; the prime of FNV-1a. */
const BASE = 0x01000193;

/**
 * The id of a span of an article.
 *
 * @throws RangeError for a span without words.
 */
export function citationId(article: CitedArticle, span: Span): string {
  const body = foldedBody(article);
  const start = toFolded(body, span.start);
  const end = Math.min(toFolded(body, span.end), start + LENGTH_MAX);
  if (end <= start) throw new RangeError(`span ${span.start}–${span.end} of “${article.title}” holds no words`);
  const key: CitationKey = {
    identity: identityOf(article),
    length: end - start,
    rolling: rollingHash(body.text, start, end),
    words: hashWords(body.text.slice(start, end)),
    ...surroundingsOf(article, body, { start, end }),
    copy: 0,
  };
  const alike = findWords(body.text, key).filter((at) => standsAs(key, surroundingsAt(article, body, key, at)));
  if (alike.length > 1) key.copy = Math.min(alike.indexOf(start) + 1, COPY_MAX);
  return writeId(key);
}

/** What stands around words: the parts of a key that evidence is weighed by. */
export type Surroundings = Pick<CitationKey, 'before' | 'after' | 'section' | 'opening'>;

/** What stands around the words of a key that were found at a folded offset. */
export function surroundingsAt(article: CitedArticle, body: FoldedBody, key: CitationKey, at: number): Surroundings {
  return surroundingsOf(article, body, { start: at, end: at + key.length });
}

function surroundingsOf(article: CitedArticle, { text, offsets }: FoldedBody, { start, end }: Span): Surroundings {
  return {
    before: hash16(text.slice(Math.max(0, start - CONTEXT), start)),
    after: hash16(text.slice(end, end + CONTEXT)),
    section: hashHeading(headingPath(article, offsets[start] ?? 0).at(-1)),
    opening: hash16(text.slice(0, OPENING)),
  };
}

/** Whether found words stand as the cited ones did, with the same words around them in the same article. */
export function standsAs(key: CitationKey, found: Surroundings): boolean {
  return key.before === found.before && key.after === found.after && key.opening === found.opening;
}

/** The hash of a heading that ids carry. */
export function hashHeading(heading: string | undefined): number {
  return hash16(fold(heading ?? ''));
}

/** Every folded offset at which the words of a key stand in a folded text. */
export function findWords(folded: string, { length, rolling, words }: CitationKey): number[] {
  const found: number[] = [];
  const last = folded.length - length;
  if (last < 0) return found;
  // Hashing the same long words at every place of a text that repeats itself would take its square.
  let known = '';
  const isCited = (candidate: string): boolean => {
    if (candidate === known) return true;
    if (hashWords(candidate) !== words) return false;
    known = candidate;
    return true;
  };
  const leaving = powerOfBase(length);
  let hash = rollingHash(folded, 0, length);
  for (let at = 0; ; at++) {
    if (hash === rolling && isCited(folded.slice(at, at + length))) found.push(at);
    if (at >= last) return found;
    const entering = folded.charCodeAt(at + length);
    hash = (Math.imul(hash, BASE) + entering - Math.imul(folded.charCodeAt(at), leaving)) >>> 0;
  }
}

/** Σ unit · BASE^(distance from the end), modulo 2³²: the hash of Rabin and Karp, which moves on by one step a unit. */
function rollingHash(text: string, start: number, end: number): number {
  let hash = 0;
  for (let at = start; at < end; at++) hash = (Math.imul(hash, BASE) + text.charCodeAt(at)) >>> 0;
  return hash;
}

function powerOfBase(exponent: number): number {
  let power = 1;
  for (let step = 0; step < exponent; step++) power = Math.imul(power, BASE);
  return power;
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text, 'utf16le').digest();
}

const hash16 = (text: string): number => digest(text).readUInt16BE();
const hashWords = (text: string): number => digest(text).readUIntBE(0, 3);

function writeId(key: CitationKey): string {
  const bytes = Buffer.alloc(ID_BYTES);
  bytes.writeUInt8((VERSION << 5) | key.copy, 0);
  bytes.write(key.identity, 1, 'hex');
  bytes.writeUInt16BE(key.length, 5);
  bytes.writeUInt32BE(key.rolling, 7);
  bytes.writeUIntBE(key.words, 11, 3);
  bytes.writeUInt16BE(key.before, 14);
  bytes.writeUInt16BE(key.after, 16);
  bytes.writeUInt16BE(key.section, 18);
  bytes.writeUInt16BE(key.opening, 20);
  bytes.writeUInt16BE(checksumOf(bytes), PAYLOAD_BYTES);
  return bytes.toString('base64url');
}

/** So that a slip of the pen gives no other citation. */
function checksumOf(bytes: Buffer): number {
  return createHash('sha256').update(bytes.subarray(0, PAYLOAD_BYTES)).digest().readUInt16BE();
}

/** What an id carries; null for what is no id. */
export function readCitationId(id: string): CitationKey | null {
  if (!/^[\w-]{32}$/.test(id)) return null;
  const bytes = Buffer.from(id, 'base64url');
  if (bytes.readUInt16BE(PAYLOAD_BYTES) !== checksumOf(bytes) || bytes.readUInt8(0) >> 5 !== VERSION) return null;
  const length = bytes.readUInt16BE(5);
  if (length === 0) return null;
  return {
    identity: bytes.toString('hex', 1, 5),
    length,
    rolling: bytes.readUInt32BE(7),
    words: bytes.readUIntBE(11, 3),
    before: bytes.readUInt16BE(14),
    after: bytes.readUInt16BE(16),
    section: bytes.readUInt16BE(18),
    opening: bytes.readUInt16BE(20),
    copy: bytes.readUInt8(0) & COPY_MAX,
  };
}
