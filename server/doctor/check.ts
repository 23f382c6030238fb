/** One finding of `npm run doctor`, and the line that brings it to the script which shows it. */

/** `good`: as it should be. `doubtful`: it works, or the next start mends it. `bad`: it does not work. */
export type Verdict = 'good' | 'doubtful' | 'bad';

export interface Check {
  /** For programs. */
  id: string;
  /** What was checked, in Chinese. */
  title: string;
  verdict: Verdict;
  /** What was found, in Chinese. */
  found: string;
  /** How to mend it, in Chinese; absent where there is nothing to mend. */
  remedy?: string;
  /** What another command reads of it. */
  facts?: Record<string, unknown>;
}

/** Prints a finding as one line of JSON. */
export function tell(check: Check): void {
  process.stdout.write(`${JSON.stringify(check)}\n`);
}
