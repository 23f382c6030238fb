/** One run of questions at a server, with its health asked for and its memory read meanwhile. */
import autocannon, { type Options, type Result } from 'autocannon';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { RunningServer } from '../browser/start-server.ts';
import { residentBytes } from './start-cost.ts';

export interface LoadOptions {
  server: Pick<RunningServer, 'origin' | 'pid'>;
  /** Asked in this order, each once. */
  questions: readonly string[];
  connections: number;
}

export interface LoadRun {
  connections: number;
  requests: number;
  /** Answers a second. */
  rate: number;
  /** Of the answers, in milliseconds. */
  p50: number;
  p95: number;
  p99: number;
  /** Refused because too many waited, each with `Retry-After`. */
  busy: number;
  /** Everything else that was no answer. */
  errors: number;
  /** Of /api/health meanwhile, in milliseconds. */
  healthP99: number;
  /** Mean resident memory in each quarter of the run, in bytes. */
  memoryByQuarter: number[];
}

/** No run may take longer, in seconds. */
const SECONDS_MAX = 600;
const HEALTH_EACH_SECOND = 50;
const MEMORY_MILLISECONDS = 100;

/** Asks all questions over some connections, each of which asks its next one as soon as it has its answer. */
export async function runLoad({ server, questions, connections }: LoadOptions): Promise<LoadRun> {
  const left = questions.values();
  const times: number[] = [];
  let busy = 0;
  let errors = 0;
  const memory: { at: number; bytes: number }[] = [];
  let isRunning = true;
  const sampling = (async () => {
    while (isRunning) {
      memory.push({ at: times.length, bytes: await residentBytes(server.pid) });
      await wait(MEMORY_MILLISECONDS);
    }
  })();
  const health = await startHealth(server.origin);
  const startedAt = performance.now();
  let lastAt = startedAt;
  const options: Options = {
    url: `${server.origin}/api/ask`,
    connections,
    amount: questions.length,
    duration: SECONDS_MAX,
    requests: [
      {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        setupRequest: (request) => ({ ...request, body: JSON.stringify({ question: left.next().value ?? '完' }) }),
      },
    ],
  };
  const result = await new Promise<Result>((resolve, reject) => {
    const load = autocannon(options, (error: Error | null, ended) => (error ? reject(error) : resolve(ended)));
    load.on('response', (_client, status, _bytes, milliseconds) => {
      // The tool itself looks but once a second whether all has been answered.
      lastAt = performance.now();
      if (status === 200) times.push(milliseconds);
      else if (status === 503) busy++;
      else errors++;
    });
  });
  isRunning = false;
  await sampling;
  const healthP99 = await health.stop();
  times.sort((a, b) => a - b);
  return {
    connections,
    requests: questions.length,
    rate: (1000 * times.length) / (lastAt - startedAt),
    ...{ p50: quantile(times, 0.5), p95: quantile(times, 0.95), p99: quantile(times, 0.99) },
    busy,
    errors: errors + result.errors + result.timeouts,
    healthP99,
    memoryByQuarter: meanByQuarter(memory, times.length),
  };
}

/** A run in one line. */
export function describeRun(run: LoadRun): string {
  const milliseconds = (value: number): string => value.toFixed(1);
  return (
    `${String(run.connections).padStart(3)} 个连接：每秒 ${run.rate.toFixed(0)} 个回答，` +
    `p50 ${milliseconds(run.p50)}、p95 ${milliseconds(run.p95)}、p99 ${milliseconds(run.p99)} 毫秒，` +
    `503 ${run.busy} 次，出错 ${run.errors} 次；/api/health p99 ${milliseconds(run.healthP99)} 毫秒`
  );
}

/** Begins to ask for the health; `stop` gives the 99th percentile of its times. */
async function startHealth(origin: string): Promise<{ stop(): Promise<number> }> {
  const worker = new Worker(new URL('health-thread.mjs', import.meta.url), {
    workerData: { origin, eachSecond: HEALTH_EACH_SECOND },
    execArgv: [],
  });
  await once(worker, 'message');
  return {
    async stop() {
      worker.postMessage('stop');
      const [times] = (await once(worker, 'message')) as [number[]];
      return quantile(
        times.sort((a, b) => a - b),
        0.99,
      );
    },
  };
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

function meanByQuarter(samples: readonly { at: number; bytes: number }[], requests: number): number[] {
  return [0, 1, 2, 3].map((quarter) => {
    const inQuarter = samples.filter(({ at }) => Math.min(3, Math.floor((4 * at) / requests)) === quarter);
    return inQuarter.reduce((sum, { bytes }) => sum + bytes, 0) / inQuarter.length;
  });
}
