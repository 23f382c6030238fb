/** The draft that is checked and what was found of it, kept as long as the page, whichever view is shown. */
import { useRef, useState } from 'preact/hooks';
import type { Verdict, VerifyResponse } from '../server/contract-verify.ts';
import { type ApiClient, failureMessage } from './api-client.ts';
import { DRAFT_MAX, listSteps } from './verify-draft.ts';

/** Findings, with the text that they are of: the draft may have been edited since. */
export type Checked = { draft: string; response: VerifyResponse };

export type CheckProgress =
  { state: 'idle' } | { state: 'checking' } | { state: 'stopped' } | { state: 'failed'; message: string };

export type Verification = {
  draft: string;
  write: (draft: string) => void;
  /** Of the last check that succeeded; a later one that fails or is stopped leaves it. */
  checked: Checked | null;
  progress: CheckProgress;
  /** Counts the checks that succeeded. */
  arrivals: number;
  check: () => void;
  stop: () => void;
  /** The sentence whose finding is shown. */
  selected: number | null;
  select: (index: number) => void;
  /** The verdict that the reader wants to see alone. */
  chosen: Verdict | null;
  choose: (verdict: Verdict | null) => void;
};

export function isCheckable(draft: string): boolean {
  return draft.trim() !== '' && draft.length <= DRAFT_MAX;
}

export function useVerify(api: ApiClient): Verification {
  const [draft, setDraft] = useState('');
  const [checked, setChecked] = useState<Checked | null>(null);
  const [arrivals, setArrivals] = useState(0);
  const [progress, setProgress] = useState<CheckProgress>({ state: 'idle' });
  const [selected, setSelected] = useState<number | null>(null);
  const [chosen, setChosen] = useState<Verdict | null>(null);
  const running = useRef<AbortController | null>(null);

  function show(response: VerifyResponse): void {
    const { sentences } = response;
    setChecked({ draft, response });
    setArrivals((count) => count + 1);
    setChosen(null);
    setSelected(listSteps(sentences, null)[0] ?? (sentences.length > 0 ? 0 : null));
    setProgress({ state: 'idle' });
  }

  async function check(): Promise<void> {
    if (running.current || !isCheckable(draft)) return;
    const controller = new AbortController();
    running.current = controller;
    setProgress({ state: 'checking' });
    try {
      const response = await api.verify({ text: draft }, controller.signal);
      if (!controller.signal.aborted) show(response);
    } catch (error) {
      if (!controller.signal.aborted) setProgress({ state: 'failed', message: failureMessage(error) });
    } finally {
      if (running.current === controller) running.current = null;
    }
  }

  return {
    draft,
    write: setDraft,
    checked,
    progress,
    arrivals,
    check: () => void check(),
    stop() {
      running.current?.abort();
      running.current = null;
      setProgress({ state: 'stopped' });
    },
    selected,
    select: setSelected,
    chosen,
    choose: setChosen,
  };
}
