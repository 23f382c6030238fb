import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Extract } from '../../server/contract.ts';
import type { ArticleSummary } from '../../server/contract-articles.ts';
import { describeFilter, filterArticles } from '../browse-filter.ts';
import type { ApiClient } from '../api-client.ts';
import { type AskOptions, type Turn, WITHOUT_MAX } from '../conversation.ts';
import type { Judge } from '../judgement.ts';
import type { OpenSource } from '../use-source.ts';
import { AnswerView } from './answer-view.tsx';
import { FailureNotice } from './failure-notice.tsx';
import { LeftOut } from './left-out.tsx';

type Properties = {
  api: ApiClient;
  turn: Turn;
  /** The articles held, for the name of what the question was narrowed to. */
  articles: readonly ArticleSummary[];
  busy: boolean;
  openSource: OpenSource | null;
  onOpen: (url: string) => void;
  onAsk: (question: string, options?: AskOptions) => void;
  onRetry: () => void;
  /** What stands below what became of the question. */
  children?: ComponentChildren;
};

export function TurnView({ api, turn, articles, busy, openSource, onOpen, onAsk, onRetry, children }: Properties) {
  const section = useRef<HTMLElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const { outcome } = turn;

  useLayoutEffect(() => {
    // Asked and answered alike, the question goes to the top, so that reading starts at its first extract.
    section.current?.scrollIntoView({ block: 'start' });
    // A button that asked is gone or disabled by now; whoever types keeps the box.
    const typing = document.activeElement instanceof HTMLTextAreaElement;
    if (outcome.state === 'asking' && !typing) heading.current?.focus({ preventScroll: true });
  }, [outcome.state]);

  function askWithout(without: string[]): void {
    onAsk(turn.question, { history: turn.history, filter: turn.filter, without });
  }

  /** An answer that was kept may be older than what is held; what is gone from there cannot be judged any more. */
  function judgeOf({ citation, start, end }: Extract): Judge | null {
    const isHeld = articles.length === 0 || articles.some(({ id }) => id === citation.articleId);
    const { question, history } = turn;
    const place = { citationId: citation.id, articleId: citation.articleId, start, end };
    return isHeld ? (verdict, word) => api.judge({ question, history, ...place, verdict, word }) : null;
  }

  return (
    <section class="turn" ref={section} aria-labelledby={`question-${turn.id}`} aria-busy={outcome.state === 'asking'}>
      <h2 class="question" ref={heading} tabIndex={-1} id={`question-${turn.id}`}>
        {turn.question}
      </h2>
      <LeftOut
        turn={turn}
        busy={busy}
        onPutBack={(part) => askWithout(turn.without.filter((other) => other !== part))}
      />
      {turn.filter && <p class="understood">只在{describeFilter(turn.filter, articles)}中查找</p>}
      {outcome.state === 'asking' && <p class="asking">正在查找简报</p>}
      {outcome.state === 'answered' && (
        <AnswerView
          answer={outcome.answer}
          narrowed={turn.filter !== null}
          searched={filterArticles(articles, turn.filter)}
          busy={busy}
          openSource={openSource}
          onOpen={onOpen}
          onAsk={onAsk}
          judgeOf={judgeOf}
          onLeaveOut={turn.without.length < WITHOUT_MAX ? (part) => askWithout([...turn.without, part]) : null}
        />
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
      {outcome.state !== 'asking' && children}
    </section>
  );
}
