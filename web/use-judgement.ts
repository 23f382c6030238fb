/** What this reader says of one extract, and whether the server has it. */
import { useState } from 'preact/hooks';
import { failureMessage } from './api-client.ts';
import type { Judge, Verdict } from './judgement.ts';

export type Judgement = {
  /** What the server has. */
  kept: { verdict: Verdict; word: string } | null;
  sending: boolean;
  /** What was not kept, and why. */
  failed: { message: string; retry: () => void } | null;
  say: (verdict: Verdict, word?: string) => void;
};

export function useJudgement(judge: Judge): Judgement {
  const [kept, setKept] = useState<Judgement['kept']>(null);
  const [sending, setSending] = useState(false);
  const [failed, setFailed] = useState<Judgement['failed']>(null);

  async function send(verdict: Verdict, word: string): Promise<void> {
    setSending(true);
    setFailed(null);
    try {
      await judge(verdict, word);
      setKept({ verdict, word });
    } catch (error) {
      setFailed({ message: failureMessage(error), retry: () => void send(verdict, word) });
    } finally {
      setSending(false);
    }
  }

  return {
    kept,
    sending,
    failed,
    say(verdict, word = '') {
      const isSaid = kept?.verdict === verdict && kept.word === word && !failed;
      if (!sending && !isSaid) void send(verdict, word);
    },
  };
}
