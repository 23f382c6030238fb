import type { Filter } from '../../server/contract.ts';
import type { ApiClient } from '../api-client.ts';
import type { Loaded } from '../use-loaded.ts';
import type { DrawnRows } from '../use-drawn-rows.ts';
import type { ViewNavigation } from '../use-view.ts';
import { BrowseArticles } from './browse-articles.tsx';
import { FailureNotice } from './failure-notice.tsx';
import type { Held } from './page-header.tsx';

type Properties = Pick<ViewNavigation, 'query' | 'changeQuery'> & {
  api: ApiClient;
  held: Loaded<Held>;
  drawn: DrawnRows;
  /** The article that the panel shows. */
  openId: string | null;
  onReload: () => void;
  /** Opens an article at its address. */
  onOpen: (url: string) => void;
  /** Carries a filter into the conversation. */
  onNarrow: (filter: Filter) => void;
};

export function BrowseView({ held, onReload, ...rest }: Properties) {
  return (
    <section class="browse-view" aria-labelledby="browse-title">
      <h2 id="browse-title">找例子</h2>
      {held.state === 'loading' && <p class="asking">正在读取简报目录</p>}
      {held.state === 'failed' && <FailureNotice message={held.message} onRetry={onReload} />}
      {held.state === 'ready' && held.value.articles.length === 0 && <p class="notice">简报文件夹里还没有文章。</p>}
      {held.state === 'ready' && held.value.articles.length > 0 && (
        <BrowseArticles articles={held.value.articles} {...rest} />
      )}
    </section>
  );
}
