/** What was found for a question, before it is presented as an answer. */
import type { Passage } from '../index/fuse.ts';
import type { AskRequest } from './contract.ts';
import type { Refusal } from './evidence.ts';
import type { ChosenSpan, WeightedTerm } from './extract.ts';
import type { Query } from './query.ts';
import type { Scope } from './scope.ts';

export interface Found {
  query: Query;
  scope: Scope;
  terms: WeightedTerm[];
  /** Best first; empty where there is no evidence. */
  spans: ChosenSpan[];
  refusal: Refusal | null;
  /** The nearest passages: of all articles where the answer, if any, stands elsewhere than where it was asked of. */
  findNear: () => Promise<Passage[]>;
}

/** Finds what a request asks for. */
export type Find = (request: AskRequest) => Promise<Found>;
