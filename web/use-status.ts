import { useLayoutEffect, useState } from 'preact/hooks';
import type { Status } from '../server/contract-status.ts';
import { type ApiClient, failureMessage } from './api-client.ts';

const REFRESH_MILLISECONDS = 30_000;

export type KeptStatus = {
  /** The latest that was read; kept while the next is read and where that fails. */
  status: Status | null;
  /** When it was read, by the reader's clock. */
  readAt: Date | null;
  /** What went wrong at the last attempt. */
  trouble: string | null;
  refresh: () => void;
};

/** The state of the service, read again every half minute as long as somebody can see it. */
export function useStatus(api: ApiClient): KeptStatus {
  const [kept, setKept] = useState<Omit<KeptStatus, 'refresh'>>({ status: null, readAt: null, trouble: null });
  const [attempt, setAttempt] = useState(0);

  useLayoutEffect(() => {
    const controller = new AbortController();
    let lastStart = -Infinity;
    let isReading = false;
    const read = async (): Promise<void> => {
      lastStart = performance.now();
      isReading = true;
      try {
        const status = await api.readStatus(controller.signal);
        setKept({ status, readAt: new Date(), trouble: null });
      } catch (error) {
        if (!controller.signal.aborted) setKept((before) => ({ ...before, trouble: failureMessage(error) }));
      } finally {
        isReading = false;
      }
    };
    const readWhenDue = (): void => {
      // Never two at a time: the earlier one might arrive later and be taken for the state at present.
      const isDue = !isReading && performance.now() - lastStart >= REFRESH_MILLISECONDS;
      if (document.visibilityState === 'visible' && isDue) void read();
    };
    void read();
    // More often than it is read, so that a page which comes into sight again is not behind for another half minute.
    const timer = setInterval(readWhenDue, REFRESH_MILLISECONDS / 6);
    document.addEventListener('visibilitychange', readWhenDue);
    return () => {
      controller.abort();
      clearInterval(timer);
      document.removeEventListener('visibilitychange', readWhenDue);
    };
  }, [api, attempt]);

  return { ...kept, refresh: () => setAttempt((n) => n + 1) };
}
