import { useEffect, useRef } from 'preact/hooks';
import type { Turn } from '../conversation.ts';
import type { OpenSource } from '../use-source.ts';
import { AnswerView } from './answer-view.tsx';
import { FailureNotice } from './failure-notice.tsx';

type Properties = {
  turn: Turn;
  busy: boolean;
  openSource: OpenSource | null;
  onOpen: (url: string) => void;
  onAsk: (question: string) => void;
  onRetry: () => void;
};

export function TurnView({ turn, busy, openSource, onOpen, onAsk, onRetry }: Properties) {
  const section = useRef<HTMLElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const { outcome } = turn;

  useEffect(() => {
    // Asked and answered alike, the question goes to the top, so that reading starts at its first extract.
    section.current?.scrollIntoView({ block: 'start' });
    // A button that asked is gone or disabled by now; whoever types keeps the box.
    const typing = document.activeElement instanceof HTMLTextAreaElement;
    if (outcome.state === 'asking' && !typing) heading.current?.focus({ preventScroll: true });
  }, [outcome.state]);

  return (
    <section class="turn" ref={section} aria-labelledby={`question-${turn.id}`} aria-busy={outcome.state === 'asking'}>
      <h2 class="question" ref={heading} tabIndex={-1} id={`question-${turn.id}`}>
        {turn.question}
      </h2>
      {outcome.state === 'asking' && <p class="asking">正在查找简报</p>}
      {outcome.state === 'answered' && (
        <AnswerView answer={outcome.answer} busy={busy} openSource={openSource} onOpen={onOpen} onAsk={onAsk} />
      )}
      {outcome.state === 'stopped' && (
        <div class="notice">
          <p>已停止查找。</p>
          <button type="button" class="button" disabled={busy} onClick={onRetry}>
            重试
          </button>
        </div>
      )}
      {outcome.state === 'failed' && <FailureNotice message={outcome.message} onRetry={onRetry} />}
    </section>
  );
}
