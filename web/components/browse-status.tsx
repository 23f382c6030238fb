import type { BrowseQuery } from '../browse-filter.ts';
import { describeChoices } from '../browse-filter.ts';
import type { FullText } from '../use-full-text.ts';

type Properties = {
  shown: number;
  total: number;
  query: BrowseQuery;
  fullText: FullText;
  onClear: () => void;
};

/** How many articles are listed, also told to screen readers, and the way back to all of them. */
export function BrowseStatus({ shown, total, query, fullText, onClear }: Properties) {
  const { loaded, reload } = fullText;
  const narrowed = query.words !== '' || describeChoices(query).length > 0;
  return (
    <div class="browse-status">
      <p role="status">
        {narrowed ? `找到 ${shown} 篇，共 ${total} 篇` : `共 ${total} 篇文章`}
        {query.words !== '' && loaded.state === 'loading' && '，正在查正文'}
      </p>
      {narrowed && (
        <button type="button" class="button button-quiet" onClick={onClear}>
          清除条件
        </button>
      )}
      {loaded.state === 'failed' && (
        <p class="browse-trouble" role="alert">
          正文没有查成，只查了标题、地点、作者、期号和小标题。{loaded.message}
          <button type="button" class="button" onClick={reload}>
            重试
          </button>
        </p>
      )}
    </div>
  );
}
