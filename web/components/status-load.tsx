import type { Load } from '../../server/contract-status.ts';
import { describeLoad, formatClock, formatMilliseconds, OUTCOME_NAMES, OUTCOMES } from '../status-words.ts';

type Properties = { load: Load; readAt: Date };
type Bin = Load['bins'][number];

const MINUTE_MILLISECONDS = 60_000;

/** What was asked in the last hour, as bars and as a table. */
export function StatusLoad({ load, readAt }: Properties) {
  const clockAt = (minutesAgo: number): string =>
    formatClock(new Date(readAt.getTime() - minutesAgo * MINUTE_MILLISECONDS));
  const most = Math.max(...load.bins.map(totalOf));
  return (
    <>
      <p class="status-note">{describeLoad(load)}</p>
      <Times load={load} />
      {load.requests > 0 && (
        <div class="load">
          <ul class="load-legend" aria-hidden="true">
            {OUTCOMES.map((outcome) => (
              <li key={outcome}>
                <span class={`load-sample load-${outcome}`} />
                {OUTCOME_NAMES[outcome]} {load[outcome]}
              </li>
            ))}
          </ul>
          <div class="load-chart" aria-hidden="true">
            {load.bins.map((bin) => (
              <div key={bin.from} class="load-bin">
                <div class="load-column">
                  <div class="load-bar" style={{ height: `${(totalOf(bin) / most) * 100}%` }}>
                    {totalOf(bin) > 0 && <span class="load-count">{totalOf(bin)}</span>}
                    {OUTCOMES.filter((outcome) => bin[outcome] > 0).map((outcome) => (
                      <span key={outcome} class={`load-part load-${outcome}`} style={{ flexGrow: bin[outcome] }} />
                    ))}
                  </div>
                </div>
                <span class="load-time">{clockAt(bin.from)}</span>
              </div>
            ))}
          </div>
          <details class="load-table">
            <summary>用表格看</summary>
            <LoadTable bins={load.bins} clockAt={clockAt} />
          </details>
        </div>
      )}
    </>
  );
}

function Times({ load }: Pick<Properties, 'load'>) {
  const { medianMilliseconds, p95Milliseconds, queue } = load;
  return (
    <dl class="status-facts load-times">
      {medianMilliseconds !== null && p95Milliseconds !== null && (
        <>
          <div>
            <dt>一半的回答快于</dt>
            <dd>{formatMilliseconds(medianMilliseconds)}</dd>
          </div>
          <div>
            <dt>95% 的回答快于</dt>
            <dd>{formatMilliseconds(p95Milliseconds)}</dd>
          </div>
        </>
      )}
      {queue && (
        <div>
          <dt>眼下</dt>
          <dd>
            {queue.running + queue.waiting === 0
              ? '空闲'
              : `在答 ${queue.running} 个，排队 ${queue.waiting} 个（最多排 ${queue.limit} 个）`}
          </dd>
        </div>
      )}
    </dl>
  );
}

function LoadTable({ bins, clockAt }: { bins: Bin[]; clockAt: (minutesAgo: number) => string }) {
  return (
    <table class="status-table">
      <caption class="off-screen">最近一小时的提问，每五分钟一行</caption>
      <thead>
        <tr>
          <th scope="col">时间</th>
          {OUTCOMES.map((outcome) => (
            <th key={outcome} scope="col">
              {OUTCOME_NAMES[outcome]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {bins.map((bin) => (
          <tr key={bin.from}>
            <th scope="row">
              {clockAt(bin.from)}–{clockAt(bin.to)}
            </th>
            {OUTCOMES.map((outcome) => (
              <td key={outcome}>{bin[outcome]}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function totalOf(bin: Bin): number {
  return OUTCOMES.reduce((sum, outcome) => sum + bin[outcome], 0);
}
