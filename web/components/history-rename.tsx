import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { TITLE_MAX } from '../conversation.ts';

type Properties = { title: string; onRename: (title: string) => void; onCancel: () => void };

export function HistoryRename({ title, onRename, onCancel }: Properties) {
  const [name, setName] = useState(title);
  const field = useRef<HTMLInputElement>(null);
  const trimmed = name.trim();

  useLayoutEffect(() => field.current?.select(), []);

  return (
    <li class="history-row">
      <form
        class="history-rename"
        onSubmit={(event) => {
          event.preventDefault();
          if (trimmed) onRename(trimmed);
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || event.isComposing) return;
          event.preventDefault();
          event.stopPropagation();
          onCancel();
        }}
      >
        <input
          ref={field}
          value={name}
          maxLength={TITLE_MAX}
          aria-label="对话的名称"
          onInput={(event) => setName(event.currentTarget.value)}
        />
        <button type="submit" class="button button-main" disabled={!trimmed}>
          保存
        </button>
        <button type="button" class="button button-quiet" onClick={onCancel}>
          取消
        </button>
      </form>
    </li>
  );
}
