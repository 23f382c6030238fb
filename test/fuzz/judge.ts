/** What is wrong with an answer: its status, its body, its time, and what must never be in it. */
import { homedir, tmpdir } from 'node:os';
import { resolve } from 'node:path';
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import { type Case, MARKERS } from './cases.ts';
import type { Answer, Outcome } from './connection.ts';
import type { Contract } from './contract.ts';

/** What a request may be refused with before it is known which operation it is for. */
const ANYWHERE_CODES = new Set([
  'request_malformed',
  'headers_too_large',
  'request_timeout',
  'host_refused',
  'origin_refused',
]);

/** Statuses of an address that is no operation, or of a method that it has not. */
const ANYWHERE_STATUSES = new Set([200, 202, 204, 304, 400, 403, 404, 405, 406, 409, 413, 415, 421, 431]);

/** What a valid request may get besides, if its operation documents it: begun, not held, or against what is held. */
const ALSO_VALID = new Set([202, 404, 409, 422]);

const PROBLEM = 'application/problem+json';
const PAGE_TYPES = /^(?:text\/(?:html|css|javascript|plain)|image\/|application\/(?:json|javascript|manifest\+json))/u;

/** Folders of this machine; the shortest that could be meant by chance are left out. */
const FOLDERS = [resolve('.'), homedir(), tmpdir(), '/node_modules/', 'file://'].filter((folder) => folder.length > 4);
const STACK = /\bat (?:async )?[^\n]{0,200}:\d+:\d+|node:internal|Error: /u;

/** Every fault of an outcome, in a few words each. */
export function judge(made: Case, outcome: Outcome, contract: Contract): string[] {
  const { answers, gaveUp } = outcome;
  const [answer] = answers;
  const faults: string[] = [];
  // What never ends is waited for by the cases that stall.
  if (gaveUp && made.expects !== 'cut') faults.push('no answer within the limit');
  if (answers.length > 1) faults.push(`${answers.length} answers to one request`);
  if (!answer) {
    if (made.expects !== 'cut' && !gaveUp) faults.push('closed without an answer');
    return faults;
  }
  const text = decode(answer);
  if (text === null) return [...faults, `a body that cannot be decoded (${answer.headers.get('content-encoding')})`];
  faults.push(...judgeStatus(made, answer, text), ...judgeBody(made, answer, text, contract));
  faults.push(...findLeaks(made, `${[...answer.headers].flat().join('\n')}\n${text}`));
  return faults;
}

function judgeStatus({ expects, operation }: Case, { status }: Answer, text: string): string[] {
  if (status >= 500 && status !== 503) return [`status ${status}`];
  if (expects === 'valid')
    return status === 200 || (ALSO_VALID.has(status) && operation?.responses[status])
      ? []
      : [`a valid request got ${status}`];
  if (expects === 'cut') return status === 200 || (status >= 400 && status < 500) ? [] : [`status ${status}`];
  if (expects === 'anywhere') return ANYWHERE_STATUSES.has(status) ? [] : [`status ${status}`];
  const isDocumented = operation?.responses[status] !== undefined;
  return isDocumented || ANYWHERE_CODES.has(codeOf(text)) ? [] : [`undocumented status ${status}`];
}

function codeOf(text: string): string {
  const parsed = parse(text);
  return typeof parsed === 'object' && parsed !== null && 'code' in parsed ? String(parsed.code) : '';
}

function judgeBody(
  { operation, headOnly }: Case,
  { status, headers }: Answer,
  text: string,
  contract: Contract,
): string[] {
  const type = headers.get('content-type') ?? '';
  const media = type.split(';', 1)[0] ?? '';
  const isBodiless = status === 202 && !operation?.responses[status]?.content;
  if (headOnly || status === 204 || status === 304 || isBodiless)
    return text === '' ? [] : ['a body where there is none'];
  if (media === PROBLEM) {
    const problem = parse(text);
    const fault = contract.findFaultIn('Problem', problem);
    if (fault) return [`a problem that is none: ${fault}`];
    return (problem as { status: number }).status === status ? [] : ['a problem of another status'];
  }
  if (status >= 400 && !isProtocolError(text)) return [`${status} without a problem (${type || 'no type'})`];
  if (media === 'text/event-stream') return judgeEvents(text, contract);
  if (operation && status < 400) {
    const fault = contract.findFault(operation, status, media, media === 'text/csv' ? text : parse(text));
    return fault ? [fault] : [];
  }
  return PAGE_TYPES.test(type) ? [] : [`a body of type ${type}`];
}

/** MCP words its refusals as JSON-RPC does. */
function isProtocolError(text: string): boolean {
  const parsed = parse(text);
  return typeof parsed === 'object' && parsed !== null && 'jsonrpc' in parsed && 'error' in parsed;
}

const EVENT_SCHEMAS: Record<string, string> = { citations: 'AnswerHead', answer: 'Answer', problem: 'Problem' };

function judgeEvents(text: string, contract: Contract): string[] {
  const events = text.split('\n\n').filter(Boolean);
  const names = events.map((event) => /^event: (.*)$/mu.exec(event)?.[1] ?? '');
  if (names.join(' ') !== 'citations answer') return [`events ${names.join(' ')}`];
  return events.flatMap((event, index) => {
    const data = event
      .split('\n')
      .filter((line) => line.startsWith('data: '))
      .map((line) => line.slice('data: '.length));
    return contract.findFaultIn(EVENT_SCHEMAS[names[index] ?? ''] ?? '', parse(data.join('\n'))) ?? [];
  });
}

function findLeaks({ marker }: Case, text: string): string[] {
  const others = [...text.matchAll(MARKERS)].filter(([found]) => found !== marker);
  return [
    ...(others.length > 0 ? ['words of another request'] : []),
    ...FOLDERS.filter((folder) => text.includes(folder)).map((folder) => `a path of this machine (${folder})`),
    ...(STACK.test(text) ? ['a stack trace'] : []),
  ];
}

/** The body as text; null where it is not what it says. */
function decode({ headers, body }: Answer): string | null {
  const decoders: Record<string, (bytes: Buffer) => Buffer> = {
    gzip: gunzipSync,
    deflate: inflateSync,
    br: brotliDecompressSync,
    '': (bytes) => bytes,
  };
  try {
    const bytes = body.length === 0 ? body : decoders[headers.get('content-encoding') ?? '']?.(body);
    return bytes ? new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) : null;
  } catch {
    return null;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
