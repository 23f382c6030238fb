/** What a warm start takes: the time until it answers, and the memory that it holds, in all and by parts. */
import { execFile, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { SMALL_PROCESS } from '../../scripts/processes.mjs';
import { findFreePort } from '../browser/start-server.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const STARTS = 5;
/** By then all that is done ahead is done. */
const SETTLED_MILLISECONDS = 5_000;
const LOOK_MILLISECONDS = 10;

export interface StartCost {
  /** From the command to the first answer of /api/health, as medians of several starts. */
  milliseconds: { npmStart: number; server: number };
  /** Resident, a while after the start. */
  bytes: number;
  /** By part. */
  parts: Record<string, number>;
}

/** Measures starts over an index that is there; `environment` says where it and the corpus are. */
export async function measureStarts(environment: Record<string, string>): Promise<StartCost> {
  const server = [...SMALL_PROCESS.nodeOptions, '--import', 'tsx', 'server/main.ts'];
  const ofServer: number[] = [];
  const ofNpmStart: number[] = [];
  let bytes = NaN;
  for (let start = 0; start < STARTS; start++) {
    ofNpmStart.push((await startOnce(['scripts/start.mjs'], environment, 0)).milliseconds);
    const settle = start === STARTS - 1 ? SETTLED_MILLISECONDS : 0;
    const once = await startOnce(server, environment, settle);
    ofServer.push(once.milliseconds);
    bytes = once.bytes;
  }
  const options = { cwd: ROOT, env: { ...SMALL_PROCESS.environment, ...environment } };
  const measured = [...SMALL_PROCESS.nodeOptions, '--expose-gc', '--import', 'tsx', 'test/bench/memory-parts.ts'];
  const { stdout } = await promisify(execFile)(process.execPath, measured, options);
  return {
    milliseconds: { npmStart: median(ofNpmStart), server: median(ofServer) },
    bytes,
    parts: JSON.parse(stdout) as Record<string, number>,
  };
}

async function startOnce(
  nodeArguments: string[],
  environment: Record<string, string>,
  settle: number,
): Promise<{ milliseconds: number; bytes: number }> {
  const port = await findFreePort();
  const startedAt = performance.now();
  const child = spawn(process.execPath, nodeArguments, {
    cwd: ROOT,
    env: { ...SMALL_PROCESS.environment, ...environment, HOST: '127.0.0.1', PORT: String(port) },
    stdio: 'ignore',
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const isUp = (): Promise<boolean> =>
    fetch(`http://127.0.0.1:${port}/api/health`).then(
      ({ ok }) => ok,
      () => false,
    );
  while (!(await isUp())) {
    if (child.exitCode !== null) throw new Error(`a start ended with ${child.exitCode}`);
    await wait(LOOK_MILLISECONDS);
  }
  const milliseconds = performance.now() - startedAt;
  await wait(settle);
  const bytes = await residentBytes(child.pid as number);
  child.kill();
  await ended;
  return { milliseconds, bytes };
}

/**
 * What a process holds of memory, in bytes.
 *
 * @throws Error when it has ended
 */
export async function residentBytes(processId: number): Promise<number> {
  const status = await readFile(`/proc/${processId}/status`, 'utf8');
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
  // Until its parent has asked how it ended, a process has a status and no memory.
  if (kilobytes === undefined) throw new Error(`process ${processId} has ended`);
  return 1024 * Number(kilobytes);
}

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
