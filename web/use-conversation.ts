import { useRef, useState } from 'preact/hooks';
import { failureMessage, type ApiClient } from './api-client.ts';
import { historyOf, settleTurn, type Outcome, type Turn } from './conversation.ts';

export type Conversation = {
  turns: readonly Turn[];
  asking: boolean;
  /** Returns false, and takes nothing, while another question is being answered. */
  ask: (question: string) => boolean;
  stop: () => void;
  retry: (turn: Turn) => void;
  clear: () => void;
};

export function useConversation(api: ApiClient): Conversation {
  const [turns, setTurns] = useState<readonly Turn[]>([]);
  const running = useRef<AbortController | null>(null);
  const lastId = useRef(0);

  function settle(id: number, outcome: Outcome): void {
    setTurns((current) => settleTurn(current, id, outcome));
  }

  async function run({ id, question }: Turn): Promise<void> {
    const controller = new AbortController();
    running.current = controller;
    try {
      const answer = await api.ask({ question, history: historyOf(turns, id) }, controller.signal);
      settle(id, { state: 'answered', answer });
    } catch (error) {
      settle(
        id,
        controller.signal.aborted ? { state: 'stopped' } : { state: 'failed', message: failureMessage(error) },
      );
    } finally {
      if (running.current === controller) running.current = null;
    }
  }

  return {
    turns,
    asking: turns.some((turn) => turn.outcome.state === 'asking'),
    ask(question) {
      if (running.current) return false;
      const turn: Turn = { id: ++lastId.current, question, outcome: { state: 'asking' } };
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
    clear() {
      running.current?.abort();
      running.current = null;
      setTurns([]);
    },
  };
}
