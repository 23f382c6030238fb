/** The arguments of `npm run report`. */
import { parseArgs } from 'node:util';
import { knownError } from '../../corpus/errors.ts';
import { DAYS_DEFAULT, DAYS_MAX, type ExportKind } from '../contract-feedback.ts';

/** A record as the report names it: u and the number of a refused question, e and that of a judged extract. */
export interface RecordName {
  kind: 'unanswered' | 'extract';
  id: number;
}

export type ReportCommand =
  | { kind: 'print'; days: number }
  | { kind: 'csv'; table: ExportKind; days: number }
  | { kind: 'golden'; record: RecordName; unanswerable: boolean };

const RECORD = /^(?<kind>[ue])(?<id>[1-9]\d{0,14})$/;

/**
 * Reads the arguments of the command.
 *
 * @throws KnownError report_command_invalid that says what was given and what is allowed.
 */
export function readArguments(given: string[]): ReportCommand {
  const invalid = knownError('report_command_invalid', given.join(' ').slice(0, 200));
  let values: { days?: string; csv?: string; golden?: string; unanswerable?: boolean };
  try {
    ({ values } = parseArgs({
      args: given,
      options: {
        days: { type: 'string' },
        csv: { type: 'string' },
        golden: { type: 'string' },
        unanswerable: { type: 'boolean' },
      },
    }));
  } catch (cause) {
    throw Object.assign(invalid, { cause });
  }
  const { days: dayWords = String(DAYS_DEFAULT), csv, golden, unanswerable = false } = values;
  const days = Number(/^\d{1,4}$/.exec(dayWords)?.[0] ?? 0);
  if (golden !== undefined) {
    const record = readRecord(golden);
    if (record && csv === undefined && values.days === undefined) return { kind: 'golden', record, unanswerable };
  } else if (!unanswerable && days >= 1 && days <= DAYS_MAX) {
    if (csv === undefined) return { kind: 'print', days };
    if (csv === 'unanswered' || csv === 'extracts') return { kind: 'csv', table: csv, days };
  }
  throw invalid;
}

function readRecord(words: string): RecordName | null {
  const { kind, id } = RECORD.exec(words)?.groups ?? {};
  return id === undefined ? null : { kind: kind === 'e' ? 'extract' : 'unanswered', id: Number(id) };
}
