/**
 * What was asked in the last hour, by minute, in memory of a fixed size however much is asked.
 *
 * Times are counted in classes whose bounds grow by 5 %, so a median or percentile is right to within 2.5 % of itself.
 */
import { performance } from 'node:perf_hooks';

export type Outcome = 'answered' | 'no_evidence' | 'failed' | 'busy';

export type OutcomeCounts = Record<Outcome, number>;

/** Some minutes of the last hour, counted back from the minute that is running. */
export interface LoadBin extends OutcomeCounts {
  from: number;
  to: number;
}

export interface LastHour extends OutcomeCounts {
  /** Of what was answered, with extracts or without; null where nothing was. In milliseconds. */
  median: number | null;
  p95: number | null;
  /** The earliest first. */
  bins: LoadBin[];
}

const MINUTE_MILLISECONDS = 60_000;
const MINUTES = 60;
const BIN_MINUTES = 5;

const GROWTH = 1.05;
/** Upper bound of the first class; shorter times are counted in it. */
const SHORTEST_MILLISECONDS = 0.1;
/** Up to some ten minutes; longer times are counted in the last class. */
const CLASSES = 320;

const OUTCOMES: readonly Outcome[] = ['answered', 'no_evidence', 'failed', 'busy'];

interface Minute extends OutcomeCounts {
  number: number;
  times: Uint32Array;
}

export class LoadHistory {
  readonly #clock: () => number;
  /** A ring: the place of a minute is its number modulo the length. */
  readonly #minutes: Minute[] = Array.from({ length: MINUTES }, () => ({
    number: -1,
    times: new Uint32Array(CLASSES),
    ...noCounts(),
  }));

  /** The clock gives milliseconds and never goes back, as the clock on the wall may. */
  constructor(clock: () => number = () => performance.now()) {
    this.#clock = clock;
  }

  /** Counts a request that has ended. */
  record({ outcome, milliseconds }: { outcome: Outcome; milliseconds: number }): void {
    const number = this.#now();
    const minute = this.#minutes[number % MINUTES] as Minute;
    if (minute.number !== number) {
      minute.times.fill(0);
      Object.assign(minute, { number, ...noCounts() });
    }
    minute[outcome]++;
    const isAnswer = outcome === 'answered' || outcome === 'no_evidence';
    if (isAnswer) minute.times[classOf(milliseconds)]!++;
  }

  /** The last sixty minutes, of which the last is running. */
  lastHour(): LastHour {
    const now = this.#now();
    const recent = this.#minutes.filter(({ number }) => number >= 0 && number > now - MINUTES);
    const bins = Array.from({ length: MINUTES / BIN_MINUTES }, (_, index) => {
      const from = MINUTES - index * BIN_MINUTES;
      const to = from - BIN_MINUTES;
      return { from, to, ...sumCounts(recent.filter(({ number }) => now - number >= to && now - number < from)) };
    });
    const times = new Float64Array(CLASSES);
    for (const minute of recent) minute.times.forEach((count, at) => (times[at]! += count));
    return { ...sumCounts(recent), median: quantile(times, 0.5), p95: quantile(times, 0.95), bins };
  }

  #now(): number {
    return Math.floor(this.#clock() / MINUTE_MILLISECONDS);
  }
}

function noCounts(): OutcomeCounts {
  return { answered: 0, no_evidence: 0, failed: 0, busy: 0 };
}

function sumCounts(minutes: readonly OutcomeCounts[]): OutcomeCounts {
  const sum = noCounts();
  for (const minute of minutes) for (const outcome of OUTCOMES) sum[outcome] += minute[outcome];
  return sum;
}

function classOf(milliseconds: number): number {
  const steps = Math.ceil(
    Math.log(Math.max(milliseconds, SHORTEST_MILLISECONDS) / SHORTEST_MILLISECONDS) / Math.log(GROWTH),
  );
  return Math.min(steps, CLASSES - 1);
}

/** The middle of the class that holds the quantile, to one decimal. */
function quantile(times: Float64Array, share: number): number | null {
  const total = times.reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  let below = 0;
  const at = times.findIndex((count) => (below += count) >= total * share);
  return Math.round(SHORTEST_MILLISECONDS * GROWTH ** (at - 0.5) * 10) / 10;
}
