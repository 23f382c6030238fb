import type { ComponentChildren } from 'preact';
import type { Status } from '../../server/contract-status.ts';
import { describeBuild, formatBytes, formatDuration, formatMoment } from '../status-words.ts';
import { BuildBar } from './build-bar.tsx';

type Properties = { status: Status; readAt: Date };

/** What answers and what it was made from, since when, and what was left out. */
export function StatusVersions({ status, readAt }: Properties) {
  const { versions, warnings, uptimeSeconds, memoryBytes } = status;
  const { indexBuiltAt } = versions;
  const age = indexBuiltAt === null ? 0 : (readAt.getTime() - Date.parse(indexBuiltAt)) / 1000;
  return (
    <>
      {versions.building && <BuildProgress progress={versions.progress} />}
      {versions.pinned && (
        <p class="status-building">现在用的是换回的上一版索引；文件再有变化也不会自动重建，直到在管理页重建。</p>
      )}
      <dl class="status-facts">
        <Fact name="程序">
          第 {versions.product} 版，Node.js {versions.node}
        </Fact>
        <Fact name="已运行">
          {formatDuration(uptimeSeconds)}，占内存 {formatBytes(memoryBytes)}
        </Fact>
        <Fact name="索引">
          <code>{versions.index}</code>
        </Fact>
        {indexBuiltAt !== null && (
          <Fact name="索引建于">
            <time dateTime={indexBuiltAt}>{formatMoment(indexBuiltAt)}</time>
            {age > 0 && `（${formatDuration(age)}前）`}
          </Fact>
        )}
        <Fact name="语义模型">
          <code>{versions.model}</code>
        </Fact>
      </dl>
      {warnings.length === 0 ? (
        <p class="status-aside">简报文件夹里的文件都已收入。</p>
      ) : (
        <div class="status-left-out">
          <h4>没有收入的文件（{warnings.length} 个）</h4>
          <ul>
            {warnings.map(({ file, problem }) => (
              <li key={file}>
                <b>{file}</b>
                <span>{problem}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

function BuildProgress({ progress }: Pick<Status['versions'], 'progress'>) {
  return (
    <div class="status-building">
      <p>正在建立新的索引；建好之前，仍用现在这一份回答。</p>
      {progress !== null && <BuildBar progress={progress} />}
      {progress !== null && <p class="status-aside">{describeBuild(progress)}</p>}
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
