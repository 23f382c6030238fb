import type { Verdict, VerifyResponse } from '../../server/contract-verify.ts';
import { countOf, VERDICTS } from '../verify-words.ts';
import { VerdictSign } from './verdict-sign.tsx';

type Properties = { response: VerifyResponse; chosen: Verdict | null; onChoose: (verdict: Verdict | null) => void };

/** How many sentences are of each verdict; each is a button that shows these alone, and the legend of their marks. */
export function VerifyFilter({ response, chosen, onChoose }: Properties) {
  return (
    <ul class="verify-filter" aria-label="只看一类">
      {VERDICTS.map(({ verdict, name, meaning }) => {
        const count = countOf(response, verdict);
        return (
          <li key={verdict}>
            {/* A disabled button would not tell what its mark means. */}
            <button
              type="button"
              class="verify-choice"
              title={meaning}
              aria-pressed={chosen === verdict}
              aria-disabled={count === 0}
              onClick={() => count > 0 && onChoose(chosen === verdict ? null : verdict)}
            >
              <span class={`sentence sentence-${verdict}`}>{name}</span>
              <VerdictSign verdict={verdict} />
              <span class="verify-count">{count}</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
