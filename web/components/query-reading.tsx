import { useState } from 'preact/hooks';
import type { Answer } from '../../server/contract.ts';
import { listParts, type ReadPart } from '../read-parts.ts';

type Properties = {
  answer: Answer;
  busy: boolean;
  /** Asks again without a part; null where no more parts can be taken away. */
  onLeaveOut: ((part: string) => void) | null;
};

const TOPICS_SHOWN = 6;

/** How the question was read: the whole question that was searched, and its parts, each to be taken away. */
export function QueryReading({ answer, busy, onLeaveOut }: Properties) {
  const [expanded, setExpanded] = useState(false);
  const parts = listParts(answer.query);
  const restated = answer.understood !== answer.question;
  if (!restated && parts.length === 0) return null;
  const topics = parts.filter(({ name }) => name === '主题');
  const behind = expanded ? [] : topics.slice(TOPICS_SHOWN);
  // The only part is the question itself.
  const leaveOut = parts.length > 1 ? onLeaveOut : null;
  return (
    <div class="reading">
      {restated && <p class="understood">按“{answer.understood}”查找</p>}
      {parts.length > 0 && (
        <ul class="chips" aria-label="对问题的理解">
          {parts
            .filter((part) => !behind.includes(part))
            .map((part) => (
              <Chip key={`${part.name}${part.part}`} part={part} busy={busy} onLeaveOut={leaveOut} />
            ))}
          {behind.length > 0 && (
            <li>
              <button type="button" class="chip chip-more" onClick={() => setExpanded(true)}>
                更多 {behind.length} 个
              </button>
            </li>
          )}
        </ul>
      )}
    </div>
  );
}

type ChipProperties = { part: ReadPart; busy: boolean; onLeaveOut: ((part: string) => void) | null };

function Chip({ part: { name, part, shown }, busy, onLeaveOut }: ChipProperties) {
  return (
    <li class="chip">
      <span class="chip-name">{name}</span> {shown}
      {onLeaveOut && (
        <button
          type="button"
          class="chip-remove"
          aria-label={`去掉“${shown}”再查`}
          title={`去掉“${shown}”再查`}
          disabled={busy}
          onClick={() => onLeaveOut(part)}
        >
          ×
        </button>
      )}
    </li>
  );
}
