import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Answer } from '../../server/contract.ts';
import type { ArticleResponse } from '../../server/contract-articles.ts';
import { type ApiClient, RequestFailure } from '../api-client.ts';
import type { Span } from '../mark-segments.ts';
import { collectCited, collectSourceMarks, describePlace, findPlace } from '../source-marks.ts';
import { writeSourceLink } from '../source-link.ts';
import { useClips } from '../use-clips.ts';
import { useLoaded } from '../use-loaded.ts';
import type { OpenSource } from '../use-source.ts';
import { ArticleText } from './article-text.tsx';
import { FailureNotice } from './failure-notice.tsx';
import { MarkStepper } from './mark-stepper.tsx';
import { SectionJumps } from './section-jumps.tsx';
import { SourceHeading } from './source-heading.tsx';
import { SourceKept } from './source-kept.tsx';
import { SourceNotice } from './source-notice.tsx';

type Properties = {
  api: ApiClient;
  place: OpenSource;
  answer: Answer | null;
  pageTitle: string;
  onStep: (span: Span) => void;
  /** Another article in this one's place. */
  onOpen: (url: string) => void;
  onClose: () => void;
};

export function SourcePanel({ api, place, answer, pageTitle, onStep, onOpen, onClose }: Properties) {
  const { clips } = useClips();
  const { loaded, reload } = useLoaded(place.articleId, (signal) => readArticle(api, place.articleId, signal));
  const heading = useRef<HTMLHeadingElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const article = loaded.state === 'ready' ? loaded.value : null;
  const kept = clips.map(({ extract }) => extract);
  const cited = collectCited(place, answer, kept);
  const marks = collectSourceMarks(article?.text ?? '', place.span, cited);
  const marked = marks.spans[marks.current];
  const isMissing = loaded.state === 'ready' && loaded.value === null;
  const state = isMissing ? 'missing' : article && describePlace(place.span, cited, marks);
  const words = findPlace(cited, place.span);

  useLayoutEffect(() => heading.current?.focus({ preventScroll: true }), [place.articleId, place.openings]);

  useLayoutEffect(() => {
    const closeOnEscape = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.isComposing) onClose();
    };
    document.addEventListener('keydown', closeOnEscape);
    return () => document.removeEventListener('keydown', closeOnEscape);
  });

  useLayoutEffect(() => {
    if (!article) return;
    document.title = `${article.title} · ${pageTitle}`;
    if (marked) scrollToTarget(scroller.current, '[data-current-mark]');
    else scroller.current?.scrollTo({ top: 0 });
  }, [article, marked?.start, marked?.end, place.openings]);

  return (
    <aside class="source-panel" aria-label="文章">
      <div class="source-top">
        <SourceHeading
          heading={heading}
          loaded={loaded}
          citedTitle={words?.citation.articleTitle}
          link={writeSourceLink({ articleId: place.articleId, span: marked ?? place.span })}
          onOpen={onOpen}
          onClose={onClose}
        />
        <SourceNotice state={state} />
        {article && (marks.spans.length > 0 || article.sections.length > 0) && (
          <div class="source-tools">
            {marks.spans.length > 0 && (
              <MarkStepper marks={marks} onStep={(span) => onStep(marks.cited[marks.spans.indexOf(span)] ?? span)} />
            )}
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
        {(state === 'gone' || state === 'missing') && words && <SourceKept extract={words} />}
        {article?.digest && <p class="source-digest">本篇为摘编，转述该期简报的事实与数字，不是简报的原话。</p>}
        {article && <ArticleText article={article} marks={marks} />}
      </div>
    </aside>
  );
}

/** Null for an article that is no longer held: trying again would not bring it back. */
async function readArticle(api: ApiClient, id: string, signal: AbortSignal): Promise<ArticleResponse | null> {
  try {
    return await api.readArticle(id, signal);
  } catch (error) {
    if (error instanceof RequestFailure && error.code === 'article_not_found') return null;
    throw error;
  }
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
