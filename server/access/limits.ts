/**
 * How many requests a caller may make a minute, and how callers are told: RateLimit and RateLimit-Policy after
 * draft-ietf-httpapi-ratelimit-headers-10 (structured fields, each policy with a name), Retry-After after RFC 9110.
 *
 * Own code, because a server with two policies needs their names in the headers and needs its memory bounded; the
 * limiters at hand write the unnamed headers of draft 7 and keep a counter for every address that ever comes.
 */

export interface RateLimit {
  /** Name of the policy in the headers: a token of ASCII letters. */
  name: string;
  /** Requests in a window. */
  quota: number;
}

/** What is left to a caller after a request. */
export interface Allowance {
  limit: RateLimit;
  /** Requests left in the window. */
  remaining: number;
  /** Seconds until the window ends, at least 1. */
  seconds: number;
  exceeded: boolean;
}

export interface Counter {
  /** Counts a request of a caller. */
  count(caller: string): Allowance;
  /** Callers that are remembered. */
  readonly size: number;
}

export interface CounterOptions {
  /** Milliseconds, of a clock that never goes back. */
  now?: () => number;
  callersMax?: number;
}

const WINDOW_SECONDS = 60;

/** Some 2 MB. Beyond it the caller whose window ends first is forgotten, and so begins with a whole quota again. */
const CALLERS_MAX = 10_000;

/** Counts in windows that begin with a caller's first request. */
export function createCounter(limit: RateLimit, options: CounterOptions = {}): Counter {
  const { now = () => performance.now(), callersMax = CALLERS_MAX } = options;
  // Each caller is put in when its window begins, and all windows are equally long: the order is that of their ends.
  const windows = new Map<string, { endsAt: number; used: number }>();

  function windowOf(caller: string, at: number): { endsAt: number; used: number } {
    const running = windows.get(caller);
    if (running && running.endsAt > at) return running;
    windows.delete(caller);
    for (const [other, { endsAt }] of windows) {
      if (endsAt > at && windows.size < callersMax) break;
      windows.delete(other);
    }
    const begun = { endsAt: at + WINDOW_SECONDS * 1000, used: 0 };
    windows.set(caller, begun);
    return begun;
  }

  return {
    count(caller) {
      // Whole milliseconds: with fractions the end of a minute is rounded to 61 seconds.
      const at = Math.floor(now());
      const window = windowOf(caller, at);
      window.used++;
      return {
        limit,
        remaining: Math.max(0, limit.quota - window.used),
        seconds: Math.max(1, Math.ceil((window.endsAt - at) / 1000)),
        exceeded: window.used > limit.quota,
      };
    },
    get size() {
      return windows.size;
    },
  };
}

/** The headers that tell of an allowance. */
export function limitHeaders({ limit, remaining, seconds, exceeded }: Allowance): [name: string, value: string][] {
  const headers: [string, string][] = [
    ['RateLimit-Policy', `"${limit.name}";q=${limit.quota};w=${WINDOW_SECONDS}`],
    ['RateLimit', `"${limit.name}";r=${remaining};t=${seconds}`],
  ];
  return exceeded ? [...headers, ['Retry-After', String(seconds)]] : headers;
}
