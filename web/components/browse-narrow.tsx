import type { Filter } from '../../server/contract.ts';
import type { ArticleSummary } from '../../server/contract-articles.ts';
import { type BrowseQuery, describeFilter, filterArticles, filterOf } from '../browse-filter.ts';

type Properties = {
  query: BrowseQuery;
  articles: readonly ArticleSummary[];
  shown: number;
  onNarrow: (filter: Filter) => void;
};

/** Takes what the articles are narrowed to into the conversation; the words searched for cannot be taken along. */
export function BrowseNarrow({ query, articles, shown, onNarrow }: Properties) {
  const filter = filterOf(query);
  if (!filter || shown === 0) return null;
  const isSearched = query.words !== '';
  const range = isSearched ? describeFilter(filter, articles) : `这 ${filterArticles(articles, filter).length} 篇文章`;
  return (
    <div class="browse-narrow">
      <button type="button" class="button button-source" onClick={() => onNarrow(filter)}>
        只在{range}中提问
      </button>
      {isSearched && <p class="browse-note">提问的范围不含搜索词。</p>}
    </div>
  );
}
