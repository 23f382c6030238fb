/**
 * The API keys on disk: one file in the data folder, readable by its owner only, that holds no secret.
 *
 * It is replaced by one rename, by one command at a time. A revoked key keeps its record, so that `list` tells whose it
 * was. A file that cannot be read counts as damaged, never as "no keys".
 */
import { mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { knownError, messageOf } from '../../corpus/errors.ts';
import { isLocked, replaceFile, withFileLock } from '../data-files.ts';
import { makeSecret } from './keys-secret.ts';

/** `admin` may do what `read` may, and what changes the server. */
export const SCOPES = ['read', 'admin'] as const;

const keySchema = z.strictObject({
  id: z.string().regex(/^[0-9a-f]{8}$/),
  name: z.string().min(1),
  scope: z.enum(SCOPES),
  salt: z.string().regex(/^[0-9a-f]{32}$/),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  madeAt: z.iso.datetime(),
  revokedAt: z.iso.datetime().nullable(),
});
const keysSchema = z.strictObject({
  version: z.literal(1),
  keys: z.array(keySchema).refine((keys) => new Set(keys.map(({ id }) => id)).size === keys.length),
});

export type Scope = (typeof SCOPES)[number];
export type ApiKey = z.infer<typeof keySchema>;

/**
 * All keys of a file, revoked ones too, in the order in which they were made; none where there is no file.
 *
 * @throws KnownError keys_damaged when it cannot be read or is not what a command wrote.
 */
export async function readKeys(file: string): Promise<ApiKey[]> {
  const text = await readFile(file, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return null;
    throw Object.assign(knownError('keys_damaged', file, messageOf(cause)), { cause });
  });
  if (text === null) return [];
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (cause) {
    throw Object.assign(knownError('keys_damaged', file, '不是 JSON'), { cause });
  }
  const parsed = keysSchema.safeParse(content);
  if (!parsed.success) throw knownError('keys_damaged', file, '内容不符合约定');
  return parsed.data.keys;
}

/**
 * Makes a key and keeps its hash.
 *
 * @returns the key's record, and the token that its holder needs: it cannot be had again.
 * @throws KnownError keys_damaged, keys_locked.
 */
export async function addKey(file: string, name: string, scope: Scope): Promise<{ key: ApiKey; token: string }> {
  return changeKeys(file, (keys) => {
    let made = makeSecret();
    while (keys.some(({ id }) => id === made.id)) made = makeSecret();
    const { id, salt, hash, token } = made;
    const key: ApiKey = { id, name, scope, salt, hash, madeAt: new Date().toISOString(), revokedAt: null };
    return { keys: [...keys, key], result: { key, token } };
  });
}

/**
 * Revokes a key; a running server refuses it from its next request on.
 *
 * @throws KnownError key_not_found when no valid key has this id; keys_damaged, keys_locked.
 */
export async function revokeKey(file: string, id: string): Promise<ApiKey> {
  return changeKeys(file, (keys) => {
    const key = keys.find((key) => key.id === id && key.revokedAt === null);
    if (!key) throw knownError('key_not_found', id);
    const revoked = { ...key, revokedAt: new Date().toISOString() };
    return { keys: keys.map((other) => (other === key ? revoked : other)), result: revoked };
  });
}

async function changeKeys<Result>(
  file: string,
  change: (keys: ApiKey[]) => { keys: ApiKey[]; result: Result },
): Promise<Result> {
  await mkdir(dirname(file), { recursive: true });
  return withKeysLock(file, async () => {
    const { keys, result } = change(await readKeys(file));
    await replaceFile(file, `${JSON.stringify({ version: 1, keys }, null, 2)}\n`);
    return result;
  });
}

async function withKeysLock<Result>(file: string, run: () => Promise<Result>): Promise<Result> {
  try {
    return await withFileLock(file, run);
  } catch (cause) {
    throw isLocked(cause) ? Object.assign(knownError('keys_locked', `${file}.lock`), { cause }) : cause;
  }
}
