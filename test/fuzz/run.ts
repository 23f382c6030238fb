/** A run: so many requests out of the OpenAPI document and a seed, sent to a server, each answer judged. */
import fc, { type Arbitrary } from 'fast-check';
import { bodyCases, bodySchemaOf, type Case, queryCases, validCases } from './cases.ts';
import { exchange, type Outcome } from './connection.ts';
import { type Contract, type PromisedOperation, readContract } from './contract.ts';
import { framingCases, slowCases, stalledCases } from './endings.ts';
import { judge } from './judge.ts';
import { headerCases, methodCases, pathCases } from './oddities.ts';

export interface RunOptions {
  origin: string;
  requests: number;
  seed: number;
  /** Requests in flight at once; they are also what could get into each other's answers. */
  workers: number;
  /** Whether to wait half a minute for what the server does with requests that never end. */
  stalls: boolean;
  onProgress?: (done: number, total: number) => void;
}

export interface Finding {
  kind: string;
  fault: string;
  /** The request, shortened, with what is not printed written as JSON does. */
  request: string;
  answer: string;
}

export interface KindReport {
  requests: number;
  statuses: Map<number | 'none', number>;
  /** Milliseconds of each answer. */
  times: number[];
  findings: number;
}

export interface RunReport {
  kinds: Map<string, KindReport>;
  findings: Finding[];
  requests: number;
  /** Requests that took longer than the limit beside others, and were asked again by themselves. */
  late: number;
}

/** The requirement: no answer takes longer. */
export const LIMIT_MILLISECONDS = 2_000;

/** A request that stops is cut off after half a minute and the time between two looks at it. */
const STALL_MILLISECONDS = 40_000;

const SHOWN = 300;

/** Sends the requests and judges the answers. The same seed and document make the same requests, but for markers. */
export async function runFuzz(options: RunOptions): Promise<RunReport> {
  const { origin, requests, seed, workers, stalls, onProgress } = options;
  const contract = await readContract(origin);
  const port = Number(new URL(origin).port);
  const cases = fc.sample(casesOf(contract), { numRuns: requests, seed });
  const report: RunReport = { kinds: new Map(), findings: [], requests: 0, late: 0 };
  const waiting = stalls ? stalledCases().map((made) => askAlone(made, STALL_MILLISECONDS)) : [];
  const late: Case[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    for (let made = cases[next++]; made; made = cases[next++]) {
      if (!(await ask(made, LIMIT_MILLISECONDS))) late.push(made);
      onProgress?.(report.requests, requests + waiting.length);
    }
  };
  await Promise.all(Array.from({ length: workers }, work));
  // What waited for others is asked again when there are none: the limit is on the time of a request by itself.
  report.late = late.length;
  for (const made of late) await askAlone(made, LIMIT_MILLISECONDS);
  await Promise.all(waiting);
  const health = await fetch(`${origin}/api/health`);
  if (!health.ok)
    report.findings.push({ kind: 'afterwards', fault: 'the server is not well', request: '', answer: '' });
  return report;

  async function ask(made: Case, limit: number): Promise<boolean> {
    const outcome = await exchange(port, made, limit);
    // The server rightly waits for the rest of a request that was cut off.
    const isLate = made.expects !== 'cut' && (outcome.gaveUp || outcome.milliseconds > limit);
    if (isLate) return false;
    record(report, made, outcome, judge(made, outcome, contract));
    return true;
  }

  async function askAlone(made: Case, limit: number): Promise<void> {
    const outcome = await exchange(port, made, limit);
    record(report, made, outcome, judge(made, outcome, contract));
  }
}

function casesOf(contract: Contract): Arbitrary<Case> {
  const { operations } = contract;
  const withBody = operations.filter((operation) => bodySchemaOf(operation) !== null);
  const withQuery = operations.filter(({ parameters = [] }) =>
    parameters.some((parameter) => parameter.in === 'query'),
  );
  const of = (chosen: PromisedOperation[], make: (operation: PromisedOperation) => Arbitrary<Case>): Arbitrary<Case> =>
    fc.oneof(...chosen.map((operation) => make(operation)));
  return fc.oneof(
    { weight: 8, arbitrary: of(operations, (operation) => validCases(operation, contract)) },
    { weight: 8, arbitrary: of(withBody, (operation) => bodyCases(operation, contract)) },
    { weight: 3, arbitrary: of(withQuery, queryCases) },
    { weight: 4, arbitrary: of(operations, headerCases) },
    { weight: 4, arbitrary: pathCases(operations) },
    { weight: 2, arbitrary: methodCases(operations) },
    { weight: 1, arbitrary: framingCases() },
    { weight: 2, arbitrary: of(operations, slowCases) },
  );
}

function record(report: RunReport, made: Case, outcome: Outcome, faults: string[]): void {
  const { kind } = made;
  const row: KindReport = report.kinds.get(kind) ?? { requests: 0, statuses: new Map(), times: [], findings: 0 };
  report.kinds.set(kind, row);
  const status = outcome.answers[0]?.status ?? 'none';
  report.requests++;
  row.requests++;
  row.statuses.set(status, (row.statuses.get(status) ?? 0) + 1);
  if (status !== 'none') row.times.push(outcome.milliseconds);
  row.findings += faults.length;
  const request = shorten(Buffer.concat(made.pieces).toString('latin1'));
  for (const fault of faults) report.findings.push({ kind, fault, request, answer: shorten(outcome.received) });
}

function shorten(text: string): string {
  const shown = JSON.stringify(text.slice(0, SHOWN));
  return text.length > SHOWN ? `${shown} … ${text.length}` : shown;
}
