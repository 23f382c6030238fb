/**
 * The audit log: administrative acts, a line of JSON each, in a file of their own that is only ever added to. What a
 * reader asks is not in it.
 */
import { appendFile, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Who did what. */
export interface Act {
  /** What was done, such as `key.make` or `feedback.export`. */
  act: string;
  /** The key's id and name, or where the command was given: `terminal`, `loopback`. */
  by: string;
  /** What it was done to, and with what result. */
  details?: Record<string, string | number | boolean | null>;
}

/** Records an act; it is on disk when the promise resolves. */
export type Audit = (act: Act) => Promise<void>;

/** Makes the audit log of a file, which comes into being with the first act. Readable by its owner only. */
export function createAudit(file: string, now: () => Date = () => new Date()): Audit {
  return async ({ act, by, details }) => {
    await mkdir(dirname(file), { recursive: true });
    const line = JSON.stringify({ at: now().toISOString(), act, by, ...(details ? { details } : {}) });
    // One write of one line: lines of several processes never mix.
    await appendFile(file, `${line}\n`, { mode: 0o600, flush: true });
  };
}
