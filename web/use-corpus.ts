/** The files of the corpus and the state of its index, kept up to date as long as somebody can see them. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { CorpusFileList, CorpusState } from '../server/contract-corpus.ts';
import { failureMessage, RequestFailure } from './api-client.ts';
import type { CorpusClient, FilesWanted } from './corpus-client.ts';

const BUSY_MILLISECONDS = 1_500;
const QUIET_MILLISECONDS = 10_000;

/** Refusals that another key mends. */
const KEY_CODES = new Set(['scope_insufficient', 'key_required', 'key_wrong']);

export type KeptCorpus = {
  /** The latest that was read; kept while the next is read and where that fails. */
  list: CorpusFileList | null;
  state: CorpusState | null;
  trouble: string | null;
  /** Why this reader may not see it. */
  refused: string | null;
  reload: () => void;
};

export function useCorpus(client: CorpusClient, query: FilesWanted): KeptCorpus {
  const [list, setList] = useState<CorpusFileList | null>(null);
  const [state, setState] = useState<CorpusState | null>(null);
  const [problem, setProblem] = useState<{ message: string; isKey: boolean } | null>(null);
  const [attempt, setAttempt] = useState(0);
  const key = JSON.stringify(query);
  const seen = useRef('');

  function fail(error: unknown): void {
    const isKey = error instanceof RequestFailure && KEY_CODES.has(error.code ?? '');
    setProblem({ message: failureMessage(error), isKey });
  }

  useEffect(() => {
    const controller = new AbortController();
    client.listFiles(query, controller.signal).then(
      (loaded) => {
        if (controller.signal.aborted) return;
        seen.current = markOf(loaded.state);
        setList(loaded);
        setState(loaded.state);
        setProblem(null);
      },
      (error: unknown) => {
        if (!controller.signal.aborted) fail(error);
      },
    );
    return () => controller.abort();
  }, [client, key, attempt]);

  const isBusy = state?.building ?? false;
  useEffect(() => {
    const controller = new AbortController();
    let isReading = false;
    const look = async (): Promise<void> => {
      if (isReading || document.visibilityState !== 'visible') return;
      isReading = true;
      try {
        const next = await client.readState(controller.signal);
        setState(next);
        // What a build has changed is in the list.
        if (markOf(next) !== seen.current) setAttempt((n) => n + 1);
      } catch {
        // The list tells of a server that does not answer, when it is asked for the next time.
      } finally {
        isReading = false;
      }
    };
    const timer = setInterval(() => void look(), isBusy ? BUSY_MILLISECONDS : QUIET_MILLISECONDS);
    return () => {
      controller.abort();
      clearInterval(timer);
    };
  }, [client, isBusy]);

  return {
    list,
    state,
    trouble: problem && !problem.isKey ? problem.message : null,
    refused: problem?.isKey ? problem.message : null,
    reload: () => setAttempt((n) => n + 1),
  };
}

function markOf({ indexVersion, building, pinned }: CorpusState): string {
  return `${indexVersion} ${building} ${pinned}`;
}
