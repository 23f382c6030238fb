/**
 * The one table of errors: code → HTTP status and message. A message says what was given, what is allowed and what to
 * do. It stands in corpus/, the lowest room, because every room raises errors and imports run one way.
 */
import { ACCESS_ERRORS } from './error-table/access.ts';
import { FEEDBACK_ERRORS } from './error-table/feedback.ts';
import { FILE_ERRORS } from './error-table/files.ts';
import { INDEX_ERRORS } from './error-table/indexing.ts';
import { REQUEST_ERRORS } from './error-table/requests.ts';

const TABLE = {
  ...FILE_ERRORS,
  ...INDEX_ERRORS,
  ...ACCESS_ERRORS,
  ...FEEDBACK_ERRORS,
  ...REQUEST_ERRORS,
} as const;

export type ErrorCode = keyof typeof TABLE;
type MessageValues<Code extends ErrorCode> = Parameters<(typeof TABLE)[Code]['message']>;

/** An error with a stable code out of the table. */
export class KnownError extends Error {
  readonly code: ErrorCode;
  readonly status: number;
  readonly title: string;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'KnownError';
    this.code = code;
    this.status = TABLE[code].status;
    this.title = TABLE[code].title;
  }
}

/** Makes the error of a code; the arguments fill its message. */
export function knownError<Code extends ErrorCode>(code: Code, ...values: MessageValues<Code>): KnownError {
  const message: (...values: string[]) => string = TABLE[code].message;
  return new KnownError(code, message(...values));
}

/** What an unknown thrown value says of itself. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
