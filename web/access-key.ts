/**
 * Requests with the reader's access key. A server that asks for one (401) makes the page ask the reader, once for all
 * requests that wait; they are then sent again, so whoever sent them notices nothing. Nothing is asked of a server that
 * is open. Where the key is kept and how requests are sent is passed in, so tests need neither.
 */

type Fetch = (path: string, init?: RequestInit) => Promise<Response>;

export type KeyStore = { read: () => string | null; keep: (key: string, remembered: boolean) => void };

/** What the reader is asked. */
export type KeyRequest = {
  /** Whether a key was sent and refused. */
  refused: boolean;
};

export type KeyGate = {
  fetch: Fetch;
  /** What is being asked; null while nothing is. */
  asked: () => KeyRequest | null;
  /** Calls back whenever {@link asked} changes, until the function given back is called. */
  follow: (onChange: () => void) => () => void;
  /** The reader's answer: sends what waits again. */
  enter: (key: string, remembered: boolean) => void;
  /** The reader has none: what waits fails with the server's refusal. */
  dismiss: () => void;
};

type Pending = KeyRequest & { answered: Promise<boolean>; answer: (hasKey: boolean) => void };

const UNAUTHORIZED = 401;

export function createKeyGate(fetch: Fetch, store: KeyStore): KeyGate {
  let pending: Pending | null = null;
  const followers = new Set<() => void>();

  function change(next: Pending | null): void {
    pending = next;
    for (const follower of followers) follower();
  }

  function ask(refused: boolean): Promise<boolean> {
    if (!pending) {
      let answer: (hasKey: boolean) => void = () => undefined;
      const answered = new Promise<boolean>((resolve) => (answer = resolve));
      change({ refused, answered, answer });
    }
    return pending?.answered ?? Promise.resolve(false);
  }

  function settle(hasKey: boolean): void {
    const settled = pending;
    change(null);
    settled?.answer(hasKey);
  }

  return {
    async fetch(path, init = {}) {
      for (;;) {
        const key = store.read();
        const headers = new Headers(init.headers);
        if (key !== null) headers.set('Authorization', `Bearer ${key}`);
        const response = await fetch(path, { ...init, headers });
        if (response.status !== UNAUTHORIZED) return response;
        // A key that was entered meanwhile, for another request or in another tab, has not been tried here.
        const isTried = store.read() === key;
        if (isTried && !(await orAborted(ask(key !== null), init.signal))) return response;
      }
    },
    asked: () => pending,
    follow(onChange) {
      followers.add(onChange);
      return () => followers.delete(onChange);
    },
    enter(key, remembered) {
      store.keep(key, remembered);
      settle(true);
    },
    dismiss: () => settle(false),
  };
}

/** Waits, but no longer than the request is wanted. */
function orAborted<Value>(promise: Promise<Value>, signal: AbortSignal | null | undefined): Promise<Value> {
  if (!signal) return promise;
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason as Error);
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    void promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
