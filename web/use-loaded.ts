import { useEffect, useState } from 'preact/hooks';
import { failureMessage } from './api-client.ts';

export type Loaded<Value> =
  { state: 'loading' } | { state: 'ready'; value: Value } | { state: 'failed'; message: string };

type Held<Value> = { key: string; loaded: Loaded<Value> };

/**
 * Loads a value, again whenever `key` changes or `reload` is called; a request that is no longer wanted is aborted. With
 * `keep`, what is there stays until there is what takes its place.
 */
export function useLoaded<Value>(
  key: string,
  load: (signal: AbortSignal) => Promise<Value>,
  { keep = false } = {},
): { loaded: Loaded<Value>; reload: () => void } {
  const [attempt, setAttempt] = useState(0);
  const [held, setHeld] = useState<Held<Value>>({ key, loaded: { state: 'loading' } });
  const stays = ({ loaded }: Held<Value>): boolean => keep && loaded.state === 'ready';

  useEffect(() => {
    const controller = new AbortController();
    const settle = (loaded: Loaded<Value>) => {
      if (controller.signal.aborted) return;
      setHeld((before) => (loaded.state !== 'ready' && stays(before) ? before : { key, loaded }));
    };
    settle({ state: 'loading' });
    load(controller.signal).then(
      (value) => settle({ state: 'ready', value }),
      (error: unknown) => settle({ state: 'failed', message: failureMessage(error) }),
    );
    return () => controller.abort();
    // `load` is a new function at every render; what it loads is named by `key`.
  }, [key, attempt]);

  return {
    // For one render after the key has changed, what is held belongs to the key before it.
    loaded: held.key === key || stays(held) ? held.loaded : { state: 'loading' },
    reload: () => setAttempt((n) => n + 1),
  };
}
