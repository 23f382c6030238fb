import { useEffect, useState } from 'preact/hooks';
import {
  type ConversationSummary,
  listConversations,
  putBackConversation,
  removeAllConversations,
  removeConversation,
  renameConversation,
} from './kept-conversations.ts';
import { describeStorageFailure, type KeptConversation } from './storage.ts';
import type { Conversation } from './use-conversation.ts';
import type { History } from './use-history.ts';

/** `removed` is what was deleted a moment ago and can still be put back. */
export type ListEntry = {
  summary: ConversationSummary;
  removed: { conversation: KeptConversation; wasShown: boolean } | null;
};

export type ConversationEntries = {
  /** Null while they are read. */
  entries: readonly ListEntry[] | null;
  unreadable: number;
  failure: string | null;
  rename: (id: string, title: string) => void;
  remove: (id: string) => void;
  putBack: (entry: ListEntry) => void;
  /** Gives up the chance to put it back. */
  forget: (id: string) => void;
  removeAll: () => void;
};

/** The kept conversations as the drawer shows and changes them. */
export function useConversationList(conversation: Conversation, history: History): ConversationEntries {
  const [entries, setEntries] = useState<readonly ListEntry[] | null>(null);
  const [unreadable, setUnreadable] = useState(0);
  const [failure, setFailure] = useState<string | null>(null);

  function attempt(change: () => Promise<void>): void {
    setFailure(null);
    change().then(history.refresh, (error: unknown) => setFailure(describeStorageFailure(error)));
  }

  function replaceEntry(id: string, replace: (entry: ListEntry) => ListEntry): void {
    setEntries((current) => current?.map((entry) => (entry.summary.id === id ? replace(entry) : entry)) ?? null);
  }

  function forget(id: string): void {
    setEntries((current) => current?.filter(({ summary }) => summary.id !== id) ?? null);
  }

  useEffect(
    () =>
      attempt(async () => {
        const list = await listConversations();
        setEntries(list.summaries.map((summary) => ({ summary, removed: null })));
        setUnreadable(list.unreadable);
      }),
    [],
  );

  return {
    entries,
    unreadable,
    failure,
    rename: (id, title) =>
      attempt(async () => {
        await renameConversation(id, title);
        replaceEntry(id, ({ summary, removed }) => ({ summary: { ...summary, title }, removed }));
      }),
    remove: (id) =>
      attempt(async () => {
        const removed = await removeConversation(id);
        const wasShown = id === conversation.id;
        if (wasShown) conversation.replace([]);
        if (removed) replaceEntry(id, ({ summary }) => ({ summary, removed: { conversation: removed, wasShown } }));
        else forget(id);
      }),
    putBack: ({ summary, removed }) =>
      attempt(async () => {
        if (!removed) return;
        await putBackConversation(removed.conversation);
        replaceEntry(summary.id, () => ({ summary, removed: null }));
        if (removed.wasShown) await history.open(summary.id);
      }),
    forget,
    removeAll: () =>
      attempt(async () => {
        await removeAllConversations();
        if (entries?.some(({ summary }) => summary.id === conversation.id)) conversation.replace([]);
        setEntries([]);
        setUnreadable(0);
      }),
  };
}
