import { useRef, useState } from 'preact/hooks';
import type { Filter } from '../server/contract.ts';
import { failureMessage, type ApiClient } from './api-client.ts';
import {
  type AskOptions,
  historyOf,
  makeConversationId,
  type Outcome,
  requestOf,
  settleTurn,
  type Turn,
} from './conversation.ts';

export type Conversation = {
  id: string;
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
  replace: (turns: readonly Turn[], id?: string) => void;
  /** Goes on with the same turns under another id. */
  moveTo: (id: string) => void;
};

export function useConversation(api: ApiClient): Conversation {
  const [id, moveTo] = useState(makeConversationId);
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
    const outcome = await request(turn, controller.signal);
    // Other turns may have taken the place of these, with a turn of the same number among them.
    if (running.current !== controller) return;
    running.current = null;
    settle(turn.id, outcome);
  }

  async function request(turn: Turn, signal: AbortSignal): Promise<Outcome> {
    try {
      return { state: 'answered', answer: await api.ask(requestOf(turn), signal) };
    } catch (error) {
      return signal.aborted ? { state: 'stopped' } : { state: 'failed', message: failureMessage(error) };
    }
  }

  return {
    id,
    turns,
    asking: turns.some((turn) => turn.outcome.state === 'asking'),
    filter,
    narrow,
    ask(question, options) {
      if (running.current) return false;
      const turnId = ++lastId.current;
      const turn: Turn = {
        id: turnId,
        question,
        history: historyOf(turns, turnId),
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
    replace(others, otherId = makeConversationId()) {
      running.current?.abort();
      running.current = null;
      lastId.current = Math.max(0, ...others.map((turn) => turn.id));
      moveTo(otherId);
      setTurns(others);
    },
    moveTo,
  };
}
