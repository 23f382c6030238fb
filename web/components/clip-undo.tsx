import { useLayoutEffect, useRef } from 'preact/hooks';

/** Stands where something was removed, and takes the focus that its button had. */
export function ClipUndo({ count, onUndo }: { count: number; onUndo: () => void }) {
  const button = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => button.current?.focus(), []);
  return (
    <div class="notice">
      <p role="status">已移出 {count} 段。</p>
      <button type="button" class="button" ref={button} onClick={onUndo}>
        撤销
      </button>
    </div>
  );
}
