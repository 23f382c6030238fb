/** The keys as a running server sees them: read again as soon as the file has changed, so a revoked key fails at once. */
import { stat } from 'node:fs/promises';
import { knownError, messageOf } from '../../corpus/errors.ts';
import { type ApiKey, readKeys } from './keys.ts';
import { matchSecret } from './keys-secret.ts';

/** Gives the valid key of a token, or null; throws KnownError keys_damaged while the file cannot be read. */
export type FindKey = (token: string) => Promise<ApiKey | null>;

/**
 * Looks tokens up in a file of keys. Each look-up asks the file system whether the file is still the one that was read
 * (some 50 µs), which is surer than being told of changes: on network and container mounts such tidings get lost.
 */
export function createKeyFinder(file: string): FindKey {
  let readAs: string | null = null;
  let valid = new Map<string, ApiKey>();

  return async (token) => {
    const signature = await signatureOf(file);
    if (signature !== readAs) {
      // Read after the signature was taken: a change in between has another signature and is read the next time.
      const keys = await readKeys(file);
      valid = new Map(keys.filter(({ revokedAt }) => revokedAt === null).map((key) => [key.id, key]));
      readAs = signature;
    }
    return matchSecret(token, (id) => valid.get(id));
  };
}

async function signatureOf(file: string): Promise<string> {
  try {
    const { dev, ino, size, mtimeNs, ctimeNs } = await stat(file, { bigint: true });
    return [dev, ino, size, mtimeNs, ctimeNs].join('-');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return 'absent';
    throw Object.assign(knownError('keys_damaged', file, messageOf(cause)), { cause });
  }
}
