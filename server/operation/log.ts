/** The log: a line of JSON for each event, or words where a person looks on. No question is ever in it. */
import { type DestinationStream, type Logger, pino, stdTimeFunctions } from 'pino';
import pretty from 'pino-pretty';
import { messageOf } from '../../corpus/errors.ts';
import type { OperationSettings } from './settings.ts';

export type Log = Logger;

/** Tells whoever runs the server of a failure inside, and where it happened. */
export type ReportFailure = (place: string, thrown: unknown) => void;

/** For commands, which have no log. */
export const reportOnConsole: ReportFailure = (place, thrown) =>
  console.error(`${place}: ${messageOf(thrown)}`, thrown);

/**
 * Makes the log of a server.
 *
 * @param destination where its lines go; standard output, in words if that is a terminal, where not given
 */
export function createLog({ logLevel }: Pick<OperationSettings, 'logLevel'>, destination?: DestinationStream): Log {
  const options = { level: logLevel, timestamp: stdTimeFunctions.isoTime, base: { pid: process.pid } };
  return pino(
    options,
    destination ?? (process.stdout.isTTY ? wordsOnTerminal() : pino.destination({ fd: 1, sync: true })),
  );
}

function wordsOnTerminal(): DestinationStream {
  return pretty({ colorize: true, sync: true, ignore: 'pid', translateTime: 'SYS:HH:MM:ss', singleLine: true });
}
