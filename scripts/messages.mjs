/**
 * What the set-up commands say to the person who runs them, and how they end when something is wrong.
 *
 * Everything goes to standard error: standard output belongs to the command that set-up prepares, so that
 * `npm run ask -- … > answer.txt` holds the answer alone.
 */
import process from 'node:process';

/** A failure the user can mend: its message says what was found, what is needed and what to do. */
export class SetupError extends Error {
  name = 'SetupError';
}

/** Prints one line to the user. */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/** Gives the text of an error and of everything that caused it, one per line. */
export function describeError(error) {
  if (!(error instanceof Error)) return String(error);
  const own = error.message || error.code || error.name;
  return error.cause === undefined ? own : `${own}\n  原因：${describeError(error.cause)}`;
}

/**
 * Ends the process with exit code 1 after printing the error: a SetupError as its message, anything else, being a
 * defect of the scripts, with its stack.
 */
export function exitWithError(error) {
  say(error instanceof SetupError ? `\n错误：${describeError(error)}` : `\n错误：${error?.stack ?? String(error)}`);
  process.exit(1);
}
