import type { Turn } from '../conversation.ts';
import { keptParts, showPart } from '../read-parts.ts';

type Properties = { turn: Turn; busy: boolean; onPutBack: (part: string) => void };

/** What the reader took away from a question, below it, each part with a way back. */
export function LeftOut({ turn, busy, onPutBack }: Properties) {
  const { without, outcome } = turn;
  if (without.length === 0) return null;
  const kept = outcome.state === 'answered' ? keptParts(outcome.answer, without) : [];
  return (
    <div class="left-out">
      <ul aria-label="已去掉">
        <li aria-hidden="true">已去掉：</li>
        {without.map((part) => (
          <li key={part}>
            {showPart(part)}
            <button
              type="button"
              class="link-button"
              aria-label={`放回“${showPart(part)}”再查`}
              disabled={busy}
              onClick={() => onPutBack(part)}
            >
              放回
            </button>
          </li>
        ))}
      </ul>
      {kept.length > 0 && <p>去掉之后就没有可查的内容了，所以仍按原来的问题查找。</p>}
    </div>
  );
}
