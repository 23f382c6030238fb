type Properties = {
  message: string;
  /** Null where it is no use to try again. */
  onRetry: (() => void) | null;
};

export function FailureNotice({ message, onRetry }: Properties) {
  return (
    <div class="notice notice-failure">
      <p>
        <strong>没有成功。</strong>
        {message}
      </p>
      {onRetry && (
        <button type="button" class="button" onClick={onRetry}>
          重试
        </button>
      )}
    </div>
  );
}
