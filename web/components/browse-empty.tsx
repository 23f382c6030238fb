import type { ArticleSummary } from '../../server/contract-articles.ts';
import { type BrowseQuery, describeChoices, narrowArticles } from '../browse-filter.ts';

type Properties = {
  query: BrowseQuery;
  articles: readonly ArticleSummary[];
  /** The articles that hold the words searched for. */
  found: readonly ArticleSummary[];
  onChange: (changed: Partial<BrowseQuery>) => void;
  onClear: () => void;
};

/** Says what stands in the way, and what each step back would give. */
export function BrowseEmpty({ query, articles, found, onChange, onClear }: Properties) {
  const steps = [
    { changed: { words: '' }, words: `搜索词“${query.words}”`, left: narrowArticles(articles, query).length },
    ...describeChoices(query).map(({ facet, words }) => ({
      changed: { [facet]: null },
      words,
      left: narrowArticles(found, query, facet).length,
    })),
  ].filter(({ left }) => left > 0);
  return (
    <section class="browse-empty">
      <h3>没有符合全部条件的文章</h3>
      <ul>
        {steps.map(({ changed, words, left }) => (
          <li key={words}>
            <button type="button" class="button" onClick={() => onChange(changed)}>
              去掉{words}，看 {left} 篇
            </button>
          </li>
        ))}
        <li>
          <button type="button" class="button button-main" onClick={onClear}>
            看全部 {articles.length} 篇
          </button>
        </li>
      </ul>
    </section>
  );
}
