import type { ArticleSummary } from '../../server/contract-articles.ts';
import type { ApiClient } from '../api-client.ts';
import { useLoaded } from '../use-loaded.ts';
import { FailureNotice } from './failure-notice.tsx';

export type AdminProperties = {
  api: ApiClient;
  /** The articles held, of which one may hold the answer. */
  articles: readonly ArticleSummary[];
  /** Asks a question as it was asked, after those before it. */
  onAsk: (question: string, history: string[]) => void;
  onOpen: (url: string) => void;
};

/** Only who runs the server comes here: what draws it is fetched when somebody does. */
export function AdminView(properties: AdminProperties) {
  const { loaded } = useLoaded('admin', () => import('./admin-report.tsx'));
  return (
    <section class="admin-view" aria-labelledby="admin-title">
      <h2 id="admin-title">从使用中改进</h2>
      {loaded.state === 'loading' && <p class="asking">正在打开</p>}
      {loaded.state === 'failed' && (
        // A part of the page that could not be fetched is fetched again only with the whole page.
        <FailureNotice message="页面的这一部分没有取到。" onRetry={() => location.reload()} />
      )}
      {loaded.state === 'ready' && <loaded.value.AdminReport {...properties} />}
    </section>
  );
}
