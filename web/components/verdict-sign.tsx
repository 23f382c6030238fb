import type { Verdict } from '../../server/contract-verify.ts';
import { wordsOf } from '../verify-words.ts';

/** Shown by the style sheet: as text it would be taken along when the words before it are copied. */
export function VerdictSign({ verdict }: { verdict: Verdict }) {
  const { sign } = wordsOf(verdict);
  return sign ? <span class="verdict-sign" data-sign={sign} aria-hidden="true" /> : null;
}
