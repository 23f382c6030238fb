/** Work of seconds in steps, between which the event loop is given back: a server that prepares an index goes on answering. */
import { setImmediate as turn } from 'node:timers/promises';

/** A piece of work; wherever it yields, others may be let in. */
export type Steps<Result> = Generator<undefined, Result, undefined>;

/** Milliseconds of work after which others are let in. */
const TURN_MILLISECONDS = 15;

/** Does the work and lets others in meanwhile. */
export async function workInTurns<Result>(steps: Steps<Result>): Promise<Result> {
  const turns = new Turns();
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (turns.isOver) await turns.next();
  }
}

/** The turns of work that goes on by itself. */
export class Turns {
  #began = performance.now();

  /** Whether it is time to let others in. */
  get isOver(): boolean {
    return performance.now() - this.#began >= TURN_MILLISECONDS;
  }

  /** Lets others in. */
  async next(): Promise<void> {
    await turn();
    this.#began = performance.now();
  }
}

/** Does the work without a break. */
export function workAtOnce<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
