/** What a reader can say of an extract. */
import type { FeedbackRequest } from '../server/contract-feedback.ts';

export type Verdict = FeedbackRequest['verdict'];

/** Tells the server. */
export type Judge = (verdict: Verdict, word: string) => Promise<unknown>;

// The limit of the API; the page imports only its types, so it is said once more here and a test compares them.
export const WORD_MAX = 200;
