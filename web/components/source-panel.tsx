import { useEffect, useRef } from 'preact/hooks';
import type { Answer } from '../../server/contract.ts';
import type { ApiClient } from '../api-client.ts';
import { isSpanOf, type Span } from '../mark-segments.ts';
import { collectSourceMarks } from '../source-marks.ts';
import { useLoaded } from '../use-loaded.ts';
import type { OpenSource } from '../use-source.ts';
import { ArticleText } from './article-text.tsx';
import { FailureNotice } from './failure-notice.tsx';
import { MarkStepper } from './mark-stepper.tsx';
import { SectionJumps } from './section-jumps.tsx';
import { SourceHeading } from './source-heading.tsx';

type Properties = {
  api: ApiClient;
  place: OpenSource;
  answer: Answer | null;
  pageTitle: string;
  onStep: (span: Span) => void;
  onClose: () => void;
};

export function SourcePanel({ api, place, answer, pageTitle, onStep, onClose }: Properties) {
  const { loaded, reload } = useLoaded(place.articleId, (signal) => api.readArticle(place.articleId, signal));
  const heading = useRef<HTMLHeadingElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const article = loaded.state === 'ready' ? loaded.value : null;
  const misplaced = article !== null && place.span !== null && !isSpanOf(article.text, place.span);
  const marks = collectSourceMarks(misplaced ? { ...place, span: null } : place, answer);

  useEffect(() => heading.current?.focus({ preventScroll: true }), [place.articleId, place.openings]);

  useEffect(() => {
    const closeOnEscape = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.isComposing) onClose();
    };
    document.addEventListener('keydown', closeOnEscape);
    return () => document.removeEventListener('keydown', closeOnEscape);
  });

  useEffect(() => {
    if (!article) return;
    document.title = `${article.title} · ${pageTitle}`;
    scrollToTarget(scroller.current, '[data-current-mark]');
  }, [article, place.span?.start, place.span?.end]);

  return (
    <aside class="source-panel" aria-label="文章">
      <div class="source-top">
        <SourceHeading heading={heading} loaded={loaded} onClose={onClose} />
        {article && (marks.spans.length > 0 || article.sections.length > 0) && (
          <div class="source-tools">
            {marks.spans.length > 0 && <MarkStepper marks={marks} onStep={onStep} />}
            {article.sections.length > 0 && (
              <SectionJumps
                sections={article.sections}
                onJump={(start) =>
                  scrollToTarget(scroller.current, `[data-paragraph="${paragraphAt(article, start)}"]`)
                }
              />
            )}
          </div>
        )}
      </div>
      <div class="source-scroller" ref={scroller} tabIndex={0} role="region" aria-label="文章全文">
        {loaded.state === 'loading' && <p class="asking">正在打开文章</p>}
        {loaded.state === 'failed' && <FailureNotice message={loaded.message} onRetry={reload} />}
        {misplaced && <p class="notice">链接所指的文字已不在这个位置，下面是文章全文。</p>}
        {article?.digest && <p class="source-digest">本篇为摘编，转述该期简报的事实与数字，不是简报的原话。</p>}
        {article && <ArticleText article={article} marks={marks} />}
      </div>
    </aside>
  );
}

function paragraphAt({ paragraphs }: { paragraphs: readonly Span[] }, position: number): number {
  return Math.max(
    0,
    paragraphs.findIndex((paragraph) => position < paragraph.end),
  );
}

/** Only the panel scrolls: `scrollIntoView` would move the conversation along with it. */
function scrollToTarget(scroller: HTMLElement | null, selector: string): void {
  const target = scroller?.querySelector(selector);
  if (!scroller || !target) return;
  const offset = target.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
  scroller.scrollTop += offset - scroller.clientHeight / 5;
}
