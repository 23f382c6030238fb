import { useRef, useState } from 'preact/hooks';
import type { Filter } from '../server/contract.ts';
import { failureMessage, type ApiClient } from './api-client.ts';
import { type AskOptions, historyOf, requestOf, settleTurn, type Outcome, type Turn } from './conversation.ts';

export type Conversation = {
  turns: readonly Turn[];
  asking: boolean;
  /** What every question is narrowed to until the reader takes it away. */
  filter: Filter | null;
  narrow: (filter: Filter | null) => void;
  /** Returns false, and takes nothing, while another question is being answered. */
  ask: (question: string, options?: AskOptions) => boolean;
  stop: () => void;
  retry: (turn: Turn) => void;
  /** Puts other turns in place of these: none for a new conversation, those kept for an old one. */
  replace: (turns: readonly Turn[]) => void;
};

export function useConversation(api: ApiClient): Conversation {
  const [turns, setTurns] = useState<readonly Turn[]>([]);
  const [filter, narrow] = useState<Filter | null>(null);
  const running = useRef<AbortController | null>(null);
  const lastId = useRef(0);

  function settle(id: number, outcome: Outcome): void {
    setTurns((current) => settleTurn(current, id, outcome));
  }

  async function run(turn: Turn): Promise<void> {
    const controller = new AbortController();
    running.current = controller;
    try {
      const answer = await api.ask(requestOf(turn), controller.signal);
      settle(turn.id, { state: 'answered', answer });
    } catch (error) {
      settle(
        turn.id,
        controller.signal.aborted ? { state: 'stopped' } : { state: 'failed', message: failureMessage(error) },
      );
    } finally {
      if (running.current === controller) running.current = null;
    }
  }

  return {
    turns,
    asking: turns.some((turn) => turn.outcome.state === 'asking'),
    filter,
    narrow,
    ask(question, options) {
      if (running.current) return false;
      const id = ++lastId.current;
      const turn: Turn = {
        id,
        question,
        history: historyOf(turns, id),
        filter,
        without: [],
        ...options,
        outcome: { state: 'asking' },
      };
      setTurns((current) => [...current, turn]);
      void run(turn);
      return true;
    },
    stop() {
      running.current?.abort();
    },
    retry(turn) {
      if (running.current) return;
      settle(turn.id, { state: 'asking' });
      void run(turn);
    },
    replace(others) {
      running.current?.abort();
      running.current = null;
      lastId.current = Math.max(0, ...others.map(({ id }) => id));
      setTurns(others);
    },
  };
}
