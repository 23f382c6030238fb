import type { Answer } from '../../server/contract.ts';
import type { OpenSource } from '../use-source.ts';
import { ExtractCard } from './extract-card.tsx';
import { NoEvidence } from './no-evidence.tsx';
import { OutlineView } from './outline-view.tsx';
import { QueryReading } from './query-reading.tsx';
import { QuestionButtons } from './question-buttons.tsx';

type Properties = {
  answer: Answer;
  busy: boolean;
  openSource: OpenSource | null;
  onOpen: (url: string) => void;
  onAsk: (question: string) => void;
};

export function AnswerView({ answer, busy, openSource, onOpen, onAsk }: Properties) {
  const articles = new Set(answer.extracts.map((extract) => extract.citation.articleId));
  return (
    <div class="answer">
      <QueryReading answer={answer} />
      {answer.status === 'no_evidence' && <NoEvidence answer={answer} onOpen={onOpen} />}
      {answer.outline && <OutlineView outline={answer.outline} onOpen={onOpen} />}
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
                />
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
