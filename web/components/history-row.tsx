import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { formatMoment } from '../conversation-list.ts';
import { SEPARATOR } from '../citation-text.ts';
import type { ConversationEntries, ListEntry } from '../use-conversation-list.ts';
import { HistoryRemoved } from './history-removed.tsx';
import { HistoryRename } from './history-rename.tsx';

type Properties = {
  entry: ListEntry;
  now: Date;
  /** Whether it is the conversation on the page. */
  shown: boolean;
  list: ConversationEntries;
  onOpen: (id: string) => void;
};

export function HistoryRow({ entry, now, shown, list, onOpen }: Properties) {
  const { id, title, questions, changedAt } = entry.summary;
  const [renaming, setRenaming] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const form = entry.removed ? 'removed' : renaming ? 'renaming' : 'plain';
  const formBefore = useRef(form);

  useLayoutEffect(() => {
    // What had the focus went with the form before; its buttons take the focus themselves in the other forms.
    if (form === 'plain' && formBefore.current !== 'plain') opener.current?.focus();
    formBefore.current = form;
  }, [form]);

  if (form === 'removed')
    return <HistoryRemoved title={title} onPutBack={() => list.putBack(entry)} onForget={() => list.forget(id)} />;
  if (form === 'renaming')
    return (
      <HistoryRename
        title={title}
        onRename={(name) => {
          if (name !== title) list.rename(id, name);
          setRenaming(false);
        }}
        onCancel={() => setRenaming(false)}
      />
    );
  return (
    <li class="history-row">
      <button
        ref={opener}
        type="button"
        class="history-open"
        aria-current={shown ? 'true' : undefined}
        onClick={() => onOpen(id)}
      >
        <span class="history-title">{title}</span>
        <span class="history-about">
          {[`${questions.length} 问`, formatMoment(changedAt, now), shown && '当前对话']
            .filter(Boolean)
            .join(SEPARATOR)}
        </span>
      </button>
      <div class="history-actions">
        <button type="button" class="button button-quiet" onClick={() => setRenaming(true)}>
          改名<span class="off-screen">：{title}</span>
        </button>
        <button type="button" class="button button-quiet" onClick={() => list.remove(id)}>
          删除<span class="off-screen">：{title}</span>
        </button>
      </div>
    </li>
  );
}
