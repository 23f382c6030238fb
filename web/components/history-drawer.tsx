import { useState } from 'preact/hooks';
import { DAYS, dayOf, matchesSearch } from '../conversation-list.ts';
import type { Conversation } from '../use-conversation.ts';
import { useConversationList } from '../use-conversation-list.ts';
import type { History } from '../use-history.ts';
import { HistoryRemoveAll } from './history-remove-all.tsx';
import { HistoryRow } from './history-row.tsx';
import { HistorySearch } from './history-search.tsx';
import { ModalDialog } from './modal-dialog.tsx';

type Properties = {
  conversation: Conversation;
  history: History;
  onOpen: (id: string) => void;
  onClose: () => void;
};

/** The conversations kept in this browser, newest first. */
export function HistoryDrawer({ conversation, history, onOpen, onClose }: Properties) {
  const list = useConversationList(conversation, history);
  const [search, setSearch] = useState('');
  const now = new Date();
  const entries = list.entries ?? [];
  const found = entries.filter(({ summary }) => matchesSearch(summary, search));
  const keptCount = entries.filter(({ removed }) => !removed).length + list.unreadable;

  return (
    <ModalDialog title="历史对话" shape="drawer" onClose={onClose}>
      <div class="history">
        <p class="history-note">对话只保存在这台设备的这个浏览器里，不会上传。</p>
        {list.failure && (
          <p class="notice notice-failure" role="alert">
            {list.failure}
          </p>
        )}
        {entries.length > 0 && <HistorySearch search={search} foundCount={found.length} onSearch={setSearch} />}
        {list.entries?.length === 0 && !list.failure && (
          <p class="history-empty">还没有保存的对话。提问得到答复后，对话会自动保存在这里。</p>
        )}
        {DAYS.map((day) => {
          const ofDay = found.filter(({ summary }) => dayOf(summary.changedAt, now) === day);
          return (
            ofDay.length > 0 && (
              <section key={day}>
                <h3 class="label">{day}</h3>
                <ul>
                  {ofDay.map((entry) => (
                    <HistoryRow
                      key={entry.summary.id}
                      entry={entry}
                      now={now}
                      shown={entry.summary.id === conversation.id}
                      list={list}
                      onOpen={onOpen}
                    />
                  ))}
                </ul>
              </section>
            )
          );
        })}
        {list.unreadable > 0 && (
          <p class="history-note">另有 {list.unreadable} 段对话由其他版本的页面保存，这里打不开。</p>
        )}
        {keptCount > 0 && <HistoryRemoveAll count={keptCount} onRemove={list.removeAll} />}
      </div>
    </ModalDialog>
  );
}
