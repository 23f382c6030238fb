import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Status } from '../../server/contract-status.ts';
import type { ApiClient } from '../api-client.ts';
import { formatCharacters } from '../status-words.ts';
import { useStatus } from '../use-status.ts';
import { FailureNotice } from './failure-notice.tsx';
import { StatusLoad } from './status-load.tsx';
import { StatusPlaces } from './status-places.tsx';
import { StatusQuality } from './status-quality.tsx';
import { StatusTimeline } from './status-timeline.tsx';
import { StatusVersions } from './status-versions.tsx';
import '../styles/status.css';
import '../styles/status-timeline.css';
import '../styles/status-places.css';
import '../styles/status-load.css';
import '../styles/status-quality.css';

export type StatusProperties = {
  api: ApiClient;
  onVisit: (address: string) => void;
  /** Told of the index that answers, and of each that takes its place. */
  onIndex: (indexVersion: string) => void;
};

export function StatusReport({ api, onVisit, onIndex }: StatusProperties) {
  const { status, readAt, trouble, refresh } = useStatus(api);
  const indexVersion = status?.versions.index ?? null;
  useEffect(() => {
    if (indexVersion !== null) onIndex(indexVersion);
  }, [indexVersion]);
  return (
    <>
      {trouble !== null && <FailureNotice message={trouble} onRetry={refresh} />}
      {status === null && trouble === null && <p class="asking">正在读取运行状况</p>}
      {status !== null && readAt !== null && (
        <>
          <p class="status-read">
            {trouble === null ? '每半分钟更新一次，上次更新于' : '下面是先前的情况，读取于'}{' '}
            <time dateTime={readAt.toISOString()}>{readAt.toLocaleTimeString('zh-CN', { hour12: false })}</time>
          </p>
          <Totals held={status.held} />
          <StatusSection id="timeline" title="各期简报">
            <StatusTimeline held={status.held} onVisit={onVisit} />
          </StatusSection>
          <StatusSection id="places" title="各地文章">
            <StatusPlaces held={status.held} onVisit={onVisit} />
          </StatusSection>
          <StatusSection id="load" title="最近一小时">
            <StatusLoad load={status.load} readAt={readAt} />
          </StatusSection>
          <StatusSection id="quality" title="答得怎么样">
            <StatusQuality quality={status.quality} />
          </StatusSection>
          <StatusSection id="versions" title="版本与来历">
            <StatusVersions status={status} readAt={readAt} />
          </StatusSection>
        </>
      )}
    </>
  );
}

function StatusSection({ id, title, children }: { id: string; title: string; children: ComponentChildren }) {
  return (
    <section class="status-section" aria-labelledby={`status-${id}`}>
      <h3 id={`status-${id}`}>{title}</h3>
      {children}
    </section>
  );
}

function Totals({ held }: Pick<Status, 'held'>) {
  const totals: [string, string, string][] = [
    ['简报', held.bulletins.toLocaleString('zh-CN'), '份'],
    ['文章', held.articles.toLocaleString('zh-CN'), '篇'],
    ['正文', formatCharacters(held.characters), '字'],
    ['段落', held.chunks.toLocaleString('zh-CN'), '段'],
    ['句子', held.sentences.toLocaleString('zh-CN'), '句'],
  ];
  return (
    <dl class="status-totals" aria-label="收录总数">
      {totals.map(([name, count, unit]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <b>{count}</b> {unit}
          </dd>
        </div>
      ))}
    </dl>
  );
}
