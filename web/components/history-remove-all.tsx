import { useLayoutEffect, useRef, useState } from 'preact/hooks';

type Properties = { count: number; onRemove: () => void };

export function HistoryRemoveAll({ count, onRemove }: Properties) {
  const [confirming, setConfirming] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const refusal = useRef<HTMLButtonElement>(null);
  const begun = useRef(false);

  useLayoutEffect(() => {
    // The focus goes to the answer that loses nothing.
    if (confirming) refusal.current?.focus();
    else if (begun.current) opener.current?.focus();
    begun.current = true;
  }, [confirming]);

  if (!confirming)
    return (
      <footer class="history-foot">
        <button ref={opener} type="button" class="button button-quiet" onClick={() => setConfirming(true)}>
          全部删除
        </button>
      </footer>
    );
  return (
    <footer class="history-foot history-confirm" role="group" aria-labelledby="history-confirm">
      <p id="history-confirm">删除全部 {count} 段对话？删除后不能恢复。</p>
      <button ref={refusal} type="button" class="button" onClick={() => setConfirming(false)}>
        取消
      </button>
      <button type="button" class="button button-danger" onClick={onRemove}>
        全部删除
      </button>
    </footer>
  );
}
