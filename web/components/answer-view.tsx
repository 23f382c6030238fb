import type { Answer, Extract } from '../../server/contract.ts';
import type { ArticleSummary } from '../../server/contract-articles.ts';
import type { Judge } from '../judgement.ts';
import type { OpenSource } from '../use-source.ts';
import { ClipButton } from './clip-button.tsx';
import { ExtractCard } from './extract-card.tsx';
import { JudgedExtract } from './judged-extract.tsx';
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
  /** Says of an extract what the reader thinks of it; null for one whose article is no longer held. */
  judgeOf: (extract: Extract) => Judge | null;
};

export function AnswerView({ answer, narrowed, searched, busy, openSource, ...rest }: Properties) {
  const { onOpen, onAsk, onLeaveOut, judgeOf } = rest;
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
            {answer.extracts.map((extract, index) => {
              const { citation, start, end } = extract;
              const open = openSource?.articleId === citation.articleId && openSource.span?.start === start;
              const card = { extract, number: index + 1, open, onOpen };
              const clip = <ClipButton extract={extract} question={answer.understood} about={`摘录 ${index + 1}`} />;
              const judge = judgeOf(extract);
              return (
                <li key={`${citation.articleId}#${start}-${end}`}>
                  {judge ? (
                    <JudgedExtract {...card} onJudge={judge}>
                      {clip}
                    </JudgedExtract>
                  ) : (
                    <ExtractCard {...card}>{clip}</ExtractCard>
                  )}
                </li>
              );
            })}
          </ol>
          {answer.extracts.some((extract) => judgeOf(extract)) && (
            <p class="judging-note">按“有用”或“不合适”，您的问题和那段摘录会记在本服务器上，供管理员改进。</p>
          )}
        </section>
      )}
      {answer.suggestions.length > 0 && (
        <QuestionButtons title="接着问" questions={answer.suggestions} disabled={busy} onAsk={onAsk} />
      )}
    </div>
  );
}
