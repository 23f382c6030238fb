import type { Filter } from '../../server/contract.ts';
import type { ArticleSummary } from '../../server/contract-articles.ts';
import { describeFilter } from '../browse-filter.ts';

type Properties = {
  filter: Filter | null;
  articles: readonly ArticleSummary[];
  onRemove: () => void;
};

/** What every question is narrowed to, in words, above the question box; there from the start, so that it is told. */
export function NarrowedTo({ filter, articles, onRemove }: Properties) {
  return (
    <div class={filter ? 'narrowed' : undefined}>
      <p role="status">{filter && `只在${describeFilter(filter, articles)}中查找`}</p>
      {filter && (
        <button type="button" class="button button-quiet" onClick={onRemove}>
          取消限定
        </button>
      )}
    </div>
  );
}
