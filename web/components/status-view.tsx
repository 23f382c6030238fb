import { useLoaded } from '../use-loaded.ts';
import { FailureNotice } from './failure-notice.tsx';
import type { StatusProperties } from './status-report.tsx';

/** Few come here: what draws it is fetched when somebody does. */
export function StatusView(properties: StatusProperties) {
  const { loaded } = useLoaded('status', () => import('./status-report.tsx'));
  return (
    <section class="status-view" aria-labelledby="status-title">
      <h2 id="status-title">运行状况</h2>
      {loaded.state === 'loading' && <p class="asking">正在读取运行状况</p>}
      {loaded.state === 'failed' && (
        // A part of the page that could not be fetched is fetched again only with the whole page.
        <FailureNotice message="页面的这一部分没有取到。" onRetry={() => location.reload()} />
      )}
      {loaded.state === 'ready' && <loaded.value.StatusReport {...properties} />}
    </section>
  );
}
