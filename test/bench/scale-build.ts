/** One run of `npm run index` as a process of its own, with its progress and its memory. */
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { readProgress } from '../../server/indexing/tell-parent.ts';
import { residentBytes } from './start-cost.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const MEMORY_MILLISECONDS = 200;

export interface BuildRun {
  /** From the start of the process to its end. */
  seconds: number;
  /** From the first sentence that was embedded to the end of the process; 0 where none was. */
  embeddingSeconds: number;
  /** Sentences embedded; of a run that was killed, as many as it told of last. */
  embedded: number;
  /** Mean resident memory in each quarter of the time in which it embedded, in bytes. */
  memoryByQuarter: number[];
  wasKilled: boolean;
}

/**
 * Runs a build.
 *
 * @param killHalfway ends it with SIGKILL as soon as half of its sentences are embedded, by its own estimate
 */
export async function runBuild(environment: Record<string, string>, killHalfway = false): Promise<BuildRun> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, ['--import', 'tsx', 'server/reindex.ts', '--quiet'], {
    cwd: ROOT,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  let printed = '';
  child.stdout?.on('data', (data) => (printed += String(data)));
  let firstAt: number | null = null;
  let embedded = 0;
  child.on('message', (message) => {
    const progress = readProgress(message);
    if (!progress || progress.sentences === 0) return;
    firstAt ??= performance.now();
    embedded = progress.sentences;
    const isHalfway = progress.sentencesLeft !== null && embedded >= progress.sentencesLeft;
    if (killHalfway && isHalfway) child.kill('SIGKILL');
  });
  const memory: number[] = [];
  const sampling = setInterval(() => {
    if (firstAt === null || child.pid === undefined) return;
    // A process that has just ended has no memory to tell of.
    residentBytes(child.pid).then(
      (bytes) => memory.push(bytes),
      () => undefined,
    );
  }, MEMORY_MILLISECONDS);
  const code = await new Promise<number | null>((ended, reject) => child.on('error', reject).on('close', ended));
  clearInterval(sampling);
  const endedAt = performance.now();
  const wasKilled = code === null && killHalfway;
  if (code !== 0 && !wasKilled) throw new Error(`a build ended with ${code}: ${printed}`);
  return {
    seconds: (endedAt - startedAt) / 1000,
    embeddingSeconds: firstAt === null ? 0 : (endedAt - firstAt) / 1000,
    embedded: wasKilled ? embedded : Number(/新向量化 (\d+) 句/u.exec(printed)?.[1]),
    memoryByQuarter: meanByQuarter(memory),
    wasKilled,
  };
}

function meanByQuarter(samples: readonly number[]): number[] {
  return [0, 1, 2, 3].map((quarter) => {
    const start = Math.floor((samples.length * quarter) / 4);
    // A short build has fewer samples than there are quarters.
    const part = samples.slice(start, Math.max(start + 1, (samples.length * (quarter + 1)) / 4));
    return part.reduce((sum, bytes) => sum + bytes, 0) / part.length;
  });
}
