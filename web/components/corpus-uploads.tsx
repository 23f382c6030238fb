import { describeReport, formatShare, formatSize } from '../corpus-words.ts';
import type { KeptUploads, Outgoing } from '../use-uploads.ts';

type Properties = { uploads: KeptUploads; onPreview: (path: string) => void };

/** What becomes of the files that are being put in. */
export function CorpusUploads({ uploads, onPreview }: Properties) {
  const { uploads: all, left, dismissDone } = uploads;
  if (all.length === 0) return null;
  return (
    <section class="corpus-uploads" aria-labelledby="corpus-uploads">
      <div class="admin-head">
        <h3 id="corpus-uploads">这次放入的文件</h3>
        <button type="button" class="button button-quiet" onClick={dismissDone}>
          清除已完成的
        </button>
      </div>
      <p class="off-screen" role="status">
        {left > 0 ? `还有 ${left} 份` : '全部处理完毕'}
      </p>
      <ul>
        {all.map((outgoing) => (
          <UploadRow key={outgoing.id} outgoing={outgoing} uploads={uploads} onPreview={onPreview} />
        ))}
      </ul>
    </section>
  );
}

type RowProperties = Properties & { outgoing: Outgoing };

function UploadRow({ outgoing: { id, file, progress }, uploads, onPreview }: RowProperties) {
  const { again, dismiss } = uploads;
  const upload = progress.state === 'done' ? progress.upload : null;
  const added = upload?.state === 'added' ? upload.path : null;
  return (
    <li class={isTrouble(progress) ? 'corpus-upload corpus-upload-trouble' : 'corpus-upload'}>
      <div>
        <p class="corpus-name">{file.name}</p>
        {progress.state === 'sending' && (
          <progress aria-label={`${file.name} 的上传进度`} max={1} value={progress.share} />
        )}
        <p class="admin-facts">{describe(progress, file)}</p>
        {upload?.report?.warnings.map((warning) => (
          <p key={warning} class="corpus-warning">
            {warning}
          </p>
        ))}
      </div>
      <div class="admin-actions">
        {added !== null && (
          <button type="button" class="button" onClick={() => onPreview(added)}>
            查看<span class="off-screen">：{file.name}</span>
          </button>
        )}
        {progress.state === 'exists' && (
          <button type="button" class="button" onClick={() => again(id, true)}>
            替换<span class="off-screen">：{file.name}</span>
          </button>
        )}
        {progress.state === 'failed' && (
          <button type="button" class="button" onClick={() => again(id, false)}>
            重试<span class="off-screen">：{file.name}</span>
          </button>
        )}
        {(progress.state === 'exists' || progress.state === 'failed') && (
          <button type="button" class="button button-quiet" onClick={() => dismiss(id)}>
            不放入<span class="off-screen">：{file.name}</span>
          </button>
        )}
      </div>
    </li>
  );
}

function isTrouble(progress: Outgoing['progress']): boolean {
  return (
    progress.state === 'failed' ||
    progress.state === 'exists' ||
    (progress.state === 'done' && progress.upload.state === 'refused')
  );
}

function describe(progress: Outgoing['progress'], { size }: File): string {
  switch (progress.state) {
    case 'waiting':
      return `等待上传，${formatSize(size)}`;
    case 'sending':
      return `正在上传，${formatShare(progress.share)}`;
    case 'reading':
      return '已上传，正在读取';
    case 'exists':
      return '语料里已有同名文件，没有放入。要用这份替换它吗？原来那份会移到“已移出”的文件里，不会销毁。';
    case 'failed':
      return `没有放入。${progress.message}`;
    case 'done': {
      const { state, report, problem, replaced } = progress.upload;
      if (state === 'refused') return `没有放入。${problem?.message ?? ''}`;
      const made = report ? describeReport(report, report.articles).join('，') : '';
      return `${replaced ? '已放入，替换了原来那份' : '已放入'}：${made}。`;
    }
  }
}
