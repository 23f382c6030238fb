import type { JudgedExtract, UnansweredQuestion } from '../../server/contract-feedback.ts';
import { SEPARATOR } from '../citation-text.ts';
import { AdminGolden } from './admin-golden.tsx';
import type { AdminProperties } from './admin-view.tsx';
import { SourceLink } from './source-link.tsx';

type UnansweredProperties = AdminProperties & { questions: readonly UnansweredQuestion[] };

export function UnansweredQuestions({ api, articles, onAsk, questions }: UnansweredProperties) {
  return (
    <ul class="admin-entries">
      {questions.map(({ id, question, history, understood, count, lastAt, reason, places, golden }) => (
        <li key={id} class="admin-entry">
          <Question question={question} history={history} />
          {understood !== question && <p class="admin-facts">理解为：{understood}</p>}
          <p class="admin-facts">
            {[`问过 ${count} 次`, `最近 ${formatTime(lastAt)}`, places.length > 0 && `地名：${places.join('、')}`]
              .filter(Boolean)
              .join(SEPARATOR)}
          </p>
          {reason !== '' && <p class="admin-facts">{reason}</p>}
          <AdminGolden
            api={api}
            articles={articles}
            record={{ kind: 'unanswered', id }}
            golden={golden}
            about={question}
          >
            <AskAgain question={question} history={history} onAsk={onAsk} />
          </AdminGolden>
        </li>
      ))}
    </ul>
  );
}

type ExtractsProperties = AdminProperties & { extracts: readonly JudgedExtract[] };

export function BadExtracts({ api, articles, onAsk, onOpen, extracts }: ExtractsProperties) {
  return (
    <ul class="admin-entries">
      {extracts.map(({ id, at, question, history, words, articleId, label, url, word, golden }) => (
        <li key={id} class="admin-entry">
          <Question question={question} history={history} />
          <blockquote class="admin-words">{words}</blockquote>
          <p class="admin-facts">
            {label}
            {SEPARATOR}
            <SourceLink citation={{ url }} plain about={`评为不合适的摘录 ${id}`} onOpen={onOpen}>
              查看原文
            </SourceLink>
          </p>
          <p class="admin-facts">
            {formatTime(at)}
            {word !== '' && (
              <>
                {SEPARATOR}读者说：<strong>{word}</strong>
              </>
            )}
          </p>
          <AdminGolden
            api={api}
            articles={articles}
            record={{ kind: 'extract', id }}
            articleId={articleId}
            golden={golden}
            about={question}
          >
            <AskAgain question={question} history={history} onAsk={onAsk} />
          </AdminGolden>
        </li>
      ))}
    </ul>
  );
}

function Question({ question, history }: { question: string; history: readonly string[] }) {
  return (
    <>
      {history.length > 0 && <p class="admin-facts">接着“{history.join('”“')}”问：</p>}
      <h4>{question}</h4>
    </>
  );
}

type AskAgainProperties = Pick<AdminProperties, 'onAsk'> & Pick<UnansweredQuestion, 'question' | 'history'>;

function AskAgain({ question, history, onAsk }: AskAgainProperties) {
  return (
    <button type="button" class="button" onClick={() => onAsk(question, history)}>
      问一问<span class="off-screen">：{question}</span>
    </button>
  );
}

function formatTime(iso: string): string {
  return new Date(iso).toLocaleString('zh-CN', { dateStyle: 'medium', timeStyle: 'short' });
}
