import { useLayoutEffect, useRef, useState } from 'preact/hooks';

/** Asks once more before all is removed; the focus goes along with the question and back. */
export function ClipRemoveAll({ count, onRemove }: { count: number; onRemove: () => void }) {
  const [asked, setAsked] = useState<boolean | null>(null);
  const first = useRef<HTMLButtonElement>(null);

  useLayoutEffect(() => {
    if (asked !== null) first.current?.focus();
  }, [asked]);

  if (!asked) {
    return (
      <button type="button" class="button button-quiet" ref={first} onClick={() => setAsked(true)}>
        全部移出
      </button>
    );
  }
  return (
    <div class="clip-confirm" role="group" aria-label={`把 ${count} 段全部移出收藏夹吗？`}>
      <span>把 {count} 段全部移出吗？</span>
      <button type="button" class="button" ref={first} onClick={() => setAsked(false)}>
        不移出
      </button>
      <button type="button" class="button clip-danger" onClick={onRemove}>
        全部移出
      </button>
    </div>
  );
}
