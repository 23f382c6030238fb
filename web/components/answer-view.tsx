import type { Answer } from '../../server/contract.ts';
import type { ArticleSummary } from '../../server/contract-articles.ts';
import type { OpenSource } from '../use-source.ts';
import { ClipButton } from './clip-button.tsx';
import { ExtractCard } from './extract-card.tsx';
import { NoEvidence } from './no-evidence.tsx';
import { OutlineView } from './outline-view.tsx';
import { QueryReading } from './query-reading.tsx';
import { QuestionButtons } from './question-buttons.tsx';

type Properties = {
  answer: Answer;
  /** Whether only some of the articles were searched. */
  narrowed: boolean;
  /** The articles that were searched. */
  searched: readonly ArticleSummary[];
  busy: boolean;
  openSource: OpenSource | null;
  onOpen: (url: string) => void;
  onAsk: (question: string) => void;
  /** Asks again without a part of what was understood; null where no more can be taken away. */
  onLeaveOut: ((part: string) => void) | null;
};

export function AnswerView({ answer, narrowed, searched, busy, openSource, onOpen, onAsk, onLeaveOut }: Properties) {
  const articles = new Set(answer.extracts.map((extract) => extract.citation.articleId));
  return (
    <div class="answer">
      <QueryReading answer={answer} busy={busy} onLeaveOut={onLeaveOut} />
      {answer.status === 'no_evidence' && (
        <NoEvidence answer={answer} narrowed={narrowed} searched={searched} onOpen={onOpen} />
      )}
      {answer.outline && <OutlineView outline={answer.outline} question={answer.understood} onOpen={onOpen} />}
      {answer.extracts.length > 0 && (
        <section class="extracts">
          <h3 class="label">
            摘录 {answer.extracts.length} 段，出自 {articles.size} 篇文章
          </h3>
          <ol>
            {answer.extracts.map((extract, index) => (
              <li key={`${extract.citation.articleId}#${extract.start}-${extract.end}`}>
                <ExtractCard
                  extract={extract}
                  number={index + 1}
                  open={
                    openSource?.articleId === extract.citation.articleId && openSource.span?.start === extract.start
                  }
                  onOpen={onOpen}
                >
                  <ClipButton extract={extract} question={answer.understood} about={`摘录 ${index + 1}`} />
                </ExtractCard>
              </li>
            ))}
          </ol>
        </section>
      )}
      {answer.suggestions.length > 0 && (
        <QuestionButtons title="接着问" questions={answer.suggestions} disabled={busy} onAsk={onAsk} />
      )}
    </div>
  );
}
