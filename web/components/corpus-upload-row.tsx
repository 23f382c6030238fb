import { useRef } from 'preact/hooks';
import { wordsFor } from '../corpus-trouble.ts';
import { describeReport, formatShare, formatSize } from '../corpus-words.ts';
import type { Outgoing } from '../use-uploads.ts';

type Properties = {
  outgoing: Outgoing;
  onPreview: (path: string) => void;
  /** Sends it again, in place of the file of its name where it may. */
  onAgain: (replace: boolean) => void;
  onLeaveOut: () => void;
};

/** A file that is being put in, and what is asked about it. */
export function CorpusUploadRow({ outgoing: { file, progress }, onPreview, onAgain, onLeaveOut }: Properties) {
  const name = useRef<HTMLParagraphElement>(null);
  const upload = progress.state === 'done' ? progress.upload : null;
  const lying = upload?.state === 'added' || upload?.state === 'same' ? upload.path : null;

  function sendAgain(replace: boolean): void {
    onAgain(replace);
    // The button that was pressed goes.
    name.current?.focus();
  }

  return (
    <li class={isTrouble(progress) ? 'corpus-upload corpus-upload-trouble' : 'corpus-upload'}>
      <div>
        <p ref={name} tabIndex={-1} class="corpus-name">
          {file.name}
        </p>
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
        {lying !== null && (
          <button type="button" class="button" onClick={() => onPreview(lying)}>
            查看<span class="off-screen">：{file.name}</span>
          </button>
        )}
        {progress.state === 'exists' && (
          <button type="button" class="button" onClick={() => sendAgain(true)}>
            替换<span class="off-screen">：{file.name}</span>
          </button>
        )}
        {progress.state === 'failed' && !progress.trouble.isFinal && (
          <button type="button" class="button" onClick={() => sendAgain(false)}>
            重试<span class="off-screen">：{file.name}</span>
          </button>
        )}
        {(progress.state === 'exists' || progress.state === 'failed') && (
          <button type="button" class="button button-quiet" onClick={onLeaveOut}>
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
    case 'removed':
      return '已移出语料。';
    case 'failed':
      return `没有放入。${progress.trouble.message}`;
    case 'done': {
      const { state, report, problem, replaced } = progress.upload;
      if (state === 'same') return '语料里已有完全相同的文件，不必再放。';
      if (state === 'refused') return `没有放入。${problem ? wordsFor(problem) : ''}`;
      const made = report ? describeReport(report, report.articles).join('，') : '';
      return `${replaced ? '已放入，替换了原来那份' : '已放入'}：${made}。`;
    }
  }
}
