import { useLayoutEffect, useRef } from 'preact/hooks';
import type { ApiClient } from '../api-client.ts';
import type { Loaded } from '../use-loaded.ts';
import type { OpenSource } from '../use-source.ts';
import type { Verification } from '../use-verify.ts';
import { locateInDraft } from '../verify-draft.ts';
import { describeCounts } from '../verify-words.ts';
import { FailureNotice } from './failure-notice.tsx';
import type { Held } from './page-header.tsx';
import { VerifyForm } from './verify-form.tsx';
import { VerifyIntroduction } from './verify-introduction.tsx';
import { VerifyResult } from './verify-result.tsx';

type Properties = {
  api: ApiClient;
  held: Loaded<Held>;
  verification: Verification;
  source: OpenSource | null;
  onOpen: (url: string) => void;
};

/** A draft in, and of each of its sentences what the bulletins have of it. */
export function VerifyView({ api, held, verification, source, onOpen }: Properties) {
  const { draft, checked, progress, check } = verification;
  const field = useRef<HTMLTextAreaElement>(null);
  const action = useRef<HTMLButtonElement>(null);
  const result = useRef<HTMLHeadingElement>(null);
  const seen = useRef(verification.arrivals);

  useLayoutEffect(() => {
    if (seen.current === verification.arrivals) return;
    seen.current = verification.arrivals;
    // Whoever goes on writing meanwhile is not taken away from it.
    if (checked?.draft !== draft) return;
    result.current?.scrollIntoView({ block: 'start' });
    result.current?.focus({ preventScroll: true });
  }, [verification.arrivals]);

  function retry(): void {
    check();
    // The button that was pressed is gone.
    action.current?.focus();
  }

  function fill(example: string): void {
    verification.write(example);
    field.current?.focus();
  }

  function editSentence(index: number): void {
    const sentence = checked?.response.sentences[index];
    const span = sentence && locateInDraft(draft, sentence);
    if (!field.current || !span) return;
    // A field is scrolled to its cursor when it takes the focus, and to nothing longer.
    field.current.setSelectionRange(span.start, span.start);
    field.current.focus();
    field.current.setSelectionRange(span.start, span.end);
  }

  return (
    <section class="verify-view" aria-labelledby="verify-title">
      <h2 id="verify-title">引文核对</h2>
      {!checked && <VerifyIntroduction api={api} held={held} empty={draft === ''} onFill={fill} />}
      <VerifyForm verification={verification} field={field} action={action} />
      <p class="off-screen" role="status">
        {progress.state === 'checking' && '正在核对'}
        {progress.state === 'stopped' && '已停止核对'}
        {progress.state === 'failed' && `没有成功。${progress.message}`}
        {progress.state === 'idle' && checked && `核对完毕。${describeCounts(checked.response)}`}
      </p>
      {progress.state === 'checking' && <p class="asking">正在与简报逐句核对</p>}
      {progress.state === 'stopped' && (
        <div class="notice">
          <p>已停止核对，草稿还在。</p>
          <button type="button" class="button" onClick={retry}>
            重试
          </button>
        </div>
      )}
      {progress.state === 'failed' && <FailureNotice message={progress.message} onRetry={retry} />}
      {checked && (
        <VerifyResult
          verification={verification}
          checked={checked}
          heading={result}
          source={source}
          onOpen={onOpen}
          onEdit={editSentence}
        />
      )}
    </section>
  );
}
