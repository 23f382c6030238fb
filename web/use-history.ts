/** Ties the conversation on the page to those that the browser keeps: saved as it grows, gone on with after a reload. */
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { answeredTurns, type AnsweredTurn } from './conversation.ts';
import { type ConversationSummary, findLastConversation, keepTurns, readConversation } from './kept-conversations.ts';
import { describeStorageFailure } from './storage.ts';
import { readTabConversation, writeTabConversation } from './tab-conversation.ts';
import type { Conversation } from './use-conversation.ts';

export type History = {
  /** Whether the conversation of this tab is still being read, as after a reload. */
  restoring: boolean;
  /** The newest kept conversation, while the page is empty. */
  last: ConversationSummary | null;
  /** What the browser could not keep or read, in words. */
  trouble: string | null;
  dismissTrouble: () => void;
  /** Counts the conversations opened, for the focus to follow. */
  openings: number;
  open: (id: string) => Promise<void>;
  /** Looks again for what is kept, after the drawer has changed it. */
  refresh: () => void;
};

/** What is known to be kept of the conversation on the page. */
type KeptState = { id: string; turns: readonly AnsweredTurn[]; changedAt: number };

export function useHistory(conversation: Conversation): History {
  const { id, turns, asking } = conversation;
  const [restoring, setRestoring] = useState(() => readTabConversation() !== null);
  const [last, setLast] = useState<ConversationSummary | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [openings, setOpenings] = useState(0);
  const [looks, setLooks] = useState(0);
  const latest = useRef(conversation);
  latest.current = conversation;
  const kept = useRef<KeptState | null>(null);
  const told = useRef(new Set<string>());
  const writing = useRef(Promise.resolve());
  const isEmpty = turns.length === 0;

  /** Says a trouble once, not again at every answer. */
  function tell(error: unknown): void {
    const words = describeStorageFailure(error);
    if (told.current.has(words)) return;
    told.current.add(words);
    setTrouble(words);
  }

  /** Whether it was found. */
  async function show(keptId: string, stillWanted: () => boolean): Promise<boolean> {
    const found = await readConversation(keptId);
    if (!found || !stillWanted()) return found !== null;
    kept.current = found;
    latest.current.replace(found.turns, found.id);
    writeTabConversation(found.id);
    return true;
  }

  async function keep(answered: AnsweredTurn[]): Promise<void> {
    const seen = kept.current;
    // Removed, or another one opened, while the write before this one was under way.
    if (latest.current.id !== id) return;
    const written = await keepTurns(id, answered, seen?.id === id ? seen.changedAt : null, Date.now());
    if (latest.current.id !== id) return;
    kept.current = written;
    if (written.id !== id) latest.current.moveTo(written.id);
    writeTabConversation(written.id);
  }

  useLayoutEffect(() => {
    const tabId = readTabConversation();
    if (tabId === null) return;
    show(tabId, () => latest.current.turns.length === 0)
      .catch(tell)
      .finally(() => setRestoring(false));
  }, []);

  useLayoutEffect(() => {
    if (asking || isEmpty) return;
    const answered = answeredTurns(turns);
    if (answered.length === 0 || (kept.current?.id === id && areSame(kept.current.turns, answered))) return;
    writing.current = writing.current.then(() => keep(answered)).catch(tell);
  }, [id, turns, asking]);

  useLayoutEffect(() => {
    if (!isEmpty || restoring) return;
    writeTabConversation(null);
    let wanted = true;
    findLastConversation().then((found) => wanted && setLast(found), tell);
    return () => void (wanted = false);
  }, [isEmpty, restoring, looks]);

  return {
    restoring,
    last: isEmpty ? last : null,
    trouble,
    dismissTrouble: () => setTrouble(null),
    openings,
    async open(keptId) {
      try {
        if (await show(keptId, () => true)) setOpenings((count) => count + 1);
        else setTrouble('这段对话已不在这个浏览器里，可能在别的窗口里删除了。');
      } catch (error) {
        setTrouble(describeStorageFailure(error));
      }
    },
    refresh: () => setLooks((count) => count + 1),
  };
}

function areSame(some: readonly AnsweredTurn[], others: readonly AnsweredTurn[]): boolean {
  return (
    some.length === others.length &&
    some.every(({ question, outcome }, i) => {
      const other = others[i];
      return question === other?.question && outcome.answer === other.outcome.answer;
    })
  );
}
