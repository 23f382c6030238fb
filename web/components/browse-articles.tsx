import { useMemo } from 'preact/hooks';
import type { Filter } from '../../server/contract.ts';
import type { ArticleSummary } from '../../server/contract-articles.ts';
import type { ApiClient } from '../api-client.ts';
import {
  type BrowseQuery,
  EMPTY_QUERY,
  type Facet,
  listChoices,
  narrowArticles,
  readBrowseQuery,
  writeBrowseQuery,
} from '../browse-filter.ts';
import { findArticles, splitWords } from '../browse-words.ts';
import { useFullText } from '../use-full-text.ts';
import type { ViewNavigation } from '../use-view.ts';
import { BrowseEmpty } from './browse-empty.tsx';
import { BrowseNarrow } from './browse-narrow.tsx';
import { BrowseRow } from './browse-row.tsx';
import { BrowseSearch } from './browse-search.tsx';
import { BrowseStatus } from './browse-status.tsx';
import { FacetSelect } from './facet-select.tsx';
import { FacetTopics } from './facet-topics.tsx';

type Properties = Pick<ViewNavigation, 'query' | 'changeQuery'> & {
  api: ApiClient;
  articles: readonly ArticleSummary[];
  openId: string | null;
  onOpen: (url: string) => void;
  onNarrow: (filter: Filter) => void;
};

const SELECTS: Facet[] = ['place', 'issue', 'year'];

export function BrowseArticles({ api, articles, query: address, changeQuery, openId, onOpen, onNarrow }: Properties) {
  const query = useMemo(() => readBrowseQuery(address), [address]);
  const words = useMemo(() => splitWords(query.words), [query.words]);
  const fullText = useFullText(api, words);
  const holding = useMemo(
    () => findArticles(articles, words, fullText.holds),
    // What the server found is told by `loaded`, which is another object then.
    [articles, words, fullText.loaded],
  );
  const within = holding.map(({ article }) => article);
  const shown = new Set(narrowArticles(within, query).map(({ id }) => id));
  const rows = holding.filter(({ article }) => shown.has(article.id));

  const withSeries = new Set(articles.map(({ series }) => series).filter(Boolean)).size > 1;

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
      <FacetTopics choices={listChoices('topic', articles, within, query)} onChoose={(topic) => change({ topic })} />
      <div class="facet-selects">
        {SELECTS.map((facet) => (
          <FacetSelect
            key={facet}
            facet={facet}
            choices={listChoices(facet, articles, within, query)}
            onChoose={(value) => change({ [facet]: value })}
          />
        ))}
      </div>
      <div class="browse-head">
        <BrowseStatus shown={rows.length} total={articles.length} query={query} fullText={fullText} onClear={clear} />
        <BrowseNarrow query={query} articles={articles} shown={rows.length} onNarrow={onNarrow} />
      </div>
      {rows.length > 0 && (
        <ol class="browse-list" aria-label="文章">
          {rows.map((found) => (
            <BrowseRow
              key={found.article.id}
              api={api}
              found={found}
              words={words}
              open={found.article.id === openId}
              withSeries={withSeries}
              onOpen={onOpen}
              onNarrow={onNarrow}
            />
          ))}
        </ol>
      )}
      {rows.length === 0 && fullText.loaded.state !== 'loading' && (
        <BrowseEmpty query={query} articles={articles} found={within} onChange={change} onClear={clear} />
      )}
    </>
  );
}
