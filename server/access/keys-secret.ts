/**
 * The secret of an API key: how it is made, hashed and compared.
 *
 * A key is `bqa_<id>_<secret>`. The id is no secret and finds the record; the secret has 256 random bits. A slow hash
 * (scrypt) protects secrets that can be guessed; 2²⁵⁶ cannot, so it would add nothing but a way to keep the server busy
 * with wrong keys. One salted HMAC-SHA256 is enough, and costs microseconds.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

const ID_BYTES = 4;
const SECRET_BYTES = 32;
const SALT_BYTES = 16;

const TOKEN = /^bqa_([0-9a-f]{8})_([\w-]{43})$/;

export interface HashedSecret {
  /** Hexadecimal, 16 bytes. */
  salt: string;
  /** Hexadecimal, 32 bytes: HMAC-SHA256 of the secret, keyed by the salt. */
  hash: string;
}

/** Stands in for the record of an id that is not held, so that it costs the same as a wrong secret. */
const NOBODY: HashedSecret = hashSecret(randomBytes(SECRET_BYTES).toString('base64url'));

/** Makes a key: what its holder gets, once, and what is kept of it. */
export function makeSecret(): HashedSecret & { id: string; token: string } {
  const id = randomBytes(ID_BYTES).toString('hex');
  const secret = randomBytes(SECRET_BYTES).toString('base64url');
  return { id, token: `bqa_${id}_${secret}`, ...hashSecret(secret) };
}

/**
 * The record whose key this is, or null. Whatever is given, one hash is made and compared in constant time: neither the
 * answer nor its time tells whether the id is held.
 */
export function matchSecret<Record extends HashedSecret>(
  token: string,
  recordOf: (id: string) => Record | undefined,
): Record | null {
  const [, id = '', secret = ''] = TOKEN.exec(token) ?? [];
  const record = recordOf(id);
  const { salt, hash } = record ?? NOBODY;
  const isEqual = timingSafeEqual(digest(secret, salt), Buffer.from(hash, 'hex'));
  return isEqual && record ? record : null;
}

function hashSecret(secret: string): HashedSecret {
  const salt = randomBytes(SALT_BYTES).toString('hex');
  return { salt, hash: digest(secret, salt).toString('hex') };
}

function digest(secret: string, salt: string): Buffer {
  return createHmac('sha256', Buffer.from(salt, 'hex')).update(secret).digest();
}
