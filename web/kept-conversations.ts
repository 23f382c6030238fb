/** Keeping, listing and finding conversations in the browser's storage. */
import { isKeptConversation } from './check-kept.ts';
import { type AnsweredTurn, makeConversationId, makeTitle } from './conversation.ts';
import { type KeptConversation, openStorage } from './storage.ts';

/** What a list shows and a search looks at. */
export type ConversationSummary = Pick<KeptConversation, 'id' | 'title' | 'changedAt'> & { questions: string[] };

/** `unreadable` counts those that a page of another version kept in a shape that this one cannot show. */
export type ConversationList = { summaries: ConversationSummary[]; unreadable: number };

/**
 * Keeps the turns of a conversation. `seenAt` is the `changedAt` that this tab last read or wrote: where another tab
 * went on with the same conversation, this one's turns are kept beside it under an id of their own, and none are lost.
 */
export async function keepTurns(
  id: string,
  turns: AnsweredTurn[],
  seenAt: number | null,
  changedAt: number,
): Promise<KeptConversation> {
  const transaction = (await openStorage()).transaction('conversations', 'readwrite');
  const kept = await transaction.store.get(id);
  const isElsewhere = kept !== undefined && kept.changedAt !== seenAt;
  const conversation: KeptConversation = {
    id: isElsewhere ? makeConversationId() : id,
    title: kept?.title ?? makeTitle(turns[0]?.question ?? ''),
    turns,
    changedAt,
  };
  await Promise.all([transaction.store.put(conversation), transaction.done]);
  return conversation;
}

/** Newest first. */
export async function listConversations(): Promise<ConversationList> {
  const transaction = (await openStorage()).transaction('conversations');
  const list: ConversationList = { summaries: [], unreadable: 0 };
  // One at a time: all answers ever kept need not be in memory together to list their titles.
  let cursor = await transaction.store.openCursor();
  while (cursor) {
    if (isKeptConversation(cursor.value)) list.summaries.push(summarise(cursor.value));
    else list.unreadable++;
    cursor = await cursor.continue();
  }
  list.summaries.sort((a, b) => b.changedAt - a.changedAt);
  return list;
}

/** Null where it was deleted, or kept in another shape. */
export async function readConversation(id: string): Promise<KeptConversation | null> {
  const value: unknown = await (await openStorage()).get('conversations', id);
  return isKeptConversation(value) ? value : null;
}

export async function findLastConversation(): Promise<ConversationSummary | null> {
  const index = (await openStorage()).transaction('conversations').store.index('changedAt');
  let cursor = await index.openCursor(null, 'prev');
  while (cursor && !isKeptConversation(cursor.value)) cursor = await cursor.continue();
  return cursor && summarise(cursor.value);
}

export async function renameConversation(id: string, title: string): Promise<void> {
  const transaction = (await openStorage()).transaction('conversations', 'readwrite');
  const kept = await transaction.store.get(id);
  await Promise.all([kept && transaction.store.put({ ...kept, title }), transaction.done]);
}

/** Returns what was deleted, for it to be put back. */
export async function removeConversation(id: string): Promise<KeptConversation | null> {
  const transaction = (await openStorage()).transaction('conversations', 'readwrite');
  const kept = await transaction.store.get(id);
  await Promise.all([transaction.store.delete(id), transaction.done]);
  return kept ?? null;
}

export async function putBackConversation(conversation: KeptConversation): Promise<void> {
  await (await openStorage()).put('conversations', conversation);
}

/** Also what could not be read. */
export async function removeAllConversations(): Promise<void> {
  await (await openStorage()).clear('conversations');
}

function summarise({ id, title, changedAt, turns }: KeptConversation): ConversationSummary {
  return { id, title, changedAt, questions: turns.map(({ question }) => question) };
}
