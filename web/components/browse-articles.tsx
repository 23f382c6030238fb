import { useMemo } from 'preact/hooks';
import type { Filter } from '../../server/contract.ts';
import type { ArticleSummary } from '../../server/contract-articles.ts';
import type { ApiClient } from '../api-client.ts';
import {
  type BrowseQuery,
  EMPTY_QUERY,
  type Facet,
  FACETS,
  narrowArticles,
  readBrowseQuery,
  writeBrowseQuery,
} from '../browse-filter.ts';
import { findArticles, splitWords } from '../browse-words.ts';
import { listChoices } from '../facet-choices.ts';
import type { DrawnRows } from '../use-drawn-rows.ts';
import { useFullText } from '../use-full-text.ts';
import type { ViewNavigation } from '../use-view.ts';
import { BrowseEmpty } from './browse-empty.tsx';
import { BrowseList } from './browse-list.tsx';
import { BrowseNarrow } from './browse-narrow.tsx';
import { BrowseSearch } from './browse-search.tsx';
import { BrowseStatus } from './browse-status.tsx';
import { FacetSelect } from './facet-select.tsx';
import { FacetTopics } from './facet-topics.tsx';

type Properties = Pick<ViewNavigation, 'query' | 'changeQuery'> & {
  api: ApiClient;
  articles: readonly ArticleSummary[];
  drawn: DrawnRows;
  openId: string | null;
  onOpen: (url: string) => void;
  onNarrow: (filter: Filter) => void;
};

const SELECTS: Facet[] = ['place', 'issue', 'year'];

export function BrowseArticles({ api, articles, query: address, changeQuery, drawn, ...rest }: Properties) {
  const query = useMemo(() => readBrowseQuery(address), [address]);
  const words = useMemo(() => splitWords(query.words), [query.words]);
  const fullText = useFullText(api, words);
  const holding = useMemo(
    () => findArticles(articles, words, fullText.holds),
    // What the server found is told by `loaded`, which is ready then.
    [articles, words, fullText.loaded.state],
  );
  const within = useMemo(() => holding.map(({ article }) => article), [holding]);
  const rows = useMemo(() => {
    const shown = new Set(narrowArticles(within, query));
    return holding.filter(({ article }) => shown.has(article));
  }, [holding, query]);
  const choices = useMemo(
    () => new Map(FACETS.map((facet) => [facet, listChoices(facet, articles, within, query)])),
    [articles, within, query],
  );
  const choicesOf = (facet: Facet) => choices.get(facet) ?? [];
  const withSeries = useMemo(() => new Set(articles.map(({ series }) => series).filter(Boolean)).size > 1, [articles]);

  const change = (changed: Partial<BrowseQuery>, entry: 'new' | 'same' = 'new') =>
    changeQuery(writeBrowseQuery({ ...query, ...changed }), entry);
  const clear = () => changeQuery(writeBrowseQuery(EMPTY_QUERY), 'new');

  return (
    <>
      <BrowseSearch
        words={query.words}
        // One entry for a search, however many keys it takes.
        onSearch={(searched) => change({ words: searched }, query.words && searched ? 'same' : 'new')}
      />
      <FacetTopics choices={choicesOf('topic')} onChoose={(topic) => change({ topic })} />
      <div class="facet-selects">
        {SELECTS.map((facet) => (
          <FacetSelect
            key={facet}
            facet={facet}
            choices={choicesOf(facet)}
            onChoose={(value) => change({ [facet]: value })}
          />
        ))}
      </div>
      <div class="browse-head">
        <BrowseStatus shown={rows.length} total={articles.length} query={query} fullText={fullText} onClear={clear} />
        <BrowseNarrow query={query} articles={articles} shown={rows.length} onNarrow={rest.onNarrow} />
      </div>
      {rows.length > 0 && (
        <BrowseList
          api={api}
          rows={rows}
          drawn={drawn.countOf(address)}
          words={words}
          withSeries={withSeries}
          onMore={() => drawn.drawMore(address)}
          {...rest}
        />
      )}
      {rows.length === 0 && fullText.loaded.state !== 'loading' && (
        <BrowseEmpty query={query} articles={articles} found={within} onChange={change} onClear={clear} />
      )}
    </>
  );
}
