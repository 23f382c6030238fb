import { useEffect, useRef } from 'preact/hooks';
import type { ApiClient } from './api-client.ts';
import { findAnswer } from './conversation.ts';
import { makeExampleQuestions } from './example-questions.ts';
import { AnswerStatus } from './components/answer-status.tsx';
import { PageHeader } from './components/page-header.tsx';
import { QuestionBox } from './components/question-box.tsx';
import { SourcePanel } from './components/source-panel.tsx';
import { TurnView } from './components/turn-view.tsx';
import { Welcome } from './components/welcome.tsx';
import { useConversation } from './use-conversation.ts';
import { useLoaded } from './use-loaded.ts';
import { useSource } from './use-source.ts';

const PAGE_TITLE = '简报问答';

export function App({ api }: { api: ApiClient }) {
  const conversation = useConversation(api);
  const questionBox = useRef<HTMLTextAreaElement>(null);
  const { source, open, step, close } = useSource(questionBox);
  const held = useLoaded('held', async (signal) => {
    const [bulletins, articles] = await Promise.all([api.listBulletins(signal), api.listArticles(signal)]);
    return { bulletins, articles, examples: makeExampleQuestions(articles) };
  });
  const { turns } = conversation;

  useEffect(() => {
    if (!source) document.title = PAGE_TITLE;
  }, [source]);

  function startOver(): void {
    conversation.clear();
    if (source) close();
    questionBox.current?.focus();
  }

  return (
    <div class={source ? 'page page-with-source' : 'page'}>
      <div class="conversation-side">
        <PageHeader held={held.loaded} onStartOver={turns.length > 0 ? startOver : null} />
        <main class="conversation">
          {turns.length === 0 && <Welcome held={held.loaded} onReload={held.reload} onAsk={conversation.ask} />}
          {turns.map((turn) => (
            <TurnView
              key={turn.id}
              turn={turn}
              busy={conversation.asking}
              openSource={source?.turnId === turn.id ? source : null}
              onOpen={(url) => open(url, turn.id)}
              onAsk={conversation.ask}
              onRetry={() => conversation.retry(turn)}
            />
          ))}
        </main>
        <AnswerStatus turn={turns[turns.length - 1]} />
        <QuestionBox
          field={questionBox}
          asking={conversation.asking}
          onAsk={conversation.ask}
          onStop={conversation.stop}
        />
      </div>
      {source && (
        <SourcePanel
          api={api}
          place={source}
          answer={findAnswer(turns, source.turnId)}
          pageTitle={PAGE_TITLE}
          onStep={step}
          onClose={close}
        />
      )}
    </div>
  );
}
