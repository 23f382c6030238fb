/** What happens while questions are answered, as those are told who count, keep or show it. */
import type { Answer, AskRequest } from '../contract.ts';
import type { Stage } from '../stage-clock.ts';

export type Observation =
  /** A question got its answer, however it came by it. */
  | { kind: 'answer'; request: AskRequest; answer: Answer; milliseconds: number }
  | { kind: 'failed'; milliseconds: number }
  /** A request was turned away because too many waited. */
  | { kind: 'busy' }
  /** An answer was made, with the milliseconds of its stages. */
  | { kind: 'made'; stages: [stage: Stage, milliseconds: number][] }
  /** A question got the answer that was being made for an equal one. */
  | { kind: 'shared' }
  /** A question got an answer that was remembered. */
  | { kind: 'remembered' };

export type Observe = (observation: Observation) => void;
