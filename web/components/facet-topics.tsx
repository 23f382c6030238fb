import { useState } from 'preact/hooks';
import type { Choice } from '../facet-choices.ts';

type Properties = { choices: readonly Choice[]; onChoose: (topic: string | null) => void };

const SHOWN_FIRST = 10;

/** Topics as buttons, the most frequent first; one that would leave no article cannot be pressed. */
export function FacetTopics({ choices, onChoose }: Properties) {
  const [all, setAll] = useState(false);
  const hidden = choices.slice(SHOWN_FIRST).filter(({ chosen }) => !chosen).length;
  return (
    <div class="facet-topics" role="group" aria-label="主题">
      {choices.map(({ value, label, count, chosen }, index) => (
        <button
          key={value}
          type="button"
          class="facet-topic"
          hidden={!all && index >= SHOWN_FIRST && !chosen}
          aria-pressed={chosen}
          // A disabled button would drop the focus of whoever stands on it.
          aria-disabled={count === 0 && !chosen}
          onClick={() => (chosen ? onChoose(null) : count > 0 && onChoose(value))}
        >
          {label}
          <span class="facet-count">
            {count}
            <span class="off-screen"> 篇</span>
          </span>
        </button>
      ))}
      {hidden > 0 && (
        <button type="button" class="facet-more" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? '收起' : `其余 ${hidden} 个主题`}
        </button>
      )}
    </div>
  );
}
