import type { ArticleSummary } from '../../server/contract-articles.ts';
import type { ApiClient } from '../api-client.ts';
import { useLoaded } from '../use-loaded.ts';
import { FailureNotice } from './failure-notice.tsx';
import { ViewLink } from './view-link.tsx';

export type AdminProperties = {
  api: ApiClient;
  /** The articles held, of which one may hold the answer. */
  articles: readonly ArticleSummary[];
  /** Asks a question as it was asked, after those before it. */
  onAsk: (question: string, history: string[]) => void;
  onOpen: (url: string) => void;
  /** Told of the index that answers, and of each that takes its place. */
  onIndex: (indexVersion: string) => void;
};

type Properties = AdminProperties & { query: string; onVisit: (address: string) => void };

/** Only who runs the server comes here: what draws each part is fetched when somebody opens it. */
const PARTS = [
  { name: 'report', address: '/admin', title: '从使用中改进' },
  { name: 'corpus', address: '/admin?part=corpus', title: '语料' },
] as const;

export function AdminView({ query, onVisit, ...properties }: Properties) {
  const part = PARTS[query.includes('part=corpus') ? 1 : 0];
  const { loaded } = useLoaded(part.name, async () =>
    part.name === 'corpus'
      ? (await import('./corpus-view.tsx')).CorpusView
      : (await import('./admin-report.tsx')).AdminReport,
  );
  return (
    <section class="admin-view" aria-labelledby="admin-title">
      <nav class="admin-parts" aria-label="管理">
        {PARTS.map(({ name, address, title }) => (
          <ViewLink key={name} href={address} class="link" current={name === part.name} onVisit={onVisit}>
            {title}
          </ViewLink>
        ))}
      </nav>
      <h2 id="admin-title">{part.title}</h2>
      {loaded.state === 'loading' && <p class="asking">正在打开</p>}
      {loaded.state === 'failed' && (
        // A part of the page that could not be fetched is fetched again only with the whole page.
        <FailureNotice message="页面的这一部分没有取到。" onRetry={() => location.reload()} />
      )}
      {loaded.state === 'ready' && <loaded.value {...properties} />}
    </section>
  );
}
