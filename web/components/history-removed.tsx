import { useLayoutEffect, useRef, useState } from 'preact/hooks';

type Properties = { title: string; onPutBack: () => void; onForget: () => void };

const UNDO_MILLISECONDS = 8000;

/** In the place of a deleted conversation for a few seconds; it stays as long as it is pointed at. */
export function HistoryRemoved({ title, onPutBack, onForget }: Properties) {
  const [held, setHeld] = useState(false);
  const button = useRef<HTMLButtonElement>(null);

  useLayoutEffect(() => button.current?.focus(), []);

  useLayoutEffect(() => {
    if (held) return;
    const timer = setTimeout(() => {
      // The focus stays within the dialog when the button that has it goes.
      if (document.activeElement === button.current) button.current?.closest<HTMLElement>('[tabindex]')?.focus();
      onForget();
    }, UNDO_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [held]);

  return (
    <li class="history-row history-removed" onMouseEnter={() => setHeld(true)} onMouseLeave={() => setHeld(false)}>
      <p role="status">已删除“{title}”</p>
      <button ref={button} type="button" class="button" onClick={onPutBack}>
        撤销<span class="off-screen">删除：{title}</span>
      </button>
    </li>
  );
}
