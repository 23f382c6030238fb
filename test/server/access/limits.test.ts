import { describe, expect, it } from 'vitest';
import { type Counter, createCounter, limitHeaders } from '../../../server/access/limits.ts';

/** A counter with a clock that the test moves, in seconds. */
function counterAt(quota: number, callersMax = 100): { counter: Counter; moveTo: (seconds: number) => void } {
  let now = 0;
  const counter = createCounter({ name: 'read', quota }, { now: () => now, callersMax });
  return { counter, moveTo: (seconds) => (now = seconds * 1000) };
}

describe('a counter', () => {
  it('lets the quota through, says what is left, and refuses until the window ends', () => {
    const { counter, moveTo } = counterAt(2);
    expect(counter.count('甲')).toMatchObject({ remaining: 1, seconds: 60, exceeded: false });
    moveTo(10.5);
    expect(counter.count('甲')).toMatchObject({ remaining: 0, seconds: 50, exceeded: false });
    expect(counter.count('甲')).toMatchObject({ remaining: 0, seconds: 50, exceeded: true });
    moveTo(59.999);
    expect(counter.count('甲')).toMatchObject({ seconds: 1, exceeded: true }); // never a wait of nothing
    moveTo(60);
    expect(counter.count('甲')).toMatchObject({ remaining: 1, seconds: 60, exceeded: false });
  });

  it('is not kept refusing by requests that were refused', () => {
    const { counter, moveTo } = counterAt(1);
    for (let second = 0; second < 60; second++) {
      moveTo(second);
      counter.count('甲');
    }
    moveTo(60);
    expect(counter.count('甲').exceeded).toBe(false);
  });

  it('counts callers apart', () => {
    const { counter } = counterAt(1);
    counter.count('甲');
    expect(counter.count('乙').exceeded).toBe(false);
    expect(counter.count('甲').exceeded).toBe(true);
  });

  it('remembers no more callers than it may, and forgets first who is free soonest', () => {
    const { counter, moveTo } = counterAt(1, 3);
    for (const [second, caller] of ['甲', '乙', '丙', '丁'].entries()) {
      moveTo(second);
      counter.count(caller);
    }
    expect(counter.size).toBe(3);
    expect(counter.count('丙').exceeded).toBe(true);
    expect(counter.count('甲').exceeded).toBe(false);
  });

  it('keeps nobody whose window has ended', () => {
    const { counter, moveTo } = counterAt(1);
    for (let at = 0; at < 50; at++) counter.count(String(at));
    moveTo(60);
    counter.count('甲');
    expect(counter.size).toBe(1);
  });
});

describe('the headers', () => {
  const allowance = { limit: { name: 'costly', quota: 120 }, remaining: 7, seconds: 31, exceeded: false };

  it('name the policy, as structured fields', () => {
    expect(limitHeaders(allowance)).toEqual([
      ['RateLimit-Policy', '"costly";q=120;w=60'],
      ['RateLimit', '"costly";r=7;t=31'],
    ]);
  });

  it('say when to come back, once there is nothing left', () => {
    expect(limitHeaders({ ...allowance, exceeded: true })).toContainEqual(['Retry-After', '31']);
  });
});
