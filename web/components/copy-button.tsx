import { useEffect, useState } from 'preact/hooks';
import { copyText } from '../copy-text.ts';

const NOTE_MILLISECONDS = 2000;

/** `html` is the same for programs that paste formatted text. */
type Properties = { text: string; html?: string; label: string; hint?: string };

export function CopyButton({ text, html, label, hint }: Properties) {
  const [note, setNote] = useState('');

  useEffect(() => {
    if (!note) return;
    const timer = setTimeout(() => setNote(''), NOTE_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [note]);

  return (
    <>
      <button
        type="button"
        class="button button-quiet"
        title={hint}
        onClick={() => void copyText({ text, html }).then((copied) => setNote(copied ? '已复制' : '未能复制'))}
      >
        {note || label}
      </button>
      <span class="off-screen" role="status">
        {note}
      </span>
    </>
  );
}
