import type { RefObject } from 'preact';
import { useRef } from 'preact/hooks';
import { isDone, type KeptUploads } from '../use-uploads.ts';
import { CorpusUploadRow } from './corpus-upload-row.tsx';

type Properties = {
  uploads: KeptUploads;
  onPreview: (path: string) => void;
  /** What takes the focus when the last of them is dismissed. */
  afterLast: RefObject<HTMLElement | null>;
};

/** What becomes of the files that are being put in. */
export function CorpusUploads({ uploads, onPreview, afterLast }: Properties) {
  const { uploads: all, again, dismiss, dismissDone } = uploads;
  const heading = useRef<HTMLHeadingElement>(null);
  if (all.length === 0) return null;

  function leaveOut(id: number): void {
    dismiss(id);
    (all.length > 1 ? heading : afterLast).current?.focus();
  }

  function clear(): void {
    dismissDone();
    // The button that was pressed goes with the last of them.
    if (all.every(isDone)) afterLast.current?.focus();
  }

  return (
    <section class="corpus-uploads" aria-labelledby="corpus-uploads">
      <div class="admin-head">
        <h3 id="corpus-uploads" ref={heading} tabIndex={-1}>
          这次放入的文件
        </h3>
        <button type="button" class="button button-quiet" onClick={clear}>
          清除已完成的
        </button>
      </div>
      <p class="off-screen" role="status">
        {describeRest(uploads)}
      </p>
      <ul>
        {all.map((outgoing) => (
          <CorpusUploadRow
            key={outgoing.id}
            outgoing={outgoing}
            onPreview={onPreview}
            onAgain={(replace) => again(outgoing.id, replace)}
            onLeaveOut={() => leaveOut(outgoing.id)}
          />
        ))}
      </ul>
    </section>
  );
}

function describeRest({ uploads, left }: KeptUploads): string {
  const asking = uploads.filter(({ progress }) => progress.state === 'exists').length;
  const parts = [...(left > 0 ? [`还有 ${left} 份`] : []), ...(asking > 0 ? [`${asking} 份等您决定`] : [])];
  return parts.join('，') || '全部处理完毕';
}
