import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Filter } from '../server/contract.ts';
import type { ApiClient } from './api-client.ts';
import { findAnswer } from './conversation.ts';
import { AdminView } from './components/admin-view.tsx';
import { AnswerStatus } from './components/answer-status.tsx';
import { BrowseView } from './components/browse-view.tsx';
import { ClipsView } from './components/clips-view.tsx';
import { ExportConversation } from './components/export-conversation.tsx';
import { HistoryDrawer } from './components/history-drawer.tsx';
import { HistoryTrouble } from './components/history-trouble.tsx';
import { NarrowedTo } from './components/narrowed-to.tsx';
import { PageHeader } from './components/page-header.tsx';
import { QuestionBox } from './components/question-box.tsx';
import { SettingsDialog } from './components/settings-dialog.tsx';
import { ShortcutSheet } from './components/shortcut-sheet.tsx';
import { SourcePanel } from './components/source-panel.tsx';
import { StatusView } from './components/status-view.tsx';
import { TurnView } from './components/turn-view.tsx';
import { VerifyView } from './components/verify-view.tsx';
import { Welcome } from './components/welcome.tsx';
import { ClipsContext, useKeptClips } from './use-clips.ts';
import { useConversation } from './use-conversation.ts';
import { useDrawnRows } from './use-drawn-rows.ts';
import { useHistory } from './use-history.ts';
import { useLoaded } from './use-loaded.ts';
import { useShortcuts } from './use-shortcuts.ts';
import { useSource } from './use-source.ts';
import { useVerify } from './use-verify.ts';
import { useView } from './use-view.ts';

const PAGE_TITLE = '简报问答';

export function App({ api }: { api: ApiClient }) {
  const conversation = useConversation(api);
  const history = useHistory(conversation);
  const questionBox = useRef<HTMLTextAreaElement>(null);
  const reading = useRef<HTMLElement>(null);
  const { view, query, show, visit, changeQuery } = useView();
  useShortcuts();
  const { source, open, step, close } = useSource(questionBox);
  const clips = useKeptClips();
  const drawn = useDrawnRows();
  const verification = useVerify(api);
  const [overlay, setOverlay] = useState<'history' | 'settings' | 'shortcuts' | null>(null);
  // As far as a side of the page has heard of it: what is held is read again when another answers.
  const [indexVersion, setIndexVersion] = useState('');
  const held = useLoaded(
    `held ${indexVersion}`,
    async (signal) => {
      const [bulletins, articles] = await Promise.all([api.listBulletins(signal), api.listArticles(signal)]);
      return { bulletins, articles };
    },
    { keep: true },
  );
  const articles = held.loaded.state === 'ready' ? held.loaded.value.articles : [];
  const { turns } = conversation;

  useLayoutEffect(() => {
    if (!source) document.title = PAGE_TITLE;
  }, [source]);

  useLayoutEffect(() => {
    // What opened the conversation is gone by now; reading goes on at its last question.
    if (history.openings > 0) reading.current?.querySelector<HTMLElement>('.turn:last-child .question')?.focus();
  }, [history.openings]);

  function openKept(id: string): void {
    setOverlay(null);
    show('ask');
    if (id !== conversation.id) void history.open(id);
  }

  function startOver(): void {
    conversation.replace([]);
    if (source) close();
    questionBox.current?.focus();
  }

  useLayoutEffect(() => {
    // What led to this side is gone with the side it stood on.
    if (view === 'ask' && document.activeElement === document.body) questionBox.current?.focus();
  }, [view]);

  function narrow(filter: Filter): void {
    conversation.narrow(filter);
    show('ask');
  }

  function askAgain(question: string, earlier: string[]): void {
    show('ask');
    conversation.ask(question, { history: earlier });
  }

  function removeNarrowing(): void {
    conversation.narrow(null);
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
            onOpenShortcuts={() => setOverlay('shortcuts')}
          />
          <HistoryTrouble trouble={history.trouble} onDismiss={history.dismissTrouble} />
          {view === 'browse' && (
            <main class="browse">
              <BrowseView
                api={api}
                held={held.loaded}
                query={query}
                changeQuery={changeQuery}
                drawn={drawn}
                openId={source?.articleId ?? null}
                onReload={held.reload}
                onOpen={(url) => open(url, null)}
                onNarrow={narrow}
              />
            </main>
          )}
          {view === 'verify' && (
            <main class="verify">
              <VerifyView
                api={api}
                held={held.loaded}
                verification={verification}
                source={source}
                onOpen={(url) => open(url, null)}
              />
            </main>
          )}
          {view === 'clips' && (
            <main class="clips">
              <ClipsView held={held.loaded} onOpen={(url) => open(url, null)} />
            </main>
          )}
          {view === 'status' && (
            <main class="status">
              <StatusView api={api} onVisit={visit} onIndex={setIndexVersion} />
            </main>
          )}
          {view === 'admin' && (
            <main class="admin">
              <AdminView
                api={api}
                articles={articles}
                query={query}
                onVisit={visit}
                onAsk={askAgain}
                onIndex={setIndexVersion}
                onOpen={(url) => open(url, null)}
              />
            </main>
          )}
          {/* Hidden, not removed, so that what is typed and where one reads are kept. */}
          <div class="asking-side" hidden={view !== 'ask'}>
            <main class="conversation" ref={reading}>
              {turns.length === 0 && !history.restoring && (
                <Welcome
                  api={api}
                  held={held.loaded}
                  indexVersion={indexVersion}
                  filter={conversation.filter}
                  last={history.last}
                  onReload={held.reload}
                  onAsk={conversation.ask}
                  onContinue={openKept}
                />
              )}
              {turns.map((turn) => (
                <TurnView
                  api={api}
                  key={`${conversation.id}/${turn.id}`}
                  turn={turn}
                  articles={articles}
                  busy={conversation.asking}
                  openSource={source?.turnId === turn.id ? source : null}
                  onOpen={(url) => open(url, turn.id)}
                  onAsk={conversation.ask}
                  onRetry={() => conversation.retry(turn)}
                >
                  {turn === turns[turns.length - 1] && <ExportConversation turns={turns} articles={articles} />}
                </TurnView>
              ))}
            </main>
            <AnswerStatus turn={turns[turns.length - 1]} />
            <QuestionBox
              field={questionBox}
              asking={conversation.asking}
              onAsk={conversation.ask}
              onStop={conversation.stop}
            >
              <NarrowedTo filter={conversation.filter} articles={articles} onRemove={removeNarrowing} />
            </QuestionBox>
          </div>
        </div>
        {source && (
          <SourcePanel
            api={api}
            place={source}
            answer={findAnswer(turns, source.turnId)}
            pageTitle={PAGE_TITLE}
            onStep={step}
            onOpen={(url) => open(url, source.turnId)}
            onClose={close}
          />
        )}
        {overlay === 'history' && (
          <HistoryDrawer
            conversation={conversation}
            history={history}
            onOpen={openKept}
            onClose={() => setOverlay(null)}
          />
        )}
        {overlay === 'settings' && (
          <SettingsDialog
            onClose={() => setOverlay(null)}
            onShowShortcuts={() => setOverlay('shortcuts')}
            onVisit={(address) => {
              setOverlay(null);
              visit(address);
            }}
          />
        )}
        {overlay === 'shortcuts' && <ShortcutSheet onClose={() => setOverlay(null)} />}
      </div>
    </ClipsContext.Provider>
  );
}
