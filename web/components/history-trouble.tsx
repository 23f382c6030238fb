type Properties = { trouble: string | null; onDismiss: () => void };

/** What the browser could not keep; the live region stands before its words do, so that they are read out. */
export function HistoryTrouble({ trouble, onDismiss }: Properties) {
  return (
    <div class="history-trouble" role="status">
      {trouble && (
        <div class="notice notice-failure">
          <p>{trouble}</p>
          <button type="button" class="button" onClick={onDismiss}>
            知道了
          </button>
        </div>
      )}
    </div>
  );
}
