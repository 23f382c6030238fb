/**
 * A part of the property-based run (`node --import tsx test/fuzz/main.ts`), with a seed that is kept. The limit of time
 * is in it because it is what is required of an answer, not a measurement.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningServer } from '../browser/start-server.ts';
import { makeMarker } from './cases.ts';
import { type Outcome, readAnswers } from './connection.ts';
import { type Contract, readContract } from './contract.ts';
import { judge } from './judge.ts';
import { runFuzz } from './run.ts';
import { serveCopy } from './serve-copy.ts';

const REQUESTS = 1_500;
const SEED = 20180813;

let server: RunningServer;
beforeAll(async () => {
  server = await serveCopy();
});
afterAll(() => server.stop());

describe('requests made from the OpenAPI document', () => {
  it('get documented answers in time, with nothing of the machine or of other callers in them', async () => {
    const options = { origin: server.origin, requests: REQUESTS, seed: SEED, workers: 2, stalls: false };
    const { findings, kinds, requests } = await runFuzz(options);
    expect(findings).toEqual([]);
    expect(requests).toBe(REQUESTS);
    // Valid requests of every kind of answer came through; a run that is refused throughout proves nothing.
    expect(kinds.get('valid')?.statuses.get(200)).toBeGreaterThan(REQUESTS / 10);
  });
});

describe('the judge', () => {
  let contract: Contract;
  beforeAll(async () => {
    contract = await readContract(server.origin);
  });
  const marker = makeMarker();
  const judged = (status: number, type: string, body: string, rest: Partial<Outcome> = {}): string[] => {
    const operation = contract.operations.find(({ operationId }) => operationId === 'ask') ?? null;
    const head = `HTTP/1.1 ${status} x\r\nContent-Type: ${type}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n`;
    const answers = readAnswers(Buffer.from(head + body), false);
    return judge(
      { kind: 'x', operation, expects: 'documented', marker, pieces: [], gap: 0, then: 'wait', headOnly: false },
      { answers, received: head + body, milliseconds: 1, gaveUp: false, ...rest },
      contract,
    );
  };
  const problem = (status: number, detail: string): string =>
    JSON.stringify({ type: 'about:blank', title: 'x', status, detail, code: 'request_invalid' });
  const PROBLEM = 'application/problem+json';

  it('has nothing against a problem that is documented', () => {
    expect(judged(400, PROBLEM, problem(400, `“${marker}”有误`))).toEqual([]);
  });

  it.each([
    ['an undocumented status', 402, PROBLEM, problem(402, 'x'), /undocumented status 402/],
    ['an error inside', 500, PROBLEM, problem(500, 'x'), /status 500/],
    ['a problem of another status', 400, PROBLEM, problem(415, 'x'), /another status/],
    ['a problem without its fields', 400, PROBLEM, '{}', /a problem that is none/],
    ['a refusal that is no problem', 400, 'text/plain', 'no', /without a problem/],
    ['a success of another shape', 200, 'application/json', '{"question":1}', /ask 200/],
    ['events of another order', 200, 'text/event-stream', 'event: answer\ndata: {}\n\n', /events answer/],
    ['words of another request', 400, PROBLEM, problem(400, makeMarker()), /another request/],
    ['a path of this machine', 400, PROBLEM, problem(400, process.cwd()), /path of this machine/],
    ['a stack trace', 400, PROBLEM, problem(400, 'at f (server/app.ts:1:2)'), /stack trace/],
  ])('finds %s', (_name, status, type, body, fault) => {
    expect(judged(status, type, body).join('\n')).toMatch(fault);
  });

  it('finds that there was no answer, one too many, or one too late', () => {
    expect(judged(400, PROBLEM, problem(400, 'x'), { answers: [] })).toEqual(['closed without an answer']);
    expect(judged(400, PROBLEM, problem(400, 'x'), { answers: [], gaveUp: true })).toEqual([
      'no answer within the limit',
    ]);
    const one = readAnswers(Buffer.from('HTTP/1.1 204 x\r\n\r\n'.repeat(2)), false);
    expect(judged(204, '', '', { answers: one })).toContain('2 answers to one request');
  });
});
