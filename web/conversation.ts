/** A conversation as data: turns in the order they were asked, each with what became of it. */
import type { Answer, AskRequest, Filter } from '../server/contract.ts';

export type Outcome =
  | { state: 'asking' }
  | { state: 'answered'; answer: Answer }
  | { state: 'stopped' }
  | { state: 'failed'; message: string };

export type Turn = {
  id: number;
  question: string;
  /** The earlier questions that it may refer back to, oldest first. */
  history: string[];
  /** What the reader narrowed the search to. */
  filter: Filter | null;
  /** Parts of what was understood that the reader took away. */
  without: string[];
  outcome: Outcome;
};

// The limits of the API; the page imports only its types, so they are said once more here and a test compares them.
export const QUESTION_MAX = 500;
export const HISTORY_MAX = 10;

export type AskOptions = Partial<Pick<Turn, 'history' | 'filter' | 'without'>>;

/** What a turn asks of the server. */
export function requestOf({ question, history, filter, without }: Turn): AskRequest {
  return { question, history, ...(filter ? { filter } : {}), ...(without.length > 0 ? { without } : {}) };
}

export function settleTurn(turns: readonly Turn[], id: number, outcome: Outcome): Turn[] {
  return turns.map((turn) => (turn.id === id ? { ...turn, outcome } : turn));
}

/** The questions that a turn may refer back to: those before it that were answered, oldest first. */
export function historyOf(turns: readonly Turn[], id: number): string[] {
  return turns
    .filter((turn) => turn.id < id && turn.outcome.state === 'answered')
    .map((turn) => turn.question)
    .slice(-HISTORY_MAX);
}

export function findAnswer(turns: readonly Turn[], id: number | null): Answer | null {
  const outcome = turns.find((turn) => turn.id === id)?.outcome;
  return outcome?.state === 'answered' ? outcome.answer : null;
}
