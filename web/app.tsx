import { useEffect, useRef, useState } from 'preact/hooks';
import type { Filter } from '../server/contract.ts';
import type { ApiClient } from './api-client.ts';
import { findAnswer } from './conversation.ts';
import { makeExampleQuestions } from './example-questions.ts';
import { AnswerStatus } from './components/answer-status.tsx';
import { BrowseView } from './components/browse-view.tsx';
import { ClipsView } from './components/clips-view.tsx';
import { HistoryDrawer } from './components/history-drawer.tsx';
import { NarrowedTo } from './components/narrowed-to.tsx';
import { PageHeader } from './components/page-header.tsx';
import { QuestionBox } from './components/question-box.tsx';
import { SettingsDialog } from './components/settings-dialog.tsx';
import { SourcePanel } from './components/source-panel.tsx';
import { TurnView } from './components/turn-view.tsx';
import { Welcome } from './components/welcome.tsx';
import { ClipsContext, useKeptClips } from './use-clips.ts';
import { useConversation } from './use-conversation.ts';
import { useLoaded } from './use-loaded.ts';
import { useSource } from './use-source.ts';
import { useView } from './use-view.ts';

const PAGE_TITLE = '简报问答';

export function App({ api }: { api: ApiClient }) {
  const conversation = useConversation(api);
  const questionBox = useRef<HTMLTextAreaElement>(null);
  const { view, show } = useView();
  const { source, open, step, close } = useSource(questionBox);
  const clips = useKeptClips();
  const [overlay, setOverlay] = useState<'history' | 'settings' | null>(null);
  const held = useLoaded('held', async (signal) => {
    const [bulletins, articles] = await Promise.all([api.listBulletins(signal), api.listArticles(signal)]);
    return { bulletins, articles, examples: makeExampleQuestions(articles) };
  });
  const { turns } = conversation;

  useEffect(() => {
    if (!source) document.title = PAGE_TITLE;
  }, [source]);

  function startOver(): void {
    conversation.replace([]);
    if (source) close();
    questionBox.current?.focus();
  }

  function narrow(filter: Filter): void {
    conversation.narrow(filter);
    show('ask');
    questionBox.current?.focus();
  }

  return (
    <ClipsContext.Provider value={clips}>
      <div class={source ? 'page page-with-source' : 'page'}>
        <div class="conversation-side">
          <PageHeader
            held={held.loaded}
            view={view}
            clipCount={clips.clips.length}
            onShow={show}
            onStartOver={view === 'ask' && turns.length > 0 ? startOver : null}
            onOpenHistory={() => setOverlay('history')}
            onOpenSettings={() => setOverlay('settings')}
          />
          {view === 'browse' && (
            <main class="browse">
              <BrowseView
                held={held.loaded}
                onReload={held.reload}
                onOpen={(url) => open(url, null)}
                onNarrow={narrow}
              />
            </main>
          )}
          {view === 'clips' && (
            <main class="clips">
              <ClipsView onOpen={(url) => open(url, null)} />
            </main>
          )}
          {/* Hidden, not removed, so that what is typed and where one reads are kept. */}
          <div class="asking-side" hidden={view !== 'ask'}>
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
            {conversation.filter && (
              <NarrowedTo filter={conversation.filter} onRemove={() => conversation.narrow(null)} />
            )}
            <QuestionBox
              field={questionBox}
              asking={conversation.asking}
              onAsk={conversation.ask}
              onStop={conversation.stop}
            />
          </div>
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
        {overlay === 'history' && <HistoryDrawer conversation={conversation} onClose={() => setOverlay(null)} />}
        {overlay === 'settings' && <SettingsDialog onClose={() => setOverlay(null)} />}
      </div>
    </ClipsContext.Provider>
  );
}
