/** The figures that `npm run eval` measured last, on disk, and whether they are this build's. */
import { mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { type Quality, qualityRowSchema } from '../contract-status.ts';
import { replaceFile } from '../data-files.ts';

export const MEASURE_COMMAND = 'npm run eval';

const measurementSchema = z.object({
  measuredAt: z.iso.datetime(),
  /** Of the code that answered, by code-fingerprint.ts. */
  code: z.string().min(1),
  node: z.string(),
  rows: z.array(qualityRowSchema).min(1),
});

export type Measurement = z.infer<typeof measurementSchema>;

/**
 * Writes what was measured in place of what was measured before; a reader sees the one or the other, whole.
 *
 * @throws Error of the file system, and of zod for figures that are none.
 */
export async function writeMeasurement(file: string, measurement: Measurement): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await replaceFile(file, `${JSON.stringify(measurementSchema.parse(measurement), null, 2)}\n`);
}

/** What was measured last; null where that was never, or the file cannot be read as such. */
export async function readMeasurement(file: string): Promise<Measurement | null> {
  try {
    return measurementSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    // Figures that cannot be read are figures that nobody has: the page says how to measure them again.
    return null;
  }
}

/** What a measurement tells of the build that runs, over the index that is open. */
export function judgeMeasurement(
  measurement: Measurement | null,
  running: { code: string; indexVersion: string },
): Quality {
  const base = { command: MEASURE_COMMAND, measuredAt: measurement?.measuredAt ?? null };
  if (!measurement) return { state: 'not_measured', ...base, rows: [] };
  if (measurement.code !== running.code) return { state: 'other_build', ...base, rows: [] };
  const rows = measurement.rows.map((row) => ({ ...row, overHeld: row.indexVersion === running.indexVersion }));
  return { state: 'measured', ...base, rows };
}
