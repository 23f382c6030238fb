import { describe, expect, it } from 'vitest';
import { startClock } from '../../server/stage-clock.ts';

describe('the stage clock', () => {
  it('gives each stage what passed since the stage before ended, and adds up one that ends twice', () => {
    let now = 100;
    const clock = startClock(() => now);
    now = 103;
    clock.end('read');
    now = 110;
    clock.end('retrieve');
    now = 115;
    clock.end('read');
    expect(clock.readings()).toEqual([
      ['read', 8],
      ['retrieve', 7],
    ]);
  });
});
