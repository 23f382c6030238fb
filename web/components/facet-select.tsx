import { type Facet, nameOf } from '../browse-filter.ts';
import type { Choice } from '../facet-choices.ts';

type Properties = { facet: Facet; choices: readonly Choice[]; onChoose: (value: string | null) => void };

/** The choices that would leave an article, with how many; the one made stays even where it leaves none. */
export function FacetSelect({ facet, choices, onChoose }: Properties) {
  const chosen = choices.find((choice) => choice.chosen);
  return (
    <label class={chosen ? 'facet-select facet-select-chosen' : 'facet-select'}>
      <span class="facet-name">{nameOf(facet)}</span>
      <select value={chosen?.value ?? ''} onChange={(event) => onChoose(event.currentTarget.value || null)}>
        <option value="">全部</option>
        {choices
          .filter((choice) => choice.count > 0 || choice.chosen)
          .map(({ value, label, count }) => (
            <option key={value} value={value}>
              {`${label}（${count} 篇）`}
            </option>
          ))}
      </select>
    </label>
  );
}
