export function FailureNotice({ message, onRetry }: { message: string; onRetry: () => void }) {
  return (
    <div class="notice notice-failure">
      <p>
        <strong>没有成功。</strong>
        {message}
      </p>
      <button type="button" class="button" onClick={onRetry}>
        重试
      </button>
    </div>
  );
}
