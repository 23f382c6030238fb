/**
 * The SQLite database of feedback as a file: opened, checked, and set aside where it is damaged.
 *
 * libsql is synchronous, so a wait inside it would hold up every answer of the server: it waits a moment, and whoever
 * calls waits the rest between attempts.
 */
import { chmod, mkdir, open, rename, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import Database from 'libsql';
import { KnownError, knownError, messageOf } from '../../corpus/errors.ts';

export type OpenDatabase = Database.Database;

/** How long one attempt may hold up the event loop, and how long attempts go on. */
const BUSY_MILLISECONDS = 100;
const PATIENCE_MILLISECONDS = 2_000;
const BETWEEN_MILLISECONDS = 50;

const OWNER_ONLY = 0o600;

/** `user_version` of the schema below. */
const SCHEMA_VERSION = 1;

/** AUTOINCREMENT: an id is never given out twice, although the oldest rows are dropped. */
const SCHEMA = `
  CREATE TABLE judgements (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    page TEXT,
    question TEXT NOT NULL,
    folded TEXT NOT NULL,
    history TEXT NOT NULL,
    citation TEXT NOT NULL,
    article TEXT NOT NULL,
    title TEXT NOT NULL,
    label TEXT NOT NULL,
    url TEXT NOT NULL,
    words TEXT NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('good', 'bad')),
    word TEXT NOT NULL,
    indexVersion TEXT NOT NULL,
    UNIQUE (page, folded, citation)
  );
  CREATE TABLE unanswered (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    question TEXT NOT NULL,
    folded TEXT NOT NULL,
    history TEXT NOT NULL,
    understood TEXT NOT NULL,
    reason TEXT NOT NULL,
    places TEXT NOT NULL,
    indexVersion TEXT NOT NULL
  );
  PRAGMA user_version = ${SCHEMA_VERSION};
`;

const DAMAGED_CODES = /^SQLITE_(?:CORRUPT|NOTADB)/;
const BUSY_CODES = /^SQLITE_(?:BUSY|LOCKED)/;
const FULL_CODES = /^SQLITE_(?:FULL|IOERR)/;

/** Whether what was thrown says that the file is no database, or a broken one. */
export function isDamage(thrown: unknown): boolean {
  return DAMAGED_CODES.test(codeOf(thrown)) || thrown instanceof DamagedDatabase;
}

class DamagedDatabase extends Error {}

/**
 * Opens a database, of the present schema; one that is not there is made, readable by its owner only.
 *
 * @throws Error for which {@link isDamage} holds; KnownError feedback_unavailable for one of a later build.
 */
export async function openDatabase(file: string): Promise<OpenDatabase> {
  await mkdir(dirname(file), { recursive: true });
  await (await open(file, 'a', OWNER_ONLY)).close();
  await chmod(file, OWNER_ONLY);
  const database = new Database(file, { timeout: BUSY_MILLISECONDS });
  try {
    database.pragma('journal_mode = WAL');
    // What a reader took the trouble to say is on disk when the reader is thanked.
    database.pragma('synchronous = FULL');
    checkIntegrity(database);
    if (versionOf(database) === 0) database.transaction(() => createSchema(database)).immediate();
    if (versionOf(database) !== SCHEMA_VERSION) throw knownError('feedback_unavailable', '它由更新的版本写成');
    return database;
  } catch (thrown) {
    database.close();
    throw thrown;
  }
}

/** Opens a database that a server may have open as well; nothing is written. Null where there is none. */
export async function openForReading(file: string): Promise<OpenDatabase | null> {
  if (!(await exists(file))) return null;
  const database = new Database(file, { timeout: PATIENCE_MILLISECONDS });
  try {
    database.pragma('query_only = 1');
    checkIntegrity(database);
    const version = versionOf(database);
    if (version > SCHEMA_VERSION) throw knownError('feedback_unavailable', '它由更新的版本写成');
    if (version === SCHEMA_VERSION) return database;
  } catch (thrown) {
    database.close();
    throw thrown;
  }
  database.close();
  return null;
}

/** Moves what was written beside the file into it, so that the file by itself is whole. */
export function settle(database: OpenDatabase): void {
  try {
    database.pragma('wal_checkpoint(TRUNCATE)');
  } catch {
    // It stays beside the file, and is found there when the file is opened again.
  }
}

function createSchema(database: OpenDatabase): void {
  // Another process may have made it since it was looked at.
  if (versionOf(database) === 0) database.exec(SCHEMA);
}

function versionOf(database: OpenDatabase): number {
  return (database.prepare('PRAGMA user_version').all() as { user_version: number }[])[0]?.user_version ?? 0;
}

function checkIntegrity(database: OpenDatabase): void {
  const [found] = database.prepare('PRAGMA quick_check(1)').all() as { quick_check: string }[];
  if (found?.quick_check !== 'ok') throw new DamagedDatabase(found?.quick_check ?? 'no result of quick_check');
}

/**
 * Moves a database out of the way, with what SQLite keeps beside it, under the first free name `….damaged-1`, `-2` ….
 *
 * @returns the name.
 */
export async function setAside(file: string): Promise<string> {
  let number = 1;
  while (await exists(`${file}.damaged-${number}`)) number++;
  const aside = `${file}.damaged-${number}`;
  await rename(file, aside);
  for (const suffix of ['-wal', '-shm']) {
    if (await exists(file + suffix)) await rename(file + suffix, aside + suffix);
  }
  return aside;
}

/**
 * Runs what uses a database until it is not locked by another.
 *
 * @throws KnownError feedback_unavailable when it stays locked for 2 s, when the disk is full, or when the file cannot be
 *   read or written; damage is thrown as it is.
 */
export async function patiently<Result>(use: () => Result | Promise<Result>): Promise<Result> {
  const giveUpAt = performance.now() + PATIENCE_MILLISECONDS;
  for (;;) {
    try {
      return await use();
    } catch (thrown) {
      if (thrown instanceof KnownError || isDamage(thrown)) throw thrown;
      if (!BUSY_CODES.test(codeOf(thrown)) || performance.now() > giveUpAt) throw unavailable(thrown);
    }
    await wait(BETWEEN_MILLISECONDS);
  }
}

/** What cannot be done with the database, in the words of the table of errors. */
export function unavailable(cause: unknown): KnownError {
  const code = codeOf(cause);
  const reason = BUSY_CODES.test(code)
    ? '正被另一程序占用'
    : FULL_CODES.test(code) || code === 'ENOSPC'
      ? '磁盘已满或无法读写'
      : isDamage(cause)
        ? '文件已损坏'
        : '文件无法打开或写入';
  return Object.assign(knownError('feedback_unavailable', reason), { cause });
}

/** A file that cannot be opened is told by libsql in words only, with the result code of SQLite at their end. */
function codeOf(thrown: unknown): string {
  const { code } = (thrown ?? {}) as { code?: unknown };
  if (typeof code === 'string') return code;
  return /: (?:5|6)"?\)?$/.test(messageOf(thrown)) ? 'SQLITE_BUSY' : '';
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    (thrown: NodeJS.ErrnoException) => {
      if (thrown.code === 'ENOENT') return false;
      throw thrown;
    },
  );
}
