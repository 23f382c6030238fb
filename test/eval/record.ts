/** What `npm run eval` measured, as the server shows it. */
import type { QualityRow } from '../../server/contract-status.ts';
import { fingerprintCode } from '../../server/quality/code-fingerprint.ts';
import { rateOf } from '../../server/quality/interval.ts';
import { writeMeasurement } from '../../server/quality/quality-file.ts';
import type { Measured } from './measure.ts';
import { type Row, summarise } from './score.ts';
import { type PublicRow, summarisePublic } from './score-public.ts';

/** The figures of a golden set. */
export function describeGolden(name: string, measured: readonly Measured<Row>[]): QualityRow {
  const rows = measured.map(({ row }) => row);
  const { questions, ...figures } = summarise(rows);
  const answerable = rows.filter(({ golden }) => golden.answerable);
  const unanswerable = rows.filter(({ golden }) => !golden.answerable);
  return {
    name,
    indexVersion: versionAsked(measured),
    questions,
    ...numbersOf(figures),
    falseAnswers: rateOf(unanswerable.filter(({ answered }) => answered).length, unanswerable.length),
    falseRefusals: rateOf(answerable.filter(({ answered }) => !answered).length, answerable.length),
  };
}

/** The figures of a public set: its passages are its articles, the answer to a question is the one fact asked for. */
export function describePublic(name: string, measured: readonly Measured<PublicRow>[]): QualityRow {
  const rows = measured.map(({ row }) => row);
  const { questions, answered, passage1, answer1, answer5, characters } = summarisePublic(rows);
  return {
    name,
    indexVersion: versionAsked(measured),
    questions,
    ...numbersOf({ answered, article1: passage1, facts1: answer1, facts5: answer5, full5: answer5, characters }),
    meanReciprocalRank: null,
    refused: null,
    falseAnswers: null,
    falseRefusals: rateOf(rows.filter((row) => !row.answered).length, rows.length),
  };
}

/** Writes the rows as this build's, with the date. */
export function recordQuality(file: string, rows: QualityRow[]): Promise<void> {
  const measuredAt = new Date().toISOString();
  return writeMeasurement(file, { measuredAt, code: fingerprintCode(), node: process.versions.node, rows });
}

function versionAsked(measured: readonly Measured<unknown>[]): string {
  return measured[0]?.answer.coverage.indexVersion ?? '';
}

/** Figures of what was not asked are NaN, which JSON does not have. */
function numbersOf<Name extends string>(figures: Record<Name, number>): Record<Name, number | null> {
  const entries = Object.entries<number>(figures).map(([name, value]) => [name, Number.isNaN(value) ? null : value]);
  return Object.fromEntries(entries) as Record<Name, number | null>;
}
