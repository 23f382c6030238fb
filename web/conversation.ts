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

export type AnsweredTurn = Omit<Turn, 'outcome'> & { outcome: Extract<Outcome, { state: 'answered' }> };

// The limits of the API; the page imports only its types, so they are said once more here and a test compares them.
export const QUESTION_MAX = 500;
export const HISTORY_MAX = 10;
export const WITHOUT_MAX = 20;

export type AskOptions = Partial<Pick<Turn, 'history' | 'filter' | 'without'>>;

/** What a turn asks of the server. */
export function requestOf({ question, history, filter, without }: Turn): AskRequest {
  return { question, history, ...(filter ? { filter } : {}), ...(without.length > 0 ? { without } : {}) };
}

export function settleTurn(turns: readonly Turn[], id: number, outcome: Outcome): Turn[] {
  return turns.map((turn) => (turn.id === id ? { ...turn, outcome } : turn));
}

/** The questions that a turn may refer back to: the last one answered before it, and those that this one had. */
export function historyOf(turns: readonly Turn[], id: number): string[] {
  const before = answeredTurns(turns.filter((turn) => turn.id < id)).pop();
  if (!before) return [];
  const { question, history, without, outcome } = before;
  const { understood } = outcome.answer;
  // What was taken away would come back with the words of the question, and with the questions before it.
  if (without.length > 0 && understood.length <= QUESTION_MAX) return [understood];
  return [...history, question].slice(-HISTORY_MAX);
}

export function findAnswer(turns: readonly Turn[], id: number | null): Answer | null {
  const outcome = turns.find((turn) => turn.id === id)?.outcome;
  return outcome?.state === 'answered' ? outcome.answer : null;
}

/** What is worth keeping of a conversation. */
export function answeredTurns(turns: readonly Turn[]): AnsweredTurn[] {
  return turns.filter((turn): turn is AnsweredTurn => turn.outcome.state === 'answered');
}

export const TITLE_MAX = 60;
const MADE_TITLE_MAX = 32;

/** A conversation is called by its first question, shortened, until the reader names it. */
export function makeTitle(question: string): string {
  const characters = Array.from(question.replace(/\s+/g, ' ').trim());
  return characters.length <= MADE_TITLE_MAX
    ? characters.join('')
    : `${characters.slice(0, MADE_TITLE_MAX - 1).join('')}…`;
}

/** Made of random numbers only, which every page has; `crypto.randomUUID` is not offered over plain http. */
export function makeConversationId(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(3)), (part) => part.toString(36)).join('-');
}
