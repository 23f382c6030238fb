import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { type Steps, workAtOnce, workInTurns } from '../../server/steps.ts';

/** Work of so many steps, each of which takes some milliseconds. */
function* countTo(last: number, milliseconds = 0): Steps<number> {
  for (let step = 1; step <= last; step++) {
    const until = performance.now() + milliseconds;
    while (performance.now() < until);
    yield;
  }
  return last;
}

describe('steps', () => {
  it('come to the same at once and in turns', async () => {
    expect(workAtOnce(countTo(1_000))).toBe(1_000);
    expect(await workInTurns(countTo(1_000))).toBe(1_000);
  });

  it('let others in', async () => {
    let turns = 0;
    let isWorking = true;
    const others = (async () => {
      while (isWorking) {
        await turn();
        turns++;
      }
    })();
    await workInTurns(countTo(50, 4));
    isWorking = false;
    await others;
    expect(turns).toBeGreaterThan(5);
  });

  it('pass on what they throw', async () => {
    function* failing(): Steps<number> {
      yield;
      throw new Error('no memory');
    }
    await expect(workInTurns(failing())).rejects.toThrow('no memory');
  });
});
