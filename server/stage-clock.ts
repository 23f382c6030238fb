/** Where the time of an answer goes, stage by stage: what `Server-Timing` tells. */
import { performance } from 'node:perf_hooks';

/** The stages of an answer in their order, each with what is done in it. */
export const STAGES = {
  wait: 'Wait for its turn',
  read: 'Read the question',
  embed: 'Embed the question',
  retrieve: 'Find passages',
  weigh: 'Weigh the evidence',
  choose: 'Choose sentences',
  cite: 'Cite the extracts',
  suggest: 'Check suggestions',
} as const;

export type Stage = keyof typeof STAGES;

/** Is told at the end of each stage that what has passed since the last end belongs to it. */
export interface StageClock {
  end(stage: Stage): void;
}

/** For answers whose time nobody asks for. */
export const NO_CLOCK: StageClock = { end: () => undefined };

export interface RunningClock extends StageClock {
  /** The stages that ended, each with all its milliseconds, in the order of their first end. */
  readings(): [stage: Stage, milliseconds: number][];
}

/** Starts a clock; a stage that ends more than once, as with a follow-up's search for the answer before, adds up. */
export function startClock(now: () => number = () => performance.now()): RunningClock {
  const spent = new Map<Stage, number>();
  let last = now();
  return {
    end(stage) {
      const at = now();
      spent.set(stage, (spent.get(stage) ?? 0) + at - last);
      last = at;
    },
    readings: () => [...spent],
  };
}
