/** What runs in the process that reads: one file after another is read, as long as the process that asked is there. */
import { Socket as DatagramSocket } from 'node:dgram';
import { once } from 'node:events';
import { Socket } from 'node:net';
import process from 'node:process';
import { Worker } from 'node:worker_threads';
import { KnownError, knownError, messageOf } from '../../errors.ts';
import { failedReading, type FileReading } from '../../file-reading.ts';
import { inMegabytes, type ReadLimits } from '../document.ts';
import { progress, whileReading } from '../progress.ts';

/** What a process that reads is told when it starts, as JSON in its one argument. */
export interface ReadingSettings {
  limits: ReadLimits;
  /** The process that started it. */
  parentId: number;
}

export interface ReadingRequest {
  folder: string;
  path: string;
}

/** The first answer says that the process is ready, each further one is the reading that was asked for. */
export type ReadingAnswer = { isReady: true } | { reading: FileReading; residentBytes: number };

/** Reads a file; what it throws is a problem of the file. */
export type ReadFile = (request: ReadingRequest, limits: ReadLimits) => Promise<FileReading>;

const WATCHDOG = new URL('watchdog.mjs', import.meta.url);

/** What Node throws where memory is not to be had. */
const MEMORY_MESSAGE = /allocation failed|Invalid (?:string|array|typed array) length/iu;

/** Serves the process that started this one, until that closes its channel or is gone. */
export async function serveReadings(readFile: ReadFile): Promise<void> {
  const { limits, parentId } = JSON.parse(process.argv[2] ?? '') as ReadingSettings;
  process.on('disconnect', () => process.exit());
  // Who ends the process that asks by Ctrl-C ends this one too; ending first would look like a fault of the file.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {});
  closeNetwork();
  const watchdog = new Worker(WATCHDOG, {
    workerData: { memoryBytes: limits.memoryBytes, milliseconds: limits.milliseconds, parentId, progress },
    execArgv: [],
    resourceLimits: { maxYoungGenerationSizeMb: 1 },
  });
  await once(watchdog, 'online');
  process.on('message', (request: ReadingRequest) => {
    void readOne(request, limits, readFile).then((reading) =>
      answer({ reading, residentBytes: process.memoryUsage.rss() }),
    );
  });
  answer({ isReady: true });
}

async function readOne(request: ReadingRequest, limits: ReadLimits, readFile: ReadFile): Promise<FileReading> {
  try {
    return await whileReading(() => readFile(request, limits));
  } catch (thrown) {
    const isMemory = !(thrown instanceof KnownError) && MEMORY_MESSAGE.test(messageOf(thrown));
    return failedReading(isMemory ? knownError('file_took_memory', inMegabytes(limits.memoryBytes)) : thrown);
  }
}

function answer(message: ReadingAnswer): void {
  process.send?.(message);
}

/** No document is a reason to speak to another machine, whatever a library makes of an address in it. */
function closeNetwork(): void {
  const refuse = (): never => {
    throw new Error('A document is read without the network.');
  };
  Socket.prototype.connect = refuse;
  DatagramSocket.prototype.send = refuse;
}
